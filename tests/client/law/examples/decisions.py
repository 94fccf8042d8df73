"""Well-formed records of ``client.law.records.decisions``."""

from __future__ import annotations

from client.law.records.decisions import (
    DataReceived,
    DecidedElsewhere,
    EvidenceItem,
    OralMinute,
    StatementForwarded,
    ThreatDescribed,
    Urgency,
    Verification,
)

HASH = "a1" * 32
ID = "0b" * 16
AT = 1_767_585_600_000
"""Time 0 of the cases: 5 January 2026, 09:00 in Kazakhstan."""

EXAMPLES: tuple[object, ...] = (
    OralMinute(ID, AT, "куә", "Мені қорқытты", "kk", False, True, ""),
    DataReceived(ID, "OWN_INITIATIVE", AT, "", "тергеу кезінде қоқан-лоққы анықталды", False),
    StatementForwarded(ID, AT, "Маған қоңырау шалып қорқытты", "kk", False),
    ThreatDescribed(ID, "VIOLENCE", "белгісіз", "PERSON", "кеше кешке", "телефон", "", ()),
    EvidenceItem(ID, "E-1", "RECORDING", "қоңырау жазбасы", "", "іс 12, 40-парақ"),
    Verification(ID, "қоңыраулар", "расталды"),
    Urgency(ID, True, "есік алдында тұр"),
    DecidedElsewhere(ID, HASH, AT),
)
