"""Months by the calendar, in the zone of the body that grants them: Law 110-VIII counts months where Law No. 72 counts hours."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def plus_months(at: int, months: int, zone_minutes: int) -> int:
    """The same day of the month and time of day, ``months`` later, or the last day of a shorter month. Milliseconds in and out."""
    here = _EPOCH + timedelta(milliseconds=at, minutes=zone_minutes)
    years, month = divmod(here.month - 1 + months, 12)
    year, month = here.year + years, month + 1
    moved = here.replace(year=year, month=month, day=min(here.day, monthrange(year, month)[1]))
    return (moved - _EPOCH - timedelta(minutes=zone_minutes)) // timedelta(milliseconds=1)
