"""``board``: in one list, by urgency, what needs this holder now, each with the act that settles it.

What a file asks for is kept with the file: a record more looks at its file alone. A kept item is made anew when a time that it
tells is over, so nothing on the board depends on how often somebody looks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from client.app.board.asked import ASKED
from client.app.board.channel import Proposals, Waiting, halted, held, late_lists, stopped
from client.app.board.duties import DUTIES
from client.app.board.holder import Holder
from client.app.board.items import Board, Item, by_urgency
from client.app.board.joining import Joining
from client.app.board.running import clocks, notices, overdue_of_others
from client.law.due import DAY_MS
from client.law.law72.exercises import banner
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.casework.casework import Case, Casework
    from client.app.office import Office
    from client.law.file import File

MINUTE_MS = 60_000
"""A kept file is looked at again after this: also where no clock moves, partners fall silent, closings run out, rosters go on."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a file asked for at ``at``; good until ``until``, or until a record comes."""

    file: File
    at: int
    until: int
    items: tuple[Item, ...]


class Boards:
    """What is kept between two looks."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._waiting = Waiting()
        self._proposals = Proposals()
        self._joining = Joining()
        self.looked = 0
        """How many files were looked at since this began: what one more record costs."""

    def of(self, office: Office, now: int) -> Board:
        cases = office.casework.cases()
        found = [item for case in cases for item in self._of_case(office.casework, case, now)]
        holder = Holder(office.casework.author(next(iter(cases[0].circles)))) if cases else _nobody(office)
        for each in (halted, stopped, held, late_lists):
            found += each(office, holder, now)
        if not holder.is_person:
            found += self._waiting.items(office, holder, now)
            found += self._proposals.items(office, holder, now)
            found += self._joining.items(office, holder, now)
        self._kept = {case.id: self._kept[case.id] for case in cases}
        return Board(by_urgency(found), now, int(office.channel.checkpoint.size))

    async def refresh(self, office: Office, now: int) -> None:
        """File by file, so that others have their turn when a time is over for all of them."""
        await office.catch_up()
        for case in office.casework.cases():
            self._of_case(office.casework, case, now)
            await asyncio.sleep(0)

    def _of_case(self, casework: Casework, case: Case, now: int) -> tuple[Item, ...]:
        kept = self._kept.get(case.id)
        if kept is None or kept.file is not case.file or not kept.at <= now < kept.until:
            self.looked += 1
            holder = Holder(casework.author(next(iter(case.circles))))
            items = tuple(_marked(case, item) for item in of_case(case, holder, now))
            kept = self._kept[case.id] = _Kept(case.file, now, _until(case, now), items)
        return kept.items


_BOARDS: WeakKeyDictionary[Casework, Boards] = WeakKeyDictionary()


def board(office: Office, now: int) -> Board:
    """What needs this holder at ``now``."""
    return boards_of(office).of(office, now)


async def fresh_board(office: Office, now: int) -> Board:
    """As ``board``, made in slices."""
    await boards_of(office).refresh(office, now)
    return board(office, now)


def boards_of(office: Office) -> Boards:
    return _BOARDS.setdefault(office.casework, Boards())


def of_case(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """What one file asks of a holder."""
    if holder.supervises:
        yield from overdue_of_others(case, now)
    else:
        yield from clocks(case, holder, now)
        yield from notices(case, holder, now)
    for duty in (*DUTIES, *ASKED):
        yield from duty(case, holder, now)


def _marked(case: Case, item: Item) -> Item:
    """SYS-60: what is an exercise says so, and stands behind what is real."""
    return item if banner(case.file) is None else replace(item, exercise=True)


def _until(case: Case, now: int) -> int:
    """Until when nothing of it changes by time alone: a clock becomes due, or due within a day."""
    times = [at for each in case.file.clocks.all_running() for at in (each.due_at + 1, each.due_at - DAY_MS)]
    return min([now + MINUTE_MS, *(at for at in times if at > now)])


def _nobody(office: Office) -> Holder:
    """Who has no circle yet."""
    from client.app.casework.entries import officer
    from client.law.act import Author
    from client.law.words import Writer

    device = office.channel.device
    return Holder(officer(device) if device is not None else Author(Writer.PERSON, bytes(office.channel.identity.holder).hex()))
