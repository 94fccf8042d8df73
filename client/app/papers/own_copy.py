"""The person's own copy of their contract and decision, as a paper: recorded first, like every copy, and marked as their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.outcome import Outcome, Written
from client.app.papers.giving_out import given_out, issued, recorded_first
from client.app.papers.making import document_of, set_in_type
from client.app.reading import Seen, disclosed, lawful, the_only
from client.app.saying import say
from client.documents.words import Words
from client.formats.disk import nothing_there
from client.law.records.contract import Contract
from client.law.tables.clauses import CLAUSES
from client.law.titles import N_
from client.texts import translated
from crypto.errors import Refused, Usage

if TYPE_CHECKING:
    from client.app.office import Office

MARK = N_("Own copy, {time}")
"""Across each page: who sees one from afar need not read that somebody is protected, and who was refused is not."""

RECIPIENT, PURPOSE = N_("the person whom it concerns"), N_("own copy")

KEEP_IT = N_("keep it where nobody finds it, or destroy it: it says that you are protected")


@dataclass(frozen=True, slots=True)
class MakeOwnCopy:
    """``record``: the type of the record, of which the newest is taken. ``language``: that of the record where nothing is said.
    ``pseudonym``: how the file calls the person, where no contract says it."""

    record: str
    out: Path
    language: str = ""
    format: str = "pdf"
    pseudonym: str = ""


async def make_own_copy(office: Office, wish: MakeOwnCopy) -> Outcome:
    """``office``: of the person who came back. That the copy exists is recorded first: a paper that lies about is a danger that the
    officers must know. Raises ``Usage`` where there is no such record, or where none says how the file calls the person."""
    nothing_there(wish.out)
    items = lawful(disclosed(office))
    item = the_only([each for each in items if each.name == wish.record][-1:])
    known_as = wish.pseudonym or pseudonym_of(items)
    if not known_as:
        raise Usage("no contract says yet how the file calls you: say it yourself", "which-pseudonym")
    language = wish.language or str(getattr(item.value, "language", "")) or "kk"
    words = Words(language)
    mark = words(MARK, time=words.time(office.clock()))
    made = document_of(office, item, language, mark, known_as=known_as, alone=True)
    data = await set_in_type(made, wish.format, item.at)
    value = issued(item, made, data, language, wish.format, words(RECIPIENT), words(PURPOSE))

    async def record() -> Written:
        (written,) = await office.writing.reports([(item.circle, value)])
        if not written.stands:
            raise Refused("the record stands in the chain without effect: {why}", "void", why=written.why)
        return written

    done = await recorded_first(wish.out, data, record)
    data_of = {"code": made.code, "out": str(wish.out)}
    return Outcome((given_out(made, wish.out),), (done,), data=data_of, more=(say(KEEP_IT),))


def pseudonym_of(items: Sequence[Seen]) -> str:
    """How the file calls the person, by the newest contract, whose first clause names the parties; empty where none does."""
    contracts = [each.value for each in items if isinstance(each.value, Contract) and not each.unlawful]
    if not contracts:
        return ""
    before, _place, after = translated(CLAUSES["K01"].text, contracts[-1].language).partition("{pseudonym}")
    text = contracts[-1].clause("K01")
    return text.removeprefix(before).removesuffix(after) if text.startswith(before) and text.endswith(after) else ""
