"""Well-formed records of ``client.law.records.ending``."""

from __future__ import annotations

from client.law.records.basis import l72
from client.law.records.ending import (
    Continuation,
    Evidence,
    GroundNamed,
    LiftRefused,
    Motion,
    ProceedingsEnded,
    ProtectionClosed,
    Revocation,
    WindDown,
    WoundDown,
)

ID = "0b" * 16
AT = 1_700_000_000_000
APPEAL = ("court", "prosecutor")
THREAT_GONE = GroundNamed("G1", (Evidence("OTHER", "", "қауіп бағаланды, ол жоқ"),))

EXAMPLES: tuple[object, ...] = (
    Revocation(
        ID, "41", "RULING", "INVESTIGATOR", AT, AT, "ALL", (), (THREAT_GONE,), "қауіп жойылды", l72("27(1)", "27(2)"), "", "",
        (WindDown("EQUIPMENT", True, AT + 1, ""),), APPEAL, "kk",
    ),
    LiftRefused(ID, "42", "INVESTIGATOR", AT, "қауіп сақталған", l72("27(3)"), "", "", APPEAL, "kk"),
    ProceedingsEnded(ID, "SENTENCE", "1-77", AT, ""),
    Continuation(ID, "43", "COURT", "қауіп сақталған", l72("27(4)"), "", APPEAL, "kk"),
    Motion("0c" * 16, ID, "CANCEL", (), (THREAT_GONE,), "қауіп жойылды", False),
    WoundDown(ID, "41", "EQUIPMENT", "DONE", ""),
    ProtectionClosed(ID, AT, "", "a1" * 32),
)  # fmt: skip
