"""What the bodies tell, and who had access (L72 25(1), 26-1(3), 28)."""

from __future__ import annotations

from client.law.record_type import RecordType

TYPES: tuple[RecordType, ...] = ()
