"""The clocks of the law as this client sees them: what runs and what was missed, and whether the server has a deadline for it.

What a deadline's sealed text says beside the clock's id is in the words of whoever opened it, so it is not shown: a clock is told
from its id, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from client.app.asof import AsOf, Look, looked
from client.app.casework.deadlines import stands_for
from client.app.circle_parts import clock_of, is_warning, key_of
from client.app.findings import case_named
from client.app.following import next_of, next_of_clock
from client.app.outcome import Next
from client.app.reading import seen
from client.law.book import BOOK
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.casework.casework import Case
    from client.app.office import Office
    from client.core.deadlines import DeadlineInfo
    from client.law.file.clocks import Running


class AtServer(StrEnum):
    """Whether the server reminds of a clock."""

    SET = "set"
    SETTLED = "settled"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ClockRow:
    """Times in milliseconds. ``clock`` is the id in the book; empty for a deadline that is no clock of the law, of which ``words``
    are those that its policy gives it (None where no key opens them). ``key``: what the clock runs for; ``file``: pseudonym."""

    clock: str
    article: str
    statutory: bool
    key: str
    started_at: int
    due_at: int
    done_at: int | None
    late: bool
    entry: str
    file: str
    circle: CircleId
    server: AtServer
    warning: bool = False
    words: str | None = ""
    next: tuple[Next, ...] = ()


@dataclass(frozen=True, slots=True)
class ClocksView:
    """``clocks``: first what runs, the earliest due first, then what is over. ``deadlines``: what the server has, as it has it."""

    clocks: tuple[ClockRow, ...]
    deadlines: tuple[DeadlineInfo, ...]
    now: int
    as_of: AsOf


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeClocks(Look):
    """``file``: pseudonym or first digits; else every file and the front desks."""

    file: str | None = None


async def see_clocks(office: Office, wish: SeeClocks) -> ClocksView:
    as_of, now = await looked(office, wish), int(office.clock())
    if wish.file is None:
        cases, circles = office.casework.cases(), tuple(info.id for info in office.channel.circles())
    else:
        case = case_named(office, wish.file)
        cases, circles = (case,), tuple(case.circles)
    known = {circle: office.channel.deadlines(circle) for circle in circles}
    matched: set[bytes] = set()
    rows = [row for case in cases for row in _of_case(office, case, known, matched, now)]
    rest = [each for found in known.values() for each in found if bytes(each.id) not in matched]
    rows += [_of_deadline(office, each, now) for each in rest]
    ordered = sorted(rows, key=lambda row: (row.done_at is not None or row.server is AtServer.SETTLED, row.due_at, row.clock))
    deadlines = sorted((each for found in known.values() for each in found), key=lambda each: (each.due_at, bytes(each.id)))
    return ClocksView(tuple(ordered), tuple(deadlines), now, as_of)


def _of_case(
    office: Office, case: Case, known: dict[CircleId, tuple[DeadlineInfo, ...]], matched: set[bytes], now: int
) -> Iterator[ClockRow]:
    """The law's own, each with what the server has of it; those that the server has go into ``matched``."""
    done = [each for each in case.file.clocks.done.values() if not each.late(now)]
    for running in (*case.file.clocks.all_running(), *case.file.clocks.missed, *done):
        circle, clock = CircleId(bytes.fromhex(running.circle)), BOOK.clock[running.clock]
        hashes = _hashes(office, circle) if circle in known else {}
        found = [each for each in known.get(circle, ()) if stands_for(each, running, clock, hashes)]
        matched |= {bytes(each.id) for each in found}
        if running.done_at is None or running.late(now):
            yield _row(office, case, running, found, circle, now)


def _hashes(office: Office, circle: CircleId) -> dict[int, str]:
    return {int(each.position): bytes(each.hash).hex() for each in office.channel.entries(circle)}


def _row(office: Office, case: Case, running: Running, found: list[DeadlineInfo], circle: CircleId, now: int) -> ClockRow:
    clock = BOOK.clock[running.clock]
    server = AtServer.NONE
    if found:
        server = AtServer.SET if any(each.settled_by is None for each in found) else AtServer.SETTLED
    return ClockRow(
        clock=clock.id,
        article=clock.article,
        statutory=clock.statutory,
        key=running.key,
        started_at=running.started_at,
        due_at=running.due_at,
        done_at=running.done_at,
        late=running.late(now),
        entry=running.entry,
        file=case.pseudonym,
        circle=circle,
        server=server,
        next=() if running.done_at is not None else _next(office, circle, running.entry, clock.id, running.key),
    )


def _of_deadline(office: Office, deadline: DeadlineInfo, now: int) -> ClockRow:
    """What runs at the server alone: at a front desk, which is outside any file, or by a policy's own words."""
    name, case = clock_of(deadline.text or ""), office.casework.of_circle(deadline.circle)
    clock = BOOK.clock.get(name)
    entry = _hashes(office, deadline.circle).get(int(deadline.position), "")
    over = deadline.settled_by is not None
    return ClockRow(
        clock=name,
        article="" if clock is None else clock.article,
        statutory=clock is not None and clock.statutory,
        key=key_of(deadline.text or ""),
        started_at=int(deadline.opened_at),
        due_at=int(deadline.due_at),
        done_at=None,
        late=not over and now > deadline.due_at,
        entry=entry,
        file="" if case is None else case.pseudonym,
        circle=deadline.circle,
        server=AtServer.SETTLED if over else AtServer.SET,
        warning=is_warning(deadline.text or ""),
        words=deadline.text if clock is None else "",
        next=() if over else _next(office, deadline.circle, entry, name, key_of(deadline.text or "")),
    )


def _next(office: Office, circle: CircleId, entry: str, clock: str, key: str) -> tuple[Next, ...]:
    """What the clock itself asks for, else what answers the record that started it."""
    found = next_of_clock(office, clock, key)
    if found:
        return found
    return tuple(step for item in seen(office, circle) if bytes(item.entry.hash).hex() == entry for step in next_of(office, item))
