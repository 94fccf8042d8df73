"""Well-formed records of ``client.law.records.information``."""

from __future__ import annotations

from client.law.records.information import (
    TOPICS,
    DangerWithheld,
    KnowledgeWithheld,
    NoticeGiven,
    PaperReceipt,
    PersonSpeaks,
    RightsExplained,
)

HASH = "a1" * 32
ID = "0b" * 16

EXAMPLES: tuple[object, ...] = (
    NoticeGiven("NT-13", HASH, "PP", "CHANNEL", "шара қолданылды", "kk", ""),
    PaperReceipt(HASH, "PP", True, "", 1_700_000_000_000, ""),
    RightsExplained(HASH, "PP", "TEXT", TOPICS, "құқықтар мен міндеттер", "kk", "", ""),
    PersonSpeaks("kk", False, False, ""),
    DangerWithheld(HASH, "дереккөз ашылып қалады", 1_700_000_000_000),
    KnowledgeWithheld(ID, "Сұңқар", True, "туысының өзі қауіп көзі болуы мүмкін"),
)
