"""Receipts for what is handed over on paper: the sheet to sign by pen, and what the file knows of it afterwards (A.5)."""

from __future__ import annotations

from client.documents.document import Block, Document, Heading, Notice, Paragraph
from client.documents.errors import MissingField
from client.documents.facts import Facts, Related
from client.documents.registry import Template
from client.documents.templates.notices import KINDS
from client.documents.templates.outside import rows
from client.documents.templates.parts import how_to_check, signatures, wanted
from client.documents.templates.pen import AS_ON_PAPER, DATE, NAME, RECEIVED, REFUSED, SIGNATURE, lines
from client.documents.templates.spoken import word
from client.law.catalogue import type_of
from client.law.records.information import NoticeGiven, PaperReceipt
from client.law.titles import N_

SHEET, KNOWN = N_("Receipt"), N_("Record of a handover on paper")
SIGNED, UNSIGNED = N_("It was received against signature."), N_("It was handed over. The signature was refused.")
RECEIVERS = {
    "PP": N_("the person to whom it is addressed"),
    "REP": N_("the representative of the person to whom it is addressed"),
    "DEC": N_("the body conducting the proceedings"),
    "IMP": N_("the implementing body"),
    "PRS": N_("the supervising prosecutor"),
    "PRC": N_("the authority that decides complaints"),
    "COOP": N_("a body that helps"),
    "HEAD_DEC": N_("the head of the body conducting the proceedings"),
    "HEAD_IMP": N_("the head of the implementing body"),
    "THREATENER": N_("the person to whom it is addressed"),
}
"""A receipt lies about: that somebody is protected stands on none."""

INSIDE = ("DEC", "IMP", "PRS", "PRC", "HEAD_DEC", "HEAD_IMP")
"""Who may read on a receipt what kind of paper it was. For everybody else its number is enough."""


def _of(facts: Facts[NoticeGiven] | Facts[PaperReceipt]) -> Related:
    """What was handed over. Raises ``MissingField``."""
    found = [each for items in facts.related.values() for each in items if each.entry == facts.value.of]
    if not found:
        raise MissingField("the receipt is for a record that is not read here")
    return found[0]


def _told(facts: Facts[NoticeGiven] | Facts[PaperReceipt]) -> tuple[tuple[str, str], ...]:
    value, w, about = facts.value, facts.words, _of(facts)
    number = getattr(about.value, "number", "") or about.entry[:8]
    return (
        (w(N_("Handed to")), word(w, RECEIVERS, value.to, "receiver")),
        (w(N_("Number of the paper")), str(number)),
        (w(N_("Kind of paper")), w(type_of(type(about.value)).title) if value.to in INSIDE else ""),
        (w(N_("Paper of")), w.date(about.author.at)),
    )


def sheet(facts: Facts[NoticeGiven]) -> Document:
    w = facts.words
    name = AS_ON_PAPER if facts.value.to in ("PP", "REP") else NAME
    blocks = (rows(*_told(facts)), Paragraph(w(RECEIVED)), *lines(w, name, DATE, SIGNATURE, REFUSED), how_to_check(facts))
    return _paper(facts, "receipt-pen", SHEET, blocks)


def recorded(facts: Facts[PaperReceipt]) -> Document:
    value, w = facts.value, facts.words
    said = w(SIGNED if value.signed else UNSIGNED)
    blocks: list[Block] = [
        Notice(w(N_("What is on record")), said),
        rows(*_told(facts), (w(N_("Handed over")), w.time(value.on)), (w(N_("Signed paper")), _scan(facts))),
    ]
    if not value.signed:
        blocks += [
            Heading(w(N_("Why there is no signature, and who saw it"))),
            Paragraph(wanted(value.note, "note on the refusal")),
        ]
    return _paper(facts, "receipt-recorded", KNOWN, (*blocks, how_to_check(facts)))


def _scan(facts: Facts[PaperReceipt]) -> str:
    return facts.words(N_("kept sealed in the file")) if facts.value.scan else ""


def _paper(facts: Facts[NoticeGiven] | Facts[PaperReceipt], form: str, title: str, blocks: tuple[Block, ...]) -> Document:
    w = facts.words
    return Document(
        form, w.language, w(title), wanted(facts.author.body, "body"), facts.entry[:8], w.time(facts.author.at), "", blocks,
        signatures(facts),
    )  # fmt: skip


def _alone(value: NoticeGiven) -> bool:
    """A notice that is a paper of its own has its receipt as a leaf."""
    return value.way == "PAPER" and value.notice not in KINDS


TEMPLATES = (
    Template("receipt-pen", "notice-given", SHEET, "", sheet, _alone),
    Template("receipt-recorded", "paper-receipt", KNOWN, "", recorded),
)
