"""Which circle, device or body somebody means by a name or by first digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.casefile import file_named
from client.law.words import Circle
from crypto.errors import Usage
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.office import Office


def circle_numbered(office: Office, digits: str) -> CircleId:
    """Raises ``Usage`` unless one circle has these first digits."""
    found = [info.id for info in office.channel.circles() if info.id.hex().startswith(digits)]
    if len(found) != 1:
        raise Usage("{count} circles have this number", "no-such-circle", count=len(found))
    return found[0]


def circles_meant(office: Office, circle: str | None, file: str | None) -> tuple[CircleId, ...]:
    """One circle by its first digits, the circles of a file, or all that this device is a member of. Raises ``Usage``."""
    if circle:
        return (circle_numbered(office, circle),)
    if file:
        return tuple(file_named(office, file).case.circles)
    return tuple(info.id for info in office.channel.circles())


def circle_meant(office: Office, circle: str | None, file: str | None) -> CircleId:
    """The circle by its first digits, else the coordination circle of the file. Raises ``Usage``."""
    return circle_numbered(office, circle) if circle else file_named(office, file).circle(Circle.COORDINATION)


def known_device(office: Office, name: str) -> bytes:
    """A device by name, also one that is revoked. Raises ``Usage``."""
    found = [bytes(each.hash) for each in office.channel.directory.devices() if name in (each.name, each.hash.hex())]
    if len(found) != 1:
        raise Usage("{count} devices are called {name}", "no-such-device", count=len(found), name=name)
    return found[0]
