"""A file as this holder sees it: which of its circles they hold, and its records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from client.cli.reading import Seen, everything, of_type, own_device, seen
from client.cli.texts import _
from client.core.casework.entries import BODIES
from client.law.records.tasks import Task
from client.law.words import BodyRole, Circle
from crypto.errors import Usage
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.core.casework.casework import Case
    from client.core.client import Client


@dataclass(frozen=True, slots=True)
class CaseFile:
    """``case``: what the law makes of it."""

    case: Case

    @property
    def id(self) -> str:
        return self.case.id

    @property
    def pseudonym(self) -> str:
        return self.case.pseudonym

    @property
    def statement(self) -> str:
        return self.case.statement

    @property
    def tasks(self) -> tuple[CircleId, ...]:
        return self.case.at(Circle.TASK)

    def circle(self, kind: Circle, body: BodyRole | None = None) -> CircleId:
        """Raises ``Usage`` where this holder has no such circle of the file."""
        found = self.case.at(kind, body)
        if not found:
            raise Usage(_("you have no circle of kind {kind} of this file").format(kind=kind), "no-such-circle")
        return found[0]

    def has(self, kind: Circle, body: BodyRole | None = None) -> bool:
        return bool(self.case.at(kind, body))

    def records(self, client: Client) -> tuple[Seen, ...]:
        """All that this holder sees of the file, in the order of the log."""
        items = [each for circle in self.case.circles for each in seen(client, circle)]
        return tuple(sorted(items, key=lambda each: each.entry.index))


def files(client: Client) -> tuple[CaseFile, ...]:
    """All files of which this holder has a circle, oldest first."""
    return tuple(CaseFile(case) for case in client.casework.cases() if case.pseudonym)


def file_named(client: Client, name: str | None) -> CaseFile:
    """By pseudonym or the first digits of its id; without a name, the only one. Raises ``Usage``."""
    found = [each for each in files(client) if name is None or each.pseudonym == name or each.id.startswith(name)]
    if len(found) != 1:
        wanted = _("named {name}").format(name=name) if name else _("here: say which, with --file")
        raise Usage(_("{count} files are {wanted}").format(count=len(found), wanted=wanted), "no-such-file")
    return found[0]


def own_person_circle(client: Client, file: CaseFile) -> CircleId:
    """The person's circle at this officer's own body."""
    return file.circle(Circle.PERSON, own_body(client))


def own_body(client: Client) -> BodyRole:
    return BODIES[own_device(client).body.kind]


def task_circle(client: Client, task: str) -> tuple[CircleId, Task]:
    """The circle of a task by the first digits of its id. Raises ``Usage``."""
    found = [(item.circle, record) for item, record in of_type(everything(client), Task) if record.task.startswith(task)]
    if len(found) != 1:
        raise Usage(_("{count} tasks have this number").format(count=len(found)), "no-such-task")
    return found[0]
