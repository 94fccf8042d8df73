"""Whether a file is what its record makes. The hash in the chain says only that somebody gave this file out: an officer with a
client of their own could give out another than the record makes, under the record's code. So the file is made again, and its bytes
count; where another version of the program set it, its words do.
"""

from __future__ import annotations

import unicodedata

from client.cli.texts import _
from client.documents.document import Document
from client.documents.html import html
from client.documents.typesetting import pdf
from crypto.errors import Forged

_PDF = b"%PDF-"


def held_against(original: bytes, again: Document, at: int) -> str:
    """What is to be said of a file (less its seal) that the record of the time ``at`` should make as ``again``. Raises ``Forged``
    ("other-text") where it has other words."""
    made = pdf(again, at) if original.startswith(_PDF) else html(again).encode()
    if original.removesuffix(b"\n") == made.removesuffix(b"\n"):
        return _("made anew from the record it is the same, byte for byte")
    if _words(original, again) != _words(made, again):
        raise Forged(_("the file has other words than the record makes"), "other-text")
    return _("its words are those of the record, its bytes are not: another version of the program or another program set it")


def _words(data: bytes, document: Document) -> str:
    """Its letters in order, less what stands on each page: a page may break elsewhere."""
    found = _letters(_text(data))
    for each in (document.watermark, document.issuer, document.number, document.code):
        found = found.replace(_letters(each), "") if _letters(each) else found
    return found


def _letters(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKC", text).casefold() if each.isalpha())


def _text(data: bytes) -> str:
    if data.startswith(_PDF):
        return _text_of_pdf(data)
    from lxml import etree
    from lxml import html as reader

    try:
        body = reader.fromstring(data.decode()).find("body")
    except (etree.LxmlError, ValueError):
        body = None
    return "" if body is None else "".join(body.itertext())


def _text_of_pdf(data: bytes) -> str:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as opened:
            return "\n".join(page.get_textpage().get_text_range() for page in opened)
    except pypdfium2.PdfiumError:
        return ""
