"""A copy of an opened identity on paper (A.11 rule e): only where the request asked for it, so that who approved it and the
prosecutor knew; watermarked on each page and across each picture, and in the chain before the file is there.

Pictures lie sealed at the server. Their keys stand in the sealed identity and nowhere else: who has not opened it has no picture.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.reading import own_device
from client.documents.identity import paper
from client.documents.typesetting import pdf
from client.documents.words import Words
from client.formats.disk import nothing_there, read_file, write_new
from client.formats.identity import ATTACHED, Identity, Reference
from client.law.records.identity import IdentityCopied, IdentityRequest
from client.texts import N_
from crypto.blob import BlobRef
from crypto.errors import Malformed, Refused, Usage
from crypto.primitives import sha256

if TYPE_CHECKING:
    from client.app.office import Office
    from crypto.types import CircleId

MAX_PICTURE = 32 << 20
MARK = N_("Copy for {recipient}, {time}, by {name}")

Biometrics = tuple[str, Path]
"""Kind (of ``client.formats.identity.REFERENCE_KINDS``) and file."""


async def attached(
    office: Office, circle: CircleId, identity: Identity, photographs: Sequence[Path], biometrics: Sequence[Biometrics]
) -> Identity:
    """The identity with files sealed beside it: photographs cleaned of what they hold beside the picture, biometrics as they are.
    Raises ``Usage``."""
    for number, path in enumerate(photographs, 1):
        data = _cleaned(path)
        if not is_picture(data):
            raise Usage("{path}: not a picture", "no-picture", path=path)
        found = await _sealed(office, circle, "PHOTOGRAPH", f"photograph-{number}{path.suffix.lower()}", data)
        identity = replace(identity, photographs=(*identity.photographs, found))
    for number, (kind, path) in enumerate(biometrics, 1):
        found = await _sealed(office, circle, kind, f"biometrics-{number}", read_file(str(path), MAX_PICTURE))
        identity = replace(identity, biometrics=(*identity.biometrics, found))
    return identity


def _cleaned(path: Path) -> bytes:
    from client.guard.cleaning import CannotClean, clean

    try:
        return clean(read_file(str(path), MAX_PICTURE)).data
    except CannotClean as error:
        raise Usage("{name}: {reason}", error.reason.code, name=path.name, reason=error.reason.message) from None


async def _sealed(office: Office, circle: CircleId, kind: str, name: str, data: bytes) -> Reference:
    """The name of the file that it came from stays behind."""
    Reference(kind, ATTACHED)  # a kind that there is not is refused before anything is sent
    reference = await office.channel.upload(circle, Path(name), None, data)
    return Reference(kind, ATTACHED + reference.encode().hex(), sha256(data).hex())


async def copy(
    office: Office, circle: CircleId, request: IdentityRequest, identity: Identity, out: Path, language: str
) -> tuple[Path, ...]:
    """Files written: the paper, then its pictures beside it. Each stands in the chain before it is there. Raises ``Refused``."""
    copy_asked_for(request)
    nothing_there(out)
    at, own, words = int(office.clock()), own_device(office), Words(language)
    mark = f"{words(MARK, recipient=request.copy_for, time=words.time(at), name=own.name)} ({request.request[:8]})"
    found = [(out, pdf(paper(own.body.name, request, identity, mark, words), at))]
    across = f"{request.request[:8]} {at} {own.hash.hex()[:16]}"
    for number, each in enumerate(identity.photographs, 1):
        if each.where.startswith(ATTACHED):
            path = out.with_name(f"{out.stem}-{number}.png")
            nothing_there(path)
            found.append((path, marked(await _fetched(office, each), across)))
    for path, data in found:
        value = IdentityCopied(request.request, sha256(data).hex(), request.copy_for, mark)
        await office.writing.first(circle, value)
        write_new(path, data, secret=True)
    return tuple(path for path, _data in found)


def copy_asked_for(request: IdentityRequest) -> None:
    """Raises ``Refused`` where the request asked for no copy, so that who approved it knew of none."""
    if not request.copy_for:
        raise Refused("the request asked for no copy: ask anew, and say for whom", "no-copy")


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
