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
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from client.core import attachments, views
from client.core.account import Account, load_account, new_account
from client.core.alarms import AlarmDraft, AlarmInfo
from client.core.changes import Changes
from client.core.core import Clock, Core, Incident, Parts
from client.core.deadlines import DeadlineInfo, deadlines_of
from client.core.drafts import Content, DeadlineDraft, DisclosureDraft
from client.core.duties import Duties
from client.core.errors import Held
from client.core.exhibits import evidence_of
from client.core.founding import Plan, found
from client.core.guarded import Guarded
from client.core.home import HomeLock, discard_home, make_home, store_key
from client.core.logview import LogView
from client.core.openings import Openings
from client.core.outbox import Outbox
from client.core.records import Record
from client.core.replica import Identity, approve, predicted_roster
from client.core.session import Session
from client.core.state import State, first_state, load_state
from client.core.store import Store
from client.core.transport import Transport
from client.core.values import CircleInfo, Event, OverdueList, Proposal, QuarantinedEntry, ShownEntry, SyncReport, VerifiedChain
from crypto.alarm import AlarmKind
from crypto.blob import BlobRef
from crypto.entropy import Entropy
from crypto.errors import Usage
from crypto.evidence import Evidence
from crypto.policy import Approval, BodyRef, CircleKind, Policy, Reporter, parse_policy
from crypto.ring import KeyRing
from crypto.trust import Deployment, Device, Directory, Statements
from crypto.types import CertificateHash, CircleId, EntryClass, EntryHash, Holder, Uid

if TYPE_CHECKING:
    from client.core.casework.casework import Casework


