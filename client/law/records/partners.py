"""Tasks of cooperating bodies (L72 18, 21, 24)."""

from __future__ import annotations

from client.law.record_type import RecordType

TYPES: tuple[RecordType, ...] = ()
