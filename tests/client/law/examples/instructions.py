"""Well-formed records of ``client.law.records.instructions``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
