"""The document seal at work: put on a PDF that is given out, and told of one that came back.

The key file has a passphrase of its own: neither that of the ceremony nor that of the official's home opens it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from client.app.reading import own_device
from client.cli.texts import _
from client.cli.verb import when
from client.formats.key_file import open_file
from crypto.certificate import key_id
from crypto.document_seal import SealKey, check_seal, parse_seal
from crypto.errors import Forged, Malformed, Usage

if TYPE_CHECKING:
    from client.cli.context import Context
    from crypto.pades import SealedPdf
    from crypto.trust import Body, Directory


def sealed(context: Context, path: str, data: bytes, now: int) -> bytes:
    """The PDF with the seal of the file ``path``. Raises ``Usage`` for a seal of another body, ``Refused`` for one that is revoked
    or out of date."""
    from crypto.pades import seal_pdf

    office = context.office
    key = seal_key(context, path)
    body = check_seal(parse_seal(key.certificate), office.channel.directory, office.channel.checkpoint.size, now)
    if body.hash != own_device(office).body.hash:
        raise Usage(_("this is the seal of {body}: only its own officials use it").format(body=body.name), "other-seal")
    return seal_pdf(data, key, now)


def seal_key(context: Context, path: str) -> SealKey:
    """Raises ``Usage`` where it is no key file, of something else, or the passphrase is wrong."""
    try:
        return SealKey.decode(open_file(Path(path), context.seal_passphrase()))
    except (Malformed, Forged):
        raise Usage(f"{path}: " + _("not the key file of a document seal"), "no-seal-key") from None


def seal_of(data: bytes) -> SealedPdf | None:
    """The seal of a file, None where it carries none. Raises ``Forged`` where it was changed after it was sealed."""
    from crypto.pades import is_sealed, open_sealed

    return open_sealed(data) if data.startswith(b"%PDF-") and is_sealed(data) else None


def seal_lines(found: SealedPdf | None, directory: Directory, author: Body | None, index: int, at: int) -> list[str]:
    """What the seal on a file says, in words. ``index``, ``at``: leaf and stamp of the record that it was given out; ``author``:
    body of who wrote that. Raises ``Forged``, ``Refused`` where there is a seal and it was not good then."""
    if found is None:
        return [_("it carries no seal of a body")]
    body = check_seal(found.seal, directory, index, at)
    if author is None or body.hash != author.hash:
        raise Forged(_("the seal is of another body than the one that gave it out"), "other-seal")
    lines = [_("sealed {time} by {body}: {name}").format(time=when(found.at), body=body.name, name=found.seal.name)]
    if directory.revokes(key_id(body.verify_key), found.seal.serial) or directory.is_revoked(body.hash):
        lines.append(_("the seal was revoked later; this document was given out before that"))
    return lines
