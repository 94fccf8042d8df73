"""Art. 23(5): the deciding body is told which measures were chosen, changed and added, and what they came to.

Kind, dates and result; no place, name or serial number (AMB-15): the notice has no field for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.file.measure import Measure
from client.law.file.measures import TOLD
from client.law.file.states import IN_FORCE, MeasureState
from client.law.law72.a14_20_consents import withdrawn_by
from client.law.law72.chosen import sees_person
from client.law.records.consents import MeasureConsent, MinutedConsent
from client.law.records.ending import Revocation
from client.law.records.files import Acknowledgement
from client.law.records.measures import MeasureNotExecutable, MeasureResult, MeasureStarted
from client.law.records.reports import ContractSignature
from client.law.records.rulings import NoticeMeasure, Review, Selection, SelectionNotice
from client.law.rule import EVERY, Clock, Notice, On, Started, rule
from client.law.telling import key
from client.law.titles import N_
from client.law.words import BodyRole

# What the notice says ---------------------------------------------------------------------------------------------------------


@rule("L72-23.5", "23(5)", SelectionNotice)
def tells_what_is(file: File, act: Act[SelectionNotice]) -> Answer:
    """Held against the measures by those who read both circles; the deciding body has the notice alone."""
    for each in act.value.measures:
        known = file.measures.of(each.code)
        if known is None or known.told:
            if not sees_person(file):
                return undetermined(say("the ruling that chooses the measures"))
            return not_met(say("no ruling chooses {measure}", measure=each.code), say("tell of the measures that were chosen"))
        if not _as_it_is(known, each):
            return not_met(
                say("the notice tells of {measure} otherwise than the file has it", measure=each.code),
                say("tell its dates and state as they are"),
            )
    return MET


def _as_it_is(known: Measure, told: NoticeMeasure) -> bool:
    if (known.starts_at, known.review_at) != (told.starts_at, told.review_at):
        return False
    if told.result and told.result != known.result:
        return False
    state = TOLD.get(told.event)
    if state in IN_FORCE:
        return known.running
    return state not in (MeasureState.ENDED_BY_RULING, MeasureState.WITHDRAWN, MeasureState.NOT_EXECUTABLE) or known.state is state


# What is owed, NT-07 to NT-10, DL-07 -----------------------------------------------------------------------------------------


def _dec(act: Act[Any]) -> tuple[str, ...]:
    return (key(act.hash, "DEC"),)


def _first(file: File, act: Act[Selection]) -> tuple[str, ...]:
    return () if act.value.amends else _dec(act)


def _added(file: File, act: Act[Selection]) -> tuple[str, ...]:
    """A measure that the file did not have before this ruling."""
    return _dec(act) if act.value.amends and any(not _older(file, act, each.code) for each in act.value.measures) else ()


def _changed(file: File, act: Act[Selection]) -> tuple[str, ...]:
    return _dec(act) if act.value.amends and any(_older(file, act, each.code) for each in act.value.measures) else ()


def _older(file: File, act: Act[Selection], code: str) -> bool:
    """Whether the measure stood before ``act``, which the file holds already: one that is new was changed by nothing before."""
    known = file.measures.of(code)
    return known is not None and known.chosen_at < act.at


def _withdrawn(file: File, act: Act[Any]) -> tuple[str, ...]:
    return _dec(act) if withdrawn_by(file, act) else ()


def _ended_by_us(file: File, act: Act[Revocation]) -> tuple[str, ...]:
    return _dec(act) if act.author.body_role is BodyRole.IMPLEMENTING else ()


def _every(file: File, act: Act[Any]) -> tuple[str, ...]:
    return _dec(act)


Hook = Callable[[File, Act[Any]], Iterable[str]]

OWED: dict[str, tuple[tuple[type, Hook], ...]] = {
    "NT-07": ((Selection, _first),),
    "NT-08": (
        (Selection, _changed),
        (Review, _every),
        (MeasureConsent, _withdrawn),
        (MinutedConsent, _withdrawn),
        (ContractSignature, _withdrawn),
    ),
    "NT-09": ((Selection, _added),),
    "NT-10": (
        (MeasureStarted, _every),
        (MeasureNotExecutable, _every),
        (MeasureResult, _every),
        (Revocation, _ended_by_us),
    ),
}
"""Of whose records the deciding body is told by which notice."""


def _given(file: File, act: Act[SelectionNotice]) -> Iterator[str]:
    """Notices of version 1 did not say of what they tell: they told of all that there was."""
    return (key(each, "DEC") for each in act.value.of) if act.value.of else iter((EVERY,))


def _proven(file: File, act: Act[Acknowledgement]) -> Iterator[str]:
    of = file.measures.told.get(act.value.of)
    if of is None or act.author.body_role is not BodyRole.DECIDING:
        return iter(())
    return (key(each, "DEC") for each in of) if of else iter((EVERY,))


def _notice(id: str, what: str) -> Notice:
    return Notice(
        id=id,
        article="23(5)",
        what=what,
        sender="IMP",
        receivers=("DEC",),
        proof="acknowledged",
        clock="DL-07",
        owed=tuple(On(form, hook) for form, hook in OWED[id]),
        given=(On(SelectionNotice, _given),),
        proven=(On(Acknowledgement, _proven),),
    )


NOTICES = (
    _notice("NT-07", N_("measures chosen")),
    _notice("NT-08", N_("measures changed")),
    _notice("NT-09", N_("measures added")),
    _notice("NT-10", N_("result or end of a measure")),
)


def _starts(hook: Hook) -> Callable[[File, Act[Any]], Iterable[Started]]:
    return lambda file, act: (Started(each) for each in hook(file, act))


DL_07 = Clock(
    id="DL-07",
    article="23(5)",
    start=N_("measures chosen or changed"),
    end=N_("deciding body informed"),
    owner="IMP",
    same_day=True,
    starts=tuple(On(form, _starts(hook)) for hooks in OWED.values() for form, hook in hooks),
    ends=(On(SelectionNotice, _given),),
    tell=("HEAD_IMP", "DEC"),
)

RULES = (tells_what_is,)
CLOCKS = (DL_07,)
