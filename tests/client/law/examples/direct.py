"""Well-formed records of ``client.law.records.direct``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
