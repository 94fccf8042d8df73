"""The words in a file: PDF, office (OOXML, OpenDocument) and plain text. A picture, a scan or a locked file
has none that can be read.

Bytes in, text out, within bounds whatever the file says of itself; nothing outside of it is ever fetched.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from client.guard.cleaning.bombs import is_bomb
from client.guard.cleaning.cleaned import CannotClean
from client.guard.cleaning.image import is_image
from client.guard.cleaning.office import is_office
from client.guard.cleaning.pdf import is_pdf
from client.guard.cleaning.xml import local, parsed

MAX_TEXT = 4 << 20
"""Letters that are read of one file; a longer one counts as not read."""
MAX_PART = 32 << 20
MAX_PARTS = 2_000
MAX_PAGES = 2_000

_WITH_WORDS = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|xl/(sharedStrings|worksheets/[^/]*|comments\d*)\.xml|"
    r"ppt/(slides|notesSlides|comments)/[^/]*\.xml|docProps/(core|app|custom)\.xml|content\.xml|styles\.xml|meta\.xml"
)
_BLOCKS = frozenset(("p", "h", "si", "c", "row", "br", "tab", "tr", "table-cell"))


def text_of(data: bytes) -> str | None:
    """None where the file has no words that can be read."""
    if is_image(data):
        return None
    if is_pdf(data):
        text = _pdf(data)
    elif is_office(data):
        text = _office(data)
    else:
        text = _plain(data)
    return text if text is not None and text.strip() and len(text) <= MAX_TEXT else None


def _pdf(data: bytes) -> str | None:
    import pypdfium2

    if is_bomb(data):
        return None
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MAX_PAGES:
                return None
            return (
                "\n".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "\n").replace("\ufffe", "-")
            )
    except pypdfium2.PdfiumError:
        return None


def _office(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = sorted(each.filename for each in archive.infolist() if _WITH_WORDS.fullmatch(each.filename))
            return "\n".join(_part(archive, name) for name in names[:MAX_PARTS]) if len(names) <= MAX_PARTS else None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, CannotClean):
        return None


def _part(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as part:
        content = part.read(MAX_PART + 1)
    if len(content) > MAX_PART:
        raise ValueError(name)
    pieces: list[str] = []
    for element in parsed(content).iter():
        if not isinstance(element.tag, str):
            continue
        if local(element) in _BLOCKS:
            pieces.append("\n")
        pieces += (each for each in (element.text,) if each)
        if element.tail and element.tail.strip():
            pieces.append(element.tail)
    return "".join(pieces)


def _plain(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        controls = sum(byte < 32 and byte not in (9, 10, 13) for byte in data[:4096])
        return None if controls else data.decode("cp1251", errors="replace")
