"""Personal security measures (L72 7(2), 14-21-2, 23(4))."""

from __future__ import annotations

from client.law.record_type import RecordType

TYPES: tuple[RecordType, ...] = ()
