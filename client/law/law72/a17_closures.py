"""Art. 17: reference services must not disclose data, for a set period, by decision; and the exception for another criminal case.

A closure is the one measure that really ends with its period: the service reopens by itself (AMB-22). So its clock warns early.
"""

from __future__ import annotations

from collections.abc import Iterable

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.due import DAY
from client.law.file import File
from client.law.file.closures import Asked, Closure, Decided
from client.law.file.partners import answer_ms
from client.law.file.threats import Report
from client.law.law72.chosen import chosen, sees_person
from client.law.records.closures import (
    ClosureAnswer,
    ClosureDecision,
    ClosureOrder,
    ClosureSent,
    ExceptionAnswered,
    ExceptionDecided,
    ExceptionRequest,
)
from client.law.rule import Clock, Effect, Notice, On, Rule, Started, norm, rule
from client.law.tables.services import ADVISED, EDUCATION, PENAL, SERVICES, labels_in, of_system
from client.law.titles import N_
from client.law.words import Circle
from crypto.frozen import dataclass

# The decision ---------------------------------------------------------------------------------------------------------------


@rule("L72-23.4", "23(4)", ClosureDecision)
def closed_by_ruling(file: File, act: Act[ClosureDecision]) -> Answer:
    """Lifting is possible after the measure ended."""
    return MET if act.value.kind == "LIFT" else chosen(file, "M2.4")


@rule("L72-17.1", "17 pt1", ClosureDecision)
def has_an_end(file: File, act: Act[ClosureDecision]) -> Answer:
    value = act.value
    if value.kind != "LIFT" and value.until <= act.at:
        return not_met(say("the closure ends before it begins"), say("set the period for which the data stay closed"))
    if not value.services:
        return not_met(say("the decision names no service"), say("name each service that must not disclose"))
    if len(set(value.services)) != len(value.services):
        return not_met(say("a service stands twice in the decision"), say("name each service once"))
    return MET


@rule("L72-17.1", "17 pt1", ClosureDecision)
def goes_on_from_a_closure(file: File, act: Act[ClosureDecision]) -> Answer:
    """To prolong or to lift is for services that have an order."""
    if act.value.kind == "CLOSE":
        return MET
    unknown = sorted(each for each in act.value.services if file.closures.of(each) is None)
    if not unknown:
        return MET
    if not sees_person(file):
        return undetermined(say("the orders to the services"))
    return not_met(say("no order closed: {services}", services=", ".join(unknown)), say("close it first, or leave it out"))


@rule("L72-17.2", "17 pt1", ClosureDecision)
def of_the_register(file: File, act: Act[ClosureDecision]) -> Answer:
    """Whoever owns it, also privately: it is listed with its owner, so that the order reaches somebody who is bound (24)."""
    unknown = sorted(each for each in act.value.services if each not in SERVICES and each not in file.closures.listed)
    if not unknown:
        return MET
    if not sees_person(file):
        return undetermined(say("the services that were listed"))
    return not_met(say("not on the register: {services}", services=", ".join(unknown)), say("put the service and its owner on it"))


def _wanted(file: File, system: str) -> tuple[str, ...]:
    """The penal database matters for who is in custody, that of schools for a minor (or a change of the place of study)."""
    codes = of_system(system)
    if codes == (PENAL,) and not file.persons.in_custody:
        return ()
    if codes == (EDUCATION,) and not file.persons.minor and file.measures.of("M2.5c") is None:
        return ()
    return codes


def _thought_of(system: str) -> Rule:
    """C.2: the decision closes the services of this system, or says why it leaves one out. It holds all the same."""

    @rule(system, "17", ClosureDecision, effect=Effect.MARK)
    def thought_of(file: File, act: Act[ClosureDecision]) -> Answer:
        value = act.value
        if value.kind != "CLOSE":
            return MET
        reached = {*value.services, *(each.service for each in value.left_out if each.reason.strip())}
        missing = [each for each in _wanted(file, system) if each not in reached and file.closures.of(each) is None]
        if not missing:
            return MET
        titles = ", ".join(SERVICES[each].title for each in missing)
        return not_met(say("data stay open at: {services}", services=titles), say("close it too, or say why it is left out"))

    return thought_of


ADVICE = tuple(_thought_of(system) for system in ADVISED)


