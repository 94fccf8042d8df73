"""Art. 21 pt1(4)-(6), pt3, and 2(2): tasks of cooperating bodies. Each goes to whom it fits, holds the least that it needs, says
that it binds, and has an answer or shows that it has none.

What the law cannot make of them: nobody is forced by this program; silence and refusals are seen and stay (L72-28.1).
"""

from __future__ import annotations

from collections.abc import Iterable

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.due import DAY, DAY_MS
from client.law.file import File
from client.law.file.partners import PartnerTask, TaskState
from client.law.law72.chosen import agreed_to, chosen
from client.law.records.rulings import Selection
from client.law.records.tasks import Task, TaskOpened, TaskRecalled, TaskReport
from client.law.rule import Clock, Effect, Notice, On, Started, norm, rule
from client.law.tables.partners import PARTNERS, PLACE_TELLING, SEALED_FACTS, TASK_KINDS, required
from client.law.titles import N_
from client.law.words import PERSONAL_MEASURES, BodyRole, Circle

# The task -------------------------------------------------------------------------------------------------------------------


@rule("L72-2.2b", "2(2), 21 pt1", Task)
def goes_where_it_fits(file: File, act: Act[Task]) -> Answer:
    """A.2.2: who may be asked for what, and for which measure."""
    task, kind = act.value, TASK_KINDS[act.value.kind]
    if task.partner not in kind.addressees:
        who = ", ".join(PARTNERS[each] for each in kind.addressees)
        return not_met(say("such a task is not for this kind of body"), say("give it to: {bodies}", bodies=who))
    if task.measure and task.measure not in kind.measures:
        return not_met(say("such a task does not serve {measure}", measure=task.measure), say("choose the kind that does"))
    return MET


@rule("L72-2.2b", "2(2), 21 pt1", Task)
def by_the_implementing_body(file: File, act: Act[Task]) -> Answer:
    """Personal measures are the implementing body's, with its partners (A.2.2)."""
    if act.value.measure not in PERSONAL_MEASURES or act.author.body_role is BodyRole.IMPLEMENTING:
        return MET
    return not_met(
        say("personal measures are carried out by the implementing body"), say("let the implementing body give the task")
    )


@rule("L72-24.1", "24(1)", Task)
def says_that_it_binds(file: File, act: Act[Task]) -> Answer:
    if act.value.binding:
        return MET
    return not_met(say("the task does not say that it binds"), say("state that it binds, and the legal basis"))


@rule("L72-23.4", "23(4)", Task)
def serves_a_chosen_measure(file: File, act: Act[Task]) -> Answer:
    return chosen(file, act.value.measure) if act.value.measure in PERSONAL_MEASURES else MET


@rule("L72-20.1", "20", Task)
def no_clinic_unasked(file: File, act: Act[Task]) -> Answer:
    """The clinic is told of nobody who has not agreed."""
    return agreed_to(file, "M2.7") if act.value.kind == "TREATMENT" else MET


@rule("A.11", "17, 24, 28", Task)
def least_that_it_needs(file: File, act: Act[Task]) -> Answer:
    """NT-21: the partner sees one task, with the facts of its kind and no others."""
    if act.circle in file.partners.circles:
        return not_met(say("this circle has a task already"), say("give each task a circle of its own"))
    known = file.partners.of(act.value.task)
    if known is not None and known.entry:
        return not_met(say("this task was given already"), say("give each partner a task of its own"))
    kind = TASK_KINDS[act.value.kind]
    surplus = sorted({fact.name for fact in act.value.package} - set(kind.carries))
    if not surplus:
        return MET
    return not_met(say("the task carries more than it needs: {facts}", facts=", ".join(surplus)), say("take it out"))


@rule("A.11", "9, 17, 28", Task)
def seals_what_is_masked(file: File, act: Act[Task]) -> Answer:
    """The supervising prosecutor reads that there is a task; who the person was, or where they go, by asking with a reason."""
    told = sorted({fact.name for fact in act.value.package} & SEALED_FACTS)
    if act.restricted or not told:
        return MET
    return not_met(say("the task tells {facts} and is not restricted", facts=", ".join(told)), say("make it a restricted record"))


@rule("SYS-02", "9", Task)
def another_pseudonym(file: File, act: Act[Task]) -> Answer:
    """Who holds tasks of several partners could else put them together (L72-9: several pseudonyms for different contexts)."""
    names = {fact.value.strip().casefold() for fact in act.value.package if fact.name == "pseudonym"}
    if file.case.pseudonym and file.case.pseudonym.casefold() in names:
        return not_met(say("the task carries the pseudonym of the file"), say("use another pseudonym for this partner"))
    return MET


