"""Equipment, weapons, training (L72 15, 26(3), 26(5))."""

from __future__ import annotations

from client.law.record_type import RecordType

TYPES: tuple[RecordType, ...] = ()
