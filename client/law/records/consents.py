"""Consent and its withdrawal (L72 14-21-1, 25(2); A.8)."""

from __future__ import annotations

from client.law.record_type import RecordType

TYPES: tuple[RecordType, ...] = ()
