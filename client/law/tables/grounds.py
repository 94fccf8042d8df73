"""The four grounds on which measures end (L72 27(1); A.9): who may assert each, on what evidence, who may rule on it and when.

Whoever asks that measures end, the person too, sets an examination going and gives no ground (AMB-39): the ruling names one of
these. That the person takes back a consent on which a measure rests makes its further application impossible: G4.
"""

from __future__ import annotations

from collections.abc import Mapping

from client.law.titles import N_
from crypto.frozen import dataclass

SIGNATORIES = ("INVESTIGATOR", "PROSECUTOR", "COURT", "OFFICIAL")
"""L72 27(2): who is in charge of the pre-trial investigation, the prosecutor, the court, an authorised official of the
implementing body."""

DECIDING = ("INVESTIGATOR", "PROSECUTOR", "COURT")


@dataclass(frozen=True, slots=True)
class Ground:
    """``asserted_by``: in the codes of A.0.1. ``before``: who may rule on it while proceedings go on or the continuation is open;
    ``after``: once the proceedings have ended and it is settled that measures go on (27(4))."""

    id: str
    title: str
    article: str
    asserted_by: tuple[str, ...]
    evidence: str
    before: tuple[str, ...] = DECIDING
    after: tuple[str, ...] = SIGNATORIES


GROUNDS: Mapping[str, Ground] = {
    each.id: each
    for each in (
        Ground("G1", N_("the threat is removed"), "27(1)", ("DEC", "IMP", "PP"), N_("assessment of the threat")),
        Ground(
            "G2", N_("the person refuses the contract"), "27(1), 23(6)", ("IMP",),
            N_("the refusal, and that its consequences were explained"),
        ),
        Ground(
            "G3", N_("the person does not keep the contract"), "27(1), 26(1)", ("IMP",),
            N_("the breaches, the person's explanation, why ending is in proportion"),
        ),
        Ground(
            "G4", N_("measures cannot go on, for another objective ground"), "27(1)", ("DEC",), N_("reasons of the deciding body"),
            after=DECIDING,  # AMB-26
        ),
    )
}  # fmt: skip

EVIDENCE = ("ASSESSMENT", "CONTRACT_REFUSED", "BREACH", "CONSENT_WITHDRAWN", "OTHER")
"""What a piece of evidence is."""
