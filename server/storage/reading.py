"""Queries of the read side, each on a connection that sees a snapshot. What they may return is bounded by the caller: by the
log size that is published and by the grants of who asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.sql.functions import func

from crypto.log import LeafKind
from crypto.types import EntryClass
from server.storage import tables as t


class Leaf(NamedTuple):
    """A leaf to be sent: an entry (``circle`` and ``position`` set) or a document."""

    log_index: int
    kind: int
    circle: bytes | None
    position: int | None
    accepted_at: int
    salt: bytes
    data: bytes


class Size(NamedTuple):
    """Where a leaf is and how many bytes its data has: what a page is chosen by, before any data is read."""

    log_index: int
    size: int


class Scope(NamedTuple):
    """Which leaves a holder may see. ``full`` and ``sparse`` are circles without an end; ``ended`` those with one
    (circle, whether full, last index)."""

    holder: bytes
    keys: Collection[bytes]
    full: Collection[bytes]
    sparse: Collection[bytes]
    ended: Sequence[tuple[bytes, bool, int]]


class Notice(NamedTuple):
    seq: int
    circle: bytes | None
    deadline: bytes
    step: int
    fired_at: int


class Timer(NamedTuple):
    id: bytes
    next_at: int | None
    step: int
    settled: bool


_PUBLIC = (int(LeafKind.CERTIFICATE), int(LeafKind.REVOCATION), int(LeafKind.STATEMENT))


class Reading:
    """The read side of one database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def _all(self, query: Select[Any]) -> Sequence[Any]:
        async with self._engine.connect() as connection:
            rows: Sequence[Any] = (await connection.execute(query)).all()
            return rows

    async def leaf_sizes(self, scope: Scope, start: int, end: int, limit: int) -> list[Size]:
        """The leaves of ``scope`` with ``start`` <= index < ``end``, the first ``limit`` of each source, in order."""
        e, d = t.entry.c, t.document.c
        entries = select(e.log_index, func.length(e.data)).where(e.log_index >= start, e.log_index < end)
        documents = select(d.log_index, func.length(d.data)).where(d.log_index >= start, d.log_index < end)
        queries = [documents.where(or_(d.kind.in_(_PUBLIC), d.circle.in_(list(scope.full))))]
        if scope.full:
            queries.append(entries.where(e.circle.in_(list(scope.full))))
        if scope.sparse:
            queries.append(entries.where(e.circle.in_(list(scope.sparse)), _sparse(scope)))
        for circle, full, last in scope.ended:
            if last >= start:
                queries.append(entries.where(e.circle == circle, e.log_index <= last, true() if full else _sparse(scope)))
                queries.append(
                    documents.where(d.circle == circle, d.log_index <= last) if full else documents.where(d.log_index < 0)
                )
        rows = [Size(*row) for query in queries for row in await self._all(query.order_by("log_index").limit(limit))]
        return sorted(rows)[:limit]

    async def leaves(self, indices: Sequence[int]) -> list[Leaf]:
        e, d = t.entry.c, t.document.c
        entries = select(e.log_index, e.circle, e.position, e.accepted_at, e.salt, e.data).where(e.log_index.in_(list(indices)))
        found = [Leaf(r[0], int(LeafKind.ENTRY), *r[1:]) for r in await self._all(entries)]
        if len(found) < len(indices):
            documents = select(d.log_index, d.kind, d.circle, d.accepted_at, d.salt, d.data).where(d.log_index.in_(list(indices)))
            found += [Leaf(r[0], r[1], r[2], None, *r[3:]) for r in await self._all(documents)]
        return sorted(found)

    async def circle_sizes(self, scope: Scope, circle: bytes, last: int, full: bool, after: int, limit: int) -> list[Size]:
        """The entries of one circle after position ``after``, up to log index ``last``."""
        e = t.entry.c
        query = select(e.log_index, func.length(e.data)).where(e.circle == circle, e.position > after, e.log_index <= last)
        if not full:
            query = query.where(_sparse(scope))
        return [Size(*row) for row in await self._all(query.order_by(e.position).limit(limit))]

    async def notices(self, holder: bytes, after: int, last: int, limit: int) -> list[Notice]:
        n, a = t.notice.c, t.noticed.c
        query = (
            select(n.seq, n.circle, n.deadline, n.step, n.fired_at, a.inside)
            .join(t.noticed, a.seq == n.seq)
            .where(a.holder == holder, a.seq > after, a.seq <= last)
            .order_by(n.seq)
            .limit(limit)
        )
        return [Notice(r[0], r[1] if r.inside else None, r[2], r[3], r[4]) for r in await self._all(query)]

    async def grants(self, holder: bytes) -> list[tuple[bytes, int, int | None]]:
        g = t.grant.c
        return [(r[0], r[1], r[2]) for r in await self._all(select(g.circle, g.role, g.until).where(g.holder == holder))]

    async def welcome(self, circle: bytes, holder: bytes) -> tuple[int, bytes] | None:
        w, d = t.welcome.c, t.welcomed.c
        query = (
            select(w.position, w.data)
            .join(t.welcomed, and_(d.circle == w.circle, d.position == w.position))
            .where(d.circle == circle, d.holder == holder)
        )
        rows = await self._all(query)
        return (rows[0][0], rows[0][1]) if rows else None

    async def deadlines(self, circle: bytes) -> list[Timer]:
        d = t.deadline.c
        query = (
            select(d.id, d.next_at, d.step, d.settled_at.is_not(None)).where(d.circle == circle).order_by(d.due_at).limit(10_000)
        )
        return [Timer(r[0], r[1], r[2], bool(r[3])) for r in await self._all(query)]

    async def blob(self, blob: bytes) -> Any:
        """(id, circle, holder, size, chunks) or None."""
        b = t.blob.c
        rows = await self._all(select(b.id, b.circle, b.holder, b.size, b.chunks).where(b.id == blob))
        return rows[0] if rows else None

    async def chunk_numbers(self, blob: bytes) -> list[int]:
        c = t.blob_chunk.c
        return [r[0] for r in await self._all(select(c.number).where(c.blob == blob).order_by(c.number))]

    async def chunk(self, blob: bytes, number: int) -> bytes | None:
        c = t.blob_chunk.c
        rows = await self._all(select(c.data).where(c.blob == blob, c.number == number))
        return rows[0][0] if rows else None


def _sparse(scope: Scope) -> ColumnElement[bool]:
    """The same rule as ``server.access.sparse_sees``."""
    e, s = t.entry.c, t.disclosure.c
    disclosed = select(s.log_index).where(s.key_hash.in_(list(scope.keys)))
    return or_(e.entry_class == int(EntryClass.COMMIT), e.author == scope.holder, e.log_index.in_(disclosed))
