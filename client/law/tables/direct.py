"""Measures of Art. 7(1), which the authority conducting the proceedings imposes itself (A.2.1): one row each.

None needs the person's consent (AMB-07) and none is exceptional; none is barred in custody, since Art. 21-2 limits only the list
of 7(2) (AMB-31). Only the gateway order M1.8 calls for a contract (L72 23(6)).
"""

from __future__ import annotations

from collections.abc import Iterable

from client.law.rule import norm
from client.law.tables.bodies import DECIDERS, STAGES
from client.law.titles import N_
from crypto.frozen import dataclass

COURT = "COURT"
OPERATIONAL = "OPERATIONAL"
AUTHORITY = tuple(kind for kind in DECIDERS if kind != OPERATIONAL)
"""Who conducts the proceedings: an investigator, an inquiry officer, a prosecutor; at trial the court. The body that an assisting
citizen helps (4(2)) conducts none: it decides, and orders personal security."""

EXECUTORS = ("AUTHORITY", "COURT", "IMPLEMENTING", "EXECUTING")
"""Who carries a measure out: the authority in charge of the case, a court, the implementing body, another body."""

WITNESSES = ("P12a", "P12b")
EXAMINED = (*WITNESSES, "P11")
"""L72 7(1)(6) says witness; a victim who is examined as one counts, where the legal basis is stated (AMB-05, UNTOC 24(4))."""


@dataclass(frozen=True, slots=True)
class DirectMeasure:
    """``deciders``: kinds of decider who may impose it; ``executor``: of ``EXECUTORS``, who carries it out (L72 21 pt1, AMB-01);
    ``partners``: who cooperates under the Criminal Procedure Code; ``persons``: codes of Art. 3 that it is for, empty: all;
    ``of_suspect``: it binds a suspect or accused only; ``custody``: possible for a person in detention."""

    code: str
    article: str
    title: str
    deciders: tuple[str, ...]
    executor: str
    stages: tuple[str, ...] = STAGES
    partners: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    of_suspect: bool = False
    consent: bool = False
    exceptional: bool = False
    custody: bool = True
    contract: bool = False


_TRIAL = ("TRIAL",)
_CPC = ("bodies of the Criminal Procedure Code",)

# fmt: off
MEASURES = {
    row.code: row
    for row in (
        DirectMeasure("M1.1", "7(1)(1), 8", N_("official warning"), AUTHORITY, "AUTHORITY"),
        DirectMeasure("M1.2", "7(1)(2), 9", N_("restricted access to data"), AUTHORITY, "AUTHORITY"),
        DirectMeasure("M1.3", "7(1)(3), 10", N_("preventive measure"), AUTHORITY, "AUTHORITY", partners=_CPC, of_suspect=True),
        DirectMeasure("M1.4", "7(1)(4), 11", N_("removal from the courtroom"), (COURT,), "COURT", _TRIAL),
        DirectMeasure("M1.5", "7(1)(5), 12", N_("closed hearing"), (COURT,), "COURT", _TRIAL),
        DirectMeasure("M1.6a", "7(1)(6)", N_("examination under a pseudonym"), (COURT,), "COURT", _TRIAL, persons=EXAMINED),
        DirectMeasure("M1.6b", "7(1)(6)", N_("examination without recognition"), (COURT,), "COURT", _TRIAL, persons=EXAMINED),
        DirectMeasure("M1.6c", "7(1)(6)", N_("examination out of sight"), (COURT,), "COURT", _TRIAL, persons=EXAMINED),
        DirectMeasure("M1.6d", "7(1)(6)", N_("examination without recording"), (COURT,), "COURT", _TRIAL, persons=EXAMINED),
        DirectMeasure("M1.7", "7(1)(7), 13-1", N_("restraining order"), AUTHORITY, "AUTHORITY", partners=_CPC),
        DirectMeasure("M1.8", "7(1)(8), 7(2)", N_("personal security"), tuple(DECIDERS), "IMPLEMENTING", contract=True),
    )
}
# fmt: on


@norm("A.2", "21-2, 7(1)")
def barred_in_custody(codes: Iterable[str]) -> tuple[str, ...]:
    """AMB-31: which of these cannot be had by a person in detention: of Art. 7(1), none."""
    return tuple(code for code in codes if not MEASURES[code].custody)


@norm("A.2", "23(6)")
def wants_contract(codes: Iterable[str]) -> bool:
    """Whether any of these calls for a contract: not where a file has M1.1 to M1.7 alone (A.7)."""
    return any(MEASURES[code].contract for code in codes)
