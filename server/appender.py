"""The one writer of the chain and the log: group commit.

Theory of operation. Handlers hand in entries, whose signatures are verified there and then, and documents, and wait. One task takes
whatever has gathered, and in one transaction the rules are held against each item in turn, rows are inserted and one checkpoint is
signed. COMMIT returns once the journal is synced. Only then are the checkpoint published, the heads in memory moved, the guard file
written, the waiting handlers answered, and what is connected told. So:

    nothing is acknowledged or shown before it is durable;
    if the transaction fails, nothing of it is acknowledged, the tree is cut back, and memory is as it was;
    if the disk reports an error, the process ends: a sync that failed must not be tried again.

While one batch is written and synced, on a thread (``server.storage.database``), the next one gathers.
"""

from __future__ import annotations

import asyncio
import time
from asyncio import Future
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import structlog
from sqlalchemy import Connection

from crypto.entropy import Entropy
from crypto.entry import verify_entry
from crypto.errors import Forged, QorganError
from crypto.log import LeafKind, sign_checkpoint
from crypto.primitives import signing_key
from crypto.trust import ReadingKeyStatement
from crypto.types import EntryClass, Millis
from server.batch import Accepted, Append, Batch, DocumentEvent, Outcome, Publish
from server.guard import Guard
from server.key import LogKey
from server.limits import KIB, Limits
from server.memory import Memory, Published
from server.problems import Problem, places, unavailable
from server.push import Hub
from server.sessions import Sessions
from server.storage import writing
from server.storage.database import Database, StorageFailed

Item = Append | Publish
BRIEF: Final = 256 * KIB
"""Bytes of records and reports that may run on the event loop."""


@dataclass
class Spent:
    """Where CPU time went, in nanoseconds, and what it was spent on. ``verify``: signatures. ``rules``: the rules, the tree, the
    checkpoint's signature; what a transaction took beside them was the database's."""

    verify: int = 0
    rules: int = 0
    entries: int = 0
    batches: int = 0
    refused: int = 0


