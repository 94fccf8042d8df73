"""The person's own copy of their contract and decision, as a paper: recorded first, like every copy, and marked as their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.reading import Seen, the_only
from client.cli.papers import document_of
from client.cli.texts import _, translated
from client.documents.document import Document
from client.documents.html import html
from client.documents.typesetting import pdf
from client.documents.words import Words
from client.formats.disk import nothing_there, write_new
from client.law.records.contract import Contract
from client.law.records.papers import DocumentIssued
from client.law.tables.clauses import CLAUSES
from client.law.titles import N_
from crypto.errors import Usage
from crypto.primitives import sha256

if TYPE_CHECKING:
    from client.app.office import Office

MARK = N_("Own copy, {time}")
"""Across each page: who sees one from afar need not read that somebody is protected, and who was refused is not."""

RECIPIENT, PURPOSE = N_("the person whom it concerns"), N_("own copy")


def own_copy(
    office: Office, items: Sequence[Seen], kind: str, language: str, form: str, pseudonym: str, now: int
) -> tuple[Seen, Document, bytes, DocumentIssued]:
    """The newest record of that kind, the document made of it, its bytes, and the record that it was given out. Raises ``Usage``
    where there is none, or where no record says how the file calls the person."""
    item = the_only([each for each in items if each.name == kind and not each.unlawful][-1:])
    known_as = pseudonym or pseudonym_of(items)
    if not known_as:
        raise Usage(_("no contract says yet how the file calls you: say it with --pseudonym"), "which-pseudonym")
    words = Words(language)
    mark = words(MARK, time=words.time(now))
    made = document_of(office, item, language, mark, known_as=known_as, alone=True)
    data = pdf(made, item.at) if form == "pdf" else html(made).encode()
    recipient, purpose = words(RECIPIENT), words(PURPOSE)
    hash, file_hash = item.entry.hash.hex(), sha256(data).hex()
    issued = DocumentIssued(made.form, hash, language, form.upper(), made.code, file_hash, recipient, purpose, mark)
    return item, made, data, issued


def pseudonym_of(items: Sequence[Seen]) -> str:
    """Of the newest contract, whose first clause names the parties."""
    contracts = [each.value for each in items if isinstance(each.value, Contract) and not each.unlawful]
    if not contracts:
        return ""
    before, _place, after = translated(CLAUSES["K01"].text, contracts[-1].language).partition("{pseudonym}")
    text = contracts[-1].clause("K01")
    return text.removeprefix(before).removesuffix(after) if text.startswith(before) and text.endswith(after) else ""


def keep(path: Path, data: bytes) -> None:
    """Raises ``Usage`` where something is there already."""
    nothing_there(path)
    write_new(path, data, secret=True)
