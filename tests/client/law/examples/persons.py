"""Well-formed records of ``client.law.records.persons``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
