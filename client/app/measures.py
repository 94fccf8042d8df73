"""Measures: chosen by a ruling with term and method (L72 23(4)), carried out, reviewed; the deciding body is told (23(5))."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, file_named, own_person_circle
from client.app.casework.casework import Unlawful
from client.app.decisions import ORDER
from client.app.lacking import Wants
from client.app.outcome import Next, Outcome, outcome
from client.app.reading import Seen, last, seen
from client.app.saying import Code, Moment, Term, say
from client.app.series import Series
from client.law.payload import NotOfTheForm
from client.law.records.measures import MeasureStarted
from client.law.records.rulings import (
    Considered,
    NoticeMeasure,
    Order,
    Review,
    SelectedMeasure,
    Selection,
    SelectionNotice,
    notice_of,
)
from client.law.words import Circle
from client.texts import N_
from crypto.errors import Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office
    from client.law.answer import NotMet
    from crypto.types import CircleId

RULING = N_("ruling that chooses the measures")
OTHER_ORDER = "the ruling names another order than that of the file"
"""What the law says of a ruling before there is an order."""


@dataclass(frozen=True, slots=True)
class MeasureWish:
    """One measure: how (``method``), by whom (``unit``), and in how many milliseconds it is looked at again (``review_ms``).

    ``considered``: what was tried or weighed before an exceptional one, each beginning with the code of that measure. ``need``: why
    equipment at home is needed; ``duration``: TEMPORARY or PERMANENT, of a move; ``event``: what ends the term, where it is no date
    (``review_ms`` may then be 0); ``basis``: the provision, of M4.3; ``moved``: PROTECTED or THREATENER, of M4.1; ``executor``: who
    carries it out, else whom Art. 21 names."""

    code: str
    method: str
    unit: str
    review_ms: int
    considered: tuple[str, ...] = ()
    need: str = ""
    duration: str = ""
    event: str = ""
    basis: str = ""
    moved: str = ""
    executor: str = ""

    def selected(self, now: int) -> SelectedMeasure:
        """As the ruling has it, from ``now``. Raises ``NotOfTheForm``."""
        return SelectedMeasure(
            self.code,
            self.method,
            self.unit,
            now,
            now + self.review_ms if self.review_ms else 0,
            tuple(Considered.of(each) for each in self.considered),
            self.event,
            self.need,
            self.basis,
            self.duration,
            self.moved,
            executor=self.executor,
        )


@dataclass(frozen=True, slots=True)
class SelectMeasures:
    """The ruling, ``number``; ``restricted``: readers open its detail only where it is disclosed to them."""

    number: str
    measure: tuple[MeasureWish, ...]
    file: str | None = None
    restricted: bool = False


async def select_measures(office: Office, wish: SelectMeasures) -> Outcome:
    """L72 23(4): the ruling, restricted in its detail; then the notice to the deciding body (23(5)), with no more than it may
    know. An order that nobody of this body has acknowledged is acknowledged first: whoever chooses on it has read it."""
    await office.sync()
    file, now = file_named(office, wish.file), office.clock()
    item, circle, ruling = _ruling(office, file, wish, now)
    series, coordination = Series(office), file.circle(Circle.COORDINATION)
    await series.acknowledged(coordination, item)
    main = len(series.written)
    done = await series.put(circle, ruling, same=lambda each: _same(each, ruling), restricted=wish.restricted)
    told = [say("ruling {number}: {count} measures chosen", number=wish.number, count=len(ruling.measures))]
    if done is not None and done.seen is not None and isinstance(done.seen.value, Selection):
        told += [
            say("{code}: {method}; review {time}", code=Code(each.code), method=each.method, time=Moment(each.review_at))
            for each in done.seen.value.measures
        ]
        notice = notice_of(done.seen.value, bytes(done.seen.entry.hash).hex())
        sent = await series.put(coordination, notice)
        told += [say("the deciding body is informed")] if sent is not None and sent.stands else []
    data = MappingProxyType({"file": file.id})
    return Outcome(tuple(told), series.written, _after_choice(file, ruling), data, series.left, min(main, len(series.written) - 1))


def _there(office: Office, circle: CircleId, ruling: Selection) -> bool:
    """Whether it was written already: then its notice may still be owed."""
    return Series(office).there(circle, Selection, lambda each: _same(each, ruling)) is not None


def _same(one: Selection, other: Selection) -> bool:
    """Whether a ruling is the one that was begun: its number and its measures, whatever the times."""
    return (one.number, [each.code for each in one.measures]) == (other.number, [each.code for each in other.measures])


def _after_choice(file: CaseFile, ruling: Selection) -> tuple[Next, ...]:
    codes = ",".join(each.code for each in ruling.measures)
    return (Next("start_measures", (("file", file.pseudonym), ("measure", codes))),)


def _ruling(office: Office, file: CaseFile, wish: SelectMeasures, now: int) -> tuple[Seen, CircleId, Selection]:
    """The order, the circle, the ruling on it. Raises ``Lacking`` with everything that is missing for it."""
    wants, made = Wants(), []
    circle: CircleId | None = None
    order: Seen | None = None
    with wants.one(Next("take_file", (("file", file.pseudonym),))):
        circle = own_person_circle(office, file)
    with wants.one():
        order, _value = last(file.records(office), Order, Term(ORDER))
    for each in wish.measure:
        try:
            made.append(each.selected(now))
        except NotOfTheForm as error:
            wants.missing(say("{measure}: {detail}", measure=each.code, detail=str(error)), "not-of-the-form")
    ruling = _selection(file, wish, order, tuple(made)) if made else None
    if ruling is not None and not (circle is not None and _there(office, circle, ruling)):
        with wants.one():
            _all_lawful(office, file, ruling, restricted=wish.restricted, ordered=order is not None)
    wants.all()
    if circle is None or order is None or ruling is None:
        raise Usage("name the measures that are chosen", "no-measures")
    return order, circle, ruling


def _selection(file: CaseFile, wish: SelectMeasures, order: Seen | None, measures: tuple[SelectedMeasure, ...]) -> Selection:
    named = order.entry.hash.hex() if order is not None else "00" * 32
    return Selection(file.id, wish.number, named, measures)


def _all_lawful(office: Office, file: CaseFile, ruling: Selection, *, restricted: bool, ordered: bool) -> None:
    """Raises ``Unlawful`` with each broken rule, of each measure: a rule speaks of the first measure that breaks it. Without an
    order (``ordered``), what the law says about the order is not told twice."""
    broken: dict[tuple[str, str], NotMet] = {}
    for answer in _broken(office, file, ruling, restricted=restricted):
        broken[answer.rule, str(answer.because)] = answer
    rules = {rule for rule, _because in broken}
    for each in ruling.measures if broken and len(ruling.measures) > 1 else ():
        alone = Selection(ruling.file, ruling.number, ruling.order, (each,))
        for answer in _broken(office, file, alone, restricted=restricted):
            if answer.rule in rules:
                broken[answer.rule, str(answer.because)] = answer
    found = [each for each in broken.values() if ordered or each.because.template != OTHER_ORDER]
    if found:
        raise Unlawful(*found)


def _broken(office: Office, file: CaseFile, ruling: Selection, *, restricted: bool) -> tuple[NotMet, ...]:
    try:
        office.casework.allow(file.case, Circle.PERSON, ruling, restricted=restricted)
    except Unlawful as error:
        return error.answers
    return ()


@dataclass(frozen=True, slots=True)
class StartMeasures:
    """``measure``: codes of chosen measures that are carried out from now."""

    measure: tuple[str, ...]
    file: str | None = None
    note: str = ""


async def start_measures(office: Office, wish: StartMeasures) -> Outcome:
    """With the consent that each needs; the deciding body is told (23(5)). One that runs already is not started again."""
    await office.sync()
    file, now, told, main = file_named(office, wish.file), office.clock(), [], 0
    circle, coordination = own_person_circle(office, file), file.circle(Circle.COORDINATION)
    _item, ruling = last(seen(office, circle), Selection, Term(RULING))
    values = [MeasureStarted(file.id, code, now, wish.note) for code in wish.measure]
    begun = {each.code for each in file.case.file.measures.chosen if each.started_at}
    _may_all_start(office, circle, [each for each in values if each.measure not in begun])
    series = Series(office)
    for value in values:
        main = len(series.written)
        done = await series.put(circle, value, same=_started(value.measure, begun))
        if done is None:
            break
        told.append(say("{code} is in force", code=Code(value.measure)))
        standing = office.casework.case(file.id).file.measures.of(value.measure)
        if done.seen is not None and standing is not None:
            notice = (NoticeMeasure(value.measure, standing.starts_at, standing.review_at, "STARTED"),)
            of = (bytes(done.seen.entry.hash).hex(),)
            await series.put(coordination, SelectionNotice(file.id, ruling.number, notice, of))
    data = MappingProxyType({"file": file.id})
    return Outcome(tuple(told), series.written, (), data, series.left, min(main, len(series.written) - 1))


def _started(code: str, begun: set[str]) -> Callable[[MeasureStarted], bool]:
    """Whether a record is the start of a measure that runs."""
    return lambda each: each.measure == code and code in begun


def _may_all_start(office: Office, circle: CircleId, values: list[MeasureStarted]) -> None:
    """Nothing is started unless all of it may be. Raises ``Lacking``, ``Unlawful``."""
    wants = Wants()
    for value in values:
        with wants.one():
            office.casework.prepare(circle, value)
    wants.all()


@dataclass(frozen=True, slots=True)
class ReviewMeasure:
    """``outcome``: EXTENDED or CHANGED; ``next``: milliseconds until the next review."""

    measure: str
    note: str
    file: str | None = None
    outcome: str = "EXTENDED"
    next: int = 30 * 86_400_000


async def review_measure(office: Office, wish: ReviewMeasure) -> Outcome:
    """A measure is looked at; its clock starts anew. Ending one takes a ruling of its own (27(2))."""
    await office.sync()
    file = file_named(office, wish.file)
    following = office.clock() + wish.next
    value = Review(file.id, wish.measure, wish.outcome, wish.note, following)
    done = await office.writing.record(own_person_circle(office, file), value)
    line = say(
        "{measure} reviewed: {outcome}; next {time}",
        measure=Code(wish.measure),
        outcome=Code(wish.outcome),
        time=Moment(following),
    )
    return outcome(line, written=(done,))
