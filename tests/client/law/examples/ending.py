"""Well-formed records of ``client.law.records.ending``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
