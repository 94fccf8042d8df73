"""The decision to apply or to refuse, with rights and routes of appeal (L72 23(1), NT-01), and the order for personal security."""

from __future__ import annotations

from client.documents.document import Block, Document, Fields, Heading, Items, Notice, Paragraph
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.parts import how_to_check, signatures, wanted
from client.documents.templates.spoken import KEEP_IT, ROUTES, SECRET, SECRET_TITLE, WHAT_FOLLOWS, bases, notice
from client.law.records.rulings import Decision, Implementer, Order
from client.law.tables.bodies import IMPLEMENTERS
from client.law.titles import N_

APPLIED, REFUSED = N_("Decision to apply security measures"), N_("Decision to refuse security measures")
ORDER = N_("Order to ensure personal security")

FOLLOWS = (
    N_("Acknowledge receipt of this order at once (Article 26-1(3)(1))."),
    N_("Choose the measures, with the term and method of each, by a ruling (Article 23(4))."),
    N_("Tell this body which measures were chosen, changed and added, and what they came to (Article 23(5))."),
    N_("Offer the person a written contract (Article 23(6)). Where there is danger, measures do not wait for it."),
)


def decision(facts: Facts[Decision]) -> Document:
    """Raises ``MissingField`` where reasons or, for a refusal, routes of appeal are not said."""
    value, w = facts.value, facts.words
    applied = value.outcome == "APPLY"
    said = N_("Security measures are applied to {person}.") if applied else N_("Security measures for {person} are refused.")
    routes = tuple(w(ROUTES[each]) if each in ROUTES else wanted(each, "routes of appeal") for each in value.appeal or ("",))
    told = ((w(N_("Measures")), "; ".join(map(w.measure, value.measures))), (w(N_("Evidence")), ", ".join(value.evidence)))
    blocks: tuple[Block, ...] = (
        Notice(w(N_("Decided")), w(said, person=facts.file.case.pseudonym)),
        Fields(tuple(row for row in told if row[1])),
        Heading(w(N_("Reasons"))),
        Paragraph(wanted(value.reasons, "reasons")),
        Heading(w(N_("How it was verified"))),
        Paragraph(wanted(value.verification, "verification")),
        Heading(w(N_("Your rights"))),
        Paragraph(wanted(value.rights, "rights")),
        Heading(w(N_("You may complain, free of charge"))),
        Items(routes),
        notice(w, KEEP_IT),
    )
    form = "decision-applied" if applied else "decision-refused"
    return Document(
        form, w.language, w(APPLIED if applied else REFUSED), facts.author.body, value.number, w.time(facts.author.at),
        w.article("23(1)"), (*blocks, how_to_check(facts)), signatures(facts),
    )  # fmt: skip


def order(facts: Facts[Order]) -> Document:
    value, w = facts.value, facts.words
    told = N_("Ensure the personal security of {person}. Which measures are applied, the implementing body chooses.")
    rows = [
        (w(N_("Decision")), w(N_("No. {number}"), number=value.decision_number)),
        (w(N_("Protected person")), facts.file.case.pseudonym),
        (w(N_("It rests on")), bases(w, value.bases)),
    ]
    if value.implementer is not None:
        rows.append((w(N_("Implementing body")), _implementer(facts, value.implementer)))
    rows += [(w(N_("Also implements")), _implementer(facts, each)) for each in value.others]
    blocks = (
        Notice(w(N_("Ordered")), w(told, person=facts.file.case.pseudonym)),
        Fields(tuple(rows)),
        Heading(w(WHAT_FOLLOWS)),
        Items(tuple(map(w, FOLLOWS))),
        notice(w, (SECRET_TITLE, SECRET)),
        how_to_check(facts),
    )
    return Document(
        "order", w.language, w(ORDER), facts.author.body, value.number, w.time(facts.author.at), w.article("7(1)(8), 7(2)"),
        blocks, signatures(facts),
    )  # fmt: skip


def _implementer(facts: Facts[Order], each: Implementer) -> str:
    """Its name, or the kind of body where the register does not have it; and its part."""
    w = facts.words
    named = facts.names.get(each.body) or w(IMPLEMENTERS[each.kind].title)
    return f"{named}: {each.part}" if each.part.strip() else named


TEMPLATES = (
    Template("decision-applied", "decision", APPLIED, "23(1)", decision, lambda value: value.outcome == "APPLY"),
    Template("decision-refused", "decision", REFUSED, "23(1)", decision, lambda value: value.outcome == "REFUSE"),
    Template("order", "order", ORDER, "7(2)", order),
)
