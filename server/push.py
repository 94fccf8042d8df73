"""What is connected, and what it is told. An item's JSON is made once and shared by all who get it, and so is a whole frame.

A subscriber is added together with the horizon of that moment, between two awaits: what is before it comes from the database
(``server.frames``), what comes after it waits in the subscriber's buffer until it has caught up. The buffer is bounded: whoever
reads too slowly is dropped and resumes by cursor.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from crypto.log import LeafKind
from server import render
from server.access import Grant, Role, sparse_sees
from server.batch import DocumentEvent, EntryEvent, Event
from server.frames import Cursor, Frames
from server.limits import Limits
from server.memory import Memory
from server.sessions import Session

SLOW, ENDED = 4408, 4401


@dataclass(eq=False, slots=True)
class Subscriber:
    """One websocket. ``size``: the log size that it was last shown. ``closing``: the close code, once it must go."""

    session: Session
    size: int
    queue: deque[bytes] = field(default_factory=deque)
    queued: int = 0
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    closing: int | None = None

    def close(self, code: int) -> None:
        if self.closing is None:
            self.closing = code
        self.gone.set()


class Hub:
    """All subscribers, by holder."""

    def __init__(self, memory: Memory, frames: Frames, limits: Limits) -> None:
        self._memory = memory
        self._frames = frames
        self._limits = limits
        self._by_holder: dict[bytes, list[Subscriber]] = {}
        self._correspondents: dict[bytes, set[bytes]] = {}
        self.count = 0

    def add(self, subscriber: Subscriber) -> None:
        session = subscriber.session
        self._by_holder.setdefault(session.holder, []).append(subscriber)
        self.count += 1
        for circle, grant in session.grants.items():
            if grant.role is Role.CORRESPONDENT:
                self._correspondents.setdefault(circle, set()).add(session.holder)

    def remove(self, subscriber: Subscriber) -> None:
        mine = self._by_holder.get(subscriber.session.holder, [])
        if subscriber not in mine:
            return
        mine.remove(subscriber)
        self.count -= 1
        if not mine:
            del self._by_holder[subscriber.session.holder]
            for circle in subscriber.session.grants:
                self._correspondents.get(circle, set()).discard(subscriber.session.holder)

    def end(self, session: Session) -> None:
        """Closes the websockets of a session that has ended."""
        for subscriber in self._by_holder.get(session.holder, []):
            if subscriber.session is session:
                subscriber.close(ENDED)

    def publish(self, events: Sequence[Event], grants: Iterable[tuple[bytes, bytes, Grant]]) -> None:
        """Tells everyone connected what of a durable batch they may see: one frame a subscriber."""
        if not self._by_holder:
            return
        for holder, circle, grant in grants:
            if grant.role is Role.CORRESPONDENT and holder in self._by_holder:
                self._correspondents.setdefault(circle, set()).add(holder)
        size = self._memory.published.size
        told: dict[Subscriber, list[str]] = {}
        for event in events:
            audience = self._audience(event)
            if audience:
                item = self._item(event, size)
                for subscriber in audience:
                    told.setdefault(subscriber, []).append(item)
        self._tell(told, size)

    def _tell(self, told: dict[Subscriber, list[str]], size: int) -> None:
        """Who gets the same items after the same log size shares one frame."""
        note, cursor = render.text(self._memory.published.note), str(Cursor(size, self._memory.notice))
        proofs: dict[int, str] = {}
        frames: dict[tuple[int, tuple[int, ...]], bytes] = {}
        for subscriber, items in told.items():
            name = subscriber.size, tuple(map(id, items))
            if name not in frames:
                if subscriber.size not in proofs:
                    proofs[subscriber.size] = self._frames.consistency(subscriber.size, size)
                frames[name] = render.frame(items, cursor, note, proofs[subscriber.size], False).encode()
            self._offer(subscriber, frames[name])
            subscriber.size = size

    def notify(self, holder: bytes, item: str) -> None:
        """A notice for whoever of ``holder`` is connected."""
        for subscriber in self._by_holder.get(holder, []):
            published = self._memory.published
            proof = self._frames.consistency(subscriber.size, published.size)
            cursor = str(Cursor(published.size, self._memory.notice))
            self._offer(subscriber, render.frame([item], cursor, render.text(published.note), proof, False).encode())
            subscriber.size = published.size

    def close_all(self, code: int) -> None:
        for subscriber in list(chain.from_iterable(self._by_holder.values())):
            subscriber.close(code)

    def _audience(self, event: Event) -> set[Subscriber]:
        here = self._by_holder
        if isinstance(event, DocumentEvent):
            if event.kind is not LeafKind.ALARM or event.circle is None:
                return set(chain.from_iterable(here.values()))
            holders: Iterable[bytes] = event.circle.roster | event.circle.readers
            return {subscriber for holder in holders for subscriber in here.get(holder, ())}
        circle = event.circle
        audience = {s for holder in chain(circle.roster, circle.readers, event.gone) if holder in here for s in here[holder]}
        others = chain(circle.reporters, self._correspondents.get(circle.id, ()))
        audience |= {s for holder in others if holder in here for s in here[holder] if _sees(event, s)}
        return audience

    def _item(self, event: Event, size: int) -> str:
        proof = self._memory.tree.inclusion_proof(event.log_index, size)
        if isinstance(event, EntryEvent):
            place = event.circle.id, event.position, event.accepted_at, event.log_index
            return render.entry(*place, event.salt, event.data, proof)
        circle = event.circle.id if event.circle else None
        return render.document(event.kind, event.log_index, circle, event.accepted_at, event.salt, event.data, proof)

    def _offer(self, subscriber: Subscriber, frame: bytes) -> None:
        if subscriber.closing is not None:
            return
        subscriber.queue.append(frame)
        subscriber.queued += len(frame)
        if len(subscriber.queue) > self._limits.socket_queue or subscriber.queued > self._limits.socket_queue_bytes:
            subscriber.queue.clear()
            subscriber.close(SLOW)
        else:
            subscriber.wake.set()


def _sees(event: EntryEvent, subscriber: Subscriber) -> bool:
    session = subscriber.session
    return sparse_sees(event.entry_class, event.author, event.disclosed_to, session.holder, session.reading_keys)
