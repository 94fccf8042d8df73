"""Well-formed records of ``client.law.records.money``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
