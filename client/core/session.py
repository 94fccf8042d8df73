"""One client's dealings with the server over time: sync, the websocket, sending meanwhile, taking up again.

Everything that changes state runs under the core's ``turn``. Frames from the websocket are used only where they go on exactly
from the verified state; otherwise (this client has pulled meanwhile) they are a sign to pull.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from client.core import views
from client.core.changes import Changes
from client.core.core import Core
from client.core.duties import Duties
from client.core.errors import Busy, Held, Offline
from client.core.frames import decode_json, parse_frame
from client.core.outbox import Flushed, Outbox
from client.core.replica import Blinded, Halted, Quarantined, Shown
from client.core.staging import Staged
from client.core.values import Event, SyncReport
from crypto.errors import Forged, Malformed, QorganError
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.core.wire import Stream

CHECK_EVERY: Final = 60.0
"""Seconds after which a silent connection is asked for a checkpoint: freshness, and what a deaf websocket missed."""
MAX_PAUSE: Final = 30.0


class Session:
    """See the module."""

    def __init__(self, core: Core, outbox: Outbox, changes: Changes, duties: Duties) -> None:
        self._core = core
        self._outbox = outbox
        self._changes = changes
        self.duties = duties
        self._wake = asyncio.Event()
        self._followed: dict[CircleId, None] = {}
        self._jitter = random.Random()

    def wake(self) -> None:
        """Something was queued: a running ``watch`` sends it."""
        self._wake.set()

    # --- sync

    async def sync(self) -> SyncReport:
        async with self._core.turn:
            flushed = await self._round()
            taken = self._core.drain()
        return self._report(taken, flushed)

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Signed in and up to date, with the turn held."""
        async with self._core.turn:
            await self._receive()
            yield

    async def follow(self, circle: CircleId) -> None:
        """One that cannot be followed is not asked for again: it would hold up all others."""
        new = circle not in self._followed
        self._followed[circle] = None
        try:
            async with self._core.turn:
                await self._receive()
        except QorganError:
            if new:
                del self._followed[circle]
            raise

    async def _round(self) -> Flushed:
        """Receive, do one's duties, send. Alarms go out whatever happens."""
        await self._receive()
        try:
            return await self._send()
        finally:
            await self._post_alarms()

    async def _receive(self) -> None:
        core = self._core
        await self._sign_in()
        try:
            await core.pull()
            if not self._followed and await self.duties.announce_reading_key():
                await core.pull()
            for circle in self._followed:
                await core.take_part(circle)
            await core.compare_views()
        except (Forged, Malformed):
            await self._post_alarms()
            raise

    async def _sign_in(self) -> None:
        core = self._core
        try:
            await self.duties.announce_certificates()
            await core.transport.ready()
        except (Offline, Busy):
            core.online_since = None
            raise
        if core.online_since is None:
            core.online_since = core.clock()

    async def _send(self) -> Flushed:
        """What waits, in the order: stock, unfinished commits, removals of the revoked, answers, records and reports."""
        core = self._core
        self._wake.clear()
        try:
            core.check_may_send()
        except Held as error:
            waiting = tuple((draft.uid, str(error)) for draft in core.queue.queued())
            return Flushed((), waiting)
        await self.duties.fill_stock()
        await self._changes.resume()
        await self.duties.remove_revoked()
        self.duties.answer_blinded()
        return await self._outbox.flush()

    async def _post_alarms(self) -> None:
        try:
            await self.duties.post_alarms()
        except QorganError:
            return

    def _report(self, taken: Iterable[Staged], flushed: Flushed) -> SyncReport:
        outcomes = [outcome for staged in taken for outcome in (*staged.outcomes, *staged.reopened)]
        return SyncReport(
            shown=tuple(views.shown_entry(outcome) for outcome in outcomes if isinstance(outcome, Shown)),
            quarantined=tuple(views.quarantined_entry(outcome) for outcome in outcomes if isinstance(outcome, Quarantined)),
            halted=tuple(views.halted_circle(outcome) for outcome in outcomes if isinstance(outcome, Halted | Blinded)),
            flushed=flushed.sent,
            held=flushed.held,
            checkpoint=self._core.state.log.size,
        )

    # --- watch

    async def watch(self, seconds: float | None) -> AsyncIterator[Event]:
        end = None if seconds is None else time.monotonic() + seconds
        pause = 0.5
        while not _over(end):
            try:
                async for event in self._watch_once(end):
                    pause = 0.5
                    yield event
            except (Offline, Busy) as error:
                self._core.online_since = None
                yield Event("disconnected", text=str(error), code=error.code)
                left = pause if end is None else min(pause, max(0.0, end - time.monotonic()))
                await asyncio.sleep(left * self._jitter.uniform(0.5, 1.0))
                pause = min(2 * pause, MAX_PAUSE)

    async def _watch_once(self, end: float | None) -> AsyncIterator[Event]:
        core = self._core
        async with core.turn:
            await self._round()
            taken = core.drain()
            stream = await core.transport.stream(core.state.cursor, core.state.log.size)
        try:
            yield Event("connected", text=f"log of {core.state.log.size} leaves")
            for event in self._events(taken):
                yield event
            async for staged in self._listen(stream, end):
                for event in self._events(staged):
                    yield event
        finally:
            await stream.close()

    async def _listen(self, stream: Stream, end: float | None) -> AsyncIterator[list[Staged]]:
        receiving = asyncio.ensure_future(stream.receive())
        try:
            while not _over(end):
                woken = asyncio.ensure_future(self._wake.wait())
                wait = CHECK_EVERY if end is None else max(0.0, min(CHECK_EVERY, end - time.monotonic()))
                await asyncio.wait({receiving, woken}, timeout=wait, return_when=asyncio.FIRST_COMPLETED)
                woken.cancel()
                if not receiving.done():
                    if not _over(end):
                        yield await (self._send_queued() if self._wake.is_set() else self._turn_of_its_own())
                    continue
                text = receiving.result()
                if text is None:
                    raise Offline("the connection broke")
                receiving = asyncio.ensure_future(stream.receive())
                yield await self._heard(text)
                if self._wake.is_set():
                    yield await self._send_queued()
        finally:
            receiving.cancel()

    async def _turn_of_its_own(self) -> list[Staged]:
        """Nothing was heard for a while."""
        async with self._core.turn:
            await self._round()
            return self._core.drain()

    async def _send_queued(self) -> list[Staged]:
        """Something was queued. What of it is accepted comes by the stream."""
        core = self._core
        async with core.turn:
            self._wake.clear()
            try:
                flushed = await self._outbox.flush(live=True)
                if flushed.more:
                    self._wake.set()
                if any(staged.obliges for staged in core.taken):
                    await self._send()
            finally:
                if core.alarms.may_wait:
                    await self._post_alarms()
            return core.drain()

    async def _heard(self, text: str) -> list[Staged]:
        core = self._core
        async with core.turn:
            try:
                frame = parse_frame(decode_json(text))
                if not core.has(frame):
                    await (core.take(frame) if core.continues(frame) else core.pull())
                if any(staged.obliges for staged in core.taken):
                    await self._send()
                await core.compare_views()
            except Malformed as error:
                core.note_incident(error)
                raise
            finally:
                if core.alarms.may_wait:
                    await self._post_alarms()
            return core.drain()

    def _events(self, taken: Iterable[Staged]) -> list[Event]:
        core = self._core
        return [event for staged in taken for event in views.events_of(core.store, core.state, staged)]


def _over(end: float | None) -> bool:
    return end is not None and time.monotonic() >= end
