"""Well-formed records of ``client.law.records.requests``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
