"""Tasks of cooperating bodies: the least that they need, in a circle of their own (L72 18-21, 21-2, 24; NT-21, NT-22)."""

from __future__ import annotations

from typing import Any

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, EXE, IMP, record
from client.law.tables.partners import PARTNERS, REFUSALS, TASK_KINDS, TASK_MEASURES, required
from client.law.titles import N_
from client.law.words import Circle
from crypto.frozen import dataclass

REPORTED = ("ACCEPTED", "DONE", "REFUSED")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the addressee needs to know; ``name`` is of the task kind's list."""

    name: str
    value: str

    def __post_init__(self) -> None:
        wants_text(self.name, "name of the fact", 40)
        wants_text(self.value, f"fact {self.name}", 2_000)


@dataclass(frozen=True, slots=True)
class Task:
    """L72 24(1): binding on the addressee. ``task`` is its own random id: it names neither file nor person.

    ``measure``: what it serves, or empty. ``kind`` and ``addressee`` are of ``tables.partners``; an empty addressee is the one
    that the law names for the measure (L72 21 pt1(4)-(6)). ``binding``: it states that it binds, with ``basis``. ``body``: hex of
    the addressed body's certificate, empty where the circle says it. ``package``: all the facts that it carries. ``answer_by``
    (milliseconds): when an answer is due, 0 where the policy says it.
    """

    task: str
    measure: str
    instruction: str
    basis: str
    due_at: int
    kind: str = "OTHER"
    addressee: str = ""
    binding: bool = True
    body: str = ""
    package: tuple[Fact, ...] = ()
    answer_by: int = 0

    def __post_init__(self) -> None:
        wants_hex(self.task, 16, "task")
        wants_one_of(self.measure, TASK_MEASURES, "measure")
        wants_text(self.instruction, "instruction")
        wants_text(self.basis, "legal basis", 200)
        wants_one_of(self.kind, TASK_KINDS, "kind of task")
        wants_one_of(self.addressee, ("", *PARTNERS), "addressee")
        if self.body:
            wants_hex(self.body, 32, "body")

    @property
    def partner(self) -> str:
        return self.addressee or required(self.measure)


@dataclass(frozen=True, slots=True)
class TaskReport:
    """L72-21.9: accepted, done, or refused with reasons (``note``). ``reason``: of ``tables.partners.REFUSALS``; ``competent``: the
    body that would be, where the addressee says that it is not (S-12). Whether reasons are given is a rule, not the form."""

    task: str
    state: str
    note: str
    reason: str = ""
    competent: str = ""

    def __post_init__(self) -> None:
        wants_hex(self.task, 16, "task")
        wants_one_of(self.state, REPORTED, "state")
        wants_one_of(self.reason, REFUSALS, "kind of reason")


@dataclass(frozen=True, slots=True)
class TaskOpened:
    """Which task circle belongs to the file (the task circle itself does not say). In the coordination circle ``body`` stays empty
    where its name would tell the place (AMB-15); the circle of the person and the implementing body holds it."""

    file: str
    task: str
    circle: str
    measure: str
    body: str
    kind: str = "OTHER"
    addressee: str = ""
    due_at: int = 0

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.task, 16, "task")
        wants_hex(self.circle, 32, "circle")
        wants_one_of(self.measure, TASK_MEASURES, "measure")
        wants_one_of(self.kind, TASK_KINDS, "kind of task")
        wants_one_of(self.addressee, ("", *PARTNERS), "addressee")

    @property
    def partner(self) -> str:
        return self.addressee or required(self.measure)


@dataclass(frozen=True, slots=True)
class TaskRecalled:
    """The task is not wanted any more, or goes to another body: the record stays, its clocks end (S-12)."""

    task: str
    reasons: str

    def __post_init__(self) -> None:
        wants_hex(self.task, 16, "task")


def _task_v1(payload: dict[str, Any]) -> dict[str, Any]:
    return {**payload, "kind": "OTHER", "addressee": "", "binding": True, "body": "", "package": [], "answer_by": 0}


def _report_v1(payload: dict[str, Any]) -> dict[str, Any]:
    return {**payload, "reason": "", "competent": ""}


def _opened_v1(payload: dict[str, Any]) -> dict[str, Any]:
    return {**payload, "kind": "OTHER", "addressee": "", "due_at": 0}


TYPES = (
    record("task", Task, "L72-24.1", (Circle.TASK,), IMP, DEC, title=N_("TASK"), version=2, upgrades={1: _task_v1}),
    record(
        "task-report", TaskReport, "L72-21.9", (Circle.TASK,), EXE, title=N_("TASK: answer"), version=2, upgrades={1: _report_v1}
    ),
    record(
        "task-opened",
        TaskOpened,
        "L72-21.9",
        (Circle.COORDINATION, Circle.PERSON),
        IMP,
        DEC,
        title=N_("TASK GIVEN"),
        version=2,
        upgrades={1: _opened_v1},
    ),
    record("task-recalled", TaskRecalled, "L72-21.9", (Circle.TASK,), IMP, DEC, title=N_("TASK RECALLED")),
)
