"""The board as a view: what needs its holder, or what in one file does; and the acts of a file, what settles something first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from client.app.asof import AsOf, Look, looked
from client.app.board.acts import acts
from client.app.board.board import boards_of, fresh_board
from client.app.board.items import Item, Urgency
from client.app.casefile import file_named
from client.app.outcome import Next
from client.app.saying import Said, Term
from client.law.catalogue import TYPES

if TYPE_CHECKING:
    from client.app.office import Office

MANY = 5
"""So many acts matter now; the rest stays reachable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeBoard(Look):
    """``file``: of one file alone; ``all``: also what only wants to be known."""

    file: str | None = None
    all: bool = False


@dataclass(frozen=True, slots=True)
class BoardRow:
    """An item as it is shown. ``urgency``: NOW, LATE, SOON, OPEN, WATCH."""

    id: str
    kind: str
    urgency: str
    what: Said
    file: str
    pseudonym: str
    circle: str
    article: str
    since: int
    due_at: int | None
    next: Next | None
    why_not: Said
    exercise: bool


@dataclass(frozen=True, slots=True)
class BoardView:
    """``watched``: how many more only want to be known, and are not among ``items``."""

    items: tuple[BoardRow, ...]
    watched: int
    as_of: AsOf


async def see_board(office: Office, wish: SeeBoard) -> BoardView:
    as_of = await looked(office, wish)
    shown = await fresh_board(office, int(office.clock()))
    items = shown.items if wish.file is None else shown.of_file(file_named(office, wish.file).id)
    kept = [each for each in items if wish.all or each.urgency is not Urgency.WATCH]
    return BoardView(tuple(map(row, kept)), len(items) - len(kept), as_of)


def row(item: Item) -> BoardRow:
    return BoardRow(
        item.id,
        str(item.kind),
        item.urgency.name,
        item.what,
        item.file,
        item.pseudonym,
        item.circle,
        item.article,
        item.since,
        item.due_at,
        item.next,
        item.why_not,
        item.exercise,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeActs(Look):
    """``all``: every act, not only the few that matter now."""

    file: str | None = None
    all: bool = False


@dataclass(frozen=True, slots=True)
class ActRow:
    """``why``: what it settles, or what the record is."""

    next: Next
    why: Said | Term
    settles: str


@dataclass(frozen=True, slots=True)
class ActsView:
    acts: tuple[ActRow, ...]
    more: int
    as_of: AsOf


async def see_acts(office: Office, wish: SeeActs) -> ActsView:
    as_of = await looked(office, wish)
    await boards_of(office).refresh(office, int(office.clock()))
    case = file_named(office, wish.file).case
    found = acts(office, case, int(office.clock()))
    kept = found if wish.all else found[:MANY]
    rows = tuple(
        ActRow(
            each.next,
            Term(TYPES[each.type].title) if each.settles is None else each.settles.what,
            each.settles.id if each.settles else "",
        )
        for each in kept
    )
    return ActsView(rows, len(found) - len(kept), as_of)