@rule("SYS-18", "23(8); 110 23", Task)
def guardians_for_those_represented(file: File, act: Act[Task]) -> Answer:
    if act.value.partner != "GUARDIANSHIP" or file.persons.represented:
        return MET
    if not file.persons.codes:
        return undetermined(say("who the person is"))
    return not_met(
        say("the person is an adult who acts for themselves"), say("record first that the person is a minor or unable to act")
    )


@rule("A.11", "9, 17, 23(5)", TaskOpened)
def name_tells_the_place(file: File, act: Act[TaskOpened]) -> Answer:
    """AMB-15: the deciding body learns that there is a partner, and neither region nor clinic."""
    value = act.value
    if act.place.kind is not Circle.COORDINATION or value.measure not in PLACE_TELLING or not value.body.strip():
        return MET
    return not_met(
        say("the name of the partner tells the deciding body where the person will be"),
        say("leave the name out, or write it in the circle of the person"),
    )


# The answer -----------------------------------------------------------------------------------------------------------------


def _task(file: File, task: str) -> PartnerTask | Answer:
    found = file.partners.of(task)
    if found is not None:
        return found
    if not file.sees(Circle.TASK):
        return undetermined(say("the task"))
    return not_met(say("no such task was given"), say("answer the task that was given"))


@rule("L72-21.9", "21 pt3", TaskReport)
def answers_a_task(file: File, act: Act[TaskReport]) -> Answer:
    found = _task(file, act.value.task)
    if not isinstance(found, PartnerTask):
        return found
    if found.circle and found.circle != act.circle:
        return not_met(say("the task is of another circle"), say("answer in the circle of the task"))
    if found.body and found.body != act.author.body:
        return not_met(say("the task is another body's"), say("let the addressed body answer"))
    if found.state in (TaskState.DONE, TaskState.RECALLED):
        return not_met(say("the task is over: {state}", state=found.state), say("ask for a new task"))
    if found.state is TaskState.ACCEPTED and act.value.state == "ACCEPTED":
        return not_met(say("the task was accepted already"), say("report that it is done, or refuse it with reasons"))
    return MET


@rule("L72-21.9", "21 pt3", TaskReport)
def refusal_with_reasons(file: File, act: Act[TaskReport]) -> Answer:
    """Without reasons it is no refusal: the task stands, and its clock runs on."""
    if act.value.state != "REFUSED" or act.value.note.strip():
        return MET
    return not_met(say("a refusal without reasons"), say("give the reasons, or accept the task"))


@rule("S-12", "21 pt3", TaskReport, effect=Effect.MARK)
def names_who_is_competent(file: File, act: Act[TaskReport]) -> Answer:
    """ "Not ours" leaves no task without an owner; the refusal stands, or the task could not be given to another."""
    if act.value.reason != "NOT_COMPETENT" or act.value.competent.strip():
        return MET
    return not_met(say("the body says that another is competent, and not which"), say("name the body that is"))


@rule("L72-21.9", "21 pt3", TaskRecalled)
def recalled_with_reasons(file: File, act: Act[TaskRecalled]) -> Answer:
    found = _task(file, act.value.task)
    if not isinstance(found, PartnerTask):
        return found
    if found.state is TaskState.DONE:
        return not_met(say("the task is done"), say("give a new task for what is to be undone"))
    if not act.value.reasons.strip():
        return not_met(say("a task is recalled without reasons"), say("give the reasons"))
    return MET


# What others look at --------------------------------------------------------------------------------------------------------


@norm("L72-21.9", "21 pt3")
def silence(task: PartnerTask, now: int) -> str:
    """To whom an unanswered task goes: nobody yet (empty), OFFICIAL past the policy time, PROSECUTOR past twice that."""
    if task.at(now) is not TaskState.NO_ANSWER:
        return ""
    return "PROSECUTOR" if now > task.answer_by + max(task.answer_by - task.sent_at, DAY_MS) else "OFFICIAL"


@norm("L72-18.2", "18 pt2, 24(1)")
def refusals(file: File) -> tuple[PartnerTask, ...]:
    """What the authorised official and the supervising prosecutor look at: who refused what, and why."""
    return tuple(each for each in file.partners.all() if each.state is TaskState.REFUSED)


# Clocks and notices ---------------------------------------------------------------------------------------------------------


