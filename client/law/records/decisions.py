"""What leads to the decision (L72 4, 22, 23(1))."""

from __future__ import annotations

from client.law.record_type import RecordType

TYPES: tuple[RecordType, ...] = ()
