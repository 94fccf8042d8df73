"""Well-formed records of ``client.law.records.decisions``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
