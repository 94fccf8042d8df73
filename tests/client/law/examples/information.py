"""Well-formed records of ``client.law.records.information``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
