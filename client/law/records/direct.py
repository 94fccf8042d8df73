"""Measures of the deciding body and the court (L72 7(1), 8-13-1)."""

from __future__ import annotations

from client.law.record_type import RecordType

TYPES: tuple[RecordType, ...] = ()
