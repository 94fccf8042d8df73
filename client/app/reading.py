"""What the opened store holds, read as records of the law: the one place where entries become typed values.

An entry that is sealed for this holder, or whose words are not of a known type, or whose author may not write it by the law, is
shown as such and never left out; but no verb goes by a record that its author may not write (``of_type``, ``lawful``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from client.app.casework.entries import Read, place_of, read_entry
from client.app.saying import Code, Plain, Said, say
from client.law.answer import NotMet
from client.law.catalogue import may_write
from client.law.payload import NotOfTheForm
from crypto.errors import Usage
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.casework.casework import Casework
    from client.app.casework.folding import Folding
    from client.app.office import Office
    from client.core.values import ShownEntry
    from client.law.act import Place
    from crypto.roster import CommitView
    from crypto.trust import Device

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen:
    """One record as this holder sees it. ``value`` is None where ``sealed`` says why; ``unlawful`` says which rule is broken."""

    circle: CircleId
    entry: ShownEntry
    name: str
    value: object | None
    sealed: str
    unlawful: Said | None

    @property
    def at(self) -> int:
        return int(self.entry.accepted_at)

    @property
    def author(self) -> str:
        """The device's name, or who reports."""
        device = self.entry.author
        return device.name if device is not None else f"{self.entry.role} {self.entry.author_hash.hex()[:8]}"


Edition: TypeAlias = "tuple[int, Folding | None, int]"
"""Of a circle, of its file, and of what was folded of it."""


@dataclass(slots=True)
class _Shown:
    """The records of one circle as they were seen last: ``of``, from which edition."""

    of: Edition
    items: list[Seen] = field(default_factory=list)
    frozen: tuple[Seen, ...] = ()


class Reading:
    """What was seen, kept: a record more adds one, and reads none again."""

    def __init__(self, casework: Casework) -> None:
        self._casework = casework
        self._shown: dict[CircleId, _Shown] = {}
        self._all = _Merged()

    def of(self, circle: CircleId) -> tuple[Seen, ...]:
        """Raises ``Usage`` (``no-circle``)."""
        shown = self._of(circle)
        if len(shown.frozen) < len(shown.items):
            shown.frozen = tuple(shown.items)
        return shown.frozen

    def edition(self, circle: CircleId) -> Edition:
        """Another one where what was read before has changed: who goes on from what they saw begins anew then."""
        pages, folding = self._casework.pages(circle), self._casework.folding(circle)
        return pages.edition, folding, 0 if folding is None else folding.edition

    def behind(self, circle: CircleId, count: int, *forms: type) -> tuple[int, tuple[Seen, ...]]:
        """Of the records after the first ``count``: how many there are by now, and those of these forms that count by the law."""
        pages, folding = self._casework.pages(circle), self._casework.folding(circle)
        void = {} if folding is None else folding.void
        found = (each for each in pages.reads[count:] if isinstance(each.value, forms))
        items = tuple(_seen(circle, each, pages.place, void.get(each.entry.hash)) for each in found)
        return len(pages.reads), lawful(items)

    def _of(self, circle: CircleId) -> _Shown:
        pages, folding = self._casework.pages(circle), self._casework.folding(circle)
        edition = self.edition(circle)
        shown = self._shown.get(circle)
        if shown is None or shown.of != edition:
            shown = self._shown[circle] = _Shown(edition)
        if len(shown.items) < len(pages.reads):
            void = {} if folding is None else folding.void
            fresh = pages.reads[len(shown.items) :]
            shown.items += [_seen(circle, each, pages.place, void.get(each.entry.hash)) for each in fresh]
        return shown

    def all(self, circles: Iterable[CircleId]) -> tuple[Seen, ...]:
        """Of several circles, in the order of the log."""
        shown = {circle: self._of(circle) for circle in circles}
        if shown.keys() != self._all.taken.keys() or any(self._all.taken[each][0] is not shown[each].items for each in shown):
            self._all = _Merged({circle: (each.items, 0) for circle, each in shown.items()})
        self._all.take_on()
        return self._all.frozen


@dataclass(slots=True)
class _Merged:
    """Lists that grow, merged in the order of the log: ``taken``, by circle, how much of each."""

    taken: dict[CircleId, tuple[list[Seen], int]] = field(default_factory=dict)
    items: list[Seen] = field(default_factory=list)
    frozen: tuple[Seen, ...] = ()

    def take_on(self) -> None:
        fresh = sorted((each for items, count in self.taken.values() for each in items[count:]), key=_index)
        self.taken = {circle: (items, len(items)) for circle, (items, _count) in self.taken.items()}
        if fresh:
            late = bool(self.items) and _index(fresh[0]) < _index(self.items[-1])
            self.items += fresh
            if late:
                self.items.sort(key=_index)
            self.frozen = tuple(self.items)


