"""Well-formed records of ``client.law.records.requests``."""

from __future__ import annotations

from client.law.records.requests import Request, RequestAnswered, RequestRecorded

ID = "0f" * 16
AT = 1_700_000_000_000

EXAMPLES: tuple[object, ...] = (
    Request(ID, "LIFT_ONE", ("M2.1a",), "күзет керек емес", "kk", AT, False),
    RequestRecorded(ID, "LIFT_ONE", ("M2.1a",), "күзет керек емес", "kk", AT, False, "PP", "PAPER", "00ff", ""),
    RequestAnswered(ID, "GRANTED", "негіз бар", ""),
)
