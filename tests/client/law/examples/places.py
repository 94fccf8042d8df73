"""Well-formed records of ``client.law.records.places``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
