"""Art. 26-1(3)(2)-(4): the bodies carry out all measures, tell the person, and explain rights and duties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.due import HOUR, end_of_day
from client.law.file import File
from client.law.file.information import EXPLAINED
from client.law.law72.a03_persons import is_protected
from client.law.records.access import LeakIncident
from client.law.records.closures import LookupAttempt
from client.law.records.decisions import DataReceived
from client.law.records.ending import Revocation
from client.law.records.information import DangerWithheld, NoticeGiven, RightsExplained
from client.law.records.measures import MeasureStarted
from client.law.records.persons import PersonFlagged
from client.law.records.requests import RequestAnswered
from client.law.records.rulings import Decision, Review, Selection
from client.law.records.threats import ThreatNoted
from client.law.rule import Clock, Effect, Notice, On, Started, norm, rule
from client.law.telling import given, key, owed, proven
from client.law.titles import N_
from client.law.words import Circle
from crypto.frozen import dataclass

# All necessary measures are carried out (26-1(3)(2)) ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Planned:
    """A measure of the file and how far it is. ``open_tasks``: of partners, not done yet."""

    code: str
    state: str
    done: bool
    open_tasks: tuple[str, ...]


CARRIED_OUT = frozenset({"IN_FORCE", "REVIEW_DUE", "ENDED_BY_RULING"})


@norm("L72-26-1.3.2", "26-1(3)(2)")
def plan(file: File) -> tuple[Planned, ...]:
    """The plan of the measures chosen: which are carried out, which wait, and for whom."""
    return tuple(_planned(file, each.code, str(each.state)) for each in file.measures.all())


def _planned(file: File, code: str, state: str) -> Planned:
    ended = ("DONE", "RECALLED")
    tasks = tuple(each.task for each in file.partners.all() if each.measure == code and each.state not in ended)
    return Planned(code, state, state in CARRIED_OUT and not tasks, tasks)


# The person is told (26-1(3)(3)) -----------------------------------------------------------------------------------------

DANGER: tuple[type, ...] = (LookupAttempt, LeakIncident, DataReceived, ThreatNoted)
"""Records by which a body learns of a danger from somebody else than the person."""


@rule("L72-26-1.3.3", "26-1(3)(3)", DangerWithheld)
def withheld_with_reasons(file: File, act: Act[DangerWithheld]) -> Answer:
    """A source may be protected by the wording; keeping the danger itself back needs reasons, and the prosecutor reads them."""
    if act.value.reasons.strip():
        return MET
    return not_met(
        say("a danger is kept from the person without reasons"), say("tell the person, or write the reasons for the prosecutor")
    )


@rule("L72-26-1.3.3", "26-1(3)(3)", DangerWithheld)
def only_dangers_are_withheld(file: File, act: Act[DangerWithheld]) -> Answer:
    """What applies to the person, and what was decided, is told in any case."""
    found = file.refs.get(act.value.of)
    if found is None:
        return undetermined(say("what is withheld is in a circle that is not read here"))
    if found.name not in TOLD_ANYWAY:
        return MET
    return not_met(say("a measure or a decision is kept from the person"), say("tell the person what applies to them"))


TOLD_ANYWAY = frozenset({"decision", "selection", "review", "measure-started", "revocation", "lift-refused", "continuation"})


def _danger(file: File, act: Act[Any]) -> tuple[str, ...]:
    """Owed to a protected person; who is none yet is told of the decision (NT-01)."""
    return owed(file, act, "PP") if is_protected(file) else ()


def _changed(file: File, act: Act[Review]) -> tuple[str, ...]:
    return owed(file, act, "PP") if act.value.outcome == "CHANGED" else ()


def _came_of_age(file: File, act: Act[PersonFlagged]) -> tuple[str, ...]:
    """A.13: the person, and who represented them, are told that the person now decides."""
    return tuple(key(act.hash, to) for to in ("PP", "REP")) if file.persons.of_age == act.hash else ()


NT_11 = Notice(
    id="NT-11",
    article="26-1(3)(3), 25(1)",
    what=N_("what measures apply now"),
    sender="IMP",
    receivers=("PP", "REP"),
    proof="receipt",
    clock="DL-17",
    owed=(
        On(Selection, lambda file, act: owed(file, act, "PP")),
        On(MeasureStarted, lambda file, act: owed(file, act, "PP")),
        On(Review, _changed),
    ),
    given=given("NT-11"),
    proven=proven("NT-11"),
)
NT_12 = Notice(
    id="NT-12",
    article="26-1(3)(3)",
    what=N_("warning of danger, with advice"),
    sender="DEC or IMP",
    receivers=("PP", "REP"),
    proof="acknowledged",
    clock="DL-17",
    owed=tuple(On(form, _danger) for form in DANGER),
    given=(*given("NT-12"), On(DangerWithheld, lambda file, act: _withheld(act))),
    proven=(*proven("NT-12"), On(DangerWithheld, lambda file, act: _withheld(act))),
)
NT_13 = Notice(
    id="NT-13",
    article="26-1(3)(3)",
    what=N_("another decision that concerns the person"),
    sender="DEC or IMP",
    receivers=("PP", "REP"),
    proof="receipt",
    clock="DL-17",
    owed=(On(RequestAnswered, lambda file, act: owed(file, act, "PP")), On(PersonFlagged, _came_of_age)),
    given=given("NT-13"),
    proven=proven("NT-13"),
)


def _withheld(act: Act[DangerWithheld]) -> tuple[str, ...]:
    return tuple(key(act.value.of, to) for to in ("PP", "REP"))


def _threat_known(file: File, act: Act[Any]) -> Iterator[Started]:
    if is_protected(file):
        yield Started(act.hash)


def _same_day(file: File, act: Act[Any]) -> Iterator[Started]:
    yield Started(act.hash, due=end_of_day(act.at, file.case.zone_minutes))


def _same_day_if_changed(file: File, act: Act[Review]) -> Iterable[Started]:
    return _same_day(file, act) if act.value.outcome == "CHANGED" else ()


def _revoked(file: File, act: Act[Revocation]) -> Iterable[Started]:
    """Its copy in the coordination circle is for the implementing body."""
    return _same_day(file, act) if act.place.kind is Circle.PERSON else ()


TELLING = ("NT-01", "NT-11", "NT-12", "NT-13", "NT-15", "NT-17")


def _told(file: File, act: Act[NoticeGiven]) -> tuple[str, ...]:
    """Of who needs to be represented, telling the representative is in time; the person is owed it all the same."""
    to = ("PP", "REP") if file.persons.represented else ("PP",)
    return (act.value.of,) if act.value.notice in TELLING and act.value.to in to else ()


DL_17 = Clock(
    id="DL-17",
    article="26-1(3)(3)",
    start=N_("threat known, measure applied or changed, decision taken"),
    end=N_("person told"),
    owner="DEC, IMP",
    limit_s=HOUR,
    starts=(
        *(On(form, _threat_known) for form in DANGER),
        On(Selection, _same_day),
        On(MeasureStarted, _same_day),
        On(Review, _same_day_if_changed),
        On(RequestAnswered, _same_day),
        On(Revocation, _revoked),
    ),
    ends=(On(NoticeGiven, _told), On(DangerWithheld, lambda file, act: (act.value.of,))),
    tell=("HEAD",),
)

# Rights and duties are explained (26-1(3)(4)) ----------------------------------------------------------------------------


@rule("L72-26-1.3.4", "26-1(3)(4)", RightsExplained)
def rights_duties_and_routes(file: File, act: Act[RightsExplained]) -> Answer:
    return _speaks_of(act, "RIGHTS", "DUTIES", "APPEAL_ROUTES")


@rule("L72-26-1.3.4", "26-1(3)(4)", RightsExplained)
def by_reference_to_the_decision(file: File, act: Act[RightsExplained]) -> Answer:
    """Also by reference to a decision not to apply measures."""
    found = file.refs.get(act.value.of)
    if found is None:
        return undetermined(say("the decision is in a circle that is not read here"))
    if found.name in TOLD_ANYWAY:
        return MET
    return not_met(say("the explanation refers to no decision"), say("explain rights and duties by reference to the decision"))


@rule("S-33", "S003 5", RightsExplained, effect=Effect.MARK)
def names_the_commissioner(file: File, act: Act[RightsExplained]) -> Answer:
    """Marks, as SYS-24: what was explained was explained."""
    return _speaks_of(act, "COMMISSIONER")


@rule("SYS-24", "25(3)", RightsExplained, effect=Effect.MARK)
def says_where_to_report_an_official(file: File, act: Act[RightsExplained]) -> Answer:
    return _speaks_of(act, "REPORT_AN_OFFICIAL")


def _speaks_of(act: Act[RightsExplained], *topics: str) -> Answer:
    missing = [topic for topic in topics if topic not in act.value.topics]
    if not missing:
        return MET
    return not_met(say("the explanation lacks: {topics}", topics=", ".join(missing)), say("explain that too"))


@rule("S-29", "26-1(3)(4); S003 2, 13, 16", RightsExplained, NoticeGiven, effect=Effect.MARK)
def in_a_language_understood(file: File, act: Act[Any]) -> Answer:
    """In the person's own language, or with an interpreter who is named. Marks: a warning in the wrong language is better than
    none."""
    value, spoken = act.value, file.information.language
    if value.to not in ("PP", "REP") or not spoken or value.language == spoken or value.interpreter.strip():
        return MET
    return not_met(
        say(
            "the person understands {spoken}, and is told in {other} with no interpreter",
            spoken=spoken,
            other=value.language,
        ),
        say("tell it in the person's language, or name the interpreter"),
    )


@rule("S-29", "26-1(3)(4)", RightsExplained, effect=Effect.MARK)
def for_who_reads_little(file: File, act: Act[RightsExplained]) -> Answer:
    if act.value.form != "TEXT" or not file.information.reads_little:
        return MET
    return not_met(say("the person reads little, and is given a text"), say("explain it aloud, by sound or with pictures"))


@rule("S-29", "26-1(3)(4)", RightsExplained, effect=Effect.MARK)
def oral_explanation_is_witnessed(file: File, act: Act[RightsExplained]) -> Answer:
    """Without a signature, that it was explained is known by whoever else was there."""
    if act.value.form != "ORAL" or act.value.present.strip():
        return MET
    return not_met(say("the oral explanation was heard by nobody else"), say("name who was present"))


def _decided(file: File, act: Act[Decision]) -> tuple[str, ...]:
    """The decision stands as several entries, one in each circle: the person is owed one explanation."""
    return owed(file, act, "PP") if act.place.kind in (Circle.PERSON, Circle.FRONT_DESK) else ()


RIGHTS = Notice(
    id=EXPLAINED,
    article="26-1(3)(4)",
    what=N_("rights, duties and ways to complain, by reference to the decision"),
    sender="DEC",
    receivers=("PP", "REP"),
    proof="acknowledged, or oral explanation recorded",
    clock="DL-03",
    owed=(On(Decision, _decided),),
    given=(On(RightsExplained, lambda file, act: (key(act.value.of, act.value.to),)),),
    proven=(
        *proven(EXPLAINED),
        On(RightsExplained, lambda file, act: (key(act.value.of, act.value.to),) if act.value.form == "ORAL" else ()),
    ),
)


@norm("SYS-20", "25(3)")
def leaflet_contacts(body_kinds: Iterable[str] = ("HUMAN_RIGHTS", "CHILDREN", "VULNERABLE")) -> tuple[str, ...]:
    """Which commissioners a leaflet names, beside the routes of A.6: they hear complaints, and open no sealed data."""
    names = {
        "HUMAN_RIGHTS": N_("Commissioner for Human Rights"),
        "CHILDREN": N_("Commissioner for Children's Rights"),
        "VULNERABLE": N_("Commissioner for the rights of vulnerable groups"),
    }
    return tuple(names[kind] for kind in body_kinds if kind in names)


RULES = (
    withheld_with_reasons,
    only_dangers_are_withheld,
    rights_duties_and_routes,
    by_reference_to_the_decision,
    names_the_commissioner,
    says_where_to_report_an_official,
    in_a_language_understood,
    for_who_reads_little,
    oral_explanation_is_witnessed,
)
CLOCKS = (DL_17,)
NOTICES = (NT_11, NT_12, NT_13, RIGHTS)
