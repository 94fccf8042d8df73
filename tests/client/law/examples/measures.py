"""Well-formed records of ``client.law.records.measures``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
