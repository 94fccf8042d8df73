"""What the opened store holds, read as records of the law: the one place where entries become typed values.

An entry that is sealed for this holder, or whose words are not of a known type, or whose author may not write it by the law, is
shown as such and never left out; but no verb goes by a record that its author may not write (``of_type``, ``lawful``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from client.app.casework.entries import author_of, place_of
from client.app.saying import Said, say
from client.law.answer import NotMet
from client.law.catalogue import may_write, parse
from client.law.payload import NotOfTheForm
from crypto.errors import Usage
from crypto.types import CircleId
from frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office
    from client.core.values import CircleInfo, ShownEntry
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


def seen(office: Office, circle: CircleId) -> tuple[Seen, ...]:
    """All records and reports of a circle in the order of its chain."""
    broken = _broken(office, circle)
    info = office.channel.circle(circle)
    return tuple(_seen(entry, info, broken) for entry in office.channel.entries(circle))


def read(office: Office, entry: ShownEntry) -> Seen:
    """One entry as it came."""
    return _seen(entry, office.channel.circle(entry.circle), _broken(office, entry.circle))


def _broken(office: Office, circle: CircleId) -> dict[str, Said]:
    """By entry hash: which rules of the law a record broke, for those that void it."""
    case = office.casework.of_circle(circle)
    found = () if case is None else case.file.findings
    return {each.entry: say("{because} ({rule})", because=each.because, rule=each.rule) for each in found if each.void}


def _seen(entry: ShownEntry, info: CircleInfo, broken: dict[str, Said]) -> Seen:
    if entry.record is None:
        return Seen(entry.circle, entry, "", None, entry.sealed_reason or "unreadable", None)
    record = entry.record
    try:
        value = parse(record.type, record.version, dict(record.payload))
    except NotOfTheForm as error:
        return Seen(entry.circle, entry, record.type, None, "", say("{detail}", detail=str(error)))
    unlawful = broken.get(bytes(entry.hash).hex())
    if unlawful is None:
        answer = may_write(record.type, place_of(info), author_of(entry))
        unlawful = say("{because} ({rule})", because=answer.because, rule=answer.rule) if isinstance(answer, NotMet) else None
    return Seen(entry.circle, entry, record.type, value, "", unlawful)


def everything(office: Office) -> tuple[Seen, ...]:
    """The records of all circles in the order of the log: so they fold (architecture section 5)."""
    items = [each for info in office.channel.circles() for each in seen(office, info.id)]
    return tuple(sorted(items, key=lambda each: each.entry.index))


def lawful(items: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """The records that count: the channel lets any member write anything, the law does not."""
    return tuple(each for each in items if each.value is not None and not each.unlawful)


def numbered(items: Iterable[Seen], digits: str) -> list[Seen]:
    """The records whose hash begins with ``digits``."""
    return [each for each in items if each.value is not None and each.entry.hash.hex().startswith(digits)]


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
        raise Usage("{count} devices in force are called {name}", "no-such-device", count=len(found), name=name)
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
