"""The devices of the deployment as its verified log has them: bodies, roles, ends, and which are revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office
    from crypto.trust import Device


@dataclass(frozen=True, slots=True)
class ListDevices:
    """``body``: of this body alone, by name or the first digits of its certificate. ``sync``: the server is asked first."""

    body: str | None = None
    sync: bool = False


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """``body_kind``: deciding and so on. ``until``: the end of the certificate, in milliseconds. ``own``: this very device."""

    name: str
    body: str
    body_kind: str
    roles: tuple[str, ...]
    until: int
    revoked: bool
    own: bool
    certificate: str


@dataclass(frozen=True, slots=True)
class DevicesView:
    """By body and name. ``at``: when it was looked at, for what is over."""

    devices: tuple[DeviceRow, ...]
    at: int


async def list_devices(office: Office, wish: ListDevices) -> DevicesView:
    """As far as the log is known here: a device that was certified and has not come yet is in no log."""
    if wish.sync:
        await office.sync()
    devices = (each for each in office.channel.directory.devices() if wish.body is None or _is_of(each, wish.body))
    rows = sorted((_row(office, each) for each in devices), key=lambda row: (row.body, row.revoked, row.name))
    return DevicesView(tuple(rows), int(office.clock()))


def _is_of(device: Device, body: str) -> bool:
    return device.body.name == body or device.body.hash.hex().startswith(body.lower())


def _row(office: Office, device: Device) -> DeviceRow:
    own = office.channel.device
    return DeviceRow(
        device.name,
        device.body.name,
        device.body.kind.name.lower(),
        tuple(sorted(device.roles)),
        int(device.not_after),
        office.channel.directory.is_revoked(device.hash),
        own is not None and own.hash == device.hash,
        device.hash.hex(),
    )
