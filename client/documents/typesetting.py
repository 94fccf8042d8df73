"""A document as PDF/A-2b, or as pictures of its pages: typst, its own font, the same bytes for the same document and time.

The document goes in as data, so no word of it is read as markup. A letter without a glyph and every warning of the compiler are
errors: a paper with boxes in it, or in another font than the one that was tried, is not issued.
"""

from __future__ import annotations

import dataclasses
import io
import json
import unicodedata
from pathlib import Path
from typing import Any, Literal

import segno
import typst

from client.documents.document import Block, Code, Document
from client.documents.errors import CannotTypeset

LAYOUT = Path(__file__).resolve().parent / "layout" / "document.typ"
MAX_LETTERS = 400_000
"""Of one document: some 130 pages."""

_KEPT_CONTROLS = "\n\t"
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Letters that turn the direction of those after them: a text that reads otherwise than it is hashed."""


def pdf(document: Document, at: int, layout: bytes | None = None) -> bytes:
    """``at``: milliseconds; stands in the file as its date. Raises ``CannotTypeset``."""
    return _compiled(document, at, layout, "pdf")[0]


def png(document: Document, at: int, ppi: float = 96) -> tuple[bytes, ...]:
    """A picture of each page. The PDF is made first, since it alone refuses a letter without a glyph. Raises ``CannotTypeset``."""
    pdf(document, at)
    return _compiled(document, at, None, "png", ppi)


def _compiled(
    document: Document, at: int, layout: bytes | None, kind: Literal["pdf", "png"], ppi: float | None = None
) -> tuple[bytes, ...]:
    _readable(document)
    inputs = {"document": json.dumps(_data(document), ensure_ascii=False)}
    try:
        made, warnings = typst.compile_with_warnings(
            layout if layout is not None else LAYOUT.read_bytes(),
            sys_inputs=inputs,
            format=kind,
            ppi=ppi,
            pdf_standards="a-2b" if kind == "pdf" else None,
            ignore_system_fonts=True,
            timestamp=at // 1000,
        )
    except typst.TypstError as error:
        raise CannotTypeset("the document cannot be set: {error}", error=_first_line(error)) from None
    if warnings:
        raise CannotTypeset("the document cannot be set: {error}", error=_first_line(warnings[0]))
    return tuple(made) if isinstance(made, list) else (made,)


def _first_line(error: object) -> str:
    return str(error).strip().splitlines()[0][:300]


def _readable(document: Document) -> None:
    """Raises ``CannotTypeset`` for letters that would not be seen as they are, and for more than a document holds."""
    letters = 0
    for text in document.texts():
        letters += len(text)
        for letter in text:
            if letter in _OVERRIDES or (unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn") and letter not in _KEPT_CONTROLS):
                raise CannotTypeset("the letter {letter} cannot be printed: take it out of the text", letter=f"U+{ord(letter):04X}")
    if letters > MAX_LETTERS:
        raise CannotTypeset("the document has {count} letters; {most} are the most", count=letters, most=MAX_LETTERS)


def _data(document: Document) -> dict[str, Any]:
    keywords = [document.code] if document.code else []  # no name of this program: it would tell whom the paper is about
    parts = {"blocks": _blocks(document.blocks), "leaf": _blocks(document.leaf), "keywords": keywords}
    return {**dataclasses.asdict(document), **parts}


def _blocks(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    made = []
    for block in blocks:
        data = {"kind": type(block).__name__, **dataclasses.asdict(block)}
        if isinstance(block, Code):
            data["picture"] = qr(block.payload)
        made.append(data)
    return made


def qr(payload: str) -> str:
    """A QR code as SVG, error correction M. Raises ``CannotTypeset`` where the payload is too long for one."""
    out = io.BytesIO()
    try:
        segno.make(payload, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=False)
    except segno.DataOverflowError:
        raise CannotTypeset("too much for a QR code") from None
    return out.getvalue().decode()
