"""The board over many files: the first one, and after one more record.

Fifty files of four hundred records each, as an official of the implementing body holds them: threats that are reported and
acknowledged, measures reviewed, notes. What is measured is everything above the store: decoding, folding, putting the files
together, and the board's items; the entries come from memory, as a store gives them.
"""

from __future__ import annotations

import asyncio
import gc
import time
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

from client.app.board.board import board, fresh_board
from client.app.casework.casework import Casework
from client.app.reading import Reading
from tests.app.held import START, FakeChannel
from tests.app.lives import Life

FILES, RECORDS = 50, 20_000


@dataclass(frozen=True)
class Looked:
    """Milliseconds: the ``first`` board of a client that was just opened, of which the ``longest`` that the event loop waited; one
    ``again`` without news; ``more``: after one new record; ``rest``: an hour later, when every file is told anew."""

    items: int
    first: float
    longest: float
    again: float
    more: float
    rest: float


def office_of(channel: FakeChannel, now: int) -> Any:
    """As much of an office as the board asks."""
    casework = Casework(cast(Any, channel), lambda: now)
    gate = SimpleNamespace(closed={})
    return SimpleNamespace(
        channel=channel, casework=casework, reading=Reading(casework), gate=gate, clock=lambda: now, catch_up=casework.catch_up
    )


def looked(files: int = FILES, records: int = RECORDS) -> Looked:
    channel = FakeChannel()
    lives = [Life(channel, str(number)) for number in range(files)]
    for life in lives:
        life.begin()
    for number in range(records - channel.index):
        lives[number % files].more()
    now = START + channel.index * 900_000
    gc.collect()
    gc.freeze()  # a store's entries are no objects that the collector looks at
    office = office_of(channel, now)
    longest = asyncio.run(_slices(office))
    shown, first = board(office, now), longest[1]
    again = min(_timed(office, now) for _ in range(5))
    more = []
    for number in range(9):
        lives[number].more()
        more.append(_timed(office, now))
    rest = []
    for number in range(5):
        rest.append(_timed(office, now + (number + 1) * 3_600_000))
    return Looked(len(shown.items), first, longest[0], again, sorted(more)[len(more) // 2], sorted(rest)[len(rest) // 2])


async def _slices(office: Any) -> tuple[float, float]:
    """The longest wait between two beats, and the whole."""
    longest, done, began = 0.0, False, time.perf_counter()

    async def beat() -> None:
        nonlocal longest
        while not done:
            since = time.thread_time()  # what this thread did, whatever else the machine does meanwhile
            await asyncio.sleep(0)
            longest = max(longest, (time.thread_time() - since) * 1000)

    beating = asyncio.ensure_future(beat())
    await fresh_board(office, office.clock())
    whole = _ms(began)
    done = True
    await beating
    return longest, whole


def _timed(office: Any, now: int) -> float:
    began = time.perf_counter()
    board(office, now)
    return _ms(began)


def _ms(since: float) -> float:
    return (time.perf_counter() - since) * 1000


if __name__ == "__main__":
    print(looked())
