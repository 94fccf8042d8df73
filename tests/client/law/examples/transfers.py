"""Well-formed records of ``client.law.records.transfers``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
