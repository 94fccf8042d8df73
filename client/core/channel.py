"""The channel as a screen may have it: what is verified, the circles, and the way to the server, but no pen.

Writing is ``Client``'s, which adds ``append`` and ``report``: only ``client.app.writing`` holds one. Everything that is shown was
verified before. Raises ``Usage`` for what the caller can mend, ``Forged`` where the server does wrong, ``Offline`` and ``Busy``
where trying again helps, ``Held`` where this client itself refuses to send.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path

from client.core import attachments, views
from client.core.account import Account
from client.core.alarms import AlarmDraft, AlarmInfo
from client.core.changes import Changes
from client.core.core import Core, Incident
from client.core.deadlines import DeadlineInfo, deadlines_of
from client.core.drafts import DeadlineDraft
from client.core.duties import Duties
from client.core.errors import Held
from client.core.exhibits import evidence_of
from client.core.founding import Plan, found
from client.core.home import HomeLock
from client.core.logview import LogView
from client.core.outbox import Outbox
from client.core.queue import Draft
from client.core.replica import Identity, approve, predicted_roster
from client.core.session import Session
from client.core.values import (
    CircleInfo,
    Event,
    OverdueList,
    Proposal,
    QuarantinedEntry,
    ShownEntry,
    SyncReport,
    VerifiedChain,
    Waiting,
)
from crypto.alarm import AlarmKind
from crypto.blob import BlobRef
from crypto.errors import Usage
from crypto.evidence import Evidence
from crypto.policy import Approval, BodyRef, CircleKind, Policy, Reporter, parse_policy
from crypto.ring import KeyRing
from crypto.trust import Deployment, Device, Directory, Statements
from crypto.types import CertificateHash, CircleId, EntryHash, Holder, Uid


class Channel:
    """One client's part that reads, founds and changes circles, and syncs."""

    def __init__(self, core: Core, lock: HomeLock | None) -> None:
        self._core = core
        self._lock = lock
        self._outbox = Outbox(core)
        self._changes = Changes(core)
        self._session = Session(core, self._outbox, self._changes, Duties(core, self._outbox, self._changes))

    # --- closing, and the certificate

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
    def url(self) -> str:
        return self._core.account.url

    @property
    def checkpoint(self) -> LogView:
        """The log as far as it is verified: ``size`` and ``root``."""
        return self._core.state.log

    @property
    def version(self) -> object:
        """Another object whenever anything that was verified has changed: for who keeps what they have read."""
        return self._core.state

    def circles(self) -> tuple[CircleInfo, ...]:
        return tuple(views.circle_info(replica) for replica in self._core.state.replicas.values())

    def circle(self, circle: CircleId) -> CircleInfo:
        """Raises ``Usage`` (``no-circle``)."""
        return views.circle_info(self._core.replica(circle))

    def entries(self, circle: CircleId, after: int = -1, limit: int | None = None) -> tuple[ShownEntry, ...]:
        """What shows in a circle behind the position ``after``, in the order of its chain; at most ``limit``."""
        return views.entries_of(self._core.store, self.directory, circle, after, limit)

    def entries_at(self, circle: CircleId, positions: Sequence[int]) -> tuple[ShownEntry, ...]:
        """What shows at these positions: for who keeps what they have read (``rewritten``)."""
        return views.entries_at(self._core.store, self.directory, circle, positions)

    def rewritten(self, circle: CircleId) -> Sequence[int]:
        """Positions at which something else has come to show, or nothing, since this client was opened: a list that only grows.
        What was sealed opens by a key that comes later; what a refound takes back is gone."""
        return self._core.rewritten.get(circle, ())

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

    # --- what became of a draft

    def status(self, uid: bytes) -> str:
        """queued, sent, ``refused: <reason>`` or unknown."""
        return views.status_of(self._core.queue, uid)

    def unsent(self, known: Collection[bytes] = ()) -> tuple[Waiting, ...]:
        """What is not sent yet, and what of ``known`` (uids) was refused for good."""
        return views.unsent_of(self._core.queue, known)

    def stopped(self) -> Held | None:
        """Why this client sends nothing but alarms; None where it sends."""
        try:
            self._core.check_may_send()
        except Held as held:
            return held
        return None

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

    def waiting(self) -> tuple[Draft, ...]:
        """What this client wrote and the verified chain does not show yet, in the order in which it was written."""
        return self._core.queue.drafts("queued", "acked")

    # --- the way to the server

    async def sync(self, *, once: bool = False) -> SyncReport:
        """Fetch and verify what is new, send what waits. Raises as the module says; what could be kept is kept. ``once``: a server
        that does not answer is not tried again."""
        transport, before = self._core.transport, self._core.transport.tries
        transport.tries = 1 if once else before
        try:
            return await self._session.sync()
        finally:
            transport.tries = before

    async def follow(self, circle: CircleId) -> None:
        """Look at a circle to which this person is a stranger: a front desk, or one that an invitation key opens."""
        await self._session.follow(circle)

    def watch(self, seconds: float | None = None) -> AsyncIterator[Event]:
        """What happens, as it happens, over a websocket that is taken up again when it breaks; sends what is appended meanwhile."""
        return self._session.watch(seconds)

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