class Client:
    """Make one with ``create``, ``open`` or ``guest``."""

    def __init__(self, core: Core, lock: HomeLock | None) -> None:
        self._core = core
        self._lock = lock
        self._outbox = Outbox(core)
        self._changes = Changes(core)
        self._session = Session(core, self._outbox, self._changes, Duties(core, self._outbox, self._changes))
        self._casework: Casework | None = None
        self.openings = Openings(self, core.store)
        self.guarded = Guarded(core.store)

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
    async def open(cls, home: Path, passphrase: str, *, entropy: Entropy, clock: Clock) -> AsyncIterator[Client]:
        """The client of a home. Raises ``Usage``: ``no-home``, ``home-in-use``, ``wrong-passphrase``."""
        if not (home / "store.json").exists():
            raise Usage("there is no store in this home: set it up first", "no-home")
        lock = HomeLock(home)
        lock.acquire()
        try:
            key = await asyncio.to_thread(store_key, home, passphrase)
            store = Store.open(home / "store.db", key)
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

    async def close(self) -> None:
        """Ends the session at the server, closes the store, gives the home free."""
        try:
            await self._core.transport.logout()
            await self._core.transport.close()
        finally:
            self._core.store.close()
            if self._lock is not None:
                self._lock.release()

    def install(self, chain: tuple[bytes, ...]) -> None:
        """The certificates that the authority issued for this device's key (the device's first). Raises ``Usage``."""
        self._set_account(self._core.account.with_chain(chain, self._core.clock()))

    # --- who and what

    @property
    def core(self) -> Core:
        """For tests and tools; a screen has no need of it."""
        return self._core

    @property
    def identity(self) -> Identity:
        return self._core.identity

    @property
    def device(self) -> Device | None:
        """None for a person, and before ``install``."""
        return self._core.account.device(self._core.clock())

    @property
    def directory(self) -> Directory:
        return self._core.state.directory

    @property
    def statements(self) -> Statements:
        return self._core.state.statements

    @property
    def deployment(self) -> Deployment:
        return self._core.account.deployment

    @property
    def casework(self) -> Casework:
        """The files that this client has a part in, as the law makes them of their records."""
        if self._casework is None:
            from client.core.casework.casework import Casework  # a command that shows no file need not load the law

            self._casework = Casework(self)
        return self._casework

    @property
    def url(self) -> str:
        return self._core.account.url

    @property
    def checkpoint(self) -> LogView:
        """The log as far as it is verified: ``size`` and ``root``."""
        return self._core.state.log

    def circles(self) -> tuple[CircleInfo, ...]:
        return tuple(views.circle_info(replica) for replica in self._core.state.replicas.values())

    def circle(self, circle: CircleId) -> CircleInfo:
        """Raises ``Usage`` (``no-circle``)."""
        return views.circle_info(self._core.replica(circle))

    def entries(self, circle: CircleId) -> tuple[ShownEntry, ...]:
        return views.entries_of(self._core.store, self.directory, circle)

    def quarantine(self, circle: CircleId) -> tuple[QuarantinedEntry, ...]:
        return views.quarantine_of(self._core.store, circle)

    def deadlines(self, circle: CircleId) -> tuple[DeadlineInfo, ...]:
        return deadlines_of(self._core.store, circle)

    def alarms(self, circle: CircleId) -> tuple[AlarmInfo, ...]:
        return self._core.alarms.received(circle, self._core.replica(circle))

    def incidents(self) -> tuple[Incident, ...]:
        """What went wrong with the server or this home, with evidence where there is some, oldest first."""
        return self._core.incidents()

    def overdue_lists(self) -> tuple[OverdueList, ...]:
        """Revocation lists past their next update by this client's clock: the newest may be late, or withheld from it."""
        return views.overdue_lists(self._core.state, self._core.clock())

    def reading_key(self, holder: bytes) -> bytes:
        """The key (1216 bytes) that things are sealed to for a holder. Raises ``Refused`` (``no-reading-key``)."""
        return self._outbox.reading_key(holder)

    async def verify(self) -> tuple[VerifiedChain, ...]:
        """Verify again, without a server, all that is held. Raises ``Forged``."""
        state, store = self._core.state, self._core.store
        return tuple([await asyncio.to_thread(views.verify_chain, store, state, replica) for replica in state.replicas.values()])

    async def evidence(self, shown: Sequence[bytes], concerned: Iterable[tuple[bytes, int]] = (), context: bytes = b"") -> Evidence:
        """Entries by hash, each with the key that opens it alone, for who has no store: see ``client.core.exhibits``."""
        async with self._session.connected():
            return await evidence_of(self._core, shown, concerned, context)

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
    ) -> Uid:
        """Queue a record. ``disclose_to``: holders or reading keys to whom it is disclosed; ``disclose``: earlier records."""
        drafts = tuple(replace(draft, id=draft.id or self._core.entropy(16)) for draft in opens)
        for draft in drafts:
            if (draft.at is None) == (draft.after is None):
                raise Usage("a deadline is at a time or after a period: say one of the two", "bad-deadline")
        content = Content(record.encode(), restricted, drafts, tuple(settles), tuple(disclose_to), tuple(disclose))
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

    def status(self, uid: bytes) -> str:
        """queued, sent, ``refused: <reason>`` or unknown."""
        return views.status_of(self._core.queue, uid)

    # --- circles

    async def create_circle(
        self,
        kind: CircleKind,
        *,
        bodies: Sequence[BodyRef],
        readers: Sequence[bytes] = (),
        reporters: Sequence[Reporter] = (),
        history: bool = True,
        report_deadlines: Sequence[DeadlineDraft] = (),
        members: Sequence[bytes] = (),
    ) -> CircleId:
        """Found a circle with this device and ``members`` (certificate hashes)."""
        policy = Policy(kind, tuple(bodies), tuple(Holder(r) for r in readers), tuple(reporters), history)
        async with self._session.connected():
            return await found(self._core, self._changes, Plan(policy, tuple(members), tuple(report_deadlines)))

    async def change(
        self,
        circle: CircleId,
        add: Sequence[bytes] = (),
        remove: Sequence[bytes] = (),
        policy: Policy | None = None,
        approvals: Sequence[Approval] = (),
    ) -> Uid:
        """Add and remove devices (certificate hashes), change the policy; returns once the new epoch is in the chain."""
        async with self._session.connected():
            return await self._changes.change(circle, add, remove, policy, approvals)

    def propose(
        self, circle: CircleId, add: Sequence[bytes] = (), remove: Sequence[bytes] = (), policy: Policy | None = None
    ) -> Proposal:
        """What ``change`` with the same arguments will bring, for members of the other bodies to approve first."""
        replica = self._core.replica(circle)
        view = replica.view
        if view is None:
            raise Usage("nothing of this circle is known yet", "no-circle")
        roster = predicted_roster(replica, [CertificateHash(a) for a in add], [CertificateHash(r) for r in remove])
        return Proposal(circle, tuple(roster), (policy or view.policy).encode())

    def approve(self, circle: CircleId, proposal: Proposal) -> Approval:
        """This device's approval of the very next commit, if it brings what is proposed."""
        roster = [CertificateHash(member) for member in proposal.roster]
        return approve(self._core.replica(circle), self.identity, roster, parse_policy(proposal.policy))

    def approve_refound(self, circle: CircleId, author: bytes) -> Approval:
        """This device's approval that ``author`` (certificate hash) refounds the circle: with several bodies, each must approve. It
        goes by another way, since the circle stands still."""
        replica = self._core.replica(circle)
        _, roster = self._changes.refound_roster(replica, author)
        return approve(replica, self.identity, [CertificateHash(member) for member in roster], refound=True)

    async def refound(self, circle: CircleId, approvals: Sequence[Approval] = ()) -> Uid:
        """Mend a halted circle: a new group from the last good roster, less the refused commit's author."""
        async with self._session.connected():
            return await self._changes.refound(circle, approvals)

    async def alarm(self, circle: CircleId, entry_hash: bytes, kind: AlarmKind, reason: str) -> Uid:
        """Post an alarm about an entry. Raises ``Held`` for who may post none (a person, a reporter)."""
        core = self._core
        draft = AlarmDraft(circle, EntryHash(entry_hash), kind, reason)
        uid = core.alarms.queue(draft, core.state, core.identity, core.clock(), core.entropy)
        if uid is None:
            raise Held("only a member or reader alarms, and once for each entry", "role")
        async with self._session.connected():
            await self._session.duties.post_alarms()
        return uid

    # --- the way to the server

    async def sync(self) -> SyncReport:
        """Fetch and verify what is new, send what waits. Raises as the module says; what could be kept is kept."""
        self.openings.close_overdue(self._core.clock())
        return await self._session.sync()

    async def follow(self, circle: CircleId) -> None:
        """Look at a circle to which this person is a stranger: a front desk, or one that an invitation key opens."""
        await self._session.follow(circle)

    def watch(self, seconds: float | None = None) -> AsyncIterator[Event]:
        """What happens, as it happens, over a websocket that is taken up again when it breaks; sends what is appended meanwhile."""
        return self._watch(seconds)

    async def _watch(self, seconds: float | None) -> AsyncIterator[Event]:
        closing = asyncio.create_task(self.openings.keep_closing(self._core.clock))
        try:
            async for event in self._session.watch(seconds):
                yield event
        finally:
            closing.cancel()

    def connected(self) -> AbstractAsyncContextManager[None]:
        """Signed in and up to date, with the turn held: for what ``client.core.recovering`` does."""
        return self._session.connected()

    async def rotate_reading_key(self) -> int:
        """Make and announce a new reading key; the number of its statement. What was sealed to older ones stays readable."""
        core = self._core
        seeds = (core.account.ring.reading_seed, *core.account.former_reading_seeds)
        ring = KeyRing(core.account.ring.signing_seed, core.entropy(32))
        self._set_account(replace(core.account, ring=ring, former_reading_seeds=seeds))
        await self._session.sync()
        return core.state.statements.history(core.identity.holder)[-1].number

    async def publish_revocations(self, der: bytes) -> None:
        """Put a body's revocation list into the log, from where every client takes it."""
        await self._core.transport.post_revocation(der)

    async def upload(
        self, circle: CircleId, path: Path, on_progress: attachments.Progress | None = None, content: bytes | None = None
    ) -> BlobRef:
        """Send an attachment; the reference goes into a record or report. ``content``: what to send under its name in place of what
        the file holds. Called again after a break, it sends the rest."""
        async with self._session.connected():
            return await attachments.upload(self._core, circle, path, on_progress, content)

    async def download(self, ref: BlobRef, path: Path, on_progress: attachments.Progress | None = None) -> None:
        """Fetch and verify an attachment; ``path`` appears only when it is whole."""
        async with self._session.connected():
            await attachments.download(self._core, ref, path, on_progress)

    async def fetched(self, ref: BlobRef) -> bytes:
        """As ``download``, in memory alone."""
        async with self._session.connected():
            return await attachments.fetched(self._core, ref)

    def _set_account(self, account: Account) -> None:
        """Persisted before it is used."""
        self._core.store.put(account.values())
        self._core.account = account
        self._core.transport.credentials = account.credentials()


def assemble(store: Store, account: Account, state: State, entropy: Entropy, clock: Clock) -> Core:
    """The parts of a client, put together."""
    return Core(Parts(store, Transport(account.url, account.credentials()), entropy, clock), account, state)
