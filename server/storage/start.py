"""What the server reads once, at its start: to build in memory what then only the writer changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from crypto.log import LeafKind
from server.storage import tables as t

_DIRECTORY = (int(LeafKind.CERTIFICATE), int(LeafKind.REVOCATION), int(LeafKind.STATEMENT))


class Head(NamedTuple):
    """A circle as stored, with its newest commit (an encoded entry)."""

    id: bytes
    position: int
    chain: bytes
    generation: int
    epoch: int
    commit_index: int
    commit: bytes


class Published(NamedTuple):
    log_index: int
    kind: int
    data: bytes


def deployment(connection: Connection) -> bytes | None:
    return connection.execute(select(t.deployment.c.document)).scalar()


def checkpoint(connection: Connection) -> tuple[int, str] | None:
    row = connection.execute(select(t.checkpoint.c.size, t.checkpoint.c.note)).first()
    return None if row is None else (row.size, row.note)


def leaf_hashes(connection: Connection) -> Iterator[tuple[int, bytes]]:
    """(index, leaf hash), in order."""
    query = select(t.leaf.c.log_index, t.leaf.c.hash).order_by(t.leaf.c.log_index)
    for row in connection.execution_options(yield_per=10_000).execute(query):
        yield row[0], row[1]


def heads(connection: Connection) -> Iterator[Head]:
    c, e = t.circle.c, t.entry.c
    columns = (c.id, c.position, c.chain, c.generation, c.epoch, c.commit_index, e.data)
    for row in connection.execute(select(*columns).join(t.entry, e.log_index == c.commit_index)):
        yield Head(*row)


def directory_leaves(connection: Connection) -> Iterator[Published]:
    """Certificates, revocations and statements in the order of the log."""
    d = t.document.c
    for row in connection.execute(select(d.log_index, d.kind, d.data).where(d.kind.in_(_DIRECTORY)).order_by(d.log_index)):
        yield Published(*row)


def last_accepted_at(connection: Connection) -> int:
    """Stamps never decrease along the log, so the last leaf of either kind has the largest."""
    stamps = [
        connection.execute(select(table.c.accepted_at).order_by(table.c.log_index.desc()).limit(1)).scalar()
        for table in (t.entry, t.document)
    ]
    return max(stamp or 0 for stamp in stamps)


def last_notice(connection: Connection) -> int:
    return connection.execute(select(func.max(t.notice.c.seq))).scalar() or 0
