"""From a record that this holder reads to the document made of it: which form, its code, and the record that a code comes from."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from client.app.papers.facts import facts_in
from client.app.reading import Seen, everything
from client.app.saying import Listed, Said, Term
from client.documents.errors import SaysTooMuch
from client.documents.html import html
from client.documents.registry import Template, for_record
from client.documents.templates.outside import unlabelled
from client.documents.typesetting import pdf
from crypto.document import document_code, printed
from crypto.errors import Forged, Refused, Usage

if TYPE_CHECKING:
    from client.app.office import Office
    from client.documents.document import Document
    from client.documents.facts import Facts
    from client.law.records.papers import DocumentIssued

MAX_PAPER = 16 << 20
"""Bytes of a document, or of its evidence, that is read back."""


def document_of(
    office: Office,
    item: Seen,
    language: str,
    watermark: str,
    before: int | None = None,
    *,
    form: str = "",
    known_as: str = "",
    alone: bool = False,
    items: tuple[Seen, ...] = (),
) -> Document:
    """The document of a record, with its code. ``before``: index in the log up to which signatures under it count; None: all that
    there are. ``form``: id of the form, of a record that makes several. ``known_as``: the pseudonym, for a holder whose records do
    not say it. ``alone``: of the record alone, as the person's own copy, who reads no other. ``items``: all records, where they are
    at hand. Raises ``Usage`` where such a record does not make that form, or makes several and none is named, ``MissingField``."""
    facts = facts_in(office, item, items or everything(office), language, before, known_as)
    if alone:
        facts = replace(facts, related={})
    return made_from(item, facts, language, watermark, form=form)


def made_from(item: Seen, facts: Facts[object], language: str, watermark: str, *, form: str = "") -> Document:
    """As ``document_of``, where the facts are at hand. A paper that leaves the pseudonym out does not get it by its watermark: new
    data beside it would say who has them (A.11). Raises ``SaysTooMuch``."""
    made = template_of(item, form).make(facts)
    text, pseudonym = "\n".join(made.texts()), facts.file.case.pseudonym
    if pseudonym and pseudonym in watermark and pseudonym not in text:
        raise SaysTooMuch("this paper does not name the person: say otherwise who gets it")
    if made.unlabelled:
        unlabelled(watermark)
    code = document_code(made.form, language, item.entry.hash, text)
    return replace(made, code=printed(code), watermark=watermark)


async def set_in_type(made: Document, format: str, at: int) -> bytes:
    """The file of a document, as ``pdf`` or ``html``; beside the event loop, since setting a page takes long. ``at``: of its
    record, so that the same record makes the same bytes."""
    if format == "pdf":
        return await asyncio.to_thread(pdf, made, at)
    return html(made).encode()


def made_again(office: Office, issued: Seen, value: DocumentIssued, source: Seen) -> Document:
    """A document that was given out, made anew from its record as the file stood then. Raises ``Forged`` ("other-text") where it is
    another, ``MissingField``, ``SaysTooMuch``."""
    own = issued.entry.author is None  # the person's own copy
    again = document_of(office, source, value.language, value.watermark, before=issued.entry.index, form=value.form, alone=own)
    if (again.form, again.code) != (value.form, value.code):
        raise Forged("the paper does not say what the record says", "other-text")
    return again


def source_of(items: tuple[Seen, ...], issued: DocumentIssued) -> Seen:
    """The record that a document was made from. Raises ``Refused`` where it is sealed for this holder, or does not count: a
    paper of it would say what the file does not."""
    source = next((each for each in items if each.entry.hash.hex() == issued.of), None)
    if source is None or source.value is None:
        raise Refused("the record that it was made from is sealed for you", "sealed")
    if source.unlawful:
        raise Refused("the record that it was made from does not count by the law: {reason}", "unlawful", reason=source.unlawful)
    return source


def forms_of(item: Seen) -> tuple[Template, ...]:
    """The forms that can be made from a record."""
    return for_record(item.name, item.value) if item.value is not None else ()


def template_of(item: Seen, form: str) -> Template:
    """Who gets which paper is said by the officer, and never guessed: one may say what another may not."""
    found = forms_of(item)
    if not found:
        raise Usage("no document is made from a record of type {name}", "no-such-document", name=item.name)
    named = [each for each in found if each.id == (form or item.name)] or ([] if form else list(found))
    if len(named) != 1:
        forms = Listed.of(Said("{form} ({title})", (("form", each.id), ("title", Term(each.title)))) for each in found)
        raise Usage("say which paper: {forms}", "which-form", forms=forms)
    return named[0]
