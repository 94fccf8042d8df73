"""Well-formed records of ``client.law.records.information``."""

from __future__ import annotations

from client.law.records.information import NoticeGiven, PaperReceipt

HASH = "a1" * 32

EXAMPLES: tuple[object, ...] = (
    NoticeGiven("NT-13", HASH, "PP", "CHANNEL", "шара қолданылды", "kk", ""),
    PaperReceipt(HASH, "PP", True, "", 1_700_000_000_000, ""),
)
