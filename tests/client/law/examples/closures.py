"""Well-formed records of ``client.law.records.closures``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
