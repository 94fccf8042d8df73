"""A.6: where a complaint goes, by what it attacks and whose act that was; and which body the law means where (AMB-29)."""

from __future__ import annotations

from client.law.words import BodyRole
from crypto.frozen import dataclass

OFFICERS = ("INVESTIGATOR", "INQUIRY_OFFICER", "OPERATIONAL", "OFFICIAL")
"""Deciders below a judge or a prosecutor; OFFICIAL: of the implementing body."""


@dataclass(frozen=True, slots=True)
class Route:
    """``norm``: the id of the rule; ``clock``: how soon the authority answers."""

    about: tuple[str, ...]
    deciders: tuple[str, ...]
    routes: tuple[str, ...]
    clock: str
    norm: str
    basis: str


_OTHER = ("REFUSAL_TO_LIFT", "REFUSAL_TO_ADD", "DECISION", "ACT", "INACTION")

ROUTES = (
    Route(("REFUSAL",), OFFICERS, ("COURT", "PROSECUTOR"), "DL-04", "L72-23.2", "23(2)"),
    Route(("REFUSAL",), ("COURT",), ("HIGHER_COURT",), "DL-05", "L72-23.3", "23(3)"),
    Route(("REFUSAL",), ("PROSECUTOR",), ("HIGHER_PROSECUTOR",), "DL-05", "L72-23.3", "23(3)"),
    Route(("REVOCATION",), OFFICERS, ("COURT", "PROSECUTOR"), "DL-04", "L72-23.2", "23(2), 27(5)"),
    Route(("REVOCATION",), ("COURT",), ("HIGHER_COURT",), "DL-05", "L72-23.3", "23(3), 27(5)"),
    Route(("REVOCATION",), ("PROSECUTOR",), ("HIGHER_PROSECUTOR",), "DL-05", "L72-23.3", "23(3), 27(5)"),
    Route(_OTHER, OFFICERS, ("HIGHER_AUTHORITY", "PROSECUTOR", "COURT"), "DL-25", "L72-25.3", "25(3)"),
    Route(_OTHER, ("PROSECUTOR",), ("HIGHER_PROSECUTOR", "COURT"), "DL-25", "L72-25.3", "25(3)"),
    Route(_OTHER, ("COURT",), ("HIGHER_COURT",), "DL-25", "L72-25.3", "25(3)"),
    Route(("ADMINISTRATIVE",), OFFICERS, ("HIGHER_AUTHORITY", "COURT"), "DL-25", "T110-17.2.16", "110 17(2)(16)"),
    Route(("ADMINISTRATIVE",), ("PROSECUTOR",), ("HIGHER_PROSECUTOR", "COURT"), "DL-25", "T110-17.2.16", "110 17(2)(16)"),
    Route(("ADMINISTRATIVE",), ("COURT",), ("HIGHER_COURT",), "DL-25", "T110-17.2.16", "110 17(2)(16)"),
)
"""23(3) means refusals and revocations alike (AMB-36). An act of a court goes to the court above it, which is its higher authority
under 25(3); that of a prosecutor to the prosecutor above or to a court."""


def route_of(about: str, decider: str) -> Route:
    """The row for what is attacked and whose it was. Raises ``StopIteration`` for words that are none of the table's."""
    return next(row for row in ROUTES if about in row.about and decider in row.deciders)


DECIDES, IMPLEMENTS = BodyRole.DECIDING, BodyRole.IMPLEMENTING

MEANT = {
    "7(2)": (IMPLEMENTS,),
    "14": (IMPLEMENTS,),
    "15": (IMPLEMENTS,),
    "16": (IMPLEMENTS,),
    "17": (IMPLEMENTS,),
    "22": (DECIDES,),
    "23(1)": (DECIDES,),
    "23(4)": (IMPLEMENTS,),
    "23(5)": (IMPLEMENTS,),
    "23(6)": (IMPLEMENTS,),
    "23(7)": (IMPLEMENTS,),
    "24": (DECIDES, IMPLEMENTS),
    "25": (DECIDES, IMPLEMENTS),
    "26(2)": (DECIDES, IMPLEMENTS),
    "26-1(1)": (DECIDES,),
    "26-1(2)": (IMPLEMENTS,),
    "26-1(3)": (DECIDES, IMPLEMENTS),
    "27(2)": (DECIDES, IMPLEMENTS),
    "27(3)": (DECIDES,),
    "27(4)": (IMPLEMENTS,),
    "28": (DECIDES, IMPLEMENTS),
}
"""AMB-29: the law speaks of the "security authority" in several ways; this is which body each article means. The second part of
23(7), on investigating the threat, means the deciding body."""
