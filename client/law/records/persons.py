"""Codes, flags, links and representatives (L72 3, 23(8); A.1, A.13)."""

from __future__ import annotations

from client.law.record_type import RecordType

TYPES: tuple[RecordType, ...] = ()
