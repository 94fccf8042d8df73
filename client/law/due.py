"""When a clock is due: the law's figure, or the internal target of the body's profile where the law gives none.

Hours run through nights, weekends and holidays. Three days are 72 hours: the strictest of the readings (AMB-21). The same day ends
at midnight of the issuing body's own zone, which its profile states; Kazakhstan has one zone, UTC+5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.law.rule import Clock, Started

if TYPE_CHECKING:
    from client.law.file import File

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
DAY_MS = DAY * 1000


def due_at(file: File, clock: Clock, started: Started, at: int) -> int:
    """In milliseconds. ``at``: when the clock started."""
    if started.due is not None:
        return started.due
    if clock.same_day:
        return end_of_day(at, file.case.zone_minutes)
    return at + 1000 * limit_s(file, clock)


def limit_s(file: File, clock: Clock) -> int:
    """Seconds. A statutory limit is nobody's to change."""
    if clock.statutory:
        return clock.limit_s or 0
    target = file.case.targets.get(clock.id, clock.limit_s or 0)
    return min(target, clock.urgent_s) if clock.urgent_s is not None and file.case.urgent else target


def end_of_day(at: int, zone_minutes: int) -> int:
    """The last millisecond of the day of ``at`` in a zone that many minutes east of Greenwich."""
    shift = zone_minutes * 60_000
    return ((at + shift) // DAY_MS + 1) * DAY_MS - shift - 1
