"""The document seal at work: put on a PDF that is given out, and told of one that came back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from client.cli.keyfile import open_file
from client.cli.reading import own_device
from client.cli.texts import _
from client.cli.verb import when
from crypto.document_seal import IsRevoked, SealKey, body_of_seal, parse_seal
from crypto.errors import Forged, Usage

if TYPE_CHECKING:
    from client.cli.context import Context
    from crypto.trust import Body, Directory


def sealed(context: Context, path: str, data: bytes, now: int) -> bytes:
    """The PDF with the seal of the file ``path``. Raises ``Usage`` for a seal of another body, ``Refused`` for one that is revoked
    or out of date."""
    from crypto.pades import seal_pdf

    client = context.client
    key = SealKey.decode(open_file(Path(path), context.seal_passphrase()))
    body = body_of_seal(parse_seal(key.certificate), key.body, client.directory, now, client.directory.revokes)
    if body.hash != own_device(client).body.hash:
        raise Usage(_("this is the seal of {body}: only its own officials use it").format(body=body.name), "other-seal")
    return seal_pdf(data, key, now, _("Document of {body}").format(body=body.name))


def seal_line(data: bytes, directory: Directory, at: int, author: Body | None, is_revoked: IsRevoked) -> str:
    """What the seal on a file says, in words. ``at``: when it was given out; ``author``: body of the record that says so. Raises
    ``Forged``, ``Refused`` where there is a seal and it is not good."""
    from crypto.pades import open_sealed

    if b"/ByteRange" not in data:
        return _("it carries no seal of a body")
    found = open_sealed(data)
    body = body_of_seal(found.seal, found.body, directory, at, is_revoked)
    if author is None or body.hash != author.hash:
        raise Forged(_("the seal is of another body than the one that gave it out"), "other-seal")
    return _("sealed {time} by {body}: {name}").format(time=when(found.at), body=body.name, name=found.seal.name)
