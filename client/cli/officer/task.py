"""Tasks of executing bodies: one circle each, without history, with the least that they need."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from client.app.casefile import file_named, own_person_circle, task_circle
from client.app.circle_parts import body_refs, members_named
from client.app.door import checked
from client.app.reading import device_named, everything, of_type, own_device, prosecutors
from client.cli.context import Context
from client.cli.officer.file import FILE, PROSECUTOR
from client.cli.sending import send, sent
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, duration_ms, say, when
from client.formats.disk import read_text
from client.law.records.tasks import Fact, Task, TaskOpened, TaskReport
from client.law.tables.partners import PARTNERS, REFUSALS, REQUIRED, TASK_KINDS, TASK_MEASURES, TaskKind
from client.law.words import Circle
from crypto.errors import Usage
from crypto.policy import CircleKind

if TYPE_CHECKING:
    from crypto.trust import Device

MEASURES = [each for each in TASK_MEASURES if each]


async def task_open(context: Context, args: argparse.Namespace) -> Answer:
    """L72 21, 24, NT-21. The task's circle names neither file nor person; the coordination circle keeps the link."""
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    executor, readers = device_named(office, args.to), prosecutors(office, args.prosecutor)
    instruction = read_text(args.instruction_file) if args.instruction_file else args.instruction
    if not instruction:
        raise Usage(_("say what is to be done: --instruction or --instruction-file"))
    members = (own_device(office), executor, *members_named(office, args.member))
    value = _task(context, args, instruction, executor)
    office.casework.allow(file.case, Circle.TASK, value, restricted=args.restricted)
    checked(office, value)  # before a circle is founded for it
    circle = await office.channel.create_circle(
        CircleKind.TASK,
        bodies=body_refs((*members, *readers)),
        readers=tuple(each.hash for each in readers),
        reporters=(),
        history=False,
        report_deadlines=(),
        members=tuple(each.hash for each in members[1:]),
    )
    done = await send(office, circle, value, restricted=args.restricted, of=file.id)
    name = executor.body.name
    link = TaskOpened(file.id, value.task, circle.hex(), value.measure, name, value.kind, value.addressee, value.due_at)
    await send(office, own_person_circle(office, file), link)
    return sent(
        done,
        _("task {task} for {body}, due {time}").format(task=value.task[:8], body=name, time=when(value.due_at)),
        task=value.task,
        circle=circle,
    )


def _task(context: Context, args: argparse.Namespace, instruction: str, executor: Device) -> Task:
    """With no more than it needs; its number names neither file nor person."""
    kind, now = TASK_KINDS[args.kind] if args.kind else kind_for(args.measure), context.clock()
    return Task(
        task=context.entropy(16).hex(),
        measure=args.measure,
        instruction=instruction,
        basis=f"L72 {kind.article}, 24",
        due_at=now + duration_ms(args.within),
        kind=kind.code,
        addressee=args.addressee or kind.addressees[0],
        body=executor.body.hash.hex(),
        package=tuple(_fact(each) for each in args.fact or ()),
        answer_by=now + duration_ms(args.accept_within),
    )


def kind_for(measure: str) -> TaskKind:
    """The kind of task that the law names the partner of a measure for, else the general one."""
    found = [each for each in TASK_KINDS.values() if measure in each.measures and REQUIRED.get(measure) in each.addressees]
    return (*found, TASK_KINDS["OTHER"])[0]


def _fact(text: str) -> Fact:
    """``name=value``. Raises ``Usage``."""
    name, equals, value = text.partition("=")
    if not equals:
        raise Usage(_("say field=value, not {text}").format(text=text))
    return Fact(name.strip(), value.strip())


async def tasks(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    if args.sync:
        await office.sync()
    items = everything(office)
    states = {report.task: report.state for _item, report in of_type(items, TaskReport)}
    found = [(item, task) for item, task in of_type(items, Task)]
    lines = [
        f"{task.task[:8]} {task.measure} {states.get(task.task, 'NEW')} {when(task.due_at)} {item.author}: {task.instruction}"
        for item, task in found
    ]
    data = [{"task": task.task, "measure": task.measure, "state": states.get(task.task, "NEW")} for _item, task in found]
    return say(*(lines or [_("no tasks")]), tasks=data, circles=len(office.channel.circles()))


async def task_report(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    circle, task = task_circle(office, args.task)
    done = await send(office, circle, TaskReport(task.task, args.state, args.note or "", args.reason or ""))
    return sent(done, _("task {task}: {state}").format(task=task.task[:8], state=args.state), state=args.state)


VERBS = (
    Verb(
        "task-open",
        N_("give an executing body one task, in a circle of its own"),
        '--file Swallow --to "C. Akimat" --measure M2.5a --instruction "a flat with two rooms" --within 10d',
        task_open,
        (
            FILE,
            arg("--to", required=True, metavar="DEVICE", help=N_("officer of the executing body")),
            arg("--member", action="append", metavar="DEVICE", help=N_("colleague to take into the circle")),
            arg(
                "--measure",
                required=True,
                choices=[each for each in TASK_MEASURES if each],
                metavar="CODE",
                help=N_("code of the measure"),
            ),
            arg("--instruction", help=N_("what is to be done: no name, no file")),
            arg("--instruction-file", metavar="FILE", help=N_("the same from a text file")),
            arg("--kind", choices=sorted(TASK_KINDS), metavar="KIND", help=N_("kind of task (else as the measure needs)")),
            arg("--addressee", choices=sorted(PARTNERS), metavar="KIND", help=N_("kind of body that it is for")),
            arg(
                "--fact",
                action="append",
                metavar="NAME=VALUE",
                help=N_("a fact that the body needs to know"),
            ),
            arg("--restricted", action="store_true", help=N_("readers cannot open it unless disclosed")),
            arg("--within", default="10d", help=N_("when it must be done (10d)")),
            arg("--accept-within", default="1d", help=N_("when it must be accepted (1d)")),
            PROSECUTOR,
        ),
    ),
    Verb(
        "tasks",
        N_("list tasks and their states"),
        "--sync",
        tasks,
        (arg("--sync", action="store_true", help=N_("ask the server first")),),
    ),
    Verb(
        "task-report",
        N_("accept, finish or refuse a task (the executing officer)"),
        '77c0 --state DONE --note "keys handed over"',
        task_report,
        (
            arg("task", help=N_("first digits of the task's number")),
            arg("--state", required=True, choices=("ACCEPTED", "DONE", "REFUSED"), help=N_("state")),
            arg("--note", help=N_("note, or reasons of a refusal")),
            arg("--reason", choices=[each for each in REFUSALS if each], metavar="KIND", help=N_("kind of reason of a refusal")),
        ),
    ),
)
