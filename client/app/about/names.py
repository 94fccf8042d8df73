"""Keys of the law's records as people call them: a device and a body by the names of the directory; else by first digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from client.app.office import Office


def holder_name(office: Office, key: str) -> str:
    """``key``: hash of a certificate as hex; a person's key is in no directory."""
    found = (each.name for each in office.channel.directory.devices() if each.hash.hex() == key)
    return next(found, key[:8])


def body_name(office: Office, hash: str) -> str:
    """``hash``: of a body's certificate as hex."""
    found = (each.body.name for each in office.channel.directory.devices() if each.body.hash.hex() == hash)
    return next(found, hash[:8])
