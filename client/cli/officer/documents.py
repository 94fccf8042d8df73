"""Which papers a file can give: from which record, whether one is due by the law, and whether it was given out before."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from client.app.casefile import file_named, own_body
from client.app.reading import Seen, everything, lawful, of_type
from client.cli.context import Context
from client.cli.officer.file import FILE
from client.cli.papers import document_of, forms_of
from client.cli.telling import article_words
from client.cli.texts import LANGUAGES, N_, _
from client.cli.verb import Answer, Verb, arg, say, when
from client.cli.viewing import SYNC
from client.documents.errors import MissingField, SaysTooMuch
from client.documents.registry import Template
from client.law.book import BOOK
from client.law.finding import Finding, Kind
from client.law.records.papers import DocumentIssued
from client.law.words import BodyRole

if TYPE_CHECKING:
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class Paper:
    """``owed``: ids of the notices of the law that wait for it; ``issued``: how often it was given out; ``lacks``: why it cannot be
    made in that language, empty where it can."""

    template: Template
    item: Seen
    owed: tuple[str, ...]
    issued: int
    lacks: str

    @property
    def due(self) -> bool:
        return bool(self.owed) and not self.issued


async def documents(context: Context, args: argparse.Namespace) -> Answer:
    """Nothing is made or recorded: each form is tried in memory, so that a missing field is known before somebody waits for it."""
    office = context.office
    if args.sync:
        await office.sync()
    file = file_named(office, args.file)
    found = office.casework.findings(file.case, context.clock())
    papers = [each for each in papers_of(office, file.records(office), found, args.language) if each.due or not args.due]
    lines = [line for each in papers for line in _lines(each)]
    data = [
        {
            "form": each.template.id,
            "type": each.item.name,
            "entry": each.item.entry.hash,
            "due": each.due,
            "issued": each.issued,
            "lacks": each.lacks,
        }
        for each in papers
    ]
    return say(*(lines or [_("no paper can be made of what you read of this file")]), documents=data)


def papers_of(office: Office, items: tuple[Seen, ...], found: Iterable[Finding], language: str) -> Iterator[Paper]:
    """Of each record that counts each form, oldest record first; of copies in several circles the first. ``language``: empty for
    that in which each record was written."""
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
        waiting = tuple(each.rule for each in owed if each.entry in copies)
        own = getattr(item.value, "language", "")
        spoken = language or (own if own in LANGUAGES else LANGUAGES[0])
        for template in forms:
            count = sum(given.count((each, template.id)) for each in copies)
            yield Paper(template, item, waiting, count, _lacks(office, item, template, spoken, every))


def _ours(notice: str, body: BodyRole) -> bool:
    """Whether this body is the one that has to give the notice."""
    known = BOOK.notice.get(notice)
    return known is None or any(each in SENDERS.get(body, ()) for each in known.sender.split())


def _lacks(office: Office, item: Seen, template: Template, language: str, every: tuple[Seen, ...]) -> str:
    try:
        document_of(office, item, language, "", form=template.id, items=every)
    except (MissingField, SaysTooMuch) as error:
        return str(error)
    return ""


def _lines(paper: Paper) -> Iterator[str]:
    """``DUE (NT-19): Contract (contract), record 3fa1..., 2026-...; L72 23(6)``."""
    item, template = paper.item, paper.template
    told = _("{title} ({form}), record {entry} of {time}; {article}").format(
        title=_(template.title),
        form=template.id,
        entry=item.entry.hash.hex()[:8],
        time=when(item.at),
        article=article_words(template.article),
    )
    yield _("DUE ({notices}): {what}").format(notices=", ".join(dict.fromkeys(paper.owed)), what=told) if paper.due else told
    if paper.issued:
        yield "    " + _("given out before: {count}").format(count=paper.issued)
    if paper.lacks:
        yield "    " + _("cannot be made: {reason}").format(reason=paper.lacks)


SENDERS = {BodyRole.DECIDING: ("DEC", "CRT"), BodyRole.IMPLEMENTING: ("IMP", "IMH")}
"""Who sends a notice, in the codes of the law's tables, by the kind of body."""

VERBS = (
    Verb(
        "documents",
        N_("the papers that can be made of a file, which of them are due, and how often each was given out"),
        "--file Swallow --due",
        documents,
        (
            FILE,
            SYNC,
            arg("--language", choices=LANGUAGES, default="", help=N_("language of the documents (that of each record)")),
            arg("--due", action="store_true", help=N_("only those that are due and were never given out")),
        ),
    ),
)
