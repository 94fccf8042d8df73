"""Well-formed records of ``client.law.records.support``."""

from __future__ import annotations

from client.law.records.support import SupportAnswer, SupportHeld, SupportNote, SupportOffered

ID = "0b" * 16

EXAMPLES: tuple[object, ...] = (
    SupportOffered(ID, "ACTIVATION", True),
    SupportAnswer(True),
    SupportHeld(ID, 1_767_500_000_000),
    SupportNote("әңгіме өтті"),
)
