"""Well-formed records of ``client.law.records.direct``."""

from __future__ import annotations

from client.law.records.direct import (
    AlertAttempt,
    ClosedHearing,
    CourtExamination,
    CourtroomRemoval,
    DataRemoved,
    LeakCheck,
    OfficialWarning,
    PreventiveChanged,
    PreventiveMeasure,
    RestrainingOrder,
    SurveillanceMarker,
    VideoLink,
)
from client.law.records.reports import Attachment

ID, HASH = "0b" * 16, "a1" * 32
NOON = 1_767_500_000_000
CLEAN = LeakCheck("сөздік бойынша іздеу", 12, (), NOON)
RULING = Attachment("00ff", "ruling.pdf", "application/pdf", 3)

EXAMPLES: tuple[object, ...] = (
    OfficialWarning(
        ID, "12-3", "күдікті А.", "өлтіремін деп қорқытты", "110", ("statement",), "Ресми ескерту", "kk", "AUTHORITY", CLEAN
    ),
    DataRemoved(ID, "12-4", ("анкета", "байланыс парағы"), "Қарлығаш", HASH, "AUTHORITY"),
    PreventiveMeasure(ID, "12-5", "қамауға алу", "SUSPECT", "қорқытты", NOON, "Қаулының көшірмесі", "kk", "AUTHORITY", CLEAN),
    PreventiveChanged(ID, ID, "", "ESCAPED", NOON, "Күдікті қашып кетті", "kk"),
    AlertAttempt(ID, "PP", "PHONE", True, "хабарланды"),
    CourtroomRemoval(ID, "1-7", "отырыс 3", ("тыңдаушылар",), "COURT"),
    ClosedHearing(ID, "1-8", "отырыс 3", "куәға қауіп бар", RULING, True, "COURT"),
    CourtExamination(
        ID, "1-9", "отырыс 4", ("M1.6a", "M1.6c"), "P12a", "", "Тоғай", ("бөлек кіру",),
        VideoLink("W-3", "сот техникі", True, False), True, "COURT",
    ),
    RestrainingOrder(
        ID, "12-6", "ізіне түсті", "ҚПК 165", NOON, NOON + 30 * 86_400_000, 300, ("W-1",), True, "AUTHORITY"
    ),
    SurveillanceMarker(ID, True, "құп. 14"),
)  # fmt: skip
