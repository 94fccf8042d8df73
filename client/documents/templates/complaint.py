"""A complaint with the records that it shows, its outcome, and what the body concerned learns of it (L72 23(2)-(3), 25(3), 27(5)).

The pack holds what the person chose to show (AMB-32), each as the paper that is made from it where there is one. Whoever
is complained of has none of it from us: the outcome reaches that body from the authority.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from client.documents.document import Blank, Block, Break, Document, Fields, Heading, Items, Notice, Paragraph, Table
from client.documents.errors import MissingField
from client.documents.facts import Facts, Related, Signer
from client.documents.registry import Template, for_record
from client.documents.templates.parts import CAPACITIES, how_to_check, related, signatures, wanted
from client.documents.templates.spoken import (
    ADDRESSEE,
    KEEP_IT,
    NUMBER,
    REASONS,
    ROUTES,
    SECRET,
    SECRET_TITLE,
    SIGNATORIES,
    WHAT_FOLLOWS,
    notice,
    quoted,
    type_title,
    word,
)  # fmt: skip
from client.documents.words import Words
from client.law.catalogue import type_of
from client.law.records.complaints import Complaint, ComplaintOutcome, OutcomeReceived
from client.law.records.contract import Contract
from client.law.tables.routes import route_of
from client.law.titles import N_

COMPLAINT, OUTCOME = N_("Complaint"), N_("Outcome of a complaint")
RECEIVED = N_("Notice of the outcome of a complaint, to the body concerned")

ABOUT = {
    "REFUSAL": N_("a refusal to apply security measures"),
    "REVOCATION": N_("a revocation of security measures"),
    "REFUSAL_TO_LIFT": N_("a refusal to lift measures"),
    "REFUSAL_TO_ADD": N_("a refusal to add measures"),
    "DECISION": N_("another decision of an official"),
    "ACT": N_("an act of an official"),
    "INACTION": N_("inaction of an official"),
    "ADMINISTRATIVE": N_("an administrative act or inaction"),
}
OUTCOMES = {
    "DISMISSED": N_("The complaint is dismissed."),
    "DECISION_CANCELLED": N_("The decision complained of is cancelled."),
    "INACTION_FOUND": N_("Inaction is found."),
}
MEANS = {
    "DISMISSED": N_("What was complained of stands as it is."),
    "DECISION_CANCELLED": N_(
"What the decision did is undone: a refusal is decided anew within 24 hours, measures that it ended are "
"restored."
),
    "INACTION_FOUND": N_("The body has to do at once what it did not do."),
}  # fmt: skip
SPEED = {
    "23(2)": N_("The law wants it decided without delay (Article 23(2))."),
    "23(3)": N_("The law wants it decided immediately, one level above who decided (Article 23(3))."),
    "25(3)": N_("The law names no time for it (Article 25(3)). The person may ask at any time how it stands."),
}
HANDLE = (
    N_("This complaint and what it shows concern a protected person. Keep it sealed, apart from the ordinary correspondence."),
    N_(
"Give no copy to the official or the body complained of, and ask them nothing that tells where the "
"person is or what measures apply."
),
    N_(
"Write the outcome, with reasons and with where to complain of it further, to the person: in the "
"program, or by the officer who handed this over."
),
)  # fmt: skip
GOES_ON = N_(
    "A complaint does not end or change any measure. Measures that a ruling ended are kept until the "
    "complaint is decided, unless a reasoned choice says otherwise."
)


def pack(facts: Facts[Complaint]) -> Document:
    """Without an entry it is a draft: signed by pen alone, with no code to check it by."""
    value, w, author = facts.value, facts.words, facts.author
    to = facts.names.get(value.addressee, "") if value.addressee else ""
    rows = [
        (w(ADDRESSEE), ", ".join(filter(None, (word(w, ROUTES, value.route, "route"), to)))),
        (w(N_("What is complained of")), word(w, ABOUT, value.about, "what is complained of")),
        (w(N_("Whose it was")), word(w, SIGNATORIES, value.decider, "decider")),
        (w(N_("Complainant")), ", ".join((w(CAPACITIES[author.capacity]), wanted(author.name, "complainant")))),
        (w(N_("Written")), w.time(value.made_at)),
        (w(N_("Language")), w.language_name(value.language)),
    ]
    against = facts.names.get(value.against_body, "") if value.against_body else ""
    if against:
        rows.insert(3, (w(N_("Body complained of")), against))
    shown = tuple(_shown(facts))
    basis = route_of(value.about, value.decider).basis
    blocks: list[Block] = [
        Fields(tuple(rows)),
        Heading(w(N_("The complaint, word for word"))),
        quoted(w, value.text, value.language, "words of the complaint"),
    ]
    if shown:
        blocks += [Heading(w(N_("Records shown with it"))), _list(w, shown)]
    blocks += [Heading(w(N_("For the authority that decides"))), Items((*map(w, HANDLE), *_speed(w, basis), w(GOES_ON)))]
    if value.way == "PRINTED":
        blocks.append(Blank(w(N_("Signature of the complainant"))))
    blocks += [notice(w, KEEP_IT), *((how_to_check(facts),) if facts.entry else ()), *_papers(facts, shown)]
    return Document(
        "complaint-pack", w.language, w(COMPLAINT), "", value.complaint[:8], w.time(author.at),
        _basis(w, basis), tuple(blocks), signatures(facts) if facts.entry else (),
    )  # fmt: skip


def _basis(w: Words, basis: str) -> str:
    """``23(2)`` of Law No. 72, or ``110 17(2)(16)`` of the other law."""
    law, _, article = basis.partition(" ")
    return w(N_("Law No. 110-VIII, Article {article}"), article=article) if law == "110" else w.article(basis)


def _speed(w: Words, basis: str) -> tuple[str, ...]:
    return tuple(w(text) for article, text in SPEED.items() if basis.startswith(article))


def _shown(facts: Facts[Complaint]) -> Iterator[Related]:
    """In the order in which the person chose them. Raises ``MissingField`` where one is not read here: a pack is whole or none."""
    known = {each.entry: each for found in facts.related.values() for each in found}
    for entry in facts.value.pack:
        if entry not in known:
            raise MissingField("the complaint shows the record {entry}, which is not read here", entry=entry[:8])
        yield known[entry]


def _list(w: Words, shown: tuple[Related, ...]) -> Table:
    heads = tuple(map(w, (N_("Record"), N_("Time"), N_("Author"), N_("First digits"))))
    cells = tuple(
        (
            f"{number}. {type_title(w, each.value)}", w.time(each.author.at),
            ", ".join(filter(None, (each.author.name, each.author.body))), each.entry[:16],
        )
        for number, each in enumerate(shown, 1)
    )  # fmt: skip
    return Table(heads, cells)


def _papers(facts: Facts[Complaint], shown: tuple[Related, ...]) -> Iterator[Block]:
    """The papers made from them, each on a page of its own; what has none, or none in this language, is in the list alone."""
    said_once = (how_to_check(facts), notice(facts.words, KEEP_IT))
    for number, each in enumerate(shown, 1):
        forms = for_record(type_of(type(each.value)).name, each.value)
        if not forms:
            continue
        known: dict[str, Any] = {"names": facts.names, "keeper": facts.keeper, "signers": _signers(each)}
        inner = Facts(each.value, each.entry, each.author, facts.file, facts.words, **known)
        try:
            made = forms[0].make(inner)
        except MissingField:
            continue
        yield from (Break(), Heading(f"{number}. {made.title}"))
        if made.number:
            yield Paragraph(f"№ {made.number}. {made.place_and_date}")
        yield from (block for block in made.blocks if block not in said_once)


def _signers(shown: Related) -> tuple[Signer, ...]:
    """A contract is signed by who answers it: without them the paper would say that it binds nobody."""
    return shown.signers if isinstance(shown.value, Contract) else (shown.author, *shown.signers)


def outcome(facts: Facts[ComplaintOutcome]) -> Document:
    """For the complainant."""
    value, w = facts.value, facts.words
    asked = related(facts, "complaint")
    if not isinstance(asked.value, Complaint):
        raise MissingField("the outcome answers a complaint that is not read here")
    rows = (
        (w(COMPLAINT), w(N_("No. {number} of {date}"), number=value.complaint[:8], date=w.date(asked.author.at))),
        (w(N_("What is complained of")), word(w, ABOUT, asked.value.about, "what was complained of")),
        (w(N_("Whose it was")), word(w, SIGNATORIES, asked.value.decider, "decider")),
    )
    blocks = (
        Notice(word(w, OUTCOMES, value.outcome, "outcome"), w(MEANS[value.outcome])),
        Fields(rows),
        Heading(w(REASONS)),
        Paragraph(wanted(value.reasons, "reasons")),
        Heading(w(N_("If you do not agree"))),
        Paragraph(wanted(value.further, "where to complain further")),
        notice(w, KEEP_IT),
        how_to_check(facts),
    )
    return Document(
        "complaint-outcome", w.language, w(OUTCOME), facts.author.body, value.number, w.time(facts.author.at),
        _basis(w, route_of(asked.value.about, asked.value.decider).basis), blocks, signatures(facts),
    )  # fmt: skip


DUTIES = {
    "DISMISSED": N_("Nothing changes. If measures were kept because of the complaint, the ruling now takes effect."),
    "DECISION_CANCELLED": N_(
"A cancelled refusal: decide anew within 24 hours of receipt of this outcome. A cancelled revocation: "
"restore the measures at once and tell the person."
),
    "INACTION_FOUND": N_("Do at once what was not done, and record it."),
}  # fmt: skip


def received(facts: Facts[OutcomeReceived]) -> Document:
    """For the body concerned: that it was decided and what follows; not what the person wrote (A.11)."""
    value, w = facts.value, facts.words
    rows = (
        (w(N_("Decided by")), wanted(value.authority, "authority")),
        (w(NUMBER), value.number),
        (w(N_("Received")), w.time(value.received_at)),
        (w(N_("It is about")), word(w, ABOUT, value.about, "what was complained of")),
        (w(N_("Protected person")), facts.file.case.pseudonym),
    )
    blocks = (
        Notice(word(w, OUTCOMES, value.outcome, "outcome"), w(MEANS[value.outcome])),
        Fields(rows),
        Heading(w(WHAT_FOLLOWS)),
        Items((w(DUTIES[value.outcome]), w(N_("The complaint itself stays with the authority. Do not ask the person about it.")))),
        notice(w, (SECRET_TITLE, SECRET)),
        how_to_check(facts),
    )
    return Document(
        "complaint-outcome-body", w.language, w(RECEIVED), facts.author.body, value.number, w.time(facts.author.at),
        w.article("23(2), 25(3), 27(5)"), blocks, signatures(facts),
    )  # fmt: skip


TEMPLATES = (
    Template("complaint-pack", "complaint", COMPLAINT, "25(3)", pack),
    Template("complaint-outcome", "complaint-outcome", OUTCOME, "23(2)", outcome),
    Template("complaint-outcome-body", "outcome-received", RECEIVED, "23(2)", received),
)
