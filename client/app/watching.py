"""What happens, as it happens: records that come, clocks that ring, circles that halt."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from client.app.circle_parts import clock_of, is_warning, key_of
from client.app.following import next_of, next_of_clock
from client.app.outcome import Next
from client.app.reading import read, seen
from client.app.records import RecordRow, row_of
from crypto.frozen import dataclass
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.office import Office
    from client.core.values import Event


@dataclass(frozen=True, slots=True)
class Happening:
    """``kind``: connected, disconnected, shown, notice, halted, quarantined, alarm, committed. Of a notice: ``step`` 0 is the
    deadline itself, 1.. its escalations; ``clock``: its id in the book of the law, empty where it is none, and ``key`` what it runs
    for. ``records``: what came, or what started the clock that rings."""

    kind: str
    text: str | None
    step: int
    fired_at: int
    circle: CircleId | None
    code: str | None
    deadline: bytes | None = None
    clock: str = ""
    key: str = ""
    warning: bool = False
    records: tuple[RecordRow, ...] = ()
    next: tuple[Next, ...] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """``seconds``: how long; until it is stopped where nothing is said."""

    seconds: float | None = None


async def watch(office: Office, wish: Watch) -> AsyncIterator[Happening]:
    async for event in office.watch(wish.seconds):
        yield _happening(office, event)


def _happening(office: Office, event: Event) -> Happening:
    known = (event.kind, event.text, event.step, int(event.fired_at), event.circle, event.code)
    if event.kind == "notice":
        return _rings(office, event, known)
    if event.kind == "shown" and event.entry is not None:
        row = row_of(office, read(office, event.entry))
        return Happening(*known, records=(row,), next=row.next)
    return Happening(*known)


def _rings(office: Office, event: Event, known: tuple[str, str | None, int, int, CircleId | None, str | None]) -> Happening:
    """What rings, about which record, and what to do about it."""
    clock, key = clock_of(event.text or ""), key_of(event.text or "")
    circle = event.circle
    found = [] if circle is None else [each for each in office.channel.deadlines(circle) if each.id == event.deadline]
    items = [item for each in found for item in seen(office, each.circle) if item.entry.position == each.position]
    steps = next_of_clock(office, clock, key) or tuple(step for item in items for step in next_of(office, item))
    deadline = None if event.deadline is None else bytes(event.deadline)
    return Happening(
        *known, deadline, clock, key, is_warning(event.text or ""), tuple(row_of(office, item) for item in items), steps
    )
