"""Well-formed records of ``client.law.records.complaints``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
