"""A.1: the persons subject to protection (L72 Art. 3), row by row."""

from __future__ import annotations

from client.law.titles import N_
from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class PersonRow:
    """``subparagraph`` of Art. 3, empty for PX24. ``weapons``: may be issued some (15 pt2). ``link``: protected because of somebody
    else, who must be named. ``case``: usually has a criminal case of a number."""

    code: str
    subparagraph: str
    title: str
    weapons: bool = False
    link: bool = False
    case: bool = True


PERSONS = {
    row.code: row
    for row in (
        PersonRow("P01", "1", N_("judge"), weapons=True),
        PersonRow("P02", "2", N_("juror")),
        PersonRow("P03", "3", N_("prosecutor"), weapons=True),
        PersonRow("P04", "4", N_("investigator"), weapons=True),
        PersonRow("P05", "5", N_("officer conducting an inquiry"), weapons=True),
        PersonRow("P06", "6", N_("officer of operational search or counter-intelligence"), weapons=True),
        PersonRow("P06-1", "6-1", N_("citizen assisting those bodies"), case=False),
        PersonRow("P06-2", "6-2", N_("private prosecutor")),
        PersonRow("P06-3", "6-3", N_("person who helped to prevent or detect a crime"), case=False),
        PersonRow("P07", "7", N_("defence counsel")),
        PersonRow("P08", "8", N_("expert")),
        PersonRow("P09", "9", N_("specialist")),
        PersonRow("P10a", "10", N_("secretary of the court session")),
        PersonRow("P10b", "10", N_("bailiff")),
        PersonRow("P10c", "10", N_("enforcement agent")),
        PersonRow("P11", "11", N_("victim")),
        PersonRow("P12a", "12", N_("witness")),
        PersonRow("P12b", "12", N_("witness having the right to a defence")),
        PersonRow("P13", "13", N_("suspect")),
        PersonRow("P14a", "14", N_("accused")),
        PersonRow("P14b", "14", N_("convicted person")),
        PersonRow("P14c", "14", N_("person whose prosecution was dropped")),
        PersonRow("P14d", "14", N_("acquitted person")),
        PersonRow("P15", "15", N_("translator")),
        PersonRow("P16", "16", N_("attesting witness")),
        PersonRow("P17a", "17", N_("legal representative")),
        PersonRow("P17b", "17", N_("representative")),
        PersonRow("P18a", "18", N_("civil plaintiff")),
        PersonRow("P18b", "18", N_("civil defendant")),
        PersonRow("P19a", "19", N_("family member"), link=True),
        PersonRow("P19b", "19", N_("close relative"), link=True),
        PersonRow("PX24", "", N_("other person close to a witness"), link=True),
    )
}
"""P12b is a status of the criminal procedure code (AMB-02). P17a is a protected role, not the representative of 23(8)."""

OWN_ROLES = tuple(code for code, row in PERSONS.items() if not row.link)
"""P01 to P18b with those inserted (6-1 to 6-3): because of any of these a relative is protected (L72 3(19), AMB-03)."""

CLOSE_TO = ("P11", "P12a", "P12b")
"""UNTOC 24(1) speaks of witnesses; victims who testify are witnesses (24(4), AMB-05)."""
