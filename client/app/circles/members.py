"""Colleagues added to circles and removed from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from client.app.casefile import files
from client.app.circles.meant import circles_meant, known_device
from client.app.identity.sealing import resealed
from client.app.outcome import Outcome, outcome
from client.app.reading import device_named, own_device, view_of
from client.app.saying import say
from client.law.words import Circle
from crypto.frozen import dataclass
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class AddOfficer:
    """Add a colleague's device to one circle, the circles of a file, or all circles of this device."""

    device: str
    file: str | None = None
    circle: str | None = None


async def add_officer(office: Office, wish: AddOfficer) -> Outcome:
    """The past opens to them, and a custodian gets the body's half of sealed identities. Again is fine: what is done is left."""
    await office.sync()
    device = device_named(office, wish.device)
    meant = circles_meant(office, wish.circle, wish.file)
    circles = _where(office, meant, lambda roster: device.hash not in roster)
    if device.body.hash != own_device(office).body.hash:  # it comes in only where its body takes part and has nobody left
        circles = [each for each in circles if view_of(office, each).policy.body_kind(device.body.hash) is not None]
    for circle in circles:
        await office.channel.change(circle, add=(device.hash,))
    line = say("{name} added to {count} circles; the past opens to them", name=device.name, count=len(circles))
    shared = [file for file in files(office) if file.has(Circle.COORDINATION)]
    known = [file for file in shared if file.circle(Circle.COORDINATION) in set(meant)]
    halves = [done for file in known if (done := await resealed(office, file, device)) is not None]
    return Outcome(
        tuple(each.said for each in halves if each.written),
        tuple(each for half in halves for each in half.written),
        data={"circles": circles, "certificate": device.hash, "halves": len(halves)},
        more=(line, *(each.said for each in halves if not each.written)),
    )


@dataclass(frozen=True, slots=True)
class RemoveOfficer:
    """Remove a colleague's device, also a revoked one: nothing after it opens to them."""

    device: str
    file: str | None = None
    circle: str | None = None


async def remove_officer(office: Office, wish: RemoveOfficer) -> Outcome:
    """Says "removed" only once the epoch has changed: ``change`` returns when the commit is in the chain."""
    await office.sync()
    device = known_device(office, wish.device)
    circles = _where(office, circles_meant(office, wish.circle, wish.file), lambda roster: device in roster)
    for circle in circles:
        await office.channel.change(circle, remove=(device,))
    epochs = {circle.hex(): view_of(office, circle).epoch for circle in circles}
    line = say("{name} removed from {count} circles: new keys hold there", name=wish.device, count=len(circles))
    return outcome(line, epochs=epochs)


def _where(office: Office, circles: Iterable[CircleId], test: Callable[[frozenset[bytes]], bool]) -> list[CircleId]:
    own = own_device(office).hash
    rosters = {circle: frozenset(view_of(office, circle).roster) for circle in circles}
    return [circle for circle, roster in rosters.items() if own in roster and test(roster)]
