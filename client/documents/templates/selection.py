"""The ruling that chooses measures, for the file, and what of it the deciding body is told (L72 23(4)-(5), NT-07 to NT-10).

The ruling stays with the implementing body: methods tell places. The notice has kinds, dates and results, and no field for more.
"""

from __future__ import annotations

from collections.abc import Callable

from client.documents.document import Block, Document, Fields, Heading, Items, Notice, Paragraph, Table
from client.documents.errors import MissingField
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.parts import how_to_check, related, signatures, wanted
from client.documents.templates.spoken import (
    ADDRESSEE,
    EVENTS,
    MEASURE,
    ORDER,
    REASONS,
    RESULTS,
    REVIEW,
    RULING,
    SECRET,
    SECRET_TITLE,
    SINCE,
    TO_DECIDING,
    WHAT_FOLLOWS,
    file_number,
    measures_table,
    notice,
    review,
    titled,
    word,
)  # fmt: skip
from client.documents.words import Words
from client.law.records.rulings import NoticeMeasure, Order, SelectedMeasure, Selection, SelectionNotice
from client.law.tables.measures import PERSONAL_MEASURES
from client.law.titles import N_

CHOOSES = N_("Ruling on the choice of personal security measures")
CHANGES = N_("Ruling that changes personal security measures")
EXECUTORS = {
    "IMP": N_("the implementing body"),
    "UNI": N_("the commander of the military unit"),
    "PEN": N_("the place of detention"),
    "DEC": N_("the body conducting the proceedings"),
    "CRT": N_("the court"),
    "LEB": N_("the local executive body"),
    "DOC": N_("the body that issues documents"),
    "HLT": N_("the health organisation"),
    "REF": N_("the reference service"),
    "EMP": N_("the employer"),
}
DURATIONS = {"TEMPORARY": N_("temporary"), "PERMANENT": N_("permanent")}
MOVED = {"PROTECTED": N_("the protected person"), "THREATENER": N_("the person who threatens")}
SERVICE = {
    "MILITARY": N_("military body"),
    "SPECIAL_STATE": N_("special state body"),
    "LAW_ENFORCEMENT": N_("law-enforcement body"),
}
FOLLOWS = (
    N_("A measure that needs the person's consent begins only with that consent."),
    N_("A written contract is offered to the person. Until it is signed the measures run all the same."),
    N_(
"The body conducting the proceedings is told today which measures were chosen: kinds, dates and results, "
"with no places, names or equipment."
),
    N_("When a term ends, the measure is reviewed and stays in force. Only a reasoned ruling ends it."),
)  # fmt: skip
STAYS = (
    N_("Stays with the implementing body"),
    N_(
        "This ruling tells how and by whom the person is guarded. It is not shown outside the implementing body, "
        "except to the person and to the supervising prosecutor."
    ),
)


def selection(facts: Facts[Selection]) -> Document:
    value, w = facts.value, facts.words
    order = related(facts, "order").value
    if not isinstance(order, Order):
        raise MissingField("the ruling rests on an order that is not read here")
    rows = [(w(N_("File")), file_number(facts)), (w(N_("Protected person")), facts.file.case.pseudonym)]
    rows += [(w(ORDER), w(N_("No. {number}"), number=order.number)), (w(N_("Version")), str(value.version))]
    blocks: list[Block] = [
        notice(w, STAYS),
        Fields(tuple(rows)),
        measures_table(w, tuple((each.code, each.starts_at, _term(each)) for each in value.measures)),
    ]
    if value.amends:
        blocks += [Heading(w(REASONS)), Paragraph(wanted(value.reasons, "reasons of the change"))]
    for each in value.measures:
        blocks += [Heading(titled(w.measure(each.code))), Fields(_rows(w, each)), *_considered(w, each)]
    blocks += [Heading(w(WHAT_FOLLOWS)), Items(tuple(map(w, FOLLOWS))), how_to_check(facts)]
    form = "selection-changed" if value.amends else "selection"
    return Document(
        form, w.language, w(CHANGES if value.amends else CHOOSES), facts.author.body, value.number, w.time(facts.author.at),
        w.article("23(4), 26-1(2)(1)" if value.amends else "7(2), 23(4)"), tuple(blocks), signatures(facts),
    )  # fmt: skip


def _term(measure: SelectedMeasure) -> int:
    if not measure.review_at and not measure.event.strip():
        raise MissingField("the term of {measure} is neither a date nor an event (23(4))", measure=measure.code)
    return measure.review_at


