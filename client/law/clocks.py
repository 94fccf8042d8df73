"""The clocks of the law, as data: how long, from what to what, and where that stands.

Ids are permanent. ``limit_s`` is the law's own figure in seconds where the law gives one (``statutory``), else an internal
target that policy may change: "immediately" has no number in the law. Hours run through nights, weekends and holidays.
Missing a clock changes no legal state: it is marked overdue and told, nothing is granted, refused or ended by it.
"""

from __future__ import annotations

from dataclasses import dataclass

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Clock:
    """``warnings_s``: seconds after the start at which those who must act are reminded, before the limit."""

    id: str
    article: str
    start: str
    end: str
    limit_s: int
    statutory: bool
    warnings_s: tuple[int, ...] = ()


CLOCKS = {
    clock.id: clock
    for clock in (
        Clock("DL-01", "23(1)", "statement received", "decision to apply or refuse", DAY, True, (12 * HOUR, 20 * HOUR, 23 * HOUR)),
        Clock("DL-02", "23(1)", "marked urgent", "decision to apply or refuse", HOUR, False),
        Clock("DL-03", "23(1)", "decision signed", "person told, copy served", HOUR, False),
        Clock("DL-06", "23(4)", "order received", "ruling that chooses the measures", DAY, False),
        Clock("DL-07", "23(5)", "measures chosen or changed", "deciding body informed", 12 * HOUR, False),
        Clock("DL-08", "23(6)", "measures chosen", "contract signed or refused", 5 * DAY, False),
        Clock("DL-10", "27(3)", "written request to lift", "ruling", 3 * DAY, True, (DAY, 2 * DAY, 66 * HOUR)),
        Clock("DL-13", "27(4)", "application to the security body", "ruling and copy", 3 * DAY, True, (DAY, 2 * DAY, 66 * HOUR)),
        Clock("DL-16", "26-1(3)(1)", "a case needing measures known", "acknowledged by a human", 15 * MINUTE, False),
        Clock("DL-17", "26-1(3)(3)", "threat known", "person told", HOUR, False),
        Clock("DL-18", "23(4)", "measure starts", "review: extend, change or end by ruling", 30 * DAY, False),
        Clock("DL-23", "23(7)", "threat report assessed", "pre-trial investigation decided", DAY, False),
    )
}


def due_at(clock: Clock, started_at: int) -> int:
    """``started_at`` and the result in milliseconds. Three days are 72 hours: the strictest of the readings (AMB-21)."""
    return started_at + clock.limit_s * 1000


def is_overdue(clock: Clock, started_at: int, done_at: int | None, now: int) -> bool:
    """Whether what the clock asks for was late, or is late at ``now`` (all in milliseconds)."""
    return (now if done_at is None else done_at) > due_at(clock, started_at)
