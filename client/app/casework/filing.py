"""``Filing``: which circles and front desk entries belong to which file, kept up entry by entry.

A file is named by the ``file-opened`` of its circles, and has the circles of its tasks (``task-opened``). Of a front desk it has
the statement that it began with, what answers that, and the copies that name the file. A person's circles are one file: their key
is made for one file only. Any other circle stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from client.app.casework.entries import Read
from client.app.casework.pages import Pages
from client.law.file import Sight
from client.law.records.files import FileOpened
from client.law.records.tasks import TaskOpened
from client.law.words import Circle
from crypto.types import CircleId

OWN = "own"
"""The id of a person's one file."""

_KEYS = ("payload_id", "of", "file")


@dataclass(frozen=True, slots=True)
class Composed:
    """What a file is put together from. ``sight``: which of its places this client reads."""

    id: str
    pseudonym: str
    statement: str
    circles: tuple[CircleId, ...]
    sight: Sight

    def at_desks(self) -> frozenset[tuple[str, str]]:
        """By which words an entry of a front desk is of this file."""
        if not self.statement:
            return frozenset()
        return frozenset({("payload_id", self.statement), ("of", self.statement), ("file", self.id)})


@dataclass
class _Marks:
    """What one circle says of files. ``desk``: the entries of a front desk by the words that tie them to a file."""

    is_desk: bool
    opened: FileOpened | None = None
    tasks: list[TaskOpened] = field(default_factory=list)
    desk: dict[tuple[str, str], list[Read]] = field(default_factory=dict)


class Filing:
    """``person``: the one whose client this is has circles of one file only."""

    def __init__(self, *, person: bool) -> None:
        self.person = person
        self._marks: dict[CircleId, _Marks] = {}
        self._tied: dict[tuple[str, str], list[str]] = {}
        self.stale = True
        """Whether files must be put together anew (``composed``)."""

    def note(self, pages: Pages, reads: Sequence[Read], *, anew: bool) -> None:
        """New entries of a circle; or all of it, where what was there before has changed."""
        marks = self._marks.get(pages.circle)
        if marks is None or anew:
            marks, reads = _Marks(pages.place.kind is Circle.FRONT_DESK), pages.reads
            self._marks[pages.circle] = marks
            self.stale = True
        for each in reads:
            value = each.value
            if isinstance(value, FileOpened) and marks.opened is None:
                marks.opened, self.stale = value, True
            elif isinstance(value, TaskOpened):
                marks.tasks.append(value)
                self.stale = True
            if marks.is_desk:
                for key in words_of(each):
                    marks.desk.setdefault(key, []).append(each)

    def shared(self, pages: Pages, reads: Sequence[Read], ids: Sequence[str]) -> Iterator[tuple[str, Sequence[Read]]]:
        """Which files new entries of a circle are of. ``ids``: the files that the circle itself belongs to."""
        yield from ((id, reads) for id in ids)
        if pages.place.kind is Circle.FRONT_DESK:
            for each in reads:
                for id in {id for key in words_of(each) for id in self._tied.get(key, ())}:
                    yield id, (each,)

    def desks(self, composed: Composed) -> tuple[CircleId, ...]:
        """The front desks from which a file may have entries."""
        return tuple(id for id, marks in self._marks.items() if marks.is_desk) if composed.statement else ()

    def at_desks(self, composed: Composed) -> Iterator[Read]:
        """The entries of front desks that are of a file."""
        keys = composed.at_desks()
        found = (each for marks in self._marks.values() for key in keys for each in marks.desk.get(key, ()))
        yield from {each.index: each for each in found}.values()

    def composed(self, held: Mapping[CircleId, Pages]) -> tuple[Composed, ...]:
        """All files, in the order in which they began; then the circles of no file."""
        self.stale = False
        grouped = {} if self.person else self._grouped(held)
        used = {circle for circles, _opened in grouped.values() for circle in circles}
        desks = [pages for pages in held.values() if pages.place.kind is Circle.FRONT_DESK]
        files = [
            Composed(
                id,
                opened.pseudonym,
                opened.statement,
                tuple(circles),
                self._sight(held, circles, desks if opened.statement else ()),
            )
            for id, (circles, opened) in grouped.items()
        ]
        self._tied = {}
        for file in files:
            for key in file.at_desks():
                self._tied.setdefault(key, []).append(file.id)
        loose = [id for id, pages in held.items() if id not in used and pages.place.kind is not Circle.FRONT_DESK]
        if self.person:
            return (Composed(OWN, "", "", tuple(loose), self._sight(held, loose)),) if loose else ()
        return (*files, *(Composed(bytes(id).hex(), "", "", (id,), self._sight(held, (id,))) for id in loose))

    def _grouped(self, held: Mapping[CircleId, Pages]) -> dict[str, tuple[list[CircleId], FileOpened]]:
        found: dict[str, tuple[list[CircleId], FileOpened]] = {}
        for pages in sorted(held.values(), key=_begins):
            opened = self._marks[pages.circle].opened
            if opened is not None:
                found.setdefault(opened.file, ([], opened))[0].append(pages.circle)
        for id in held:
            for task in self._marks[id].tasks:
                linked = CircleId(bytes.fromhex(task.circle))
                if task.file in found and linked in held and linked not in found[task.file][0]:
                    found[task.file][0].append(linked)
        return found

    def _sight(self, held: Mapping[CircleId, Pages], circles: Iterable[CircleId], desks: Iterable[Pages] = ()) -> Sight:
        places = (*(held[each].place for each in circles), *(each.place for each in desks))
        return Sight(frozenset(places), whole=not self.person)


def _begins(pages: Pages) -> int:
    return pages.reads[0].index if pages.reads else 0


def words_of(read: Read) -> tuple[tuple[str, str], ...]:
    """The words of an entry that may tie it to a file: whatever its type, also of one that this client does not know."""
    payload = read.entry.payload
    if not isinstance(payload, dict):
        return ()
    return tuple((key, payload[key]) for key in _KEYS if isinstance(payload.get(key), str))
