"""Well-formed records of ``client.law.records.closures``."""

from __future__ import annotations

from client.law.records.closures import (
    ClosureAnswer,
    ClosureDecision,
    ClosureOrder,
    ClosureSent,
    ExceptionAnswered,
    ExceptionDecided,
    ExceptionRequest,
    LeftOut,
    LookupAttempt,
    ServiceListed,
)

DECISION, ORDER, REQUEST = "27" * 16, "28" * 16, "29" * 16
HASH = "a1" * 32
UNTIL = 1_775_000_000_000  # April 2026

EXAMPLES: tuple[object, ...] = (
    ServiceListed("COURIER", "жеткізу қызметі", "жеке компания", True, ""),
    ClosureDecision(
        DECISION,
        "17-1",
        "CLOSE",
        UNTIL,
        ("ADDRESS", "PASSPORT", "TRAFFIC", "PHONE", "PERSONS", "GATEWAY", "HEALTH", "MIGRATION", "TAX"),
        (LeftOut("BORDER", "шекарадан өтпеген"),),
        "іздеу әрекеті болды",
    ),
    ClosureOrder(ORDER, "CLOSE", "A-102 жазбасы", UNTIL, "бірлескен ереже 4", "7-код"),
    ClosureSent(DECISION, ORDER, "ADDRESS", ""),
    ClosureAnswer(ORDER, "DONE", ""),
    LookupAttempt(ORDER, 1_767_700_000_000, "белгісіз", "мекенжай"),
    ExceptionRequest(REQUEST, "Алматы қ. ПД, тергеуші Б.", "2026-77", "CPC", "сол күні қалада болды ма"),
    ExceptionDecided(REQUEST, True, "басқа істегі алиби", True, ""),
    ExceptionAnswered(REQUEST, HASH, HASH),
)