def _answer_due(file: File, act: Act[Task]) -> Iterable[Started]:
    found = file.partners.of(act.value.task)
    yield Started(act.value.task, due=None if found is None else found.answer_by)


def _execution_due(file: File, act: Act[Task]) -> Iterable[Started]:
    if act.value.due_at > act.at:
        yield Started(act.value.task, due=act.value.due_at)


def _this(file: File, act: Act[TaskReport | TaskRecalled]) -> Iterable[str]:
    yield act.value.task


def _over(file: File, act: Act[TaskReport]) -> Iterable[str]:
    if act.value.state != "ACCEPTED":
        yield act.value.task


def _need(measure: str, kind: str) -> str:
    return f"{measure} {kind}".strip()


def _refused(file: File, act: Act[TaskReport]) -> Iterable[Started]:
    found = file.partners.of(act.value.task)
    if act.value.state == "REFUSED" and found is not None:
        yield Started(_need(found.measure, found.kind))


def _given_anew(file: File, act: Act[Task]) -> Iterable[str]:
    yield _need(act.value.measure, act.value.kind)


def _taken_back(file: File, act: Act[TaskReport | TaskRecalled]) -> Iterable[str]:
    """A body that accepts after all, or a task that is recalled, leaves nothing to be given anew."""
    found = file.partners.of(act.value.task)
    if found is not None and found.state is not TaskState.REFUSED:
        yield _need(found.measure, found.kind)


CLOCKS = (
    Clock(
        id="L72-21.9",
        article="21 pt3",
        start=N_("task given"),
        end=N_("task accepted, done or refused"),
        owner="COOP",
        limit_s=3 * DAY,
        warnings_s=(2 * DAY,),
        starts=(On(Task, _answer_due),),
        ends=(On(TaskReport, _this), On(TaskRecalled, _this)),
        tell=("IMH", "PRS"),
    ),
    Clock(
        id="L72-24.1",
        article="24(1)",
        start=N_("task given"),
        end=N_("task done or refused"),
        owner="COOP",
        before_s=(DAY,),
        starts=(On(Task, _execution_due),),
        ends=(On(TaskReport, _over), On(TaskRecalled, _this)),
        tell=("IMH", "PRS"),
    ),
    Clock(
        id="S-12",
        article="21 pt3",
        start=N_("task refused"),
        end=N_("task given to another body, or recalled"),
        owner="IMH",
        limit_s=DAY,
        starts=(On(TaskReport, _refused),),
        ends=(On(Task, _given_anew), On(TaskReport, _taken_back), On(TaskRecalled, _taken_back)),
        tell=("IMH", "PRS"),
    ),
)


def _joint(file: File, act: Act[Selection]) -> Iterable[str]:
    """Of each measure that others carry out too, unless a task for it was given. Places of detention have NT-22."""
    for each in act.value.measures:
        partner = required(each.code)
        if partner not in ELSEWHERE and not file.partners.has(each.code, partner):
            yield each.code


def _task_owed(file: File, act: Act[Task]) -> Iterable[str]:
    """A task is its own notice, owed and given at once."""
    if act.value.partner not in ELSEWHERE:
        yield act.value.task


def _task_given(file: File, act: Act[Task]) -> Iterable[str]:
    yield from (act.value.task, act.value.measure)


def _answered(file: File, act: Act[TaskReport]) -> Iterable[str]:
    """A refusal is an answer too; what follows from it has its own clock."""
    found = file.partners.of(act.value.task)
    if found is not None:
        yield from (found.task, found.measure)


ELSEWHERE = ("", "PEN", "REF")
"""Nobody; and those whose notices are NT-22 and NT-20."""

NOTICES = (
    Notice(
        id="NT-21",
        article="18, 19, 20, 21",
        what=N_("task with the least that it needs"),
        sender="IMP",
        receivers=("LEB", "DOC", "HLT", "EMP"),
        proof=N_("accepted, done or refused"),
        clock="L72-21.9",
        owed=(On(Selection, _joint), On(Task, _task_owed)),
        given=(On(Task, _task_given),),
        proven=(On(TaskReport, _answered),),
    ),
)

RULES = (
    goes_where_it_fits,
    by_the_implementing_body,
    says_that_it_binds,
    serves_a_chosen_measure,
    no_clinic_unasked,
    least_that_it_needs,
    seals_what_is_masked,
    another_pseudonym,
    guardians_for_those_represented,
    name_tells_the_place,
    answers_a_task,
    refusal_with_reasons,
    names_who_is_competent,
    recalled_with_reasons,
)
