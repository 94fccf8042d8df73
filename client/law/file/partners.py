"""Tasks of cooperating bodies (L72 18-21, 21-2, 24): to whom, for what, and what they answered.

A task is known from its own circle (its record), from its link in the file, or both. Who does not read the task's circle knows
that it was given and not what was answered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap, HashTrieSet

from client.law.due import DAY_MS
from client.law.records.tasks import Task, TaskOpened, TaskRecalled, TaskReport
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


class TaskState(StrEnum):
    """NO_ANSWER is not recorded: it shows at a time (``PartnerTask.at``)."""

    SENT = "SENT"
    ACCEPTED = "ACCEPTED"
    DONE = "DONE"
    REFUSED = "REFUSED"
    RECALLED = "RECALLED"
    NO_ANSWER = "NO_ANSWER"


ANSWER_MS = 3 * DAY_MS
"""Policy, not law: how long an answer may take where neither the task nor a body's profile says (L72-2.2c, L72-21.9)."""


def answer_ms(file: File, partner: str) -> int:
    """How long this kind of partner may take: by the joint rules of the body's profile (SYS-04), else by the default."""
    targets = file.case.targets
    return 1000 * targets.get(f"L72-21.9 {partner}", targets.get("L72-21.9", ANSWER_MS // 1000))


@dataclass(frozen=True, slots=True)
class PartnerTask:
    """``entry``: of the task itself, empty where only its link was read. ``body``: hex of the addressed body, empty unknown.
    Times in milliseconds; ``answer_by``: when silence begins to count; ``changed_at``: of the newest answer."""

    task: str
    addressee: str
    kind: str
    measure: str
    sent_at: int
    due_at: int
    answer_by: int
    state: TaskState = TaskState.SENT
    body: str = ""
    entry: str = ""
    circle: str = ""
    changed_at: int = 0
    note: str = ""
    reason: str = ""
    competent: str = ""

    def at(self, now: int) -> TaskState:
        """Silence counts only for who reads the task's circle, where an answer would be seen."""
        silent = self.state is TaskState.SENT and self.entry and now > self.answer_by
        return TaskState.NO_ANSWER if silent else self.state


@dataclass(frozen=True, slots=True)
class Partners:
    """``tasks``: by their id. ``given`` and ``done``: (measure, kind of addressee) of which a task was given, and done.
    ``circles``: circle (hex) of each task whose record was read -> the task."""

    tasks: HashTrieMap[str, PartnerTask] = field(default_factory=HashTrieMap)
    given: HashTrieSet[tuple[str, str]] = field(default_factory=HashTrieSet)
    done: HashTrieSet[tuple[str, str]] = field(default_factory=HashTrieSet)
    circles: HashTrieMap[str, str] = field(default_factory=HashTrieMap)

    def of(self, task: str) -> PartnerTask | None:
        return self.tasks.get(task)

    def all(self) -> tuple[PartnerTask, ...]:
        """Oldest first."""
        return tuple(sorted(self.tasks.values(), key=lambda each: (each.sent_at, each.task)))

    def has(self, measure: str, addressee: str) -> bool:
        """Whether such a task was given, whatever became of it."""
        return (measure, addressee) in self.given

    def has_done(self, measure: str, addressee: str) -> bool:
        return (measure, addressee) in self.done

    def kept(self, task: PartnerTask) -> Partners:
        need = (task.measure, task.addressee)
        done = self.done.insert(need) if task.state is TaskState.DONE else self.done
        return replace(self, tasks=self.tasks.insert(task.task, task), given=self.given.insert(need), done=done)


EMPTY = Partners()


def _given(partners: Partners, act: Act[Task], file: File) -> Partners:
    """The task's own words stand over those of its link."""
    value, known = act.value, partners.of(act.value.task)
    answer_by = value.answer_by or act.at + answer_ms(file, value.partner)
    task = PartnerTask(value.task, value.partner, value.kind, value.measure, act.at, value.due_at, answer_by)
    if known is not None:
        task = replace(task, state=known.state, changed_at=known.changed_at)
    task = replace(task, body=value.body, entry=act.hash, circle=act.circle)
    return replace(partners.kept(task), circles=partners.circles.insert(act.circle, value.task))


def _linked(partners: Partners, act: Act[TaskOpened], file: File) -> Partners:
    value = act.value
    if partners.of(value.task) is not None:
        return partners
    answer_by = act.at + answer_ms(file, value.partner)
    task = PartnerTask(value.task, value.partner, value.kind, value.measure, act.at, value.due_at, answer_by, circle=value.circle)
    return partners.kept(task)


def _answered(partners: Partners, act: Act[TaskReport], _: File) -> Partners:
    value, known = act.value, partners.of(act.value.task)
    if known is None:
        return partners
    state = TaskState(value.state)
    return partners.kept(
        replace(known, state=state, changed_at=act.at, note=value.note, reason=value.reason, competent=value.competent)
    )


def _recalled(partners: Partners, act: Act[TaskRecalled], _: File) -> Partners:
    known = partners.of(act.value.task)
    if known is None:
        return partners
    return partners.kept(replace(known, state=TaskState.RECALLED, changed_at=act.at, note=act.value.reasons))


ON: Mapping[type, Callable[[Partners, Act[Any], File], Partners]] = {
    Task: _given,
    TaskOpened: _linked,
    TaskReport: _answered,
    TaskRecalled: _recalled,
}
