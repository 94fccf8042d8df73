"""Deadlines as this client sees them in the chain: opened by headers and policies, settled by headers, texts opened.

The server fires them; what is due is computed here from verified entries alone, so a server that stays silent hides nothing from
who looks. Every entry in the chain opens, as at the server. Only one that is valid settles: else a server could make up a record,
or whoever is no member any more could send one, that ends a deadline in everybody's eyes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Any

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from client.core import tables
from client.core.replica import Replica
from client.core.staging import Parsed
from client.core.store import Store
from crypto.entry import DeadlineMode, DeadlineOpen, EntryClass
from crypto.errors import QorganError
from crypto.frozen import dataclass
from crypto.ledger import open_deadline, open_report_deadline, report_deadline_epoch
from crypto.policy import ReportDeadline
from crypto.types import CircleId, DeadlineId, Millis, Position


@dataclass(frozen=True)
class DeadlineInfo:
    """A deadline of a circle. ``text`` is None where this client has no key for it; ``settled_by`` is the position of the record
    that settled it; ``position`` of the entry that opened it. Times in ms."""

    circle: CircleId
    id: DeadlineId
    position: Position
    opened_at: Millis
    due_at: Millis
    notify: tuple[bytes, ...]
    text: str | None = field(repr=False)
    settled_by: Position | None


def write_deadlines(connection: Connection, parsed: Parsed, replica: Replica, *, settles: bool) -> None:
    """What an entry's header opens and (with ``settles``: it is valid) settles, and what the policy opens for a report."""
    header, position, circle = parsed.entry.header, parsed.item.position, parsed.item.circle
    columns = tables.deadline.c
    if settles and header.settles:
        where = (columns.circle == circle) & columns.id.in_(header.settles) & columns.settled_by.is_(None)
        connection.execute(update(tables.deadline).where(where).values(settled_by=position))
    for row in _opened(parsed, replica):
        values = {"circle": circle, "position": position, "opened_at": parsed.item.accepted_at, **row}
        connection.execute(upsert(tables.deadline).values(values).on_conflict_do_nothing())


def _opened(parsed: Parsed, replica: Replica) -> Iterator[dict[str, Any]]:
    header, at = parsed.entry.header, parsed.item.accepted_at
    for opened in header.opens:
        due = opened.value if opened.mode is DeadlineMode.AT else at + 1000 * opened.value
        text = _text(replica, parsed, opened)
        yield {"id": opened.id, "due_at": due, "notify": b"".join(opened.notify), "text": text}
    if header.entry_class is not EntryClass.REPORT:
        return
    epoch = (header.generation, header.epoch)
    past = next((past for past in reversed(replica.history) if past.epoch == epoch), None)
    for template in () if past is None else past.policy.report_deadlines:
        yield {
            "id": template.opened_by(parsed.entry.hash),
            "due_at": at + 1000 * template.after_seconds,
            "notify": b"".join(template.notify),
            "text": _text(replica, parsed, template),
        }


def _text(replica: Replica, parsed: Parsed, deadline: DeadlineOpen | ReportDeadline) -> bytes | None:
    """None where there is no key, or where what is there is no text: a bad text must not stop the entry."""
    header = parsed.entry.header
    try:
        if isinstance(deadline, ReportDeadline):
            keys = replica.keys.get(report_deadline_epoch(deadline))
            return None if keys is None else open_report_deadline(keys, replica.circle, deadline)
        keys = replica.keys.get((header.generation, header.epoch))
        return None if keys is None else open_deadline(keys.ledger, replica.circle, deadline)
    except QorganError:
        return None


def deadlines_of(store: Store, circle: CircleId) -> tuple[DeadlineInfo, ...]:
    """All deadlines of a circle that this client knows, the earliest due first."""
    query = select(tables.deadline).where(tables.deadline.c.circle == circle).order_by(tables.deadline.c.due_at)
    with store.begin() as connection:
        return tuple(_info(row) for row in connection.execute(query))


def find_deadline(store: Store, circle: CircleId, deadline: bytes) -> DeadlineInfo | None:
    columns = tables.deadline.c
    query = select(tables.deadline).where((columns.circle == circle) & (columns.id == deadline))
    with store.begin() as connection:
        row = connection.execute(query).first()
    return None if row is None else _info(row)


def _info(row: Any) -> DeadlineInfo:
    return DeadlineInfo(
        CircleId(row.circle),
        DeadlineId(row.id),
        Position(row.position),
        Millis(row.opened_at),
        Millis(row.due_at),
        tuple(row.notify[at : at + 32] for at in range(0, len(row.notify), 32)),
        None if row.text is None else row.text.decode("utf-8", "replace"),
        None if row.settled_by is None else Position(row.settled_by),
    )
