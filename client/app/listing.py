"""The files that a holder has a part in, and the records of one as they may be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from client.app.asof import AsOf, Look, looked
from client.app.casefile import CaseFile, file_named, files
from client.app.permissions import place_name
from client.app.reading import everything
from client.app.records import RecordRow, rows_of

if TYPE_CHECKING:
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class FileRow:
    """``circles``: of which kinds this holder has one; ``tasks``: how many of them are tasks. ``standing``: APP (has applied) or PP
    (is protected). ``place``: in the queue of files that wait for a decision, from 1; 0 for one that does not."""

    pseudonym: str
    file: str
    state: str
    tasks: int
    circles: tuple[str, ...]
    standing: str
    place: int


@dataclass(frozen=True, slots=True)
class FilesView:
    """``circles``: how many this client has in all; ``halted``: ids of those that stand still."""

    files: tuple[FileRow, ...]
    circles: int
    halted: tuple[bytes, ...]
    as_of: AsOf


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFiles(Look):
    pass


async def list_files(office: Office, wish: ListFiles) -> FilesView:
    from client.law.file import file_state
    from client.law.law72.a23_1_decision import in_queue, label

    as_of = await looked(office, wish)
    infos, known = office.channel.circles(), files(office)
    waiting = {id(file): place for place, file in enumerate(in_queue(each.case.file for each in known), 1)}
    rows = [
        FileRow(
            file.pseudonym,
            file.id,
            str(file_state(file.case.file)),
            len(file.tasks),
            tuple(place_name(place) for place in file.case.circles.values()),
            label(file.case.file),
            waiting.get(id(file.case.file), 0),
        )
        for file in known
    ]
    rows.sort(key=lambda each: each.place or len(rows) + 1)
    return FilesView(tuple(rows), len(infos), tuple(bytes(info.id) for info in infos if info.halt is not None), as_of)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    code: str
    state: str
    in_force: bool
    review_at: int


@dataclass(frozen=True, slots=True)
class RecordsView:
    """``state`` and ``measures`` of the file; empty where there is none (an executing body, a front desk alone)."""

    records: tuple[RecordRow, ...]
    state: str
    measures: tuple[MeasureRow, ...]
    as_of: AsOf


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowFile(Look):
    """``file``: pseudonym or first digits; the only one where nothing is said, and all records where there is no file."""

    file: str | None = None


async def show_file(office: Office, wish: ShowFile) -> RecordsView:
    from client.law.file import file_state

    as_of = await looked(office, wish)
    file = file_named(office, wish.file) if wish.file or files(office) else None
    items = everything(office) if file is None else file.records(office)
    state = "" if file is None else str(file_state(file.case.file))
    return RecordsView(rows_of(office, items), state, () if file is None else _measures(file, int(office.clock())), as_of)


def _measures(file: CaseFile, now: int) -> tuple[MeasureRow, ...]:
    from client.law.file.states import IN_FORCE

    known = [(each, each.at(now)) for each in file.case.file.measures.all()]
    return tuple(MeasureRow(each.code, str(state), state in IN_FORCE, each.review_at) for each, state in known)
