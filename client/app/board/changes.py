"""Who wants to know when something changes: which files, which items came onto the board and which are gone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from client.app.board.board import board, boards_of
from client.app.board.items import Board, Item
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Change:
    """``files``: ids of those that a record has moved; ``new`` and ``gone``: items of the board."""

    files: tuple[str, ...]
    new: tuple[Item, ...]
    gone: tuple[Item, ...]


class Watcher:
    """Compares what is with what it saw last."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._items: dict[str, Item] = {}

    def look(self, office: Office, now: int) -> Change:
        files = {case.id: case.file for case in office.casework.cases()}
        moved = tuple(id for id, file in files.items() if self._files.get(id) is not file)
        shown: Board = board(office, now)
        items = {each.id: each for each in shown.items}
        new = tuple(each for id, each in items.items() if id not in self._items)
        gone = tuple(each for id, each in self._items.items() if id not in items)
        self._files, self._items = files, items
        return Change(moved, new, gone)


async def changes(office: Office, seconds: float | None = None) -> AsyncIterator[Change]:
    """What is there at first, then each change as it happens; sends what is written meanwhile, as ``watch`` does."""
    watcher, boards = Watcher(), boards_of(office)
    await boards.refresh(office, office.clock())
    yield watcher.look(office, office.clock())
    async for _event in office.watch(seconds):
        await boards.refresh(office, office.clock())
        change = watcher.look(office, office.clock())
        if change.files or change.new or change.gone:
            yield change
