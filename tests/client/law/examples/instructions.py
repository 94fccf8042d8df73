"""Well-formed records of ``client.law.records.instructions``."""

from __future__ import annotations

from client.law.records.instructions import (
    InformationAnswer,
    InformationRequest,
    Instruction,
    InstructionReport,
    NotExecuted,
    Obstruction,
)

HASH = "a1" * 32
ID = "0b" * 16
AT = 1_767_585_600_000

EXAMPLES: tuple[object, ...] = (
    InformationRequest(ID, "байланыс операторы", "Қоңырау қайдан шалынды?", "", True, AT + 86_400_000),
    InformationAnswer(ID, True, "көше автоматынан"),
    Instruction(ID, "И-1", "ACT", "Қоқан-лоққы көзін тексеріңіз", (), AT + 86_400_000),
    InstructionReport(ID, "И-1", True, "тексерілді"),
    NotExecuted(HASH, "мекенжай бюросы", "деректер жабылмады", AT),
    Obstruction(HASH, "бөлім бастығы", "құжат бермейді", AT),
)
