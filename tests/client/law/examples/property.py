"""Well-formed records of ``client.law.records.property``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
