"""What every client computes from the same records: which record breaks which rule, what could not be decided, what is late."""

from __future__ import annotations

from enum import StrEnum

from client.law.answer import Said
from crypto.frozen import dataclass


class Kind(StrEnum):
    """BROKEN: a record broke a rule. UNDETERMINED: what this client reads does not decide it. MALFORMED: no record of its type.
    LATE: a clock was or is missed. OWED: a notice is due and not given."""

    BROKEN = "broken"
    UNDETERMINED = "undetermined"
    MALFORMED = "malformed"
    LATE = "late"
    OWED = "owed"


@dataclass(frozen=True, slots=True)
class Finding:
    """``index`` and ``entry`` (hex hash) of the record concerned: that which broke the rule, or started the clock. ``since``: in
    milliseconds, when it was found or became late. ``remedy``: what would make it lawful; empty where nothing can."""

    index: int
    rule: str
    kind: Kind
    article: str
    entry: str
    since: int
    because: Said
    remedy: Said
    void: bool = False
    key: str = ""
