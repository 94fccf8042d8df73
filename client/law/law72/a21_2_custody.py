"""Art. 21-2: a person in detention or serving a sentence. It limits the list of 7(2), and not measures of 7(1) (AMB-31)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from client.law.act import Act
from client.law.answer import MET, Answer, Said, not_met, say, undetermined
from client.law.file import File
from client.law.law72.chosen import sees_person
from client.law.records.files import Acknowledgement
from client.law.records.measures import MeasureResult, MeasureStarted
from client.law.records.rulings import Selection
from client.law.records.tasks import Task, TaskOpened, TaskReport
from client.law.rule import Notice, On, rule
from client.law.tables.measures import PERSONAL_MEASURES
from client.law.titles import N_
from client.law.words import BodyRole, Circle


def _codes(value: Selection | MeasureStarted) -> tuple[str, ...]:
    codes = [each.code for each in value.measures] if isinstance(value, Selection) else [value.measure]
    return tuple(code for code in codes if code in PERSONAL_MEASURES)


@rule("L72-21-2.1", "21-2 pt1", Selection, MeasureStarted)
def detention_allows(file: File, act: Act[Selection] | Act[MeasureStarted]) -> Answer:
    """In detention: the safe place, closed data, and what 21-2 and the penal-enforcement law have; those nowhere else."""
    rows = [PERSONAL_MEASURES[code] for code in _codes(act.value)]
    if file.persons.in_custody:
        barred = [row.code for row in rows if not row.in_custody]
        if barred:
            return not_met(
                say("{measure} is not open to a person in detention", measure=barred[0]),
                say("choose the safe place, closed data, or a measure of Art. 21-2"),
            )
        return MET
    only = [row.code for row in rows if row.custody]
    if only and not file.sees(Circle.COORDINATION):
        return undetermined(say("whether the person is in detention"))
    if only:
        return not_met(
            say("{measure} is for a person in detention", measure=only[0]), say("record the detention, or choose another measure")
        )
    return MET


@rule("L72-21-2.1", "21-2 pt1", Selection)
def penal_measure_has_its_provision(file: File, act: Act[Selection]) -> Answer:
    if all(each.code != "M4.3" or each.basis.strip() for each in act.value.measures):
        return MET
    return not_met(say("the provision of the penal-enforcement law is missing"), say("name the provision"))


@rule("L72-21-2.2", "21-2 pt2(1), 28", Selection)
def destination_is_sealed(file: File, act: Act[Selection]) -> Answer:
    """The ruling that moves somebody to another place of detention says who, and is sealed to those who must know where to."""
    for each in act.value.measures:
        if each.code == "M4.1" and not each.moved:
            return not_met(say("the ruling does not say who is moved"), say("say whether the person or who threatens is moved"))
        if each.code == "M4.1" and not act.restricted:
            return not_met(
                say("the ruling would show everybody where somebody is moved"), say("seal the record to those who need it")
            )
    return MET


@rule("L72-21-2.2", "21-2 pt2", MeasureStarted)
def detention_has_its_task(file: File, act: Act[MeasureStarted]) -> Answer:
    return _penal(file, act.value.measure, file.partners.has, say("give the place of detention its task first"))


@rule("L72-21-2.2", "21-2 pt2", MeasureResult)
def detention_has_answered(file: File, act: Act[MeasureResult]) -> Answer:
    if not act.value.complete:
        return MET
    return _penal(file, act.value.measure, file.partners.has_done, say("wait until the place of detention reports it done"))


def _penal(file: File, code: str, asked: Callable[[str, str], bool], remedy: Said) -> Answer:
    row = PERSONAL_MEASURES.get(code)
    if row is None or not row.custody or asked(code, row.partner):
        return MET
    if not sees_person(file):
        return undetermined(say("the tasks of cooperating bodies"))
    return not_met(say("the place of detention has not done its part of {measure}", measure=code), remedy)


# NT-22 --------------------------------------------------------------------------------------------------------------------


def _chosen(file: File, act: Act[Selection]) -> Iterator[str]:
    return (each.code for each in act.value.measures if each.code in PERSONAL_MEASURES and PERSONAL_MEASURES[each.code].custody)


def _instructed(file: File, act: Act[Task] | Act[TaskOpened]) -> tuple[str, ...]:
    row = PERSONAL_MEASURES.get(act.value.measure)
    return (row.code,) if row is not None and row.custody and act.value.partner == row.partner else ()


def _confirmed(file: File, act: Act[TaskReport] | Act[Acknowledgement]) -> tuple[str, ...]:
    """A refusal is an answer and no confirmation."""
    if isinstance(act.value, TaskReport) and act.value.state == "REFUSED":
        return ()
    name = act.value.task if isinstance(act.value, TaskReport) else file.partners.circles.get(act.circle, "")
    task = file.partners.of(name)
    return (task.measure,) if task is not None and act.author.body_role is BodyRole.EXECUTING else ()


NT_22 = Notice(
    id="NT-22",
    article="21-2",
    what=N_("instruction to the place of detention"),
    sender="IMP",
    receivers=("PEN",),
    proof="acknowledged",
    owed=(On(Selection, _chosen),),
    given=(On(Task, _instructed), On(TaskOpened, _instructed)),
    proven=(On(TaskReport, _confirmed), On(Acknowledgement, _confirmed)),
)

RULES = (detention_allows, penal_measure_has_its_provision, destination_is_sealed, detention_has_its_task, detention_has_answered)
NOTICES = (NT_22,)
