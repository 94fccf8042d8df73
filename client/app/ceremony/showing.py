"""What is in an authority's folder: root, bodies, their devices and seals, with roles, ends, and what is revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.ceremony.place import revoked_in
from client.formats.disk import read_file
from crypto.document_seal import parse_seal
from crypto.frozen import dataclass
from crypto.primitives import sha256
from crypto.trust import parse_certificate

if TYPE_CHECKING:
    from pathlib import Path

    from client.app.ceremony.place import Ceremony


@dataclass(frozen=True, slots=True)
class ShowAuthority:
    """List the root, bodies and devices of this folder."""


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """``roles``: empty for a document seal. ``revoked``: when (milliseconds), None for one in force. ``file``: in which it stands,
    by which ``revoke`` finds it."""

    name: str
    roles: tuple[str, ...]
    until: int
    revoked: int | None
    file: str


@dataclass(frozen=True, slots=True)
class BodyRow:
    """``devices``, ``seals``: names of files; ``certificates``: what they are."""

    body: str
    name: str
    kind: str
    until: int
    devices: tuple[str, ...]
    seals: tuple[str, ...]
    revoked: int
    certificates: tuple[CertificateRow, ...]


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """``at``: when it was looked at, for what is over."""

    fingerprint: str
    bodies: tuple[BodyRow, ...]
    at: int


async def show_authority(ceremony: Ceremony, wish: ShowAuthority) -> AuthorityView:
    """A body that took its own folder away has no root in it, but a copy of the root's certificate."""
    home, folders = ceremony.home(), ceremony.body_folders()
    root = home / "root" / "certificate.der"
    if not root.exists() and folders:
        root = folders[0] / "root.der"
    return AuthorityView(sha256(read_file(str(root))).hex(), tuple(map(_body, folders)), ceremony.now)


def _body(folder: Path) -> BodyRow:
    found, revoked = parse_certificate(read_file(str(folder / "certificate.der"))), dict(revoked_in(folder))
    devices, seals = (tuple(sorted((folder / kind).glob("*.der"))) for kind in ("devices", "seals"))
    rows = []
    for path in devices:
        device = parse_certificate(path.read_bytes())
        roles = tuple(sorted(device.roles))
        rows.append(CertificateRow(device.name, roles, int(device.not_after), revoked.get(device.serial), path.stem))
    for path in seals:
        seal = parse_seal(path.read_bytes())
        rows.append(CertificateRow(seal.name, (), int(seal.not_after), revoked.get(seal.serial), path.stem))
    kind = "" if found.kind is None else found.kind.name.lower()
    names = (tuple(path.stem for path in devices), tuple(path.stem for path in seals))
    return BodyRow(folder.name, found.name, kind, int(found.not_after), *names, len(revoked), tuple(rows))
