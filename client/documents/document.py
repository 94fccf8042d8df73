"""A document as values: what it says, in one language, in the order in which it is read. Layout is elsewhere.

Text is plain: no markup is read from it, in PDF as in HTML, so that words of a threat report cannot become anything but words.
"""

from __future__ import annotations

from collections.abc import Iterator

from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``language``: of a text in another one than the document's; for who reads aloud and for who breaks words."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered paragraph. ``number`` is shown before it: ``1.``, ``K07``."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list, one line each. ``ordered``: numbered from 1."""

    texts: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Label and value, a row each; a value may have several lines."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``columns``: the heads; each row has as many cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Set apart by a frame: what the reader must not miss. ``language``: as of ``Paragraph``."""

    title: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """The same clause in two languages, left the one that binds. ``language``: that of the right column; ``left_language``: of the
    left one, empty for that of the document."""

    number: str
    left: str
    right: str
    language: str
    left_language: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code; ``text`` is printed under it too, for who has no camera. ``payload``: what it encodes."""

    payload: str
    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to write on by hand, with what belongs there under it. Only for papers that are signed by pen."""

    label: str


@dataclass(frozen=True, slots=True)
class Break:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Clause | Items | Fields | Table | Notice | Beside | Code | Blank | Break


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, in which capacity, when, and by what means it can be checked. ``note``: as people read it, already in words."""

    capacity: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Document:
    """``form``: id of the template. ``issuer``: name of the body, from the register. ``number``, ``place_and_date``: as shown,
    empty where the paper has none. ``basis``: the article that it rests on, in words. ``code``: the verification code, in the
    groups in which it is printed; ``watermark``: words across each page, empty for none. ``legal``: false marks a help text (a
    leaflet), which decides nothing. ``leaf``: a sheet of its own after the signatures, to be torn off: a receipt.
    ``unlabelled``: its reader may not learn that somebody is protected, so no watermark may say it either (A.11 rule g)."""

    form: str
    language: str
    title: str
    issuer: str
    number: str
    place_and_date: str
    basis: str
    blocks: tuple[Block, ...]
    signatures: tuple[Signature, ...] = ()
    code: str = ""
    watermark: str = ""
    legal: bool = True
    leaf: tuple[Block, ...] = ()
    unlabelled: bool = False

    def texts(self) -> Iterator[str]:
        """Every text of it in reading order: what is hashed, searched for glyphs and held against the leak guard."""
        yield from (self.title, self.issuer, self.number, self.place_and_date, self.basis)
        for block in self.blocks:
            yield from _texts(block)
        for signature in self.signatures:
            yield from (signature.capacity, signature.name, signature.note)
        for block in self.leaf:
            yield from _texts(block)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading(text) | Paragraph(text) | Blank(text):
            yield text
        case Clause(number, text):
            yield f"{number} {text}"
        case Items(texts, _):
            yield from texts
        case Fields(rows):
            yield from (f"{label}: {value}" for label, value in rows)
        case Table(columns, rows):
            yield " | ".join(columns)
            yield from (" | ".join(row) for row in rows)
        case Notice(title, text):
            yield from (title, text)
        case Beside(number, left, right, _, _):
            yield f"{number} {left}"
            yield right
        case Code(payload, text):
            yield from (payload, text)
        case Break():
            return