@norm("SYS-01", "17")
def warnings(file: File, services: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(service, what closing it does not do), for those that have a warning: shown with the decision and told to the person."""
    found = ((each, SERVICES[each].warning if each in SERVICES else file.closures.listed.get(each, "")) for each in services)
    return tuple((service, warning) for service, warning in found if warning)


# The orders -----------------------------------------------------------------------------------------------------------------


@rule("A.11", "17, 24, 28", ClosureOrder)
def does_not_label(file: File, act: Act[ClosureOrder]) -> Answer:
    """Rule (g): the orders must not become the list of protected people. The basis may say what the joint rules let it say."""
    words = f"{act.value.record} {act.value.under}".casefold()
    pseudonym = file.case.pseudonym.casefold()
    told = labels_in(words)
    if pseudonym and pseudonym in words:
        return not_met(
            say("the order carries the pseudonym of the file"), say("write only what the service needs to find the record")
        )
    if told:
        return not_met(say("the order tells whom it closes: {words}", words=", ".join(told)), say("take the words out"))
    return MET


@rule("L72-17.1", "17 pt1", ClosureOrder)
def one_order_a_circle(file: File, act: Act[ClosureOrder]) -> Answer:
    if file.closures.knows(act.value.order):
        return not_met(say("this order was given already"), say("give each service an order of its own"))
    return MET


@rule("L72-17.1", "17 pt1", ClosureSent)
def as_decided(file: File, act: Act[ClosureSent]) -> Answer:
    value = act.value
    decided = file.closures.decisions.get(value.decision)
    if decided is None:
        return _undecided(file)
    if value.service not in decided.services:
        return not_met(say("the decision does not name this service"), say("decide to close it there too"))
    known = file.closures.of(value.service)
    if value.order in file.closures.orders or (known is not None and known.decision == value.decision and known.state == "SENT"):
        return not_met(say("the service has an order of this decision"), say("wait for its answer, or remind it"))
    return _same_words(file, value.order, decided)


def _undecided(file: File) -> Answer:
    if not sees_person(file):
        return undetermined(say("the decision to close"))
    return not_met(say("no decision closes the data"), say("let the authorised official decide first"))


def _same_words(file: File, order: str, decided: Decided) -> Answer:
    text = file.closures.texts.get(order)
    if text is None or text == (decided.kind, decided.until):
        return MET
    return not_met(say("the order is of another kind or period than the decision"), say("order what was decided"))


@rule("L72-17.1", "17 pt1, 24(1)", ClosureAnswer)
def answers_an_order(file: File, act: Act[ClosureAnswer]) -> Answer:
    """A lookup attempt is asked nothing of the kind: it is a danger sign, whatever order it names (L72-17.4)."""
    if file.closures.knows(act.value.order):
        return MET
    if not file.sees(Circle.TASK) and not sees_person(file):
        return undetermined(say("the order"))
    return not_met(say("no such order was given"), say("answer the order that was given"))


@rule("L72-24.1", "24(1)", ClosureAnswer)
def refused_with_reasons(file: File, act: Act[ClosureAnswer]) -> Answer:
    if act.value.state != "REFUSED" or act.value.note.strip():
        return MET
    return not_met(say("a refusal without reasons"), say("give the reasons, or carry the order out"))


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of the status board. ``state``: SENT, CLOSED, REFUSED, NO_ANSWER, REOPENED, LIFTED."""

    service: str
    state: str
    until: int
    note: str


@norm("L72-17.1", "17 pt1")
def board(file: File, now: int) -> tuple[Standing, ...]:
    """The status board: what each service is known to do at ``now``; one that was decided on and not ordered yet stands as OWED."""
    ordered = {each.service for each in file.closures.all()}
    decided = {service for each in file.closures.decisions.values() if each.kind == "CLOSE" for service in each.services}
    owed = [Standing(each, "OWED", 0, "") for each in decided - ordered]
    wait_ms = answer_ms(file, "REF")
    known = [Standing(each.service, _stands(each, now, wait_ms), each.closed_until, each.note) for each in file.closures.all()]
    return tuple(sorted((*owed, *known), key=lambda each: each.service))


def _stands(closure: Closure, now: int, wait_ms: int) -> str:
    if closure.kind == "LIFT" and closure.state == "DONE":
        return "LIFTED"
    if closure.closed_until:
        return "CLOSED" if now < closure.closed_until else "REOPENED"
    if closure.state == "REFUSED":
        return "REFUSED"
    return "NO_ANSWER" if now > closure.sent_at + wait_ms else "SENT"


@norm("L72-17.4", "17 pt1, 26-1(3)(1)")
def danger_signs(file: File) -> tuple[Report, ...]:
    """Attempts to look up closed data, each a report of a threat that the body still has to close by an act (L72-4.1)."""
    return tuple(each for each in file.threats.open() if each.source == "REF" and each.kind == "LOOKUP")


# The exception for another case -----------------------------------------------------------------------------------------------


@rule("L72-17.3", "17 pt2", ExceptionRequest)
def asked_in_another_case(file: File, act: Act[ExceptionRequest]) -> Answer:
    value = act.value
    if all(each.strip() for each in (value.requester, value.case_number, value.act)):
        return MET
    return not_met(
        say("the request does not say who asks, in which case, by which act"), say("have the requester complete the request")
    )


def _asked(file: File, request: str) -> Answer | Asked:
    found = file.closures.asked.get(request)
    if found is not None:
        return found
    if not sees_person(file):
        return undetermined(say("the request of the other case"))
    return not_met(say("no such request is in the file"), say("record the request first"))


@rule("L72-17.3", "17 pt2", ExceptionDecided)
def decided_once(file: File, act: Act[ExceptionDecided]) -> Answer:
    found = _asked(file, act.value.request)
    if not isinstance(found, Asked):
        return found
    if found.answered:
        return not_met(say("the request was answered already"), say("have the requester ask anew"))
    return MET


@rule("L72-17.3", "17 pt2, 26-1(3)(3)", ExceptionDecided)
def person_is_told(file: File, act: Act[ExceptionDecided]) -> Answer:
    if act.value.tell or act.value.harm.strip():
        return MET
    return not_met(say("the person is not told, and no harm is named"), say("tell the person, or say what harm that would do"))


@rule("L72-17.3", "17 pt2", ExceptionAnswered)
def never_by_itself(file: File, act: Act[ExceptionAnswered]) -> Answer:
    """A lawful request may be answered; that it may is the official's decision each time (AMB-13)."""
    found = _asked(file, act.value.request)
    if not isinstance(found, Asked):
        return found
    if found.answer:
        return MET
    return not_met(say("the official has not decided that the request is answered"), say("wait for the official's decision"))


# Clock and notice -------------------------------------------------------------------------------------------------------------


def _closed(file: File, act: Act[ClosureDecision]) -> Iterable[Started]:
    if act.value.kind == "CLOSE":
        yield from (Started(each, due=act.value.until) for each in act.value.services)


def _settled(file: File, act: Act[ClosureSent]) -> Iterable[str]:
    """The order to lift, or to close for another period than the one that runs."""
    found = file.closures.of(act.value.service)
    if found is None:
        return
    running = file.clocks.matching("DL-19", found.service)
    if found.kind == "LIFT" or any(each.due_at != found.until for each in running):
        yield found.service


def _prolonged(file: File, act: Act[ClosureSent]) -> Iterable[Started]:
    found = file.closures.of(act.value.service)
    if found is not None and found.kind != "LIFT":
        yield Started(found.service, due=found.until)


def _owed(file: File, act: Act[ClosureDecision]) -> Iterable[str]:
    yield from (f"{act.value.decision} {service}" for service in act.value.services)


def _given(file: File, act: Act[ClosureSent]) -> Iterable[str]:
    yield f"{act.value.decision} {act.value.service}"


def _acknowledged(file: File, act: Act[ClosureAnswer | ClosureSent]) -> Iterable[str]:
    """Also where the service was quicker than the link."""
    found = file.closures.of_order(act.value.order)
    if found is not None and found.state != "SENT":
        yield f"{found.decision} {found.service}"


CLOCKS = (
    Clock(
        id="DL-19",
        article="17",
        start=N_("decision to close data"),
        end=N_("order to each service to go on or to lift"),
        owner="IMH",
        before_s=(30 * DAY, 14 * DAY, 7 * DAY, DAY),
        starts=(On(ClosureDecision, _closed), On(ClosureSent, _prolonged)),
        ends=(On(ClosureSent, _settled),),
        tell=("IMH", "HEAD"),
    ),
)

NOTICES = (
    Notice(
        id="NT-20",
        article="17",
        what=N_("order to close, to go on closing, or to lift"),
        sender="IMH",
        receivers=("REF",),
        proof=N_("acknowledged"),
        clock="DL-19",
        owed=(On(ClosureDecision, _owed),),
        given=(On(ClosureSent, _given),),
        proven=(On(ClosureAnswer, _acknowledged), On(ClosureSent, _acknowledged)),
    ),
)

RULES = (
    closed_by_ruling,
    has_an_end,
    goes_on_from_a_closure,
    of_the_register,
    *ADVICE,
    does_not_label,
    one_order_a_circle,
    as_decided,
    answers_an_order,
    refused_with_reasons,
    asked_in_another_case,
    decided_once,
    person_is_told,
    never_by_itself,
)
