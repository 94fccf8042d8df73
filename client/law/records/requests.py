"""What the person asks for (L72 25(2), 25(4))."""

from __future__ import annotations

from client.law.record_type import RecordType

TYPES: tuple[RecordType, ...] = ()
