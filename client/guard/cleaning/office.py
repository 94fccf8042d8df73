"""Office files (OOXML and OpenDocument): the same words, without who wrote them, when, where, and what was struck out."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping

from client.guard.cleaning import odf, ooxml
from client.guard.cleaning.cleaned import CannotClean, Cleaned, Reason
from client.guard.cleaning.image import clean_image, is_image

MAX_ENTRIES = 5_000
MAX_OPEN_SIZE = 256 << 20
MAX_ENTRY = 64 << 20
DATE = (1980, 1, 1, 0, 0, 0)
"""The first that a ZIP file can say."""

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Parts = dict[str, bytes]


def is_office(data: bytes) -> bool:
    return data.startswith((ZIP, OLE))


def clean_office(data: bytes) -> Cleaned:
    """Raises ``CannotClean``: locked, with macros or files inside, of an old program, broken, or a bomb."""
    if data.startswith(OLE):  # also what a password makes of a new file
        raise CannotClean(Reason.ENCRYPTED if "EncryptedPackage".encode("utf-16-le") in data else Reason.OLD_OFFICE)
    parts = _opened(data)
    media_type, clean_parts = _kind(parts)
    removed: set[str] = set()
    try:
        cleaned = clean_parts(parts, removed)
    except ValueError:  # lxml's errors of syntax are of it
        raise CannotClean(Reason.BROKEN) from None
    cleaned = {name: _picture(content, removed) for name, content in cleaned.items()}
    return Cleaned(_packed(cleaned), media_type, frozenset(removed))


def _opened(data: bytes) -> Parts:
    """Never more than the bounds, whatever the directory of the archive says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
            if len(entries) > MAX_ENTRIES or sum(each.file_size for each in entries) > MAX_OPEN_SIZE:
                raise CannotClean(Reason.BOMB)
            if any(each.flag_bits & 1 for each in entries):
                raise CannotClean(Reason.ENCRYPTED)
            if len({each.filename for each in entries}) != len(entries):
                raise CannotClean(Reason.BROKEN)
            return {each.filename: _entry(archive, each) for each in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise CannotClean(Reason.BROKEN) from None


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as file:
        content = file.read(MAX_ENTRY + 1)
    if len(content) > MAX_ENTRY:
        raise CannotClean(Reason.BOMB)
    return content


def _kind(parts: Mapping[str, bytes]) -> tuple[str, Callable[[Parts, set[str]], Parts]]:
    if "[Content_Types].xml" in parts:
        for start, media_type in ooxml.MEDIA_TYPES.items():
            if start in parts:
                return media_type, ooxml.clean_parts
    named = parts.get("mimetype", b"").decode("ascii", "replace")
    if named in odf.MEDIA_TYPES and "content.xml" in parts:
        return named, odf.clean_parts
    raise CannotClean(Reason.UNKNOWN_KIND)


def _picture(content: bytes, removed: set[str]) -> bytes:
    """A photograph in a paper has its own tags."""
    if not is_image(content):
        return content
    cleaned = clean_image(content)
    if not cleaned.removed:
        return content
    removed |= cleaned.removed
    return cleaned.data


def _packed(parts: Parts) -> bytes:
    """OpenDocument wants its type first, and not compressed; one date for all."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda each: (each != "mimetype", each != "[Content_Types].xml", each)):
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return out.getvalue()
