"""Bodies, their registers and profiles (L72 1(3), 2; SYS-39, 40, 41, 53)."""

from __future__ import annotations

from client.law.record_type import RecordType

TYPES: tuple[RecordType, ...] = ()
