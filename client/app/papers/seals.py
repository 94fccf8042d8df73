"""The document seal at work: put on a PDF that is given out, and told of one that came back.

The key file has a passphrase of its own: neither that of the ceremony nor that of the official's home opens it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from client.app.reading import own_device
from client.formats.key_file import open_file
from crypto.certificate import key_id
from crypto.document_seal import SealKey, check_seal, parse_seal
from crypto.errors import Forged, Malformed, Usage

if TYPE_CHECKING:
    from pathlib import Path

    from client.app.office import Office
    from crypto.pades import SealedPdf
    from crypto.trust import Body, Directory


@dataclass(frozen=True, slots=True)
class GoodSeal:
    """A seal that was good when its document was given out. ``at``: the time that it states. ``revoked_later``: it or its body is
    not in force any more, which takes nothing back."""

    at: int
    body: str
    name: str
    revoked_later: bool


async def sealed(office: Office, key_file: Path, passphrase: str, data: bytes, now: int) -> bytes:
    """The PDF with the seal of that file. Raises ``Usage`` for a seal of another body, ``Refused`` for one that is revoked
    or out of date."""
    from crypto.pades import seal_pdf

    key = await asyncio.to_thread(seal_key, key_file, passphrase)
    body = check_seal(parse_seal(key.certificate), office.channel.directory, office.channel.checkpoint.size, now)
    if body.hash != own_device(office).body.hash:
        raise Usage("this is the seal of {body}: only its own officials use it", "other-seal", body=body.name)
    return await asyncio.to_thread(seal_pdf, data, key, now)


def seal_key(path: Path, passphrase: str) -> SealKey:
    """Raises ``Usage`` where it is no key file, of something else, or the passphrase is wrong."""
    try:
        return SealKey.decode(open_file(path, passphrase))
    except (Malformed, Forged):
        raise Usage("{path}: not the key file of a document seal", "no-seal-key", path=path) from None


def seal_of(data: bytes) -> SealedPdf | None:
    """The seal of a file, None where it carries none. Raises ``Forged`` where it was changed after it was sealed."""
    from crypto.pades import is_sealed, open_sealed

    return open_sealed(data) if data.startswith(b"%PDF-") and is_sealed(data) else None


def seal_held(found: SealedPdf | None, directory: Directory, author: Body | None, index: int, at: int) -> GoodSeal | None:
    """The seal on a file, None where there is none. ``index``, ``at``: leaf and stamp of the record that it was given out;
    ``author``: body of who wrote that. Raises ``Forged``, ``Refused`` where there is a seal and it was not good then."""
    if found is None:
        return None
    body = check_seal(found.seal, directory, index, at)
    if author is None or body.hash != author.hash:
        raise Forged("the seal is of another body than the one that gave it out", "other-seal")
    later = directory.revokes(key_id(body.verify_key), found.seal.serial) or directory.is_revoked(body.hash)
    return GoodSeal(int(found.at), body.name, found.seal.name, later)
