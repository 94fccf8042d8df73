"""Threats, their assessment, the investigation (L72 4(1), 23(7), 26(2))."""

from __future__ import annotations

from client.law.record_type import RecordType

TYPES: tuple[RecordType, ...] = ()
