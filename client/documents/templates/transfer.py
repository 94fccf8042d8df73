"""Transfer of the case to another body: notice, handover list, acceptance, what the person is told (L72 21 pt4; A.10, NT-23)."""

from __future__ import annotations

from client.documents.document import Block, Document, Heading, Items, Notice, Paragraph, Table
from client.documents.errors import MissingField
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.outside import rows
from client.documents.templates.parts import how_to_check, related, signatures, wanted
from client.documents.templates.spoken import (
    COMPLAIN,
    COMPLAIN_TITLE,
    KEEP_IT,
    REASONS,
    REPORT,
    REPORT_TITLE,
    SECRET,
    SECRET_TITLE,
    WHAT_FOLLOWS,
    bases,
    notice,
    word,
)  # fmt: skip
from client.documents.words import Words
from client.law.book import BOOK
from client.law.records.transfers import Handover, TransferAccepted, TransferNotice
from client.law.tables.bodies import DECIDERS
from client.law.titles import N_

TITLE, LIST = N_("Transfer of a case"), N_("Handover list of a case")
ACCEPTED, TOLD = N_("Acceptance of a case"), N_("Notice: which body is in charge now")

SEATS = {
    "DECIDING": N_("the body conducting the proceedings changes"),
    "IMPLEMENTING": N_("the implementing body changes"),
}
STAGES = {"": "", "INVESTIGATION": N_("investigation"), "INQUIRY": N_("inquiry"), "TRIAL": N_("trial")}
UNTIL_THEN = (
    N_("Until the receiving body accepts, the present one answers for the case, and its measures go on."),
    N_("All time limits run on from where they stand. They do not begin anew."),
    N_("The sealed identity is handed on in sealed form only, by both its holders. No technical staff takes part."),
    N_("After acceptance the present body reads nothing new of the case. What it did itself it can still read."),
    N_("The person, the representative, the other body and the prosecutor are told who is in charge."),
)
FROM_NOW = (
    N_("From the time of this paper the receiving body answers for the case, its time limits and its measures."),
    N_("The former body seals nothing more for this case, and its devices open nothing that comes after."),
)
UNCHANGED = (
    N_("All measures go on as they are. Nothing was interrupted, and you need not apply for anything again."),
    N_("What you asked for or complained of is not lost: the new body answers it, within the time that was running."),
    N_("If your contact officer changes, the one you know introduces the new one. Trust nobody who only calls and says so."),
)
NOTHING = N_("none")


def transfer(facts: Facts[TransferNotice]) -> Document:
    value, w = facts.value, facts.words
    told = rows(
        *_bodies(facts, value),
        (w(N_("What changes")), word(w, SEATS, value.seat, "what changes")),
        (w(N_("It will decide as")), word(w, DECIDERS, value.decider, "kind of body") if value.decider else ""),
        (w(N_("Stage of the case")), w(STAGES[value.stage]) if value.stage else ""),
        (w(N_("It rests on")), bases(w, value.bases)),
    )
    blocks = (told, Heading(w(REASONS)), Paragraph(wanted(value.reasons, "reasons")), *_points(w, WHAT_FOLLOWS, UNTIL_THEN))
    return _paper(facts, "transfer-notice", TITLE, value.transfer[:8], blocks)


def handover(facts: Facts[Handover]) -> Document:
    """Numbers and first digits of what is handed over; nothing of what it says."""
    value, w = facts.value, facts.words
    given = _notice(facts)
    heads = tuple(map(w, (N_("What"), N_("Which"))))
    lists = (
        (N_("Decisions"), value.decisions),
        (N_("Order for personal security"), (value.order[:8],) if value.order else ()),
        (N_("Measures in force"), tuple(map(w.measure, value.measures))),
        (N_("Open requests"), tuple(each[:8] for each in value.requests)),
        (N_("Open complaints"), tuple(each[:8] for each in value.complaints)),
        (N_("Items of evidence"), value.evidence),
    )
    blocks: list[Block] = [
        rows(*_bodies(facts, given)),
        Table(heads, tuple((w(name), "; ".join(items) or w(NOTHING)) for name, items in lists)),
        Heading(w(N_("Time limits that run"))),
    ]
    clocks = tuple((_clock(w, each.clock), each.key, w.time(each.due_at)) for each in value.clocks)
    if clocks:
        blocks.append(Table(tuple(map(w, (N_("Time limit for"), N_("In which matter"), N_("Ends")))), clocks))
    else:
        blocks.append(Paragraph(w(N_("No time limit runs at the time of the handover."))))
    return _paper(facts, "handover", LIST, value.transfer[:8], (*blocks, *_points(w, WHAT_FOLLOWS, UNTIL_THEN)))


