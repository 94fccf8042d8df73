"""Which papers a file can give: from which record, whether one is due by the law, and whether it was given out before."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from client.app.asof import AsOf, Look, looked
from client.app.casefile import file_named, own_body
from client.app.papers.making import document_of, forms_of
from client.app.reading import Seen, everything, lawful, of_type
from client.app.saying import NOTHING, Said
from client.documents.errors import MissingField, SaysTooMuch
from client.law.book import BOOK
from client.law.finding import Finding, Kind
from client.law.records.papers import DocumentIssued
from client.law.words import BodyRole
from client.texts import LANGUAGES

if TYPE_CHECKING:
    from client.app.office import Office
    from client.documents.registry import Template

SENDERS = {BodyRole.DECIDING: ("DEC", "CRT"), BodyRole.IMPLEMENTING: ("IMP", "IMH")}
"""Who sends a notice, in the codes of the law's tables, by the kind of body."""


@dataclass(frozen=True, slots=True)
class ListPapers(Look):
    """``language``: in which they are tried, empty for that in which each record was written. ``due``: only those that are due and
    were never given out."""

    file: str | None = None
    language: str = ""
    due: bool = False


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper that a record makes. ``form``: its id, ``title`` its name (a term of the catalogues); ``type``, ``entry``, ``at``:
    the record. ``owed``: ids of the notices of the law that wait for it; ``issued``: how often it was given out; ``lacks``: why it
    cannot be made in that language, nothing where it can."""

    form: str
    title: str
    article: str
    type: str
    entry: bytes
    at: int
    owed: tuple[str, ...]
    due: bool
    issued: int
    lacks: Said


@dataclass(frozen=True, slots=True)
class PapersView:
    documents: tuple[PaperRow, ...]
    as_of: AsOf


async def list_papers(office: Office, wish: ListPapers) -> PapersView:
    """Nothing is made or recorded: each form is tried in memory, so that a missing field is known before somebody waits for it."""
    as_of = await looked(office, wish)
    file = file_named(office, wish.file)
    found = office.casework.findings(file.case, office.clock())
    rows = []
    for each in papers_of(office, file.records(office), found, wish.language):
        if each.due or not wish.due:
            rows.append(each)
        await asyncio.sleep(0)  # whoever else shares the loop has a turn between two papers
    return PapersView(tuple(rows), as_of)


def papers_of(office: Office, items: tuple[Seen, ...], found: Iterable[Finding], language: str) -> Iterator[PaperRow]:
    """Of each record that counts each form, oldest record first; of copies in several circles the first."""
    owed = [each for each in found if each.kind is Kind.OWED and _ours(each.rule, own_body(office))]
    given = [(value.of, value.form) for _item, value in of_type(items, DocumentIssued)]
    known: list[object] = []
    every = everything(office)
    for item in lawful(items):
        forms = () if item.value in known else forms_of(item)
        if not forms:
            continue
        known.append(item.value)
        copies = [each.entry.hash.hex() for each in items if each.value == item.value]
        waiting = tuple(dict.fromkeys(each.rule for each in owed if each.entry in copies))
        for template in forms:
            count = sum(given.count((each, template.id)) for each in copies)
            lacks = _lacks(office, item, template, language or _spoken(item), every)
            yield PaperRow(
                form=template.id,
                title=template.title,
                article=template.article,
                type=item.name,
                entry=item.entry.hash,
                at=item.at,
                owed=waiting,
                due=bool(waiting) and not count,
                issued=count,
                lacks=lacks,
            )


def _spoken(item: Seen) -> str:
    own = getattr(item.value, "language", "")
    return own if own in LANGUAGES else LANGUAGES[0]


def _ours(notice: str, body: BodyRole) -> bool:
    """Whether this body is the one that has to give the notice."""
    known = BOOK.notice.get(notice)
    return known is None or any(each in SENDERS.get(body, ()) for each in known.sender.split())


def _lacks(office: Office, item: Seen, template: Template, language: str, every: tuple[Seen, ...]) -> Said:
    try:
        document_of(office, item, language, "", form=template.id, items=every)
    except (MissingField, SaysTooMuch) as error:
        return Said(error.template, tuple(error.words.items()))
    return NOTHING
