"""Complaints and their outcomes (L72 23(2)-(3), 25(3), 27(5))."""

from __future__ import annotations

from client.law.record_type import RecordType

TYPES: tuple[RecordType, ...] = ()
