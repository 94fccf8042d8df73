"""Months by the calendar, in the zone of the body that grants them: Law 110-VIII counts months where Law No. 72 counts hours."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = -(10**13), 10**14
"""From 1653 to 5138: a payload's number may be larger than any date."""


def plus_months(at: int, months: int, zone_minutes: int) -> int:
    """The same day of the month and time of day, ``months`` later, or the last day of a shorter month. Milliseconds in and out."""
    if not _FIRST <= at <= _LAST:
        return at + months * 30 * 86_400_000  # no date of a calendar; what says so is refused by its length
    here = _EPOCH + timedelta(milliseconds=at, minutes=zone_minutes)
    years, month = divmod(here.month - 1 + months, 12)
    year, month = here.year + years, month + 1
    moved = here.replace(year=year, month=month, day=min(here.day, monthrange(year, month)[1]))
    return (moved - _EPOCH - timedelta(minutes=zone_minutes)) // timedelta(milliseconds=1)
