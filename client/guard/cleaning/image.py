"""Images: the picture is painted anew from its points, so that nothing but the points can be in the file."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError

from client.guard.cleaning.cleaned import CannotClean, Cleaned, Reason

MAX_POINTS = 120_000_000
"""Width x height, of all frames together: 360 MB of colours, more than any camera of a telephone makes."""
MAX_FRAMES = 200

FORMATS = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "TIFF": "image/tiff",
    "BMP": "image/bmp",
}
STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"BM")
HEIF = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")
SAVED: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 92, "subsampling": 0, "optimize": False},
    "PNG": {"compress_level": 6},
    "WEBP": {"quality": 92, "method": 3},
    "GIF": {},
    "TIFF": {"compression": "tiff_deflate"},
    "BMP": {},
}
MOVING = {"GIF", "WEBP", "PNG", "TIFF"}
"""Formats that hold several pictures, and are written with all of them."""
PLAIN_MODES = {"JPEG": ("L", "RGB"), "BMP": ("1", "L", "RGB")}


def is_image(data: bytes) -> bool:
    return data.startswith(STARTS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or _is_heif(data)


def _is_heif(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in HEIF


def clean_image(data: bytes) -> Cleaned:
    """Raises ``CannotClean``: broken, a bomb, or of a kind that cannot be painted here."""
    if _is_heif(data):
        raise CannotClean(Reason.HEIF)
    try:
        with Image.open(io.BytesIO(data), formats=tuple(FORMATS)) as image:
            kind = str(image.format)
            frames = int(getattr(image, "n_frames", 1))
            if image.width * image.height * frames > MAX_POINTS or frames > MAX_FRAMES:
                raise CannotClean(Reason.BOMB)
            removed = set(_hidden(image))
            painted = _painted(image, kind, frames)
    except Image.DecompressionBombError:
        raise CannotClean(Reason.BOMB) from None
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        struct.error,
        EOFError,
        IndexError,
        KeyError,
        TypeError,
        MemoryError,
    ):
        raise CannotClean(Reason.BROKEN) from None
    if _trailing(data, kind):
        removed.add("FILES")
    return Cleaned(painted, FORMATS[kind], frozenset(removed))


def _painted(image: Image.Image, kind: str, frames: int) -> bytes:
    """The file anew. Durations of a moving picture are kept: they are seen."""
    pictures, durations = [], []
    for number in range(frames):
        image.seek(number)
        durations.append(int(image.info.get("duration", 0) or 0))
        pictures.append(_points(image, kind))
    out = io.BytesIO()
    first, *others = pictures
    options = dict(SAVED[kind])
    if others and kind in MOVING:
        options |= {"save_all": True, "append_images": others}
        if kind != "TIFF":
            options |= {"duration": durations, "loop": 0}
    first.save(out, format=kind, **options)
    return out.getvalue()


def _points(image: Image.Image, kind: str) -> Image.Image:
    """Turned as the camera says, in the colours of the screen, and then nothing but points: a copy has no tags."""
    turned = ImageOps.exif_transpose(image)
    profile = turned.info.get("icc_profile")
    if profile and turned.mode in {"RGB", "RGBA", "CMYK"}:
        turned = _to_srgb(turned, profile)
    modes = PLAIN_MODES.get(kind)
    if modes and turned.mode not in modes:
        turned = turned.convert("RGB")
    bare = turned.copy()
    bare.info = {name: value for name, value in turned.info.items() if name == "transparency"}
    return bare


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        made = ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode=_screen_mode(image)
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # an unreadable profile goes as any other tag: the colours are shown as most programs would
    return made if made is not None else image


def _screen_mode(image: Image.Image) -> str:
    return "RGBA" if image.mode == "RGBA" else "RGB"


def _hidden(image: Image.Image) -> Iterator[str]:
    """What the tags tell."""
    exif = image.getexif()
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    names = {*exif, *inner}
    base = ExifTags.Base
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        yield "PLACE"
    if names & {base.Make, base.Model, base.Software, base.BodySerialNumber, base.LensModel, base.MakerNote, base.HostComputer}:
        yield "DEVICE"
    if names & {base.DateTime, base.DateTimeOriginal, base.DateTimeDigitized}:
        yield "TIME"
    if names & {base.Artist, base.CameraOwnerName, base.Copyright, base.XPAuthor}:
        yield "AUTHOR"
    if names & {base.ImageDescription, base.UserComment, base.XPComment, base.XPTitle, base.XPSubject, base.XPKeywords}:
        yield "TITLE"
    if exif.get_ifd(ExifTags.IFD.IFD1) or "mp" in image.info or image.format == "MPO":
        yield "PREVIEW"
    if {"icc_profile", "xmp", "photoshop", "comment", "XML:com.adobe.xmp"} & set(image.info) or getattr(image, "text", None):
        yield "OTHER"


def _trailing(data: bytes, kind: str) -> bool:
    """Whether bytes stand behind the end of the picture: a second file can hide there."""
    if kind == "JPEG":
        end = data.rfind(b"\xff\xd9")
        return end >= 0 and bool(data[end + 2 :].strip(b"\0"))
    if kind == "PNG":
        end = data.find(b"IEND")
        return end >= 0 and len(data) > end + 8
    return False
