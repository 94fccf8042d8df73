"""The case passes to another body (L72 21 pt4; A.10)."""

from __future__ import annotations

from client.law.record_type import RecordType

TYPES: tuple[RecordType, ...] = ()
