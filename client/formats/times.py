"""Times and lengths of time as people write them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from crypto.errors import Usage

KAZAKHSTAN = timezone(timedelta(hours=5))
"""The one zone of the country, since 1 March 2024."""

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def duration_ms(text: str) -> int:
    """``30d``, ``24h``, ``15m`` or ``3s`` in milliseconds. Raises ``Usage``."""
    number, unit = text[:-1], text[-1:]
    if unit not in _UNITS or not number.isdecimal() or not 0 < int(number) < 100_000:
        raise Usage("a duration is a number and one of s, m, h, d (as 24h), not {text}", text=repr(text))
    return int(number) * _UNITS[unit] * 1000


def time_ms(text: str) -> int:
    """``2026-01-31T09:30`` or ``2026-01-31``, in the zone of Kazakhstan, in milliseconds. Raises ``Usage``."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Usage("a time is written as 2026-01-31T09:30, not {text}", text=text) from None
    return int((found if found.tzinfo else found.replace(tzinfo=KAZAKHSTAN)).timestamp() * 1000)


def quarter_ms(text: str) -> tuple[int, int]:
    """``2026-1``: the first quarter, in the zone of Kazakhstan, as milliseconds from and up to. Raises ``Usage``."""
    year, _dash, number = text.partition("-")
    if not (year.isascii() and year.isdecimal() and "1970" <= year < "9000" and len(year) == 4 and number in ("1", "2", "3", "4")):
        raise Usage("a quarter is written like 2026-1, not {text}", text=text)
    first = datetime(int(year), 3 * int(number) - 2, 1, tzinfo=KAZAKHSTAN)
    after = datetime(int(year) + (number == "4"), 1 if number == "4" else 3 * int(number) + 1, 1, tzinfo=KAZAKHSTAN)
    return int(first.timestamp() * 1000), int(after.timestamp() * 1000)


def day(millis: int) -> str:
    """A date as a document has it, in the zone of Kazakhstan, where it is signed."""
    return datetime.fromtimestamp(millis / 1000, KAZAKHSTAN).strftime("%d.%m.%Y (UTC%z)")
