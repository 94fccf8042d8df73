"""Well-formed records of ``client.law.records.trafficking``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
