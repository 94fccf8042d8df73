"""What the opened store holds, read as records of the law: the one place where entries become typed values.

An entry that is sealed for this holder, or whose words are not of a known type, or whose author may not write it by the law, is
shown as such and never left out; but no verb goes by a record that its author may not write (``of_type``, ``lawful``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from client.cli.texts import _, told
from client.core.casework.entries import author_of, place_of
from client.law.answer import Met
from client.law.catalogue import may_write, parse
from client.law.payload import NotOfTheForm
from crypto.errors import Usage
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.core.client import Client
    from client.core.values import CircleInfo, ShownEntry
    from crypto.roster import CommitView
    from crypto.trust import Device

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen:
    """One record as this holder sees it. ``value`` is None where ``sealed`` says why; ``unlawful`` names the broken rule."""

    circle: CircleId
    entry: ShownEntry
    name: str
    value: object | None
    sealed: str
    unlawful: str

    @property
    def at(self) -> int:
        return int(self.entry.accepted_at)

    @property
    def author(self) -> str:
        """The device's name, or who reports."""
        device = self.entry.author
        return device.name if device is not None else f"{self.entry.role} {self.entry.author_hash.hex()[:8]}"


def seen(client: Client, circle: CircleId) -> tuple[Seen, ...]:
    """All records and reports of a circle in the order of its chain."""
    broken = _broken(client, circle)
    info = client.circle(circle)
    return tuple(_seen(entry, info, broken) for entry in client.entries(circle))


def read(client: Client, entry: ShownEntry) -> Seen:
    """One entry as it came."""
    return _seen(entry, client.circle(entry.circle), _broken(client, entry.circle))


def _broken(client: Client, circle: CircleId) -> dict[str, str]:
    """By entry hash: which rules of the law a record broke, for those that void it."""
    case = client.casework.of_circle(circle)
    found = () if case is None else case.file.findings
    return {each.entry: f"{each.rule}: {told(each.because)}" for each in found if each.void}


def _seen(entry: ShownEntry, info: CircleInfo, broken: dict[str, str]) -> Seen:
    if entry.record is None:
        return Seen(entry.circle, entry, "", None, entry.sealed_reason or "unreadable", "")
    record = entry.record
    try:
        value = parse(record.type, record.version, dict(record.payload))
    except NotOfTheForm as error:
        return Seen(entry.circle, entry, record.type, None, "", str(error))
    unlawful = broken.get(bytes(entry.hash).hex(), "")
    if not unlawful:
        answer = may_write(record.type, place_of(info), author_of(entry))
        unlawful = "" if isinstance(answer, Met) else str(answer)
    return Seen(entry.circle, entry, record.type, value, "", unlawful)


def everything(client: Client) -> tuple[Seen, ...]:
    """The records of all circles in the order of the log: so they fold (architecture section 5)."""
    items = [each for info in client.circles() for each in seen(client, info.id)]
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
        raise Usage(_("{count} records have this number").format(count=len(found)), "no-such-record")
    return found[0]


def of_type(items: tuple[Seen, ...], form: type[T]) -> Iterator[tuple[Seen, T]]:
    """Those that count, of one type."""
    for each in lawful(items):
        if isinstance(each.value, form):
            yield each, each.value


def last(items: tuple[Seen, ...], form: type[T], what: str) -> tuple[Seen, T]:
    """The newest record of a type. Raises ``Usage`` where there is none."""
    found = list(of_type(items, form))
    if not found:
        raise Usage(_("there is no {what} yet").format(what=what), "nothing-there")
    return found[-1]


def view_of(client: Client, circle: CircleId) -> CommitView:
    """Roster and policy after the circle's last valid commit. Raises ``Usage`` where none is known."""
    view = client.circle(circle).view
    if view is None:
        raise Usage(_("nothing of this circle is known yet"), "no-circle")
    return view


def own_device(client: Client) -> Device:
    if client.device is None:
        raise Usage(_("this home has no device certificate"))
    return client.device


def device_named(client: Client, name: str) -> Device:
    """The one device of that name in the verified directory that is in force. Raises ``Usage``."""
    found = [device for device in in_force(client) if name in (device.name, device.hash.hex())]
    if len(found) != 1:
        raise Usage(_("{count} devices in force are called {name}").format(count=len(found), name=name), "no-such-device")
    return found[0]


def in_force(client: Client) -> list[Device]:
    """The devices of the directory that are not revoked."""
    return [device for device in client.directory.devices() if not client.directory.is_revoked(device.hash)]


def prosecutors(client: Client, names: list[str] | None) -> tuple[Device, ...]:
    """Those named, else the only one there is. Raises ``Usage`` where that is not one."""
    if names:
        return tuple(device_named(client, name) for name in names)
    found = [device for device in in_force(client) if "prosecutor" in device.roles]
    if len(found) != 1:
        raise Usage(_("{count} prosecutors are in force: say which, with --prosecutor").format(count=len(found)))
    return tuple(found)
