"""The statements and threats that came in, with their clocks and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from client.app.asof import AsOf, Look, looked
from client.app.records import RecordRow, row_of
from client.app.reports import reports, running_of
from client.law.records.reports import Statement, Threat

if TYPE_CHECKING:
    from client.app.office import Office
    from client.app.reading import Seen
    from client.core.deadlines import DeadlineInfo


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """``removed``: kinds of what was taken out of it; ``original``: whether that is sealed beside it."""

    name: str
    size: int
    removed: tuple[str, ...]
    original: bool


@dataclass(frozen=True, slots=True)
class ReportRow:
    """``payload_id`` is its number; ``entry`` names it as well. ``clocks``: the open deadlines that it started."""

    payload_id: str
    type: str
    text: str
    accepted_at: int
    entry: bytes
    urgent: bool
    attachments: int
    files: tuple[AttachedFile, ...]
    record: RecordRow
    clocks: tuple[DeadlineInfo, ...]


@dataclass(frozen=True, slots=True)
class InboxView:
    """``reports`` in the order of the log."""

    reports: tuple[ReportRow, ...]
    now: int
    as_of: AsOf


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeInbox(Look):
    pass


async def see_inbox(office: Office, wish: SeeInbox) -> InboxView:
    """Whatever came in, also what its author may not write: nobody's danger is hidden for a matter of form."""
    as_of = await looked(office, wish)
    rows = tuple(_row(office, item, report) for item, report in reports(office))
    return InboxView(rows, int(office.clock()), as_of)


def _row(office: Office, item: Seen, report: Statement | Threat) -> ReportRow:
    attached = report.attachments if isinstance(report, Statement) else ()
    return ReportRow(
        payload_id=report.payload_id,
        type=item.name,
        text=report.text,
        accepted_at=item.at,
        entry=bytes(item.entry.hash),
        urgent=report.urgent,
        attachments=len(attached),
        files=tuple(AttachedFile(each.name, each.size, each.removed, bool(each.original)) for each in attached),
        record=row_of(office, item),
        clocks=running_of(office, item),
    )
