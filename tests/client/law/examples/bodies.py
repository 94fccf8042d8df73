"""Well-formed records of ``client.law.records.bodies``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