def _index(item: Seen) -> int:
    return item.entry.index


def seen(office: Office, circle: CircleId) -> tuple[Seen, ...]:
    """All records and reports of a circle in the order of its chain."""
    return office.reading.of(circle)


def read(office: Office, entry: ShownEntry) -> Seen:
    """One entry as it came."""
    found = next((each for each in reversed(seen(office, entry.circle)) if each.entry.hash == entry.hash), None)
    place = place_of(office.channel.circle(entry.circle))
    return found or _seen(entry.circle, read_entry(entry, place), place, None)


def _seen(circle: CircleId, read: Read, place: Place, void: Said | None) -> Seen:
    entry, value = read.shown, read.value
    if entry.record is None:
        return Seen(circle, entry, "", None, entry.sealed_reason or "unreadable", None)
    if isinstance(value, NotOfTheForm):
        return Seen(circle, entry, entry.record.type, None, "", say("{detail}", detail=str(value)))
    if void is None:
        answer = may_write(entry.record.type, place, read.entry.author)
        void = say("{because} ({rule})", because=answer.because, rule=Code(answer.rule)) if isinstance(answer, NotMet) else None
    return Seen(circle, entry, entry.record.type, value, "", void)


def everything(office: Office) -> tuple[Seen, ...]:
    """The records of all circles in the order of the log: so they fold (architecture section 5)."""
    return office.reading.all(info.id for info in office.channel.circles())


def disclosed(office: Office) -> tuple[Seen, ...]:
    """What the officers wrote that the person reads, in the order of the log."""
    return tuple(each for each in everything(office) if each.value is not None and each.entry.author is not None)


def lawful(items: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """The records that count: the channel lets any member write anything, the law does not."""
    return tuple(each for each in items if each.value is not None and not each.unlawful)


def numbered(items: Iterable[Seen], digits: str) -> list[Seen]:
    """The records whose hash, or the number that their author gave them, begins with ``digits``."""
    return [each for each in items if each.value is not None and begins(each, digits)]


def begins(item: Seen, digits: str) -> bool:
    """Whether a record's hash, or the number that its author gave it, begins with ``digits``: nobody has to know which is which."""
    return item.entry.hash.hex().startswith(digits) or str(getattr(item.value, "payload_id", "")).startswith(digits)


def the_only(found: Sequence[Seen]) -> Seen:
    """Raises ``Usage`` where there are none, or several."""
    if len(found) != 1:
        raise Usage("{count} records have this number", "no-such-record", count=len(found))
    return found[0]


def of_type(items: tuple[Seen, ...], form: type[T]) -> Iterator[tuple[Seen, T]]:
    """Those that count, of one type."""
    for each in lawful(items):
        if isinstance(each.value, form):
            yield each, each.value


def last(items: tuple[Seen, ...], form: type[T], what: object) -> tuple[Seen, T]:
    """The newest record of a type. Raises ``Usage`` where there is none."""
    found = list(of_type(items, form))
    if not found:
        raise Usage("there is no {what} yet", "nothing-there", what=what)
    return found[-1]


def view_of(office: Office, circle: CircleId) -> CommitView:
    """Roster and policy after the circle's last valid commit. Raises ``Usage`` where none is known."""
    view = office.channel.circle(circle).view
    if view is None:
        raise Usage("nothing of this circle is known yet", "no-circle")
    return view


def own_device(office: Office) -> Device:
    if office.channel.device is None:
        raise Usage("this home has no device certificate")
    return office.channel.device


def device_named(office: Office, name: str) -> Device:
    """The one device of that name in the verified directory that is in force. Raises ``Usage``."""
    found = [device for device in in_force(office) if name in (device.name, device.hash.hex())]
    if len(found) != 1:
        raise Usage("{count} devices in force are called {name}", "no-such-device", count=len(found), name=Plain(name))
    return found[0]


def in_force(office: Office) -> list[Device]:
    """The devices of the directory that are not revoked."""
    return [device for device in office.channel.directory.devices() if not office.channel.directory.is_revoked(device.hash)]


def prosecutors(office: Office, names: list[str] | None) -> tuple[Device, ...]:
    """Those named, else the only one there is. Raises ``Usage`` where that is not one."""
    if names:
        return tuple(device_named(office, name) for name in names)
    found = [device for device in in_force(office) if "prosecutor" in device.roles]
    if len(found) != 1:
        raise Usage("{count} prosecutors are in force: say which, with --prosecutor", count=len(found))
    return tuple(found)
