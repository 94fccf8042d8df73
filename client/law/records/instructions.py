"""Information requests and instructions of the deciding body (L72 26-1(1))."""

from __future__ import annotations

from client.law.record_type import RecordType

TYPES: tuple[RecordType, ...] = ()
