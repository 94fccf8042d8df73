"""Tasks of executing bodies: the least that they need, in a circle of their own (L72 18, 19, 21, 24; NT-21)."""

from __future__ import annotations

from dataclasses import dataclass

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import EXE, IMP, record
from client.law.titles import N_
from client.law.words import PERSONAL_MEASURES, Circle


@dataclass(frozen=True, slots=True)
class Task:
    """L72 24(1): binding on the addressee. ``task`` is its own random id: it names neither file nor person."""

    task: str
    measure: str
    instruction: str
    basis: str
    due_at: int

    def __post_init__(self) -> None:
        wants_hex(self.task, 16, "task")
        wants_one_of(self.measure, PERSONAL_MEASURES, "measure")
        wants_text(self.instruction, "instruction")
        wants_text(self.basis, "legal basis", 200)


@dataclass(frozen=True, slots=True)
class TaskReport:
    """L72-21.9: accepted, done, or refused with reasons."""

    task: str
    state: str
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.task, 16, "task")
        wants_one_of(self.state, ("ACCEPTED", "DONE", "REFUSED"), "state")
        if self.state == "REFUSED":
            wants_text(self.note, "reasons of the refusal")


@dataclass(frozen=True, slots=True)
class TaskOpened:
    """Coordination: which task circle belongs to the file (the task circle itself does not say)."""

    file: str
    task: str
    circle: str
    measure: str
    body: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.task, 16, "task")
        wants_hex(self.circle, 32, "circle")
        wants_one_of(self.measure, PERSONAL_MEASURES, "measure")


TYPES = (
    record("task", Task, "L72-24.1", (Circle.TASK,), IMP, title=N_("TASK")),
    record("task-report", TaskReport, "L72-21.9", (Circle.TASK,), EXE, title=N_("TASK: answer")),
    record("task-opened", TaskOpened, "L72-21.9", (Circle.COORDINATION,), IMP, title=N_("TASK GIVEN")),
)
