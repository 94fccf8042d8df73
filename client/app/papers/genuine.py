"""Whether a document is what the file holds, by this holder's own store. ``client.app.checking`` tells it without one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.papers.comparing import Likeness, held_against
from client.app.papers.making import MAX_PAPER, made_again, source_of
from client.app.papers.seals import GoodSeal, seal_held, seal_of
from client.app.reading import Seen, everything, of_type
from client.formats.disk import read_file
from client.law.records.papers import DocumentIssued
from crypto.document import printed, read_code
from crypto.errors import Forged, Malformed, Usage
from crypto.primitives import sha256

if TYPE_CHECKING:
    from client.app.office import Office
    from client.documents.document import Document


@dataclass(frozen=True, slots=True)
class VerifyDocument:
    """``paper``: the file; ``code``: that at the foot of a page, where only paper is at hand."""

    paper: Path | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class GenuineView:
    """A document that was given out, and is what its record makes. ``entry``: hash of that record (hex), made at ``made_at`` by
    ``made_by``; ``issued``: of the record that it was given out, at ``given_at`` by ``given_by``."""

    form: str
    code: str
    entry: str
    issued: bytes
    title: str
    given_at: int
    given_by: str
    recipient: str
    made_at: int
    made_by: str
    likeness: Likeness
    seal: GoodSeal | None


async def verify_document(office: Office, wish: VerifyDocument) -> GenuineView:
    """Asks no server: what this holder has verified of the chain says which file was given out, when, by whom and to whom.

    Raises ``Forged``, ``Refused``: each says what does not hold."""
    if wish.paper is None and not wish.code:
        raise Usage("name the file, or its code", "which-document")
    data = None if wish.paper is None else read_file(str(wish.paper), MAX_PAPER)
    code = as_printed(wish.code) if wish.code else None
    items = everything(office)
    item, value = _given_out(items, data, code)
    source = source_of(items, value)
    again = made_again(office, item, value, source)
    if code not in (None, value.code):
        raise Forged("the code belongs to another document", "other-code")
    likeness, seal = (Likeness.CODE, None) if data is None else await _compared(office, data, item, again, source.at)
    return GenuineView(
        form=value.form,
        code=value.code,
        entry=value.of,
        issued=item.entry.hash,
        title=again.title,
        given_at=item.at,
        given_by=item.author,
        recipient=value.recipient,
        made_at=source.at,
        made_by=source.author,
        likeness=likeness,
        seal=seal,
    )


def given_out_as(items: tuple[Seen, ...], digest: str) -> tuple[Seen, DocumentIssued]:
    """The newest record that the file with this hash was given out. Raises ``Forged`` where there is none."""
    found = [pair for pair in of_type(items, DocumentIssued) if pair[1].file_hash == digest]
    if not found:
        raise Forged("this file was never given out from the files that you read, or it was altered", "unknown-document")
    return found[-1]


def _given_out(items: tuple[Seen, ...], data: bytes | None, code: str | None) -> tuple[Seen, DocumentIssued]:
    if data is None:
        found = [pair for pair in of_type(items, DocumentIssued) if pair[1].code == code]
        if not found:
            raise Forged("this code was never given out in the files that you read", "unknown-document")
        return found[-1]
    try:
        return given_out_as(items, sha256(data).hex())
    except Forged:
        seal_of(data)  # says so where a seal tells that the file was changed
        raise


async def _compared(office: Office, data: bytes, issued: Seen, again: Document, at: int) -> tuple[Likeness, GoodSeal | None]:
    """Of a file that was given out: whether it is what the record makes, and its seal, by the log as it stood then. Beside the
    event loop, since setting a page takes long."""
    found, device = await asyncio.to_thread(seal_of, data), issued.entry.author
    author = None if device is None else device.body
    seal = seal_held(found, office.channel.directory, author, issued.entry.index, issued.at)
    original = data if found is None else found.original
    return await asyncio.to_thread(held_against, original, again, at), seal


def as_printed(code: str) -> str:
    """A code as somebody typed it. Raises ``Usage``."""
    try:
        return printed(read_code(code))
    except Malformed as error:
        raise Usage(error.template, error.code, **error.words) from None
