"""The scheduler: fires what is due and not settled, each step exactly once, across restarts and several nodes.

One interval job polls the table of deadlines. It takes a lease on what is due in one transaction, and in the next writes the notice
of each step (unique by circle, deadline and step) and moves the deadline to its next step. Killed between the two, the lease runs
out and the step fires later; killed inside one, nothing has happened. A step whose deadline was settled meanwhile is not fired.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Connection

from crypto.types import Millis
from server import render, timers
from server.memory import Memory
from server.push import Hub
from server.storage import writing
from server.storage.database import Database, StorageFailed

POLL_SECONDS = 0.5
LEASE_MS = 10_000
AT_ONCE = 200

Fired = tuple[int, writing.Due, dict[bytes, bool]]


class Deadlines:
    """``owner`` is this process's name among several on one database (16 random bytes)."""

    def __init__(
        self,
        database: Database,
        memory: Memory,
        hub: Hub,
        *,
        owner: bytes,
        clock: Callable[[], Millis],
        log: structlog.typing.FilteringBoundLogger,
    ) -> None:
        self._database = database
        self._memory = memory
        self._hub = hub
        self._owner = owner
        self._clock = clock
        self._log = log
        self._polling = asyncio.Lock()
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        self._scheduler.add_job(
            self.poll, "interval", seconds=POLL_SECONDS, max_instances=1, coalesce=True, misfire_grace_time=None
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """Lets a poll under way finish; none begins after it."""
        self._scheduler.pause()
        async with self._polling:
            self._scheduler.shutdown(wait=False)

    async def poll(self) -> None:
        """Fires what is due now. A failed transaction is tried again at the next poll."""
        try:
            async with self._polling:
                while await self._round() == AT_ONCE:
                    pass
        except StorageFailed as failure:
            self._log.error("deadlines-failed", reason=str(failure))

    async def _round(self) -> int:
        now = self._clock()
        due = await self._database.write(lambda c: writing.lease_due(c, self._owner, now, now + LEASE_MS, AT_ONCE))
        if not due:
            return 0
        async with self._database.turn:
            fired = await self._database.write(lambda c: self._fire(c, due, now))
            self._memory.notice = max([self._memory.notice, *(seq for seq, _, _ in fired)])
        for seq, step, told in fired:
            for holder, inside in told.items():
                self._hub.notify(holder, render.notice(seq, step.id, step.step, now, step.circle if inside else None))
        self._log.info("deadlines", fired=len(fired), due=len(due))
        return len(due)

    def _fire(self, connection: Connection, due: list[writing.Due], now: Millis) -> list[Fired]:
        """On the writer's thread, in one transaction."""
        fired: list[Fired] = []
        for step in due:
            steps = timers.Steps.decode(step.steps)
            told = timers.told(steps.addressees(step.step), self._memory.circles[step.circle], self._memory.directory)
            seq = writing.fire(connection, step, self._owner, now, steps.after(step.step, step.due_at), told)
            if seq is not None:
                fired.append((seq, step, told))
        return fired
