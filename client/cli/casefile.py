"""A file as this holder sees it: which of its circles they hold, found by the records that open them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from client.cli.reading import BODIES, Seen, everything, of_type, own_device, seen
from client.cli.texts import _
from client.law.records.files import FileOpened
from client.law.records.tasks import Task, TaskOpened
from client.law.words import BodyRole, Circle
from crypto.errors import Usage
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.core.client import Client


@dataclass(frozen=True, slots=True)
class CaseFile:
    """``opened``: for each circle of the file that this holder has, the record that opened it."""

    id: str
    pseudonym: str
    statement: str
    opened: tuple[tuple[CircleId, FileOpened], ...]
    tasks: tuple[tuple[CircleId, TaskOpened], ...]

    def circle(self, kind: Circle, body: BodyRole | None = None) -> CircleId:
        """Raises ``Usage`` where this holder has no such circle of the file."""
        for circle, record in self.opened:
            if record.circle == kind and (body is None or record.body == body):
                return circle
        raise Usage(_("you have no circle of kind {kind} of this file").format(kind=kind), "no-such-circle")

    def has(self, kind: Circle, body: BodyRole) -> bool:
        return any(record.circle == kind and record.body == body for _circle, record in self.opened)

    def records(self, client: Client) -> tuple[Seen, ...]:
        """All that this holder sees of the file, in the order of the log."""
        circles = [circle for circle, _record in self.opened] + [circle for circle, _record in self.tasks]
        held = {info.id for info in client.circles()}
        items = [each for circle in circles if circle in held for each in seen(client, circle)]
        return tuple(sorted(items, key=lambda each: each.entry.index))


def files(client: Client) -> tuple[CaseFile, ...]:
    """All files of which this holder has a circle, oldest first."""
    items = everything(client)
    opened: dict[str, list[tuple[CircleId, FileOpened]]] = {}
    for item, record in of_type(items, FileOpened):
        opened.setdefault(record.file, []).append((item.circle, record))
    tasks: dict[str, list[tuple[CircleId, TaskOpened]]] = {}
    for _item, task in of_type(items, TaskOpened):
        tasks.setdefault(task.file, []).append((CircleId(bytes.fromhex(task.circle)), task))
    return tuple(
        CaseFile(file, found[0][1].pseudonym, found[0][1].statement, tuple(found), tuple(tasks.get(file, ())))
        for file, found in opened.items()
    )


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
