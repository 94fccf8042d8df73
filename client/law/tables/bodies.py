"""Kinds of bodies: who may decide, who may implement (L72 2, 4(2), 7(1), 21 pt2; A.0.1).

The kinds are the law's. Which body is of which kind is a register that a file keeps (``body-registered``): agencies are merged and
renamed, and a kind then names the function that a successor took over (AMB-35).
"""

from __future__ import annotations

from client.law.titles import N_
from crypto.frozen import dataclass

STAGES = ("INVESTIGATION", "INQUIRY", "TRIAL")
"""L72 7(1): measures are imposed during an investigation, an inquiry or a trial."""

DECIDERS = {
    "INVESTIGATOR": N_("investigator"),
    "INQUIRY_OFFICER": N_("officer conducting an inquiry"),
    "PROSECUTOR": N_("prosecutor in charge of the case"),
    "COURT": N_("court"),
    "OPERATIONAL": N_("operational-search or counter-intelligence body"),
}
"""Kinds of deciding body. OPERATIONAL: for citizens who assist it, and for nobody else (4(2))."""


@dataclass(frozen=True, slots=True)
class ImplementerKind:
    """``lead``: it may answer for the measures of a file as a whole; others implement the part that is theirs (AMB-37).
    ``by_court``: an order of a court may name it (2(3))."""

    code: str
    title: str
    article: str
    lead: bool
    by_court: bool = False


IMPLEMENTERS = {
    kind.code: kind
    for kind in (
        ImplementerKind("NATIONAL_SECURITY", N_("national security body"), "2(2)", lead=True),
        ImplementerKind("INTERNAL_AFFAIRS", N_("internal affairs body"), "2(2)", lead=True),
        ImplementerKind("MILITARY_ADMINISTRATION", N_("body of military administration"), "2(2)", lead=True),
        ImplementerKind("ANTI_CORRUPTION", N_("anti-corruption service"), "2(2)", lead=True),
        ImplementerKind("ECONOMIC_INVESTIGATION", N_("economic investigation service"), "2(2)", lead=True),
        ImplementerKind("PRETRIAL", N_("body that investigated the case"), "2(3)", lead=True, by_court=True),
        ImplementerKind("NAMED", N_("prosecuting body named by the judge"), "2(3)", lead=True, by_court=True),
        ImplementerKind("PENAL", N_("place of detention"), "2(3), 21-2", lead=False, by_court=True),
        ImplementerKind("BAILIFFS", N_("bailiffs"), "2(3)", lead=False, by_court=True),
        ImplementerKind("MILITARY_COMMAND", N_("commander of a military unit"), "21 pt2", lead=True),
    )
}

OTHER_KINDS = {
    "DECIDING": N_("body that decides"),
    "SUPERVISING": N_("prosecutor's office"),
    "STATE": N_("state body or organisation that helps"),
    "NGO": N_("non-governmental organisation"),
}
"""What else stands in the register. NGO: only with the reference of its memorandum (SYS-53)."""

BODY_KINDS = {**{code: kind.title for code, kind in IMPLEMENTERS.items()}, **OTHER_KINDS}

CLASSES = ("INTERNAL", "RESTRICTED", "SEALED")
"""S-11: how much a record tells. INTERNAL: what both bodies read. RESTRICTED: what one body shares with the person. SEALED: what
even the readers of its circle open only for a reason, or one task's addressee alone."""

STATUTORY_CLOCKS = frozenset({"DL-01", "DL-10", "DL-11", "DL-13"})
"""The law's own figures: no act of a body touches them (A.4). A test holds this against the book."""

CLOCK_BODIES = {
    **dict.fromkeys(("DL-02", "DL-03", "DL-09", "DL-12", "DL-22", "DL-23", "DL-24"), "DEC"),
    **dict.fromkeys(("DL-06", "DL-07", "DL-08", "DL-14", "DL-18", "DL-19", "DL-20", "DL-21"), "IMP"),
}
"""A.4: whose internal limit a clock is, where it is one body's alone: the other's rules do not lengthen it."""