def _clock(w: Words, id: str) -> str:
    clock = BOOK.clock.get(id)
    return f"{w(clock.end)} ({id})" if clock is not None else id


def accepted(facts: Facts[TransferAccepted]) -> Document:
    value, w, given = facts.value, facts.words, _notice(facts)
    novation = value.novation[:8] if value.novation else ""
    told = rows(
        *_bodies(facts, given),
        (w(N_("What changes")), word(w, SEATS, given.seat, "what changes")),
        (w(N_("In charge since")), w.time(facts.author.at)),
        (w(N_("Annex of the contract that names the new body")), novation),
    )
    return _paper(facts, "transfer-accepted", ACCEPTED, value.number, (told, *_points(w, WHAT_FOLLOWS, FROM_NOW)))


def told_to_person(facts: Facts[TransferAccepted]) -> Document:
    """NT-23. Names the new body and no reasons."""
    w, given = facts.words, _notice(facts)
    said = w(
        N_("Since {time} this body is in charge of your case: {body}."), time=w.time(facts.author.at), body=_name(facts, given)
    )
    blocks = (
        Notice(w(N_("Who is in charge")), said),
        rows((w(N_("Pseudonym")), facts.file.case.pseudonym), (w(N_("What changes")), word(w, SEATS, given.seat, "what changes"))),
        *_points(w, N_("What it means for you"), UNCHANGED),
        notice(w, (REPORT_TITLE, REPORT)),
        notice(w, (COMPLAIN_TITLE, COMPLAIN)),
        notice(w, KEEP_IT),
        how_to_check(facts),
    )
    return Document(
        "transfer-person", w.language, w(TOLD), facts.author.body, facts.value.number, w.time(facts.author.at),
        w.article("21, 26-1(3)(3)"), blocks, signatures(facts),
    )  # fmt: skip


Given = Facts[TransferNotice] | Facts[Handover] | Facts[TransferAccepted]


def _notice(facts: Facts[Handover] | Facts[TransferAccepted]) -> TransferNotice:
    found = related(facts, "transfer-notice").value
    if not isinstance(found, TransferNotice):
        raise MissingField("the notice of the transfer is not read here")
    return found


def _name(facts: Given, given: TransferNotice) -> str:
    return wanted(facts.names.get(given.body, ""), "name of the receiving body")


def _bodies(facts: Given, given: TransferNotice) -> tuple[tuple[str, str], ...]:
    """From whom to whom. The notice is the deciding body's, also where the implementing one changes: that one it does not name."""
    w = facts.words
    first = facts.author.body if given is facts.value else related(facts, "transfer-notice").author.body
    return (
        (w(N_("Present body")), wanted(first, "name of the present body") if given.seat == "DECIDING" else ""),
        (w(N_("Receiving body")), _name(facts, given)),
        (w(N_("Protected person")), wanted(facts.file.case.pseudonym, "pseudonym")),
    )


def _points(w: Words, title: str, texts: tuple[str, ...]) -> tuple[Block, ...]:
    return (Heading(w(title)), Items(tuple(map(w, texts))))


def _paper(facts: Given, form: str, title: str, number: str, blocks: tuple[Block, ...]) -> Document:
    w = facts.words
    return Document(
        form, w.language, w(title), wanted(facts.author.body, "body"), number, w.time(facts.author.at), w.article("21"),
        (*blocks, notice(w, (SECRET_TITLE, SECRET)), how_to_check(facts)), signatures(facts),
    )  # fmt: skip


TEMPLATES = (
    Template("transfer-notice", "transfer-notice", TITLE, "21", transfer),
    Template("handover", "handover", LIST, "21", handover),
    Template("transfer-accepted", "transfer-accepted", ACCEPTED, "21", accepted),
    Template("transfer-person", "transfer-accepted", TOLD, "21, 26-1(3)(3)", told_to_person),
)
