"""Whether a file is what its record makes. The hash in the chain says only that somebody gave this file out: an officer with a
client of their own could give out another than the record makes, under the record's code. So the file is made again, and its bytes
count; where another version of the program set it, its words and figures do.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from client.documents.document import Document
from client.documents.html import html
from client.documents.typesetting import pdf
from crypto.errors import Forged

_PDF = b"%PDF-"


class Likeness(StrEnum):
    """How a file was compared with what its record makes."""

    BYTES = "bytes"
    """It is the same, byte for byte."""
    WORDS = "words"
    """Its words and figures are the record's; another version of the program, or another program, set it."""
    UNCOMPARED = "uncompared"
    """The document also rests on records that are not at hand."""
    CODE = "code"
    """Only the code was at hand, and no file."""


def held_against(original: bytes, again: Document, at: int) -> Likeness:
    """Of a file (less its seal) that the record of the time ``at`` should make as ``again``. Raises ``Forged`` ("other-text") where
    it has other words."""
    made = pdf(again, at) if original.startswith(_PDF) else html(again).encode()
    if original.removesuffix(b"\n") == made.removesuffix(b"\n"):
        return Likeness.BYTES
    if _words(original, again) != _words(made, again):
        raise Forged("the file has other words than the record makes", "other-text")
    return Likeness.WORDS


def _words(data: bytes, document: Document) -> str:
    """Its letters and figures in order, less what stands on each page, once for each: a page may break elsewhere."""
    if not data.startswith(_PDF):
        return _letters(_text_of_html(data))
    pages = [_letters(each) for each in _pages_of_pdf(data)]
    header = f"{document.issuer}№{document.number}" if document.number else document.issuer
    return "".join(
        _less(page, (document.watermark, header, f"{document.code}{number}/{len(pages)}")) for number, page in enumerate(pages, 1)
    )


def _less(page: str, marks: tuple[str, ...]) -> str:
    for each in marks:
        page = page.replace(_letters(each), "", 1)
    return page


def _letters(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKC", text).casefold() if each.isalnum())


def _text_of_html(data: bytes) -> str:
    from lxml import etree
    from lxml import html as reader

    try:
        body = reader.fromstring(data.decode()).find("body")
    except (etree.LxmlError, ValueError):
        body = None
    return "" if body is None else "".join(body.itertext())


def _pages_of_pdf(data: bytes) -> list[str]:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as opened:
            return [page.get_textpage().get_text_range() for page in opened]
    except pypdfium2.PdfiumError:
        return []
