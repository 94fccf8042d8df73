"""Well-formed records of ``client.law.records.children``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