class Appender:
    """See the module. ``on_fatal`` ends the process."""

    def __init__(
        self,
        database: Database,
        memory: Memory,
        sessions: Sessions,
        hub: Hub,
        guard: Guard,
        key: LogKey,
        *,
        limits: Limits,
        entropy: Entropy,
        clock: Callable[[], Millis],
        on_fatal: Callable[[], None],
        log: structlog.typing.FilteringBoundLogger,
    ) -> None:
        self._database = database
        self._memory = memory
        self._sessions = sessions
        self._hub = hub
        self._guard = guard
        self._origin, self._signing_key = key.origin, signing_key(key.seed)
        self._limits = limits
        self._entropy = entropy
        self._clock = clock
        self._on_fatal = on_fatal
        self._log = log
        self._queue: deque[Item] = deque()
        self._wake = asyncio.Event()
        self._settling: asyncio.Task[None] | None = None
        self.spent = Spent()

    async def append(self, item: Append) -> Accepted:
        """Answers once the entry is durable. Raises ``Problem`` or ``QorganError``."""
        self._check_room()
        self._verify(item)
        self._enqueue(item)
        return await item.outcome

    async def publish(self, item: Publish) -> int:
        """The index of the document's leaf, once it is durable."""
        self._check_room()
        self._enqueue(item)
        return await item.outcome

    def _check_room(self) -> None:
        if len(self._queue) >= self._limits.queue:
            raise Problem(503, "unavailable", "The server has too much to write", headers={"Retry-After": "1"})

    def _verify(self, item: Append) -> None:
        """The signature is the author's: the session proved that its key is that of its holder, who is the author."""
        start = time.thread_time_ns()
        try:
            verify_entry(item.entry, item.session.verify_key)
        except Forged:
            self.spent.refused += 1
            raise
        finally:
            self.spent.verify += time.thread_time_ns() - start

    def _enqueue(self, item: Item) -> None:
        self._queue.append(item)
        self._wake.set()

    async def run(self) -> None:
        """Until cancelled; then ``finish`` waits for what is in a transaction."""
        while True:
            await self._wake.wait()
            items = [self._queue.popleft() for _ in range(min(len(self._queue), self._limits.batch))]
            if not self._queue:
                self._wake.clear()
            self._settling = asyncio.ensure_future(self._settle(items))
            await asyncio.shield(self._settling)

    async def finish(self) -> None:
        """Waits for the transaction under way, which is answered, and refuses what has not begun."""
        if self._settling is not None:
            await self._settling
        while self._queue:
            _answer(self._queue.popleft().outcome, Problem(503, "unavailable", "The server is shutting down"))

    async def _settle(self, items: Sequence[Item]) -> None:
        """One transaction for all; where it fails for a reason that may lie in one item, one transaction for each."""
        try:
            await self._commit(items)
        except StorageFailed as failure:
            self._log.error("transaction-failed", reason=str(failure), items=len(items))
            if failure.fatal:
                _answer_all(items, unavailable(failure))
                self._on_fatal()
            elif failure.full or len(items) == 1:
                _answer_all(items, unavailable(failure))
            else:
                for item in items:
                    await self._settle([item])
        except Exception as error:
            self._log.error("unexpected", error=type(error).__name__, at=places(error), items=len(items))
            if len(items) == 1:
                _answer_all(items, Problem(500, "internal", "The server made an error"))
            else:
                for item in items:
                    await self._settle([item])

    async def _commit(self, items: Sequence[Item]) -> None:
        async with self._database.turn:
            try:
                batch, outcomes, note = await self._database.write(
                    lambda connection: self._transact(connection, items), brief=_is_brief(items)
                )
            except BaseException:
                self._memory.tree.truncate(self._memory.published.size)
                raise
            self._take_over(batch, note)
        for item, outcome in zip(items, outcomes, strict=True):
            _answer(item.outcome, outcome)
        self._hub.publish(batch.events, batch.grants)

    def _transact(self, connection: Connection, items: Sequence[Item]) -> tuple[Batch, list[Outcome], str]:
        """Inside the transaction."""
        memory = self._memory
        now = Millis(max(self._clock(), memory.accepted_at))
        batch = Batch(memory, connection, now, self._entropy, self._limits, memory.directory, memory.statements)
        names = [item.entry.header for item in items if isinstance(item, Append)]
        batch.uids = writing.with_uids(connection, [(header.circle, header.author, header.uid) for header in names])
        start = time.thread_time_ns()
        outcomes = [_hold(batch, item) for item in items]
        note = memory.published.note
        if batch.events:
            note = sign_checkpoint(self._signing_key, self._origin, memory.tree.size, memory.tree.root())
        self._count(outcomes, time.thread_time_ns() - start)
        if batch.events:
            writing.store(connection, batch.finish(), memory.tree.size, note)
        return batch, outcomes, note

    def _count(self, outcomes: Sequence[Outcome], rules: int) -> None:
        refused = sum(isinstance(outcome, Exception) for outcome in outcomes)
        self.spent.rules += rules
        self.spent.batches += 1
        self.spent.refused += refused
        self.spent.entries += len(outcomes) - refused

    def _take_over(self, batch: Batch, note: str) -> None:
        """The transaction is durable: memory follows."""
        memory = self._memory
        if not batch.events:
            return
        self._guard.write(note)
        revoked = memory.directory is not batch.directory
        memory.circles.update(batch.circles)
        memory.directory, memory.statements = batch.directory, batch.statements
        memory.accepted_at = batch.accepted_at
        memory.published = Published(memory.tree.size, note)
        for event in batch.events:
            if isinstance(event, DocumentEvent) and event.kind is LeafKind.STATEMENT:
                self._learn_key(ReadingKeyStatement.decode(event.data))
        for holder, circle, grant in batch.grants:
            for session in self._sessions.of(holder):
                session.grants[circle] = grant
        if revoked:
            self._end_revoked()

    def _learn_key(self, statement: ReadingKeyStatement) -> None:
        for session in self._sessions.of(statement.holder):
            session.reading_keys.add(statement.key_hash)

    def _end_revoked(self) -> None:
        for session in self._sessions.all():
            if session.device is not None and self._memory.directory.is_revoked(session.device.hash):
                self._sessions.close(session)
                self._hub.end(session)


def _is_brief(items: Sequence[Item]) -> bool:
    """Commits and documents may take long, for all the grants and certificates that they bring."""
    return all(map(_is_message, items)) and sum(len(item.data) for item in items) <= BRIEF


def _is_message(item: Item) -> bool:
    return isinstance(item, Append) and item.entry.header.entry_class is not EntryClass.COMMIT


def _hold(batch: Batch, item: Item) -> Outcome:
    try:
        return batch.append(item) if isinstance(item, Append) else batch.publish(item)
    except (Problem, QorganError) as error:
        return error


def _answer_all(items: Sequence[Item], problem: Problem) -> None:
    for item in items:
        _answer(item.outcome, problem)


def _answer(future: Future[Accepted] | Future[int], outcome: Outcome) -> None:
    """Whoever has gone away is not answered."""
    if future.done():
        return
    if isinstance(outcome, Exception):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)  # type: ignore[arg-type]  # an append's future gets an Accepted, a document's an int
