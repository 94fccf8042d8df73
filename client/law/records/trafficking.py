"""Status of a trafficking victim (Law 110-VIII)."""

from __future__ import annotations

from client.law.record_type import RecordType

TYPES: tuple[RecordType, ...] = ()
