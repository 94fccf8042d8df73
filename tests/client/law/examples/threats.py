"""Well-formed records of ``client.law.records.threats``."""

from __future__ import annotations

from client.law.records.threats import (
    FieldIntake,
    HotlineCall,
    ThreatAssessment,
    ThreatClosed,
    ThreatInvestigation,
    ThreatLinked,
    ThreatNoted,
)

ID = "0b" * 16
NOON = 1_767_500_000_000
ERDR = "267500031000123"

EXAMPLES: tuple[object, ...] = (
    ThreatNoted(ID, "IN_PERSON", "VIOLENCE", "көрші", "есікті тепті", "kk", NOON, None, False, "", ""),
    ThreatAssessment(ID, "SUFFICIENT", "HIGH", "куәлар растады", "NO"),
    ThreatInvestigation(ID, "STARTED", ERDR, "", "", "Қарлығаш"),
    ThreatLinked(ID, ERDR, "Қарлығаш"),
    ThreatClosed(ID, "", "қауіп расталмады"),
    HotlineCall(ID, "116 16", NOON, ID[:8], False),
    FieldIntake(ID, True, "мобильді топ 2", ("полицей",)),
)
