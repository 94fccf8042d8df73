"""Art. 23(4): the authorised official chooses measures, terms and methods by a ruling; nothing is carried out before it. Terms are
reviewed and end nothing (AMB-22)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.due import DAY, HOUR
from client.law.file import File
from client.law.file.measure import Measure
from client.law.law72.chosen import chosen, sees_person
from client.law.records.complaints import Complaint, ComplaintHold, ComplaintOutcome, OutcomeReceived
from client.law.records.ending import Revocation
from client.law.records.measures import MeasureNotExecutable, MeasurePlan, MeasureResult, MeasureStarted, SituationReview
from client.law.records.persons import PersonFlagged
from client.law.records.rulings import Order, Review, SelectedMeasure, Selection, SelectionNotice
from client.law.rule import EVERY, Clock, Effect, On, Started, rule
from client.law.tables.measures import PERSONAL_MEASURES
from client.law.titles import N_
from client.law.words import Circle


@rule("L72-23.4", "23(4)", Selection, Review, general=True)
def signed_by_the_official(file: File, act: Act[Any]) -> Answer:
    if "official" in act.author.roles:
        return MET
    return not_met(say("an officer without the authority of the body signs"), say("let the authorised official sign"))


@rule("L72-23.4", "23(4)", Selection)
def on_the_order_of_the_file(file: File, act: Act[Selection]) -> Answer:
    if act.value.order == file.case.order_entry:
        return MET
    if not file.case.order_entry and not file.sees(Circle.COORDINATION):
        return undetermined(say("the order for personal security"))
    return not_met(say("the ruling names another order than that of the file"), say("name the order for personal security"))


@rule("L72-23.4", "23(4)", Selection)
def term_and_method(file: File, act: Act[Selection]) -> Answer:
    """A term is a date after the start, or an event."""
    for each in act.value.measures:
        if not each.method.strip():
            return not_met(say("{measure} has no method", measure=each.code), say("say how it is carried out"))
        if not _has_term(each):
            return not_met(say("{measure} has no term", measure=each.code), say("set a date after its start, or an event"))
    return MET


def _has_term(each: SelectedMeasure) -> bool:
    return each.review_at > each.starts_at or (not each.review_at and bool(each.event.strip()))


@rule("L72-23.4", "23(4)", MeasureStarted, MeasurePlan, MeasureResult, MeasureNotExecutable, Review, general=True)
def after_the_ruling(file: File, act: Act[Any]) -> Answer:
    """Before there is any ruling nothing is carried out."""
    if file.measures.selected:
        return MET
    if not sees_person(file):
        return undetermined(say("the ruling that chooses the measures"))
    return not_met(say("no measure was chosen yet"), say("let the authorised official choose the measures first"))


@rule("L72-23.4", "23(4)", MeasureStarted)
def ruled_before_it_starts(file: File, act: Act[MeasureStarted]) -> Answer:
    return chosen(file, act.value.measure) if act.value.measure in PERSONAL_MEASURES else MET


@rule("L72-23.4", "23(4)", MeasureStarted, effect=Effect.MARK)
def not_begun_before_the_ruling(file: File, act: Act[MeasureStarted]) -> Answer:
    """Marks: what was begun too early protects all the same."""
    known = file.measures.of(act.value.measure)
    if known is None or act.value.started_at >= known.ruled_at:
        return MET
    return not_met(say("it was carried out before the ruling"), say("sign the ruling before the measure starts"))


@rule("L72-23.4", "23(4), 27(2)", Review)
def reviews_what_runs(file: File, act: Act[Review]) -> Answer:
    """The new term lies ahead. A measure that was ended is not extended: it is chosen anew."""
    value = act.value
    known = file.measures.of(value.measure)
    if known is None and not sees_person(file):
        return undetermined(say("the ruling that chooses the measures"))
    if known is None or known.ended:
        return not_met(say("no ruling in force chooses {measure}", measure=value.measure), say("choose it by a ruling"))
    if value.next_review_at <= act.at:
        return not_met(say("the new term is over already"), say("set a date ahead"))
    return MET


# Clocks -------------------------------------------------------------------------------------------------------------------

DL_06 = Clock(
    id="DL-06",
    article="23(4), 26-1(3)(1)",
    start=N_("order received"),
    end=N_("ruling that chooses the measures"),
    owner="IMH",
    limit_s=DAY,
    urgent_s=2 * HOUR,
    starts=(On(Order, lambda file, act: (Started(),)),),  # from the server's stamp: the earliest time at which it can be read
    ends=(On(Selection, lambda file, act: (EVERY,)), On(SelectionNotice, lambda file, act: (EVERY,))),
    tell=("HEAD_IMP", "DEC"),
)


def _under_review(file: File, act: Act[Any]) -> Iterator[Started]:
    """Every running measure with a date; a clock that runs already keeps its start."""
    return (Started(each.code, due=each.review_at) for each in file.measures.running if each.review_at)


def _named(file: File, act: Act[Any]) -> tuple[str, ...]:
    return (act.value.measure,)


def _ruled(file: File, act: Act[Selection]) -> tuple[str, ...]:
    return tuple(each.code for each in act.value.measures)


def _told(file: File, act: Act[SelectionNotice]) -> Iterator[str]:
    found: Iterator[Measure | None] = (file.measures.of(each.code) for each in act.value.measures)
    return (each.code for each in found if each is not None and each.told)


def _revoked(file: File, act: Act[Revocation]) -> Iterator[str]:
    return (each.code for each in file.measures.all() if act.value.covers(each.code))


def _custody(file: File, act: Act[PersonFlagged]) -> tuple[str, ...]:
    """Whose review is due at once, since custody came between (L72-21-2.1)."""
    return tuple(each.code for each in file.measures.running if act.value.flag == "CUSTODY" and each.review_at == act.at)


RESTORING = (Complaint, ComplaintHold, ComplaintOutcome, OutcomeReceived)
"""By which measures that a ruling ended may run again."""

DL_18 = Clock(
    id="DL-18",
    article="23(4), 27(2)",
    start=N_("measure starts"),
    end=N_("review: extend, change or end by ruling"),
    owner="IMH",
    before_s=(30 * DAY, 14 * DAY, 7 * DAY, DAY),
    starts=tuple(
        On(form, _under_review) for form in (MeasureStarted, Review, Selection, SelectionNotice, PersonFlagged, *RESTORING)
    ),
    ends=(
        On(Review, _named),
        On(Selection, _ruled),
        On(SelectionNotice, _told),
        On(PersonFlagged, _custody),
        On(Revocation, _revoked),
    ),
    tell=("IMH", "DEC"),
)


@rule("DL-21", "policy", SituationReview)
def looks_at_everything(file: File, act: Act[SituationReview]) -> Answer:
    """Policy (AMB-23): the level of the threat with reasons, each running measure, the contract, the consents."""
    value = act.value
    found = {each.measure for each in value.measures if each.finding.strip()}
    left_out = [each.code for each in file.measures.running if each.code not in found]
    if left_out:
        return not_met(say("the review leaves out {measure}", measure=left_out[0]), say("look at each measure in force"))
    if all(text.strip() for text in (value.reasons, value.contract, value.consents)):
        return MET
    return not_met(
        say("the review is silent on the threat, the contract or the consents"),
        say("say how the threat, contract and consents stand"),
    )


def _while_running(file: File, act: Act[Any]) -> tuple[Started, ...]:
    return (Started(),) if file.measures.running else ()


def _all_ended(file: File, act: Act[Revocation]) -> tuple[str, ...]:
    return () if file.measures.running else (EVERY,)


DL_21 = Clock(
    id="DL-21",
    article="policy",
    start=N_("protection started, or last looked at (policy, no term of the law)"),
    end=N_("review of the whole file"),
    owner="IMP",
    limit_s=30 * DAY,
    starts=tuple(On(form, _while_running) for form in (MeasureStarted, SelectionNotice, SituationReview, *RESTORING)),
    ends=(On(SituationReview, lambda file, act: (EVERY,)), On(Revocation, _all_ended)),
    tell=("IMH", "PRS"),
)

RULES = (
    signed_by_the_official,
    on_the_order_of_the_file,
    term_and_method,
    ruled_before_it_starts,
    after_the_ruling,
    not_begun_before_the_ruling,
    reviews_what_runs,
    looks_at_everything,
)
CLOCKS = (DL_06, DL_18, DL_21)
