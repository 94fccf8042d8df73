"""Frames: what a holder may see after a cursor, proven against the published checkpoint. For sync, for a circle, for the stream."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crypto.log import LeafKind
from server import render
from server.access import Circle, Grant, Role
from server.limits import Limits
from server.memory import Memory, Published
from server.problems import Problem, malformed, not_found
from server.sessions import Session
from server.storage.reading import Leaf, Reading, Scope, Size

_CURSOR = re.compile(r"(0|[1-9][0-9]{0,15})\.(0|[1-9][0-9]{0,15})", re.ASCII)


class Cursor(NamedTuple):
    """``leaf``: index of the next log leaf. ``seq``: of the last notice seen."""

    leaf: int
    seq: int

    @staticmethod
    def parse(text: str) -> Cursor:
        """Raises a 422 problem."""
        found = _CURSOR.fullmatch(text)
        if found is None:
            raise malformed("A cursor is two numbers with a point between them")
        return Cursor(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.leaf}.{self.seq}"


class Horizon(NamedTuple):
    """Up to where frames go: the checkpoint that was published at one moment, and the last notice by then."""

    published: Published
    notice: int


@dataclass(frozen=True, slots=True)
class Page:
    """One frame. ``size``: of the log that its checkpoint covers."""

    text: str
    cursor: Cursor
    size: int
    more: bool
    empty: bool


class Frames:
    """Reads the database up to what is published, for one session at a time."""

    def __init__(self, memory: Memory, reading: Reading, limits: Limits) -> None:
        self._memory = memory
        self._reading = reading
        self._limits = limits

    def horizon(self) -> Horizon:
        return Horizon(self._memory.published, self._memory.notice)

    async def sync(self, session: Session, cursor: Cursor, size: int, limit: int, horizon: Horizon) -> Page:
        """Everything up to ``horizon`` that ``session`` may see after ``cursor``, at most ``limit`` leaves and as many notices."""
        published, last_notice = horizon
        end = published.size
        self._check_sizes(cursor.leaf, size, end)
        scope = _scope(session)
        sizes = await self._reading.leaf_sizes(scope, cursor.leaf, end, limit + 1) if cursor.leaf < end else []
        chosen = self._choose(sizes, limit)
        more = len(chosen) < len(sizes)
        notices = await self._reading.notices(session.holder, cursor.seq, last_notice, limit)
        items = await self._items(chosen, end)
        items += [render.notice(n.seq, n.deadline, n.step, n.fired_at, n.circle) for n in notices]
        full = len(notices) == limit
        seq = notices[-1].seq if full else max(last_notice, cursor.seq)
        after = Cursor(chosen[-1] + 1 if more else end, seq)
        more = more or full
        text = render.frame(items, str(after), render.text(published.note), self.consistency(size, end), more)
        return Page(text, after, end, more, not items)

    async def circle(self, session: Session, circle: bytes, after: int, size: int, limit: int) -> Page:
        """The entries of one circle after position ``after``."""
        published = self._memory.published
        grant = self.grant(session, circle)
        self._check_sizes(0, size, published.size)
        last = published.size - 1 if grant.until is None else grant.until
        sizes = await self._reading.circle_sizes(_scope(session), circle, last, grant.role.full, after, limit + 1)
        chosen = self._choose(sizes, limit)
        more = len(chosen) < len(sizes)
        items = await self._items(chosen, published.size)
        proof = self.consistency(size, published.size)
        text = render.frame(items, None, render.text(published.note), proof, more)
        return Page(text, Cursor(0, 0), published.size, more, not items)

    def grant(self, session: Session, circle: bytes) -> Grant:
        """What ``session`` may see of ``circle``; anyone sees the commits of a front desk. Raises a 404 problem."""
        grant = session.grants.get(circle)
        if grant is not None:
            return grant
        if self.known(circle).front_desk:
            return Grant(Role.CORRESPONDENT)
        raise not_found()

    def known(self, circle: bytes) -> Circle:
        """Raises a 404 problem."""
        found = self._memory.circles.get(circle)
        if found is None:
            raise not_found()
        return found

    def consistency(self, start: int, end: int) -> str:
        if start in {0, end}:
            return "null"
        return render.consistency(start, self._memory.tree.consistency_proof(start, end))

    def _check_sizes(self, index: int, size: int, end: int) -> None:
        if index > end or size > end:
            raise Problem(409, "log-behind", "The log is shorter than what you have seen of it", size=end)

    def _choose(self, sizes: Sequence[Size], limit: int) -> list[int]:
        """The first leaves that make a frame of bounded size; one at least."""
        chosen: list[int] = []
        total = 0
        for leaf in sizes[:limit]:
            total += leaf.size + 1024
            if chosen and total > self._limits.frame_bytes:
                break
            chosen.append(leaf.log_index)
        return chosen

    async def _items(self, indices: Sequence[int], end: int) -> list[str]:
        leaves = await self._reading.leaves(indices) if indices else []
        return [self._item(leaf, end) for leaf in leaves]

    def _item(self, leaf: Leaf, end: int) -> str:
        proof = self._memory.tree.inclusion_proof(leaf.log_index, end)
        if leaf.kind == LeafKind.ENTRY and leaf.circle is not None and leaf.position is not None:
            return render.entry(leaf.circle, leaf.position, leaf.accepted_at, leaf.log_index, leaf.salt, leaf.data, proof)
        return render.document(leaf.kind, leaf.log_index, leaf.circle, leaf.accepted_at, leaf.salt, leaf.data, proof)


def _scope(session: Session) -> Scope:
    grants = session.grants.items()
    return Scope(
        holder=session.holder,
        keys=tuple(session.reading_keys),
        full=[circle for circle, grant in grants if grant.until is None and grant.role.full],
        sparse=[circle for circle, grant in grants if grant.until is None and not grant.role.full],
        ended=[(circle, grant.role.full, grant.until) for circle, grant in grants if grant.until is not None],
    )
