"""Well-formed records of ``client.law.records.partners``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
