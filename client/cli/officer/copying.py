"""A copy of an opened identity on paper (A.11 rule e): only where the request asked for it, so that who approved it and the
prosecutor knew; watermarked on each page and across each picture, and in the chain before the file is there.

Pictures lie sealed at the server. Their keys stand in the sealed identity and nowhere else: who has not opened it has no picture.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.reading import own_device
from client.cli.attaching import cleaned_or_refused
from client.cli.officer.opened import identity_parts
from client.cli.sending import send_first
from client.cli.texts import N_, _, language
from client.cli.verb import when
from client.documents.document import Document, Fields, Heading, Notice
from client.documents.typesetting import pdf
from client.formats.disk import nothing_there, read_file, write_new
from client.formats.identity import ATTACHED, Identity, Reference
from client.law.records.identity import IdentityCopied, IdentityRequest
from client.law.words import LANGUAGES
from crypto.blob import BlobRef
from crypto.errors import Malformed, Refused, Usage
from crypto.primitives import sha256

if TYPE_CHECKING:
    from client.app.office import Office
    from crypto.types import CircleId

MAX_PICTURE = 32 << 20


async def attached(office: Office, circle: CircleId, identity: Identity, photographs: list[str], biometrics: list[str]) -> Identity:
    """The identity with files sealed beside it: photographs cleaned of what they hold beside the picture, biometrics as they are
    (``KIND=FILE``). Raises ``Usage``."""
    for number, path in enumerate(photographs, 1):
        data = cleaned_or_refused(path, read_file(path, MAX_PICTURE)).data
        if not is_picture(data):
            raise Usage(_("{path}: not a picture").format(path=path), "no-picture")
        found = await _sealed(office, circle, "PHOTOGRAPH", f"photograph-{number}{Path(path).suffix.lower()}", data)
        identity = replace(identity, photographs=(*identity.photographs, found))
    for number, each in enumerate(biometrics, 1):
        kind, equals, path = each.partition("=")
        if not equals:
            raise Usage(_("say KIND=FILE, as FINGERPRINTS=prints.bin, not {text}").format(text=each))
        found = await _sealed(office, circle, kind.strip(), f"biometrics-{number}", read_file(path.strip(), MAX_PICTURE))
        identity = replace(identity, biometrics=(*identity.biometrics, found))
    return identity


async def _sealed(office: Office, circle: CircleId, kind: str, name: str, data: bytes) -> Reference:
    """The name of the file that it came from stays behind."""
    Reference(kind, ATTACHED)  # a kind that there is not is refused before anything is sent
    reference = await office.channel.upload(circle, Path(name), None, data)
    return Reference(kind, ATTACHED + reference.encode().hex(), sha256(data).hex())


async def copy(office: Office, circle: CircleId, request: IdentityRequest, identity: Identity, out: Path) -> list[Path]:
    """Files written: the paper, then its pictures beside it. Raises ``Refused`` where the request asked for no copy."""
    if not request.copy_for:
        raise Refused(_("the request asked for no copy: ask anew with --copy-for"), "no-copy")
    nothing_there(out)
    at, own = int(office.channel.core.clock()), own_device(office)
    mark = _("Copy for {recipient}, {time}, by {name}").format(recipient=request.copy_for, time=when(at), name=own.name)
    mark = f"{mark} ({request.request[:8]})"
    found = [(out, pdf(paper(own.body.name, request, identity, mark), at))]
    for number, each in enumerate(identity.photographs, 1):
        if each.where.startswith(ATTACHED):
            path = out.with_name(f"{out.stem}-{number}.png")
            nothing_there(path)
            found.append(
                (
                    path,
                    marked(await _fetched(office, each), f"{request.request[:8]} {at} {own.hash.hex()[:16]}"),
                )
            )
    for path, data in found:
        value = IdentityCopied(request.request, sha256(data).hex(), request.copy_for, mark)
        await send_first(office, circle, value)
        write_new(path, data, secret=True)
    return [path for path, _data in found]


HELD = N_(
    "This paper shows who a protected person is. Show it to nobody and copy nothing of it. When it has served its purpose, give it "
    "back to the body that gave it to you. Whoever discloses it answers for it under the law."
)


def paper(body: str, request: IdentityRequest, identity: Identity, mark: str) -> Document:
    """In the language of the screen. ``body``: whose custodian opened it."""
    spoken = language() if language() in LANGUAGES else "kk"
    parts = [(heading, rows) for heading, rows in identity_parts(identity) if rows]
    blocks = [block for heading, rows in parts for block in (*((Heading(heading),) if heading else ()), Fields(rows))]
    return Document(
        "identity-copy",
        spoken,
        _("Copy of a sealed identity"),
        body,
        request.request[:8],
        "",
        _("Law No. 72, Article 28, point 2; for {recipient}; reason: {reason}").format(
            recipient=request.copy_for, reason=request.reason
        ),
        (Notice(_("To whoever holds this paper"), _(HELD)), *blocks),
        watermark=mark,
    )


async def _fetched(office: Office, reference: Reference) -> bytes:
    """The picture, without a trace on the disk of what has no mark. Raises ``Forged``, ``Malformed``."""
    try:
        blob = BlobRef.decode(bytes.fromhex(reference.where.removeprefix(ATTACHED)))
    except ValueError:
        raise Malformed("the reference to a photograph is none", "identity-form") from None
    if blob.size > MAX_PICTURE:
        raise Malformed("the photograph is too large", "identity-form")
    data = await office.channel.fetched(blob)
    if sha256(data).hex() != reference.hash:
        raise Malformed("the photograph is not the one that was sealed", "identity-form")
    return data


def is_picture(data: bytes) -> bool:
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as opened:
            opened.verify()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return True


def marked(picture: bytes, words: str) -> bytes:
    """As PNG with ``words`` (ASCII) across it, line after line. Raises ``Malformed`` for what is no picture."""
    from PIL import Image, ImageDraw, ImageFont

    try:
        with Image.open(io.BytesIO(picture)) as opened:
            image = opened.convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError):
        raise Malformed("the photograph does not open", "identity-form") from None
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw, size = ImageDraw.Draw(layer), max(10, image.width // 24)
    font = ImageFont.load_default(size)
    for row, y in enumerate(range(0, image.height, 4 * size)):
        for fill, shift in (((0, 0, 0, 110), 1), ((255, 255, 255, 140), 0)):
            draw.text((shift - (row % 2) * 3 * size, y + shift), f"{words}   " * 4, font=font, fill=fill)
    out = io.BytesIO()
    Image.alpha_composite(image, layer).convert("RGB").save(out, "PNG")
    return out.getvalue()
