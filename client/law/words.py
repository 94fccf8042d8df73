"""The words that the records share: kinds of bodies and circles, roles of authors, codes of persons and measures.

The personal measures and what the law asks of each are ``tables.measures``; their codes are named here too.
"""

from __future__ import annotations

from enum import StrEnum

from client.law.tables import measures


class BodyRole(StrEnum):
    """L72 2(1), 2(2), 6, 21: which part a body has."""

    DECIDING = "deciding"
    IMPLEMENTING = "implementing"
    EXECUTING = "executing"
    SUPERVISING = "supervising"


class Circle(StrEnum):
    """The circles of a file, and the front desk outside any file (architecture 5)."""

    FRONT_DESK = "front-desk"
    COORDINATION = "coordination"
    PERSON = "person"
    TASK = "task"
    COMPLAINT = "complaint"
    SUPPORT = "support"


class Writer(StrEnum):
    """In which capacity somebody writes."""

    OFFICER = "officer"
    ANYONE = "anyone"
    PERSON = "person"
    REPRESENTATIVE = "representative"
    INVITATION = "invitation"


LANGUAGES = ("kk", "ru", "en")

SPOKEN_LANGUAGES = (*LANGUAGES, "uz", "ug", "tg", "ky")
"""S-29: in these a person may write, and is told of rights; the official text is in one of ``LANGUAGES``."""


class Flag(StrEnum):
    """What changes who must consent, who implements and what is possible. MINOR_PRESUMED: age unknown, grounds to think so (T110
    21(2)). INCAPABLE: cannot exercise rights alone (L72 23(8)). MILITARY: 21 pt2. SERVICE: 21-1. CUSTODY: 21-2. VOT: a victim of
    trafficking (T110)."""

    MINOR = "MINOR"
    MINOR_PRESUMED = "MINOR_PRESUMED"
    INCAPABLE = "INCAPABLE"
    MILITARY = "MILITARY"
    SERVICE = "SERVICE"
    CUSTODY = "CUSTODY"
    VOT = "VOT"


# fmt: off
PERSON_CODES = (  # L72 3, letters split roles that share a subparagraph; PX24 only by a recorded decision (AMB-04)
    "P01", "P02", "P03", "P04", "P05", "P06", "P06-1", "P06-2", "P06-3", "P07", "P08", "P09",
    "P10a", "P10b", "P10c", "P11", "P12a", "P12b", "P13", "P14a", "P14b", "P14c", "P14d", "P15",
    "P16", "P17a", "P17b", "P18a", "P18b", "P19a", "P19b", "PX24",
)
# fmt: on

DIRECT_MEASURES = ("M1.1", "M1.2", "M1.3", "M1.4", "M1.5", "M1.6a", "M1.6b", "M1.6c", "M1.6d", "M1.7", "M1.8")  # L72 7(1)

PERSONAL_SECURITY = "M1.8"  # L72 7(1)(8): the order that opens the channel to the implementing body

PERSONAL_MEASURES = measures.PERSONAL_MEASURES

MEASURES = (*DIRECT_MEASURES, *PERSONAL_MEASURES)
"""Every code of a measure: Art. 7(1), 7(2), 21-1 and 21-2."""
