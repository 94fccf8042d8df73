"""Well-formed records of ``client.law.records.referrals``."""

from __future__ import annotations

EXAMPLES: tuple[object, ...] = ()
