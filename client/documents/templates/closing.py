"""Closing of data in reference services: the decision, and the order that each service gets (L72 17; A.11 rule g, NT-20).

An order names one record and what to do with it: not why, not whom it is about, no law that would tell it, no other service.
"""

from __future__ import annotations

from collections.abc import Callable

from client.documents.document import Block, Document, Heading, Items, Notice, Paragraph, Table
from client.documents.errors import MissingField
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.outside import GROUND, HOW, paper, rows, steps, unlabelled
from client.documents.templates.parts import how_to_check, signatures, wanted
from client.documents.templates.spoken import KEEP_IT, REASONS, WHAT_FOLLOWS, notice
from client.documents.words import Words
from client.law.records.closures import ClosureDecision, ClosureOrder
from client.law.tables.services import SERVICES, labels_in
from client.law.titles import N_
from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """``order``, ``decision``: titles; ``told``: the one thing to do; ``when``: label of the date; ``how``: the rest."""

    order: str
    decision: str
    told: str
    decided: str
    when: str
    how: tuple[str, ...]


NO_MARK = N_("Do not mark the record in any way that others could see, and make no list of such orders.")
CONFIRM = N_("Confirm in writing, under the number of this order, that it is done; or say at once why it cannot be.")
ASKED = N_("If somebody asks for it, answer as if nothing was found. Report the inquiry at once: when, who, what was asked.")
OTHER_CASE = N_("Pass a written request from another case on to the sender of this order. Do not answer it yourself.")
EVERYWHERE = N_("This holds for inquiries, extracts, screens, copies and automatic exchange with other systems.")

KINDS = {
    "CLOSE": Kind(
        N_("Order to close a record"),
        N_("Decision to close data in reference services"),
        N_("From the receipt of this order on, give nobody anything from the record named below."),
        N_("The services named below give nobody data on the person until the date named."),
        N_("Closed until"),
        (EVERYWHERE, ASKED, OTHER_CASE, NO_MARK, CONFIRM),
    ),
    "EXTEND": Kind(
        N_("Order to keep a record closed"),
        N_("Decision to keep data closed in reference services"),
        N_("The record named below stays closed. Give nobody anything from it until the new date."),
        N_("The services named below go on giving nobody data on the person until the new date."),
        N_("Closed until"),
        (N_("Nothing changes in between: the record is not open for a moment."), ASKED, OTHER_CASE, NO_MARK, CONFIRM),
    ),
    "LIFT": Kind(
        N_("Order to open a record"),
        N_("Decision to open data in reference services"),
        N_("From the date named below the record is open again, as any other."),
        N_("From the date named the services named below answer inquiries on the person again."),
        N_("Open from"),
        (
            N_("Leave no trace in the record that it was closed."),
            N_("Give back or destroy the earlier orders on this record, as the rules of your office say."),
            CONFIRM,
        ),
    ),
}  # fmt: skip


def order(facts: Facts[ClosureOrder]) -> Document:
    value, w, kind = facts.value, facts.words, KINDS[facts.value.kind]
    unlabelled(value.record, value.under)
    ground = ""
    if not value.under.strip() or not labels_in(value.basis):
        unlabelled(value.basis)
        ground = wanted(value.basis, "legal ground")
    if not value.until:
        raise MissingField("the order needs a date, and the record does not say it")
    blocks = (
        Notice(w(N_("What to do")), w(kind.told)),
        rows(
            (w(N_("Record")), wanted(value.record, "record")),
            (w(kind.when), w.time(value.until)),
            (w(GROUND), ground),
            (w(N_("Code")), value.under),
        ),
        *steps(w, HOW, kind.how),
    )
    return paper(facts, f"closure-{value.kind.lower()}", w(kind.order), value.order[:8], blocks)


# The decision -------------------------------------------------------------------------------------------------------------------

FOLLOWS = (
    N_("Each service gets an order of its own, which says neither why nor whom it concerns, and names no other service."),
    N_("The services have to obey, whoever owns them (Articles 17 and 24)."),
    N_("A closure really ends with its period: the service then answers again. It is prolonged in good time before."),
    N_("A lawful request from another criminal case is answered only where the authorised official decides so."),
    N_("An inquiry about closed data is itself a sign of danger. You are told of it."),
)
LIFTED = (
    N_("Each service gets an order of its own."),
    N_("From that date anybody who may ask the service gets an answer. Tell your contact officer if that worries you."),
)


def decision(facts: Facts[ClosureDecision]) -> Document:
    """Stays with the implementing body and the person; it names kinds of services and no record."""
    value, w, kind = facts.value, facts.words, KINDS[facts.value.kind]
    if not value.services:
        raise MissingField("the decision needs services, and the record names none")
    told = rows(
        (w(N_("Protected person")), facts.file.case.pseudonym),
        (w(kind.when), w.time(value.until)),
    )
    blocks: list[Block] = [Notice(w(N_("Decided")), w(kind.decided)), told, Heading(w(N_("Services")))]
    heads = (w(N_("Service")), w(N_("What closing it does not do")))
    blocks.append(Table(heads, tuple((_service(w, each), _warning(w, each)) for each in value.services)))
    if value.left_out:
        left = tuple((_service(w, each.service), wanted(each.reason, "why a service is left out")) for each in value.left_out)
        blocks += [Heading(w(N_("Left out"))), Table((w(N_("Service")), w(N_("Why"))), left)]
    blocks += [Heading(w(REASONS)), Paragraph(wanted(value.reasons, "reasons"))]
    blocks += [Heading(w(WHAT_FOLLOWS)), Items(tuple(map(w, LIFTED if value.kind == "LIFT" else FOLLOWS)))]
    return Document(
        f"closure-decision-{value.kind.lower()}", w.language, w(kind.decision), facts.author.body, value.number,
        w.time(facts.author.at), w.article("17"), (*blocks, notice(w, KEEP_IT), how_to_check(facts)), signatures(facts),
    )  # fmt: skip


def _service(w: Words, code: str) -> str:
    return w(SERVICES[code].title) if code in SERVICES else code


def _warning(w: Words, code: str) -> str:
    warning = SERVICES[code].warning if code in SERVICES else ""
    return w(warning) if warning else "—"


def _is(kind: str) -> Callable[[ClosureOrder | ClosureDecision], bool]:
    return lambda value: value.kind == kind


TEMPLATES = (
    *(Template(f"closure-{id.lower()}", "closure-order", kind.order, "17", order, _is(id)) for id, kind in KINDS.items()),
    *(
        Template(f"closure-decision-{id.lower()}", "closure-decision", kind.decision, "17", decision, _is(id))
        for id, kind in KINDS.items()
    ),
)
