"""Rows of what was verified: written in one transaction with the state that they belong to, and read back.

Every entry is kept whole with its salt, inclusion proof and the size of the checkpoint that the proof is for, so that the chain can
be verified again offline, by anybody who has the log's key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select, update
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as upsert

from client.core import tables
from client.core.deadlines import write_deadlines
from client.core.frames import AlarmItem, CertificateItem, EntryItem, Leaf, RevocationItem
from client.core.replica import Committed, Halted, Outcome, Quarantined, Received, Replica, Shown, Step
from client.core.staging import Parsed, Staged
from client.core.state import encode_log
from client.core.store import Store
from crypto.alarm import parse_alarm
from crypto.entry import parse_entry
from crypto.log import LeafKind
from crypto.types import CircleId, LogIndex, Millis, Position


def write_staged(connection: Connection, staged: Staged, now: Millis) -> None:
    """Everything that one frame brought; raises whatever the database raises, and then nothing is written."""
    state = staged.state
    _write_leaves(connection, staged.leaves)
    _write_entries(connection, staged, now)
    valid = {(o.received.entry.header.circle, o.received.position) for o in staged.outcomes if isinstance(o, Shown)}
    for parsed in staged.entries:
        settles = (parsed.item.circle, parsed.item.position) in valid
        write_deadlines(connection, parsed, state.replicas[parsed.item.circle], settles=settles)
    for outcome in staged.reopened:
        _write_outcome(connection, outcome)
    for outcome in staged.outcomes:
        if isinstance(outcome, Committed) and len(outcome.superseded):
            _take_back(connection, outcome)
    if staged.alarms:
        connection.execute(_ADD_ALARM, [_alarm_row(item) for item in staged.alarms])
    if staged.notices:
        connection.execute(_ADD_NOTICE, [asdict(notice) for notice in staged.notices])
    for circle in staged.touched:
        write_replica(connection, circle, state.replicas[circle])
    notes = [{"size": size, "note": note, "seen_at": now} for size, note in dict(staged.notes).items()]
    connection.execute(_SET_CHECKPOINT, notes)
    values = (("log", encode_log(state.log)), ("cursor", str(state.cursor).encode()))
    connection.execute(_SET_META, [{"name": name, "value": value} for name, value in values])


def _setting(table: Table, *key: str) -> Insert:
    """Insert or replace by ``key``; made once, since building a statement costs more than running it."""
    statement = upsert(table)
    changed = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in key}
    return statement.on_conflict_do_update(index_elements=list(key), set_=changed)


_SET_META = _setting(tables.meta, "name")
_SET_CIRCLE = _setting(tables.circle, "id")
_SET_CHECKPOINT = _setting(tables.checkpoint, "size")
_ADD_ENTRY = insert(tables.entry)
_ADD_ALARM = insert(tables.alarm_in)
_ADD_NOTICE = insert(tables.notice)
_ADD_LEAF = insert(tables.leaf)


def _write_entries(connection: Connection, staged: Staged, now: Millis) -> None:
    """New entries with what was found about them, and what is found about older ones by now."""
    found = {(one.item.circle, one.item.position): _entry_row(one, now) for one in staged.entries}
    for outcome in staged.outcomes:
        row = found.get((outcome.received.entry.header.circle, outcome.received.position))
        if row is None:
            _write_outcome(connection, outcome)
        else:
            row.update(_outcome_values(outcome))
    if found:
        connection.execute(_ADD_ENTRY, list(found.values()))


def _write_leaves(connection: Connection, leaves: Iterable[tuple[Leaf, str | None]]) -> None:
    rows = [
        {"log_index": item.index, "kind": int(_kind(item)), "data": item.data, "refused": refused}
        for item, refused in leaves
        if not isinstance(item, EntryItem)
    ]
    if rows:
        connection.execute(_ADD_LEAF, rows)


def _kind(item: Leaf) -> LeafKind:
    if isinstance(item, CertificateItem):
        return LeafKind.CERTIFICATE
    if isinstance(item, AlarmItem):
        return LeafKind.ALARM
    return LeafKind.REVOCATION if isinstance(item, RevocationItem) else LeafKind.STATEMENT


def _entry_row(parsed: Parsed, now: Millis) -> dict[str, Any]:
    item, entry = parsed.item, parsed.entry
    return {
        "circle": item.circle,
        "position": item.position,
        "log_index": item.index,
        "accepted_at": item.accepted_at,
        "received_at": now,
        "salt": item.salt,
        "proof": b"".join(item.proof),
        "checkpoint_size": parsed.size,
        "hash": entry.hash,
        "uid": entry.header.uid,
        "author": entry.header.author,
        "class": int(entry.header.entry_class),
        "encoded": item.entry,
        "restricted": int(entry.header.restricted),
        "state": "placed",
        "code": None,
        "reason": None,
        "plaintext": None,
        "role": None,
        "via": None,
        "reading_key": None,
        "flags": "[]",
    }


def _write_outcome(connection: Connection, outcome: Outcome) -> None:
    received = outcome.received
    columns = tables.entry.c
    values = _outcome_values(outcome)
    if not values:
        return
    where = (columns.circle == received.entry.header.circle) & (columns.position == received.position)
    connection.execute(update(tables.entry).where(where).values(values))


def _take_back(connection: Connection, refound: Committed) -> None:
    """What a refound took back counts for nobody: also not for who could process the commit that it names, and had gone on. What
    was settled by it is open again."""
    circle, void = refound.received.entry.header.circle, refound.superseded
    entry, deadline = tables.entry.c, tables.deadline.c
    within = (entry.circle == circle) & entry.position.between(void.start, void.stop - 1) & (entry.state == "shown")
    values = {"state": "quarantined", "code": "beyond-halt", "reason": "made after the commit that halted the circle"}
    connection.execute(update(tables.entry).where(within).values(values))
    settled = (deadline.circle == circle) & deadline.settled_by.between(void.start, void.stop - 1)
    connection.execute(update(tables.deadline).where(settled).values(settled_by=None))


def _outcome_values(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Shown):
        return {
            "state": "shown",
            "code": outcome.sealed_reason,
            "reason": None,
            "plaintext": outcome.plaintext,
            "role": outcome.role,
            "via": outcome.via,
            "flags": json.dumps(list(outcome.flags)),
            "reading_key": outcome.reading_key,
        }
    if isinstance(outcome, Quarantined):
        return {"state": "quarantined", "code": outcome.code, "reason": outcome.reason}
    if isinstance(outcome, Committed):
        return {"state": "committed", "code": None, "reason": None, "flags": json.dumps(list(outcome.flags))}
    if isinstance(outcome, Halted):
        return {"state": "halted", "code": outcome.code, "reason": outcome.reason}
    return {}


def _alarm_row(item: AlarmItem) -> dict[str, Any]:
    alarm = parse_alarm(item.data)
    return {
        "log_index": item.index,
        "circle": alarm.circle,
        "accepted_at": item.accepted_at,
        "data": item.data,
        "answered": 0,
    }


def write_replica(connection: Connection, circle: CircleId, replica: Replica) -> None:
    connection.execute(_SET_CIRCLE, {"id": circle, "replica": replica.encode()})


def entry_hash(store: Store, circle: CircleId, position: int) -> bytes | None:
    """The hash of the entry that is held at a position."""
    columns = tables.entry.c
    with store.begin() as connection:
        query = select(columns.hash).where((columns.circle == circle) & (columns.position == position))
        found: bytes | None = connection.execute(query).scalar()
        return found


def sealed_entries(store: Store, circle: CircleId, step: Step) -> tuple[Received, ...]:
    """What is held unopened of the epochs and entries that a step gave keys for."""
    columns = tables.entry.c
    with store.begin() as connection:
        query = select(tables.entry).where((columns.circle == circle) & (columns.state == "shown") & columns.plaintext.is_(None))
        rows = connection.execute(query.order_by(columns.position)).all()
    found = []
    for row in rows:
        received = received_of(row)
        header = received.entry.header
        if (header.generation, header.epoch) in step.gained or received.entry.hash in step.openable:
            found.append(received)
    return tuple(found)


def received_of(row: Row[Any]) -> Received:
    return Received(parse_entry(row.encoded), Position(row.position), Millis(row.accepted_at), LogIndex(row.log_index))


def rows_of(store: Store, circle: CircleId, *states: str) -> Sequence[Row[Any]]:
    """The entries of a circle in the order of its chain, of the given states or of all."""
    columns = tables.entry.c
    query = select(tables.entry).where(columns.circle == circle).order_by(columns.position)
    if states:
        query = query.where(columns.state.in_(states))
    with store.begin() as connection:
        return connection.execute(query).all()


_READ = (
    *("circle", "position", "log_index", "accepted_at", "hash", "uid", "author", "role"),
    *("plaintext", "code", "restricted", "flags", "via", "reading_key"),
)
"""What a reader needs of a row: not its proof, and not the entry as it was sent."""


def shown_rows(store: Store, circle: CircleId, after: int, limit: int | None) -> Sequence[Row[Any]]:
    """What shows in a circle behind a position, in the order of its chain; at most ``limit``."""
    columns = tables.entry.c
    where = (columns.circle == circle) & (columns.position > after) & (columns.state == "shown")
    query = select(*(columns[name] for name in _READ)).where(where).order_by(columns.position).limit(limit)
    with store.begin() as connection:
        return connection.execute(query).all()


def shown_at(store: Store, circle: CircleId, positions: Sequence[int]) -> Sequence[Row[Any]]:
    """What shows at these positions."""
    columns = tables.entry.c
    where = (columns.circle == circle) & columns.position.in_(positions) & (columns.state == "shown")
    with store.begin() as connection:
        return connection.execute(select(*(columns[name] for name in _READ)).where(where).order_by(columns.position)).all()


def find_entry(store: Store, circle: CircleId, entry_hash: bytes) -> Received | None:
    columns = tables.entry.c
    with store.begin() as connection:
        row = connection.execute(select(tables.entry).where((columns.circle == circle) & (columns.hash == entry_hash))).first()
    return None if row is None else received_of(row)


def reading_key_told(store: Store, author: bytes) -> bytes | None:
    """The reading key that came with the newest report of a person: sealed in it, under the person's signature."""
    columns = tables.entry.c
    where = (columns.author == author) & columns.reading_key.is_not(None) & (columns.state == "shown")
    with store.begin() as connection:
        query = select(columns.reading_key).where(where).order_by(columns.log_index.desc())
        found: bytes | None = connection.execute(query).scalar()
        return found
