"""The facade: one client of one home (or of a guest's memory). What a command or a window needs, and nothing below it.

    async with Client.open(home, passphrase, entropy=os.urandom, clock=clock) as client:
        uid = client.append(circle, Record("note", 1, {"text": "..."}))
        report = await client.sync()

Whatever is appended or reported is durable at once and goes out with the next ``sync`` (or while ``watch`` runs). Everything that
is shown was verified before. Raises ``Usage`` for what the caller can mend, ``Forged`` where the server does wrong, ``Offline`` and
``Busy`` where trying again helps, ``Held`` where this client itself refuses to send.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

from client.core.account import Account, load_account, new_account
from client.core.channel import Channel
from client.core.core import Clock, Core, Parts
from client.core.drafts import Content, DeadlineDraft, DisclosureDraft
from client.core.home import HomeLock, discard_home, make_home, store_key, unlocking
from client.core.records import Record
from client.core.state import State, first_state, load_state
from client.core.store import Store
from client.core.transport import Transport
from crypto.entropy import Entropy
from crypto.errors import Usage
from crypto.ring import KeyRing
from crypto.types import CircleId, EntryClass, Uid


class Client(Channel):
    """Make one with ``create``, ``open`` or ``guest``."""

    @property
    def core(self) -> Core:
        """For the composition root, tests and tools: whoever has it can write past all that stands above."""
        return self._core

    # --- opening and closing

    @classmethod
    async def create(
        cls,
        home: Path,
        passphrase: str,
        deployment: bytes,
        fingerprint: bytes | None,
        url: str,
        *,
        ring: KeyRing,
        chain: tuple[bytes, ...] | None = None,
        person: bool = False,
        anchor: tuple[int, bytes] | None = None,
        entropy: Entropy,
        clock: Clock,
    ) -> Client:
        """A new home, left open. ``chain``: certificates, the device's first; None until ``install``. ``anchor``: size and root of
        a checkpoint to start from. Raises ``Usage`` (``home-exists``), ``Forged`` (``other-root``)."""
        account = new_account(deployment, fingerprint, url, ring, person=person)
        if chain:
            account = account.with_chain(chain, clock())
        await asyncio.to_thread(make_home, home, entropy)
        lock = HomeLock(home)
        try:
            lock.acquire()
            key = await asyncio.to_thread(store_key, home, passphrase)
            store = Store.create(home / "store.db", key)
            store.put(account.values())
        except BaseException:
            lock.release()
            discard_home(home)
            raise
        return cls(assemble(store, account, first_state(account, anchor), entropy, clock), lock)

    @classmethod
    @asynccontextmanager
    async def open(cls, home: Path, key: str | Awaitable[bytes], *, entropy: Entropy, clock: Clock) -> AsyncIterator[Client]:
        """The client of a home. ``key``: the passphrase, or what ``unlocking`` began with it. Raises ``Usage``: ``no-home``,
        ``home-in-use``, ``wrong-passphrase``."""
        if not (home / "store.json").exists():
            raise Usage("there is no store in this home: set it up first", "no-home")
        lock = HomeLock(home)
        lock.acquire()
        try:
            store = Store.open(home / "store.db", await (unlocking(home, key) if isinstance(key, str) else key))
            account = load_account(store)
            state = await asyncio.to_thread(load_state, account, store)
        except BaseException:
            lock.release()
            raise
        client = cls(assemble(store, account, state, entropy, clock), lock)
        try:
            yield client
        finally:
            await client.close()

    @classmethod
    @asynccontextmanager
    async def guest(
        cls,
        url: str,
        *,
        ring: KeyRing,
        fingerprint: bytes,
        entropy: Entropy,
        clock: Clock,
        anchor: tuple[int, bytes] | None = None,
    ) -> AsyncIterator[Client]:
        """A person on a borrowed device: everything in memory, nothing left behind. The server gives the deployment document; it
        must be the one of the card's root (``fingerprint``)."""
        transport = Transport(url, None)
        try:
            account = new_account(await transport.deployment(), fingerprint, url, ring, person=True)
        finally:
            await transport.close()
        client = cls(assemble(Store.in_memory(), account, first_state(account, anchor), entropy, clock), None)
        try:
            yield client
        finally:
            await client.close()

    # --- writing

    def append(
        self,
        circle: CircleId,
        record: Record,
        *,
        restricted: bool = False,
        opens: Sequence[DeadlineDraft] = (),
        settles: Sequence[bytes] = (),
        disclose_to: Sequence[bytes] = (),
        disclose: Sequence[DisclosureDraft] = (),
        about: str = "",
    ) -> Uid:
        """Queue a record. ``disclose_to``: holders or reading keys to whom it is disclosed; ``disclose``: earlier records."""
        drafts = tuple(replace(draft, id=draft.id or self._core.entropy(16)) for draft in opens)
        for draft in drafts:
            if (draft.at is None) == (draft.after is None):
                raise Usage("a deadline is at a time or after a period: say one of the two", "bad-deadline")
        content = Content(record.encode(), restricted, drafts, tuple(settles), tuple(disclose_to), tuple(disclose), about)
        return self._queue(circle, EntryClass.RECORD, content)

    def together(self) -> AbstractContextManager[object]:
        """What is queued inside is kept whole or not at all."""
        return self._core.store.begin()

    def report(self, circle: CircleId, record: Record) -> Uid:
        """Queue a report, sealed to the circle's members and readers."""
        return self._queue(circle, EntryClass.REPORT, Content(record.encode()))

    def _queue(self, circle: CircleId, entry_class: EntryClass, content: Content) -> Uid:
        uid = self._core.new_uid()
        self._core.queue.add_draft(uid, circle, entry_class, content)
        self._session.wake()
        return uid


def assemble(store: Store, account: Account, state: State, entropy: Entropy, clock: Clock) -> Core:
    """The parts of a client, put together."""
    return Core(Parts(store, Transport(account.url, account.credentials()), entropy, clock), account, state)
