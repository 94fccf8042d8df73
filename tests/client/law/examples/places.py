"""Well-formed records of ``client.law.records.places``."""

from __future__ import annotations

from client.law.records.places import StayAgreement, StayEnded, StaySigned, StayStarted

STAY = "16" * 16
HASH = "a1" * 32
START = 1_767_600_000_000
DAY_MS = 86_400_000

EXAMPLES: tuple[object, ...] = (
    StayAgreement(STAY, "Б-7", START, START + 30 * DAY_MS, "түнде шықпау", ("анасы",), True, "", "", "kk"),
    StaySigned(HASH, True, ""),
    StayStarted(STAY, START, ""),
    StayEnded(STAY, "MOVED", "Б-9", ""),
)
