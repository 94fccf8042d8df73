"""Well-formed records of ``client.law.records.support``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
