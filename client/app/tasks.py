"""Tasks of executing bodies: one circle each, without history, with the least that they need (L72 21, 24, NT-21)."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from client.app.asof import AsOf, Look, looked
from client.app.casefile import file_named, own_person_circle, task_circle
from client.app.circle_parts import body_refs, members_named
from client.app.door import checked
from client.app.outcome import Outcome, outcome
from client.app.reading import device_named, everything, of_type, own_device, prosecutors
from client.app.saying import Code, Moment, say
from client.app.series import Series
from client.law.records.tasks import Fact, Task, TaskOpened, TaskReport
from client.law.tables.partners import REFUSALS, REQUIRED, TASK_KINDS, TASK_MEASURES, TaskKind
from client.law.words import Circle
from crypto.errors import Usage
from crypto.policy import CircleKind

if TYPE_CHECKING:
    from client.app.office import Office
    from crypto.trust import Device

DAY = 86_400_000
"""Milliseconds."""
MEASURES = tuple(each for each in TASK_MEASURES if each)
REASONS = tuple(each for each in REFUSALS if each)


@dataclass(frozen=True, slots=True)
class OpenTask:
    """``to``: officer of the executing body; ``instruction``: what is to be done, without name or file; ``fact``: what the body
    needs to know, each a name and a value; ``kind``, ``addressee``: else as the measure needs. Times in milliseconds from now."""

    to: str
    measure: str
    instruction: str = ""
    file: str | None = None
    member: tuple[str, ...] = ()
    kind: str = ""
    addressee: str = ""
    fact: tuple[tuple[str, str], ...] = ()
    restricted: bool = False
    within: int = 10 * DAY
    accept_within: int = DAY
    prosecutor: tuple[str, ...] = ()


async def open_task(office: Office, wish: OpenTask) -> Outcome:
    """The task's circle names neither file nor person; the person's circle keeps the link. Nothing is founded unless all of it may
    be."""
    await office.sync()
    file = file_named(office, wish.file)
    executor, readers = device_named(office, wish.to), prosecutors(office, list(wish.prosecutor))
    if not wish.instruction:
        raise Usage("say what is to be done", "no-instruction")
    members = (own_device(office), executor, *members_named(office, wish.member))
    value = _task(office, wish, executor)
    office.casework.allow(file.case, Circle.TASK, value, restricted=wish.restricted)
    checked(office, value)
    person = own_person_circle(office, file)  # before a circle is founded for it
    circle = await office.channel.create_circle(
        CircleKind.TASK,
        bodies=body_refs((*members, *readers)),
        readers=tuple(each.hash for each in readers),
        reporters=(),
        history=False,
        report_deadlines=(),
        members=tuple(each.hash for each in members[1:]),
    )
    series, name = Series(office), executor.body.name
    await series.put(circle, value, restricted=wish.restricted, of=file.id)
    link = TaskOpened(file.id, value.task, circle.hex(), value.measure, name, value.kind, value.addressee, value.due_at)
    await series.put(person, link)
    line = say("task {task} for {body}, due {time}", task=value.task[:8], body=name, time=Moment(value.due_at))
    data = MappingProxyType({"task": value.task, "circle": circle})
    return Outcome((line,), series.written, (), data, series.left)


def _task(office: Office, wish: OpenTask, executor: Device) -> Task:
    """With no more than it needs; its number names neither file nor person."""
    kind, now = TASK_KINDS[wish.kind] if wish.kind else kind_for(wish.measure), office.clock()
    return Task(
        task=office.entropy(16).hex(),
        measure=wish.measure,
        instruction=wish.instruction,
        basis=f"L72 {kind.article}, 24",
        due_at=now + wish.within,
        kind=kind.code,
        addressee=wish.addressee or kind.addressees[0],
        body=executor.body.hash.hex(),
        package=tuple(Fact(name, value) for name, value in wish.fact),
        answer_by=now + wish.accept_within,
    )


def kind_for(measure: str) -> TaskKind:
    """The kind of task that the law names the partner of a measure for, else the general one."""
    found = [each for each in TASK_KINDS.values() if measure in each.measures and REQUIRED.get(measure) in each.addressees]
    return (*found, TASK_KINDS["OTHER"])[0]


@dataclass(frozen=True, slots=True)
class ReportTask:
    """``task``: first digits of its number; ``state``: ACCEPTED, DONE or REFUSED, with a ``reason`` of the law's list."""

    task: str
    state: str
    note: str = ""
    reason: str = ""


async def report_task(office: Office, wish: ReportTask) -> Outcome:
    """The executing officer accepts, finishes or refuses."""
    await office.sync()
    circle, task = task_circle(office, wish.task)
    done = await office.writing.record(circle, TaskReport(task.task, wish.state, wish.note, wish.reason))
    return outcome(say("task {task}: {state}", task=task.task[:8], state=Code(wish.state)), written=(done,), state=wish.state)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """``state``: NEW until the executing body has answered; ``author``: who gave it."""

    task: str
    measure: str
    state: str
    due_at: int
    author: str
    instruction: str


@dataclass(frozen=True, slots=True)
class TasksView:
    """``circles``: how many this client has in all."""

    tasks: tuple[TaskRow, ...]
    circles: int
    as_of: AsOf


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTasks(Look):
    pass


async def list_tasks(office: Office, wish: ListTasks) -> TasksView:
    """Those of all circles in the order of the log, with their newest state."""
    as_of = await looked(office, wish)
    items = everything(office)
    states = {report.task: report.state for _item, report in of_type(items, TaskReport)}
    rows = tuple(
        TaskRow(each.task, each.measure, states.get(each.task, "NEW"), each.due_at, item.author, each.instruction)
        for item, each in of_type(items, Task)
    )
    return TasksView(rows, len(office.channel.circles()), as_of)
