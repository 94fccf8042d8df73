"""Issued equipment: the receipt for it, its return, and what became of it otherwise (L72 15, 26(3))."""

from __future__ import annotations

from client.documents.document import Block, Document, Heading, Items, Notice
from client.documents.errors import MissingField
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.outside import rows
from client.documents.templates.parts import how_to_check, related, signatures, wanted
from client.documents.templates.pen import PERSON_SIGNS, SIGN_DATE, lines
from client.documents.templates.spoken import KEEP_IT, notice, word
from client.law.records.property import ItemChanged, ItemIssued, ItemListed
from client.law.tables.equipment import ITEM_TYPES, WEAPON
from client.law.titles import N_

RECEIPT, RETURN = N_("Receipt for issued equipment"), N_("Return of issued equipment")
MINUTE = N_("Minute on issued equipment")
ISSUED, RETURNED = N_("The equipment named below was handed over."), N_("The equipment named below was given back.")
MIND = (
    N_("Use it as you were shown, for your protection only. Keep it where others do not get at it."),
    N_("Do not sell it, lend it or give it away. Who does so, or damages it on purpose, answers for it (Article 26(3))."),
    N_("If it is lost, broken or does not work, tell your contact officer at once. Ordinary loss and wear cost you nothing."),
    N_("Give it back when the officer asks for it, at the latest when the measure ends. You get a receipt."),
)
TRAIN = N_("If you are asked to learn how to use it, you have to (Article 26(5)). You may ask to be shown again.")
SETTLED = (
    N_("With this paper you no longer answer for what was given back."),
    N_("If the condition is disputed, say so here in your own words before you sign."),
)
HEARD = (
    N_("You answer for sale, giving away and damage on purpose, and not for ordinary loss and wear (Article 26(3))."),
    N_("You are heard before anything is asked of you. The authorised official decides with reasons, and you may complain."),
    N_("The measure goes on. You get other equipment where you need it."),
)
EVENTS = {
    "LOST": N_("It was lost."),
    "FOUND": N_("It was found again."),
    "DAMAGED": N_("It was damaged."),
    "WORN": N_("It is worn out."),
    "SOLD": N_("It was sold."),
    "GIVEN_AWAY": N_("It was given away."),
}
OFFICER_SIGNS = N_("Signature of the officer")


def _item(facts: Facts[ItemIssued] | Facts[ItemChanged]) -> tuple[tuple[str, str], ...]:
    """Whose and what it is. Raises ``MissingField`` where the register is not read here."""
    w, listed = facts.words, related(facts, "item-listed").value
    if not isinstance(listed, ItemListed):
        raise MissingField("the document tells of an item of the register, which is not read here")
    return (
        (w(N_("Protected person")), wanted(facts.file.case.pseudonym, "pseudonym")),
        (w(N_("Equipment")), w(ITEM_TYPES[listed.type].title)),
        (w(N_("Serial number")), listed.serial),
        (w(N_("Measure")), w.measure(listed.measure)),
        (w(N_("Issued under")), wanted(listed.act, "act by which it is issued")),
    )


def receipt(facts: Facts[ItemIssued]) -> Document:
    """Signed by the person in the program, or by pen where they have not."""
    value, w = facts.value, facts.words
    listed = related(facts, "item-listed").value
    if isinstance(listed, ItemListed) and listed.measure == WEAPON:
        wanted(value.licence, "licence of a weapon")
    told = rows(
        *_item(facts),
        (w(N_("Licence or permit")), value.licence),
        (w(N_("Handed over")), w.time(facts.author.at)),
        (w(N_("Condition")), value.note),
    )
    by_pen = lines(w, PERSON_SIGNS, SIGN_DATE) if len(facts.signers) < 2 else ()
    blocks = (Notice(w(RECEIPT), w(ISSUED)), told, Heading(w(N_("What you have to mind"))), Items(tuple(map(w, (*MIND, TRAIN)))))
    return _paper(facts, "item-receipt", RECEIPT, "15, 26(3)", (*blocks, notice(w, KEEP_IT), how_to_check(facts), *by_pen))


def returned(facts: Facts[ItemChanged]) -> Document:
    value, w = facts.value, facts.words
    told = rows(
        *_item(facts), (w(N_("Given back")), w.time(value.at)), (w(N_("By whom")), value.source), (w(N_("Condition")), value.note)
    )
    blocks = (Notice(w(RETURN), w(RETURNED)), told, Heading(w(N_("What this means"))), Items(tuple(map(w, SETTLED))))
    by_pen = lines(w, N_("In your own words, if you do not agree"), PERSON_SIGNS, OFFICER_SIGNS, SIGN_DATE)
    return _paper(facts, "item-return", RETURN, "26(3)", (*blocks, notice(w, KEEP_IT), how_to_check(facts), *by_pen))


def minute(facts: Facts[ItemChanged]) -> Document:
    value, w = facts.value, facts.words
    told = rows(*_item(facts), (w(N_("When")), w.time(value.at)), (w(N_("Known from")), value.source), (w(N_("Note")), value.note))
    blocks = (
        Notice(w(N_("What happened")), word(w, EVENTS, value.event, "what happened to it")),
        told,
        Heading(w(N_("What it means for you"))),
        Items(tuple(map(w, HEARD))),
        notice(w, KEEP_IT),
        how_to_check(facts),
        *lines(w, N_("What you say about it"), PERSON_SIGNS, SIGN_DATE),
    )
    return _paper(facts, "item-minute", MINUTE, "26(3)", blocks)


def _paper(
    facts: Facts[ItemIssued] | Facts[ItemChanged], form: str, title: str, article: str, blocks: tuple[Block, ...]
) -> Document:
    w = facts.words
    return Document(
        form, w.language, w(title), wanted(facts.author.body, "body"), facts.value.item[:8], w.time(facts.author.at),
        w.article(article), blocks, signatures(facts),
    )  # fmt: skip


TEMPLATES = (
    Template("item-receipt", "item-issued", RECEIPT, "15", receipt),
    Template("item-return", "item-changed", RETURN, "26(3)", returned, lambda value: value.event == "RETURNED"),
    Template("item-minute", "item-changed", MINUTE, "26(3)", minute, lambda value: value.event != "RETURNED"),
)
