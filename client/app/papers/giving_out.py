"""A document made from a record and given out with a watermark: that it was given out is recorded first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.door import DOCUMENT, read_by_guard, without_hashes
from client.app.outcome import Outcome, Written, outcome
from client.app.papers.making import document_of, set_in_type
from client.app.papers.seals import sealed
from client.app.papers.signatures import signatures_of
from client.app.reading import Seen, everything, lawful, numbered, own_device, the_only
from client.app.saying import Said, say
from client.documents.words import Words
from client.formats.disk import nothing_there, room_for
from client.law.records.papers import DocumentIssued
from client.texts import N_
from crypto.errors import Usage
from crypto.primitives import sha256

if TYPE_CHECKING:
    from client.app.office import Office
    from client.documents.document import Document

MARK = N_("Copy for {recipient}, {time}, by {name}")
"""In the language of the document: whoever holds it reads it."""


@dataclass(frozen=True, slots=True)
class GiveOutDocument:
    """``record``: first digits of its hash, or its type for the newest. ``form``: which paper, of a record that makes several.
    ``seal``: key file of the body's document seal, with its passphrase. ``to``: who gets it; ``purpose``: what for."""

    record: str
    to: str
    purpose: str
    out: Path
    form: str = ""
    language: str = "kk"
    format: str = "pdf"
    seal: Path | None = None
    seal_passphrase: str = field(default="", repr=False)


async def give_out_document(office: Office, wish: GiveOutDocument) -> Outcome:
    """Everything that can go wrong goes wrong before the record is written, and the record stands before the file does."""
    if wish.seal is not None and wish.format != "pdf":
        raise Usage("only a PDF carries a seal")
    nothing_there(wish.out)
    await office.sync()
    item, now = record_named(office, wish.record), office.clock()
    words = Words(wish.language)
    mark = words(MARK, recipient=wish.to, time=words.time(now), name=own_device(office).name)
    made = document_of(office, item, wish.language, mark, form=wish.form)
    signed = signatures_of(everything(office), item)
    read_by_guard(office, ((DOCUMENT, without_hashes(text, item, signed)) for text in made.texts()))
    data = await set_in_type(made, wish.format, item.at)
    if wish.seal is not None:
        data = await sealed(office, wish.seal, wish.seal_passphrase, data, now)
    value = issued(item, made, data, wish.language, wish.format, wish.to, wish.purpose)
    done = await recorded_first(wish.out, data, lambda: office.writing.first(item.circle, value))
    return outcome(given_out(made, wish.out), written=(done,), code=made.code, out=str(wish.out))


def record_named(office: Office, name: str) -> Seen:
    """By the first digits of its hash, or the newest of a type, one in a circle of a file before its copy at a front desk. Raises
    ``Usage``."""
    items = lawful(everything(office))
    typed = sorted(
        (each for each in items if each.name == name), key=lambda each: office.casework.of_circle(each.circle) is not None
    )
    return the_only(numbered(items, name) or typed[-1:])


def issued(item: Seen, made: Document, data: bytes, language: str, format: str, recipient: str, purpose: str) -> DocumentIssued:
    """The record that a document was given out."""
    return DocumentIssued(
        made.form,
        item.entry.hash.hex(),
        language,
        format.upper(),
        made.code,
        sha256(data).hex(),
        recipient,
        purpose,
        made.watermark,
    )


def given_out(made: Document, out: Path) -> Said:
    return say("{title}: {out}, code {code}", title=made.title, out=str(out), code=made.code)


async def recorded_first(out: Path, data: bytes, record: Callable[[], Awaitable[Written]]) -> Written:
    """What ``record`` writes, which must stand in the chain; then the file, whose room was taken before. Raises as ``record``, and
    ``Usage`` ("not-written") where the record stands and the file could not be written all the same."""
    with room_for(out, len(data)) as fill:
        done = await record()
        try:
            fill(data)
        except Usage as error:
            raise Usage(
                "it is recorded as given out, and it could not be written ({why}): give it out again, to another place",
                "not-written",
                why=error,
            ) from None
    return done
