"""Well-formed records of ``client.law.records.residence``."""

from __future__ import annotations

from client.law.records.residence import (
    ResidenceClosed,
    ResidenceExtended,
    ResidenceGranted,
    ResidenceStep,
    ServicesChanged,
    WorkEnded,
    WorkEntitled,
)

ID = "0b" * 16
PETITION = "3a" * 16
AT = 1_767_600_000_000
DAY = 86_400_000

EXAMPLES: tuple[object, ...] = (
    ServicesChanged(ID, True, "SSS-3", ""),
    ResidenceStep(PETITION, "ASKED", "NGO", "PSEUDONYM", "балалары осында оқиды", "қалғысы келеді"),
    ResidenceGranted(PETITION, "рұқсат 7", AT, AT + 150 * DAY),
    ResidenceExtended(PETITION, "ұзарту 7-1", AT + 200 * DAY),
    ResidenceClosed(PETITION, "босқын мәртебесін сұрады", "YES", "YES"),
    WorkEntitled(ID, "W-12", "PSEUDONYM", "жергілікті рұқсатсыз жұмыс істей алады", "kk", "іс 5"),
    WorkEnded(ID, "W-12", "үкім 8"),
)
