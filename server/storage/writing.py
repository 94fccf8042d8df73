"""Statements that run inside a write transaction.

What runs with every batch goes to the driver, with rows of leaves, entries and circles as tuples in the order of the columns:
what SQLAlchemy does to each row of a dictionary took a third of the server's time, and to each statement a fifth. One row a
statement: over many rows in one, SQLite keeps what it may have to undo in a file, made and removed in each transaction. All other
rows are dictionaries by column name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from crypto.types import EntryClass
from server.storage import tables as t
from server.storage.database import raw

Values = dict[str, Any]


class LeafRow(NamedTuple):
    log_index: int
    kind: int
    hash: bytes


class EntryRow(NamedTuple):
    log_index: int
    circle: bytes
    position: int
    entry_class: int
    author: bytes
    uid: bytes
    accepted_at: int
    hash: bytes
    chain: bytes
    salt: bytes
    data: bytes


class FoundedRow(NamedTuple):
    """A circle that begins, with its head."""

    id: bytes
    founder: bytes
    position: int
    chain: bytes
    generation: int
    epoch: int
    commit_index: int
    created_at: int


class MovedRow(NamedTuple):
    """The head of a circle that was there before."""

    position: int
    chain: bytes
    generation: int
    epoch: int
    commit_index: int
    id: bytes


@dataclass
class Rows:
    """What one batch adds."""

    leaves: list[LeafRow] = field(default_factory=list)
    founded: list[FoundedRow] = field(default_factory=list)
    moved: list[MovedRow] = field(default_factory=list)
    entries: list[EntryRow] = field(default_factory=list)
    documents: list[Values] = field(default_factory=list)
    disclosures: list[Values] = field(default_factory=list)
    welcomes: list[Values] = field(default_factory=list)
    welcomed: list[Values] = field(default_factory=list)
    grants: list[Values] = field(default_factory=list)
    deadlines: list[Values] = field(default_factory=list)
    settled: list[Values] = field(default_factory=list)


class Stored(NamedTuple):
    """An entry that is there already: all that its answer needs, and its hash to tell whether it is the same one."""

    log_index: int
    position: int
    accepted_at: int
    hash: bytes
    chain: bytes
    salt: bytes


_SETTLE = (
    update(t.deadline)
    .where(t.deadline.c.circle == bindparam("b_circle"), t.deadline.c.id == bindparam("b_id"), t.deadline.c.settled_at.is_(None))
    .values(settled_at=bindparam("b_at"), settled_index=bindparam("b_index"), next_at=None)
)


def store(connection: Connection, rows: Rows, size: int, note: str) -> None:
    """Everything that a batch adds, parents before children, and the one checkpoint over it."""
    _many(connection, _LEAF, rows.leaves)
    _many(connection, _FOUNDED, rows.founded)
    _many(connection, _MOVED, rows.moved)
    _many(connection, _ENTRY, rows.entries)
    _insert(connection, t.document, rows.documents)
    if rows.disclosures:
        connection.execute(upsert(t.disclosure).on_conflict_do_nothing(), rows.disclosures)
    _insert(connection, t.welcome, rows.welcomes)
    _upsert(connection, t.welcomed, rows.welcomed)
    _upsert(connection, t.grant, rows.grants)
    _insert(connection, t.deadline, rows.deadlines)
    if rows.settled:
        connection.execute(_SETTLE, rows.settled)
    raw(connection).execute(_CHECKPOINT, (1, size, note))


_CHECKPOINT = (
    "INSERT INTO checkpoint (id, size, note) VALUES (?,?,?) ON CONFLICT (id) DO UPDATE SET size=excluded.size, note=excluded.note"
)


def _many(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        raw(connection).executemany(statement, rows)


def _insertion(table: Table) -> str:
    """Values in the order of the columns."""
    names = ",".join(column.name for column in table.columns)
    return f"INSERT INTO {table.name} ({names}) VALUES {_place(len(table.columns))}"  # noqa: S608 (names and places only)


def _place(columns: int) -> str:
    return f"({','.join('?' * columns)})"


_LEAF, _FOUNDED, _ENTRY = _insertion(t.leaf), _insertion(t.circle), _insertion(t.entry)
_MOVED = "UPDATE circle SET position=?, chain=?, generation=?, epoch=?, commit_index=? WHERE id=?"
"""Values as in ``MovedRow``."""


def _insert(connection: Connection, table: Table, rows: list[Values]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _upsert(connection: Connection, table: Table, rows: list[Values]) -> None:
    if rows:
        connection.execute(_upsert_statement(table), rows)


@cache
def _upsert_statement(table: Table) -> Any:
    statement = upsert(table)
    changed = {c.name: statement.excluded[c.name] for c in table.columns if not c.primary_key}
    return statement.on_conflict_do_update(index_elements=[column.name for column in table.primary_key], set_=changed)


_MOST = 64
"""Names in one statement."""


@cache
def _same_uid(count: int) -> str:
    """A CROSS JOIN, which SQLite does not reorder: each name is one search in the index. (``IN (VALUES ...)`` scans it all.)"""
    return (
        f"WITH named(c, a, u) AS (VALUES {','.join([_place(3)] * count)}) "  # noqa: S608 (only places)
        "SELECT e.circle, e.author, e.uid, e.log_index, e.position, e.accepted_at, e.hash, e.chain, e.salt "
        "FROM named CROSS JOIN entry e ON e.circle = c AND e.author = a AND e.uid = u"
    )


def with_uids(connection: Connection, names: Sequence[tuple[bytes, bytes, bytes]]) -> dict[tuple[bytes, bytes, bytes], Stored]:
    """The stored entries among those named by circle, author and uid."""
    stored: dict[tuple[bytes, bytes, bytes], Stored] = {}
    for start in range(0, len(names), _MOST):
        some = names[start : start + _MOST]
        rows = raw(connection).execute(_same_uid(len(some)), tuple(chain.from_iterable(some)))
        stored.update({(row[0], row[1], row[2]): Stored(*row[3:]) for row in rows})
    return stored


def document_index(connection: Connection, kind: int, digest: bytes) -> int | None:
    query = select(t.document.c.log_index).where(t.document.c.kind == kind, t.document.c.digest == digest)
    return connection.execute(query).scalar()


def has_written(connection: Connection, circle: bytes, author: bytes) -> bool:
    query = select(t.entry.c.log_index).where(t.entry.c.circle == circle, t.entry.c.author == author).limit(1)
    return connection.execute(query).first() is not None


def entry_index(connection: Connection, circle: bytes, entry_hash: bytes) -> int | None:
    query = select(t.entry.c.log_index).where(t.entry.c.circle == circle, t.entry.c.hash == entry_hash)
    index: int | None = connection.execute(query).scalar()
    return index


def founded_by(connection: Connection, holder: bytes) -> int:
    query = select(func.count()).select_from(t.circle).where(t.circle.c.founder == holder)
    return int(connection.execute(query).scalar_one())


def commit_at(connection: Connection, circle: bytes, position: int) -> bytes | None:
    """The newest commit (an encoded entry) of ``circle`` at or before ``position``."""
    query = (
        select(t.entry.c.data)
        .where(t.entry.c.circle == circle, t.entry.c.position <= position, t.entry.c.entry_class == int(EntryClass.COMMIT))
        .order_by(t.entry.c.position.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()


def known_deadlines(connection: Connection, circle: bytes, ids: Iterable[bytes]) -> set[bytes]:
    """Those of ``ids`` that ``circle`` has had already."""
    query = select(t.deadline.c.id).where(t.deadline.c.circle == circle, t.deadline.c.id.in_(list(ids)))
    return set(connection.execute(query).scalars())


def install(connection: Connection, document: bytes, now: int) -> bool:
    """Installs the deployment document; whether it was new. Raises ``ValueError`` where another one is installed."""
    present = connection.execute(select(t.deployment.c.document)).scalar()
    if present is not None and present != document:
        raise ValueError("another deployment is installed here")
    if present is None:
        connection.execute(insert(t.deployment), {"id": 1, "document": document, "installed_at": now})
    return present is None


# Key packages ------------------------------------------------------------------------------------------------------------


class Claimed(NamedTuple):
    data: bytes
    last_resort: bool


def add_key_packages(connection: Connection, device: bytes, rows: list[Values]) -> int:
    """Adds those that ``device`` has never stored before; a new last-resort one replaces the former. How many are unclaimed."""
    if any(row["last_resort"] for row in rows):
        connection.execute(delete(t.key_package).where(t.key_package.c.device == device, t.key_package.c.last_resort == 1))
    if rows:
        connection.execute(upsert(t.key_package).on_conflict_do_nothing(), rows)
    return available(connection, device)


def available(connection: Connection, device: bytes) -> int:
    p = t.key_package.c
    query = select(func.count()).where(p.device == device, p.claimed_at.is_(None), p.last_resort == 0)
    return int(connection.execute(query).scalar_one())


def claim_key_package(connection: Connection, device: bytes, now: int) -> Claimed | None:
    """One that nobody got before: it is marked and emptied in this transaction. Else the last-resort one, else None."""
    p = t.key_package.c
    query = select(p.id, p.data, p.last_resort).where(p.device == device, p.claimed_at.is_(None))
    row = connection.execute(query.order_by(p.last_resort, p.id).limit(1)).first()
    if row is None:
        return None
    if not row.last_resort:
        connection.execute(update(t.key_package).where(p.id == row.id).values(claimed_at=now, data=b""))
    return Claimed(row.data, bool(row.last_resort))


# Blobs -------------------------------------------------------------------------------------------------------------------


class Blob(NamedTuple):
    """``size``: of all chunks together, in bytes."""

    id: bytes
    circle: bytes
    holder: bytes
    size: int
    chunks: int


def find_blob(connection: Connection, blob: bytes) -> Blob | None:
    b = t.blob.c
    row = connection.execute(select(b.id, b.circle, b.holder, b.size, b.chunks).where(b.id == blob)).first()
    return None if row is None else Blob(*row)


def blob_use(connection: Connection, holder: bytes) -> tuple[int, int]:
    """How many blobs ``holder`` has announced, and their bytes together."""
    query = select(func.count(), func.coalesce(func.sum(t.blob.c.size), 0)).where(t.blob.c.holder == holder)
    count, total = connection.execute(query).one()
    return int(count), int(total)


def add_blob(connection: Connection, blob: Blob, now: int) -> None:
    connection.execute(insert(t.blob), {**blob._asdict(), "created_at": now})


def chunk_digest(connection: Connection, blob: bytes, number: int) -> bytes | None:
    c = t.blob_chunk.c
    return connection.execute(select(c.digest).where(c.blob == blob, c.number == number)).scalar()


def stored_bytes(connection: Connection, blob: bytes) -> int:
    query = select(func.coalesce(func.sum(func.length(t.blob_chunk.c.data)), 0)).where(t.blob_chunk.c.blob == blob)
    return int(connection.execute(query).scalar_one())


def add_chunk(connection: Connection, blob: bytes, number: int, digest: bytes, data: bytes) -> None:
    connection.execute(insert(t.blob_chunk), {"blob": blob, "number": number, "digest": digest, "data": data})


# Deadlines ---------------------------------------------------------------------------------------------------------------


class Due(NamedTuple):
    """A deadline whose step ``step`` is due. ``steps``: as ``server.deadlines`` encodes them."""

    circle: bytes
    id: bytes
    due_at: int
    step: int
    steps: bytes


def lease_due(connection: Connection, owner: bytes, now: int, until: int, limit: int) -> list[Due]:
    """Takes the lease of what is due, not settled, and not leased by another at this time."""
    d = t.deadline.c
    query = (
        select(d.circle, d.id)
        .where(d.next_at <= now, d.settled_at.is_(None), d.lease_until <= now)
        .order_by(d.next_at)
        .limit(limit)
    )
    names = [(row.circle, row.id) for row in connection.execute(query)]
    taken: list[Due] = []
    for circle, identity in names:
        statement = (
            update(t.deadline)
            .where(d.circle == circle, d.id == identity)
            .values(lease_owner=owner, lease_until=until)
            .returning(d.circle, d.id, d.due_at, d.step, d.steps)
        )
        taken += [Due(*row) for row in connection.execute(statement)]
    return taken


def fire(connection: Connection, due: Due, owner: bytes, now: int, next_at: int | None, told: dict[bytes, bool]) -> int | None:
    """Writes the notice of one step with its addressees (holder -> whether inside the circle) and moves the deadline on.
    Returns the notice's number, or None where the lease is no longer ``owner``'s, or the deadline was settled,
    or the step fired."""
    d = t.deadline.c
    moved = connection.execute(
        update(t.deadline)
        .where(d.circle == due.circle, d.id == due.id, d.step == due.step, d.lease_owner == owner, d.settled_at.is_(None))
        .values(step=due.step + 1, next_at=next_at, lease_owner=None, lease_until=0)
    )
    if moved.rowcount != 1:
        return None
    notice = {"circle": due.circle, "deadline": due.id, "step": due.step, "fired_at": now}
    written = connection.execute(upsert(t.notice).on_conflict_do_nothing().returning(t.notice.c.seq), notice).scalar()
    if written is not None and told:
        rows = [{"holder": holder, "seq": written, "inside": int(inside)} for holder, inside in told.items()]
        connection.execute(insert(t.noticed), rows)
    return written