def _rows(w: Words, each: SelectedMeasure) -> tuple[tuple[str, str], ...]:
    rows = [
        (w(N_("Method")), wanted(each.method, "method of a measure")),
        (w(N_("Responsible")), wanted(each.unit, "who is responsible")),
        (w(SINCE), w.date(each.starts_at)),
        (w(REVIEW), review(w, each.review_at)),
    ]
    told = (
        (N_("Event that ends the term"), each.event),
        (N_("Carried out by"), each.executor and word(w, EXECUTORS, each.executor, "executor")),
        (N_("Why it is needed"), each.need),
        (N_("Provision"), each.basis),
        (N_("For how long"), each.duration and word(w, DURATIONS, each.duration, "duration")),
        (N_("Who is moved"), each.moved and word(w, MOVED, each.moved, "who is moved")),
        (N_("Country"), each.abroad.state if each.abroad else ""),
        (N_("By which agreement"), f"{each.abroad.agreement}; {each.abroad.approver}" if each.abroad else ""),
    )
    rows += [(w(label), text) for label, text in told if text.strip()]
    if each.transfer is not None:
        moved = tuple(word(w, SERVICE, kind, "kind of service body") for kind in (each.transfer.source, each.transfer.target))
        rows.append((w(N_("Transfer")), w(N_("from: {source}; to: {target}"), source=moved[0], target=moved[1])))
        grades = w(N_("{old} now, {new} then"), old=each.transfer.old_grade, new=each.transfer.new_grade)
        rows.append((w(N_("Grade of the post")), grades))
    return tuple(rows)


def _considered(w: Words, each: SelectedMeasure) -> tuple[Block, ...]:
    """L72 7(2) second part: what was weighed before a last resort."""
    if not each.considered:
        if each.code in PERSONAL_MEASURES and PERSONAL_MEASURES[each.code].exceptional:
            raise MissingField(
                "{measure} is a last resort, and the ruling names no other measure that was considered (7(2))", measure=each.code
            )
        return ()
    tried = {True: w(N_("was tried")), False: w(N_("was considered"))}
    other = w(N_("another measure"))
    cells = tuple(
        (
            other if each.measure == "OTHER" else w.measure(each.measure),
            tried[each.tried],
            wanted(each.reasons, "why it does not do"),
        )
        for each in each.considered
    )
    heads = tuple(map(w, (N_("Other measure"), N_("Tried or considered"), N_("Why it cannot secure the person"))))
    return (Paragraph(w(N_("This is a last resort. What was weighed before it:"))), Table(heads, cells))


# What the deciding body is told ---------------------------------------------------------------------------------------------

KINDS = {
    "notice-chosen": (N_("Notice of the measures chosen"), ("CHOSEN",)),
    "notice-changed": (N_("Notice of measures changed"), ("CHANGED", "WITHDRAWN")),
    "notice-added": (N_("Notice of measures added"), ("ADDED",)),
    "notice-result": (N_("Notice of the course and results of measures"), ("STARTED", "RESULT", "NOT_EXECUTABLE", "ENDED")),
}
LIMITS = (
    N_("What this notice leaves out"),
    N_(
        "It names kinds of measures, dates and results. Places, new names and equipment are not told (Articles 9 "
        "and 17). What the body needs beyond that it may ask for, with reasons; the implementing body decides on "
        "it, and a record stays."
    ),
)
TOLD = (
    N_("Acknowledge this notice: the implementing body has to know that it arrived."),
    N_("Hand it to nobody outside the proceedings, and keep it out of the criminal case file."),
    N_("You may instruct the implementing body to reconsider a measure. Which measures are applied stays its choice."),
)  # fmt: skip


def _notice_of(form: str) -> Callable[[Facts[SelectionNotice]], Document]:
    title, events = KINDS[form]

    def make(facts: Facts[SelectionNotice]) -> Document:
        value, w = facts.value, facts.words
        rows = (
            (w(ADDRESSEE), w(TO_DECIDING)),
            (w(N_("File")), file_number(facts)),
            (w(N_("Protected person")), facts.file.case.pseudonym),
            (w(RULING), w(N_("No. {number}"), number=value.number)),
        )
        heads = tuple(map(w, (MEASURE, N_("What happened"), SINCE, REVIEW, N_("Result"))))
        cells = tuple(_cells(w, each) for each in value.measures if each.event in events)
        blocks: tuple[Block, ...] = (Fields(rows), Table(heads, cells), notice(w, LIMITS), Heading(w(WHAT_FOLLOWS)))
        return Document(
            form, w.language, w(title), facts.author.body, value.number, w.time(facts.author.at), w.article("23(5)"),
            (*blocks, Items(tuple(map(w, TOLD))), Notice(w(SECRET_TITLE), w(SECRET)), how_to_check(facts)), signatures(facts),
        )  # fmt: skip

    return make


def _cells(w: Words, each: NoticeMeasure) -> tuple[str, ...]:
    return (
        w.measure(each.code), word(w, EVENTS, each.event, "event"), w.date(each.starts_at), review(w, each.review_at),
        word(w, RESULTS, each.result, "result"),
    )  # fmt: skip


def _where(events: tuple[str, ...]) -> Callable[[SelectionNotice], bool]:
    return lambda value: any(each.event in events for each in value.measures)


TEMPLATES = (
    Template("selection", "selection", CHOOSES, "23(4)", selection, lambda value: not value.amends),
    Template("selection-changed", "selection", CHANGES, "26-1(2)(1)", selection, lambda value: bool(value.amends)),
    *(
        Template(form, "selection-notice", title, "23(5)", _notice_of(form), _where(events))
        for form, (title, events) in KINDS.items()
    ),
)
