"""The decision on a statement (L72 23(1)) and the order for personal security (7(1)(8)), and that the other body has it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, file_named, own_person_circle
from client.app.outcome import Next, Outcome, outcome
from client.app.reading import Seen, last, seen
from client.app.reports import answer_keys, clocks_of, reports
from client.app.saying import Code, Said, Term, say
from client.app.series import Series
from client.law.records.rulings import Decision, Order
from client.law.words import PERSONAL_SECURITY, Circle
from client.texts import N_, translated
from crypto.errors import Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office

APPEAL = (
    N_("to the court"),
    N_("to the prosecutor's office"),
    N_("to the higher authority of the official"),
)
RIGHTS = N_(
    "You may know the measures applied to you, ask for more or for their end, and complain at any time. "
    "You must keep the conditions, report every threat at once and not tell others about the measures."
)
DECISION, ORDER = N_("decision"), N_("order")


@dataclass(frozen=True, slots=True)
class Decide:
    """``outcome``: APPLY or REFUSE. ``measure``: of Art. 7(1) beside personal security. ``language``: of the document. ``order``:
    number of the order for personal security that is sent with it; empty sends none."""

    outcome: str
    number: str
    evidence: tuple[str, ...]
    verification: str
    file: str | None = None
    reasons: str = ""
    measure: tuple[str, ...] = ()
    stage: str = "INVESTIGATION"
    decider: str = "INVESTIGATOR"
    language: str = "kk"
    order: str = ""


async def decide(office: Office, wish: Decide) -> Outcome:
    """The decision stands in the person's circle; its copy goes at once to the front desk, disclosed to who made the statement,
    where it ends the 24 hours (L72 23(1), DL-01, NT-01). The order is a record of its own, after the decision stands."""
    await office.sync()
    file = file_named(office, wish.file)
    decision = _decision(wish, file)
    if wish.order and PERSONAL_SECURITY not in decision.measures:
        raise Usage("the decision does not order personal security", "no-security")
    series = Series(office)
    await series.put(own_person_circle(office, file), decision)
    copy = await series.put(file.circle(Circle.COORDINATION), decision)
    told = [say("decision {number}: {outcome}", number=wish.number, outcome=Code(wish.outcome))]
    told += await _to_who_stated(office, series, file, decision)
    if wish.order and copy is not None and copy.seen is not None:
        done = await series.put(file.circle(Circle.COORDINATION), _order(file, wish.order, copy.seen, decision))
        told += [say("order {number} for personal security sent", number=wish.order)] if done is not None and done.stands else []
    owed = PERSONAL_SECURITY in decision.measures and not wish.order
    step = Next("order_security", (("file", file.pseudonym),), ("number",), say("personal security still needs its order"))
    data = MappingProxyType({"file": file.id, "outcome": wish.outcome})
    return Outcome(tuple(told), series.written, (step,) if owed else (), data, series.left)


async def _to_who_stated(office: Office, series: Series, file: CaseFile, decision: Decision) -> list[Said]:
    """The copy to the front desk, opened to who made the statement."""
    told = []
    for item, report in reports(office):
        if report.payload_id == file.statement and item.name == "statement" and not series.stopped:
            settles = clocks_of(office, item, "DL-01", "DL-16")
            done = await series.put(item.circle, decision, settles=settles, disclose_to=answer_keys(item))
            if done is not None and done.stands:
                told.append(say("copy disclosed to who made the statement; the 24-hour clock is settled"))
    return told


def _decision(wish: Decide, file: CaseFile) -> Decision:
    return Decision(
        file=file.id,
        number=wish.number,
        outcome=wish.outcome,
        reasons=wish.reasons,
        evidence=wish.evidence,
        verification=wish.verification,
        measures=(PERSONAL_SECURITY, *wish.measure) if wish.outcome == "APPLY" else (),
        appeal=appeal_in(wish.language),
        rights=translated(RIGHTS, wish.language),
        language=wish.language,
        stage=wish.stage,
        decider=wish.decider,
    )


def appeal_in(language: str) -> tuple[str, ...]:
    """The routes of appeal, as a document has them."""
    return tuple(translated(each, language) for each in APPEAL)


@dataclass(frozen=True, slots=True)
class OrderSecurity:
    """The order for personal security: opens the choice of measures."""

    number: str
    file: str | None = None


async def order_security(office: Office, wish: OrderSecurity) -> Outcome:
    """On the newest decision of the file."""
    await office.sync()
    file = file_named(office, wish.file)
    item, decision = last(file.records(office), Decision, Term(DECISION))
    if PERSONAL_SECURITY not in decision.measures:
        raise Usage("the decision does not order personal security", "no-security")
    value = _order(file, wish.number, item, decision)
    done = await office.writing.record(file.circle(Circle.COORDINATION), value)
    return outcome(say("order {number} for personal security sent", number=wish.number), written=(done,), file=file.id)


def _order(file: CaseFile, number: str, item: Seen, decision: Decision) -> Order:
    return Order(file.id, number, item.entry.hash.hex(), decision.number)


@dataclass(frozen=True, slots=True)
class TakeOrder:
    """``note``: what is being done."""

    file: str | None = None
    note: str = ""


async def take_order(office: Office, wish: TakeOrder) -> Outcome:
    """The implementing body has the order: only then does it choose measures (23(4)), and its clock runs."""
    await office.sync()
    file, series = file_named(office, wish.file), Series(office)
    circle = file.circle(Circle.COORDINATION)
    item, found = last(seen(office, circle), Order, Term(ORDER))
    await series.acknowledged(circle, item, wish.note)
    step = Next("select_measures", (("file", file.pseudonym),), ("number", "measure"))
    return outcome(say("order {number} acknowledged", number=found.number), written=series.written, next=(step,), file=file.id)
