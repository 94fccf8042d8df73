"""Well-formed records of ``client.law.records.threats``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
