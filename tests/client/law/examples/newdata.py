"""Well-formed records of ``client.law.records.newdata``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
