"""Well-formed records of ``client.law.records.consents``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
