"""A file as this holder sees it: which of its circles they hold, and its records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.casework.entries import BODIES
from client.app.reading import Seen, everything, of_type, own_device, seen
from client.app.saying import Plain, say
from client.law.records.tasks import Task
from client.law.words import BodyRole, Circle
from crypto.errors import Usage
from crypto.frozen import dataclass
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.casework.casework import Case
    from client.app.office import Office


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
            raise Usage("you have no circle of kind {kind} of this file", "no-such-circle", kind=kind)
        return found[0]

    def has(self, kind: Circle, body: BodyRole | None = None) -> bool:
        return bool(self.case.at(kind, body))

    def records(self, office: Office) -> tuple[Seen, ...]:
        """All that this holder sees of the file, in the order of the log."""
        items = [each for circle in self.case.circles for each in seen(office, circle)]
        return tuple(sorted(items, key=lambda each: each.entry.index))


def files(office: Office) -> tuple[CaseFile, ...]:
    """All files of which this holder has a circle, oldest first."""
    return tuple(CaseFile(case) for case in office.casework.cases() if case.pseudonym)


def file_named(office: Office, name: str | None) -> CaseFile:
    """By pseudonym or the first digits of its id; without a name, the only one. Raises ``Usage``."""
    there = files(office)
    if not there:
        raise Usage("there is no file here yet: one is opened for a statement", "no-such-file")
    found = [each for each in there if name is None or each.pseudonym == name or each.id.startswith(name)]
    if len(found) != 1:
        wanted = say("named {name}", name=Plain(name)) if name else say("here: say which, with --file")
        raise Usage("{count} files are {wanted}", "no-such-file", count=len(found), wanted=wanted)
    return found[0]


def own_person_circle(office: Office, file: CaseFile) -> CircleId:
    """The person's circle at this officer's own body."""
    return file.circle(Circle.PERSON, own_body(office))


def own_body(office: Office) -> BodyRole:
    return BODIES[own_device(office).body.kind]


def task_circle(office: Office, task: str) -> tuple[CircleId, Task]:
    """The circle of a task by the first digits of its id. Raises ``Usage``."""
    found = [(item.circle, record) for item, record in of_type(everything(office), Task) if record.task.startswith(task)]
    if len(found) != 1:
        raise Usage("{count} tasks have this number", "no-such-task", count=len(found))
    return found[0]
