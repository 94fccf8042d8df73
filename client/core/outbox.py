"""The outbox: sends drafts, each sealed anew for the head that the chain has now, under the one uid that it keeps.

accepted         the word of the server; what is sent only counts when seen in the verified chain, which the stream brings, or
                 one pull at the end. The next record of the circle is made to follow on this one at once (``_ahead``)
409 stale        pull, wait a little (with jitter: several writers converge), seal anew; at most TRIES times
409 duplicate    an earlier try was accepted and its answer lost: pull shows it
refused          for good: the reason is kept with the draft
held             this client may not send now (halted circle, revoked member, not fresh): the draft waits
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from typing import Final

from client.core.archive import find_entry, reading_key_told
from client.core.core import Core
from client.core.drafts import DeadlineDraft, DisclosureDraft
from client.core.errors import Busy, Held, Problem
from client.core.queue import Draft
from client.core.replica import Head, Identity, Replica, author_record, author_report, disclose, head_after
from client.core.transport import Ack, StaleHead
from crypto import work
from crypto.disclosure import Disclosure
from crypto.entry import DeadlineMode, DeadlineOpen, Entry, EntryClass, Escalation
from crypto.errors import CannotOpen, Malformed, QorganError, Refused, Usage
from crypto.frozen import dataclass
from crypto.policy import CircleKind
from crypto.types import CertificateHash, CircleId, Holder

TRIES: Final = 20
BATCH: Final = 16
"""How many drafts go out in one live flush, before what has come meanwhile is looked at."""
_WAITS: Final = frozenset({"halted", "no-circle", "no-key", "no-group"})
"""Codes of ``Usage`` for which a draft waits: the circle can come to stand well again."""


@dataclass(frozen=True)
class Flushed:
    """Drafts sent in one flush, and why others wait (uid, reason). ``more``: a live flush stopped before the end."""

    sent: tuple[bytes, ...] = ()
    held: tuple[tuple[bytes, str], ...] = ()
    more: bool = False


class Outbox:
    """Sends what the queue holds. Every method runs under the core's ``turn``."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._jitter = random.Random()
        self._ahead: dict[CircleId, Head] = {}

    async def flush(self, *, live: bool = False) -> Flushed:
        """Each draft in the order in which it was made; one that waits holds up the later ones of its circle only, and none where
        the gate alone holds it: that may be for ever, and the later one may answer a threat. ``live``: a
        stream brings what is accepted, so nothing is asked for, and at most ``BATCH`` drafts go out."""
        done = await self._flush(BATCH if live else None)
        if not live and self._core.queue.awaits():
            await self._core.pull()
        return done

    async def _flush(self, limit: int | None) -> Flushed:
        done = Flushed()
        blocked: dict[CircleId, str] = {}
        for draft in self._core.queue.queued():
            if len(done.sent) == limit:
                return replace(done, more=True)
            reason = blocked.get(draft.circle) or self._closed(draft)
            if reason is None and (reason := await self._try(draft)) is not None:
                blocked[draft.circle] = reason
            if reason is None:
                done = replace(done, sent=(*done.sent, draft.uid))
            else:
                done = replace(done, held=(*done.held, (draft.uid, reason)))
        return done

    async def _try(self, draft: Draft) -> str | None:
        """None where the draft is out or refused for good, else why it waits."""
        try:
            self._core.check_may_send()
            await self._send(draft)
        except (Held, Busy) as error:
            return str(error)
        except Usage as error:
            if error.code in _WAITS:
                return str(error)
            self._core.queue.set_draft(draft.uid, "refused", f"{error.code}: {error}")
        except (CannotOpen, Malformed, Refused) as error:
            if isinstance(error, Problem) and error.status in {401, 408}:
                return str(error)
            self._core.queue.set_draft(draft.uid, "refused", f"{error.code}: {error}")
        return None

    def _closed(self, draft: Draft) -> str | None:
        """Why the gate holds it. What it cannot judge, it holds."""
        try:
            return None if self._core.gate is None else self._core.gate(draft)
        except QorganError as error:
            return str(error)

    async def _send(self, draft: Draft) -> None:
        core = self._core
        for attempt in range(TRIES):
            entry = self._seal(draft)
            try:
                ack = await core.transport.append(draft.circle, entry.encode(), b"", await self._work(draft, entry))
            except StaleHead:
                await self._pause(attempt)
            except Problem as problem:
                if problem.code != "duplicate-uid":
                    raise
            else:
                core.queue.set_draft(draft.uid, "acked", acked_index=ack.index)
                if self._go_on_from(entry, ack):
                    return
            await self._look(draft)
            known = core.queue.find_draft(draft.uid)
            if known is None or known.state != "queued" or known.sent_as != draft.sent_as:
                return
        raise Busy("too many others write to this circle at once", "contended")

    def _go_on_from(self, entry: Entry, ack: Ack) -> bool:
        """Whether the next record can follow on this one before it is seen. The chain hash follows from what this client made; of
        the server's word nothing is used but that the entry was taken, and that is checked when it is seen."""
        if entry.header.position != ack.position:
            return False
        self._ahead[entry.header.circle] = head_after(entry, ack.accepted_at, ack.index)
        return True

    def _replica(self, circle: CircleId) -> Replica:
        """What is verified, with the head behind this client's own records that were acknowledged since."""
        replica, ahead = self._core.replica(circle), self._ahead.get(circle)
        if ahead is None or replica.head is None:
            return replica
        if ahead.position <= replica.head.position or ahead.epoch != replica.head.epoch:
            del self._ahead[circle]
            return replica
        return replace(replica, head=ahead)

    async def _look(self, draft: Draft) -> None:
        """See what has come: also for whom the server delivers nothing of the circle yet."""
        core = self._core
        self._ahead.pop(draft.circle, None)
        await core.pull()
        if draft.entry_class is EntryClass.REPORT and core.account.person:
            await core.take_part(draft.circle)

    def _seal(self, draft: Draft) -> Entry:
        """Raises ``Usage``, ``Held``, ``Refused`` (no reading key), ``CannotOpen``."""
        core, identity = self._core, self._core.identity
        replica = self._replica(draft.circle)
        if replica.view is None:
            raise Usage("nothing of this circle is known yet", "no-circle")
        content, now = draft.content, core.clock()
        if draft.entry_class is EntryClass.REPORT:
            return author_report(replica.view, identity, content.plaintext, uid=draft.sent_as, now=now, seen=core.seen)
        self._check_roster(replica)
        return author_record(
            replica,
            identity,
            content.plaintext,
            uid=draft.sent_as,
            entropy=core.entropy,
            now=now,
            seen=core.seen,
            restricted=content.restricted,
            opens=[self._deadline(opened) for opened in content.opens],
            settles=content.settles,
            disclose_to=[self.reading_key(target) for target in content.disclose_to],
            disclosures=[self._disclosure(replica, draft) for draft in content.disclose],
        )

    def _disclosure(self, replica: Replica, draft: DisclosureDraft) -> Disclosure:
        received = find_entry(self._core.store, replica.circle, draft.entry_hash)
        if received is None:
            raise Usage("the record to disclose is not in this circle", "no-such-entry")
        return disclose(replica, received.entry, self.reading_key(draft.target))

    def _check_roster(self, replica: Replica) -> None:
        """A revocation learnt later undoes nothing, but until its Remove nothing is sealed to the revoked device."""
        if self.revoked(replica, self._core.identity):
            raise Held("a member's certificate was revoked: records wait until it is removed", "revoked-member")

    def revoked(self, replica: Replica, identity: Identity) -> tuple[CertificateHash, ...]:
        """Members other than this one whose certificates are revoked by now."""
        directory, view = self._core.state.directory, replica.view
        before = self._core.state.log.size
        if view is None:
            return ()
        return tuple(m for m in view.roster if m != identity.holder and directory.is_revoked(m, before))

    def reading_key(self, target: bytes) -> bytes:
        """Of a holder (32 bytes: their newest statement, else what came with their newest report), or the key itself (1216)."""
        if len(target) != 32:
            return target
        try:
            return self._core.state.statements.current(Holder(target), self._core.state.log.size).reading_key
        except Refused:
            told = reading_key_told(self._core.store, target)
            if told is None:
                raise
            return told

    def _deadline(self, draft: DeadlineDraft) -> tuple[DeadlineOpen, bytes]:
        mode, value = (DeadlineMode.AT, draft.at) if draft.at is not None else (DeadlineMode.AFTER, draft.after)
        steps = tuple(Escalation(step.after_seconds, step.addressees) for step in draft.escalations)
        return DeadlineOpen(draft.id, mode, value or 0, draft.notify, steps, b""), draft.text.encode()

    async def _work(self, draft: Draft, entry: Entry) -> bytes:
        """A front desk asks for proof of work of whom it does not know."""
        replica = self._core.state.replicas.get(draft.circle)
        view = None if replica is None else replica.view
        if draft.entry_class is not EntryClass.REPORT or view is None or view.policy.kind is not CircleKind.FRONT_DESK:
            return b""
        await self._core.transport.ready()
        return await asyncio.to_thread(work.find, bytes(entry.hash), self._core.transport.work_bits)

    async def _pause(self, attempt: int) -> None:
        await asyncio.sleep(self._jitter.uniform(0.0, 0.01 * 2 ** min(attempt, 5)))
