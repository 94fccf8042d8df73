"""What a client does by itself after each sync, besides sending: say who it is, keep key packages in stock, mend, answer, alarm.

announce   certificates once; a reading-key statement where the newest is not of this ring's key
stock      key packages, so that others can add this device while it is offline
remove     a revoked member obliges every member's client to a Remove (architecture section 4)
answer     a blinded reader gets the epoch's seal in a record, from one member after the other until one has done it
alarms     posted last and in any case
"""

from __future__ import annotations

import json
from typing import Final

from sqlalchemy import select, update

from client.core import tables
from client.core.archive import find_entry, rows_of
from client.core.changes import Changes
from client.core.core import Core
from client.core.drafts import Content
from client.core.errors import Busy, Held, Offline, Problem
from client.core.outbox import Outbox
from client.core.replica import Mode, Replica, late_seal
from client.core.stock import LOW, forget_expired, kept, make_stock
from crypto.alarm import Alarm, AlarmKind, parse_alarm
from crypto.errors import CannotOpen, Malformed, Refused, Stale, Usage
from crypto.types import CircleId, EntryClass, Holder

ANSWER_TURN: Final = 30_000
"""Milliseconds that each member leaves to the one before to answer a blinded reader."""
STOCK_CHECK_EVERY: Final = 10 * 60 * 1000


class Duties:
    """Runs under the core's ``turn``."""

    def __init__(self, core: Core, outbox: Outbox, changes: Changes) -> None:
        self._core = core
        self._outbox = outbox
        self._changes = changes
        self._stock_checked: int | None = None

    async def announce_certificates(self) -> None:
        """Body first: the directory takes a certificate only after its issuer's. A server that knows them answers the same."""
        core = self._core
        if core.account.chain and core.store.get("certificates-posted") is None:
            for der in reversed(core.account.chain):
                await core.transport.post_certificate(der)
            core.store.put({"certificates-posted": b"1"})

    async def announce_reading_key(self) -> bool:
        """Whether a statement was posted (and has to be pulled)."""
        core, identity = self._core, self._core.identity
        known = core.state.statements.history(identity.holder)
        if known and known[-1].reading_key == identity.ring.reading_key:
            return False
        ring = identity.ring
        statement = core.state.statements.next(ring.signing_seed, identity.holder, ring.reading_key, core.clock())
        await core.transport.post_statement(statement.encode())
        return True

    async def fill_stock(self) -> None:
        """What the server still has counts only as far as its keys are here: those of expired packages are not."""
        core, now = self._core, self._core.clock()
        if core.account.person or (self._stock_checked is not None and now - self._stock_checked < STOCK_CHECK_EVERY):
            return
        forget_expired(core.store, now)
        unused, last_resorts = kept(core.store)
        held = min(await core.transport.put_key_packages((), None), unused)
        if held < LOW or not last_resorts:
            identity = core.identity
            packages, last_resort = make_stock(
                core.store, identity, held=held, with_last_resort=not last_resorts, now=now, entropy=core.entropy
            )
            await core.transport.put_key_packages(packages, last_resort)
        self._stock_checked = now

    async def remove_revoked(self) -> None:
        """Remove revoked members of the circles in which this device commits."""
        core = self._core
        for circle, replica in list(core.state.replicas.items()):
            if replica.mode is not Mode.MEMBER or replica.group is None or replica.halt is not None or replica.left:
                continue
            revoked = self._outbox.revoked(replica, core.identity)
            if not revoked:
                continue
            try:
                await self._changes.change(circle, remove=revoked)
            except (Refused, Usage, Busy, Held):
                continue

    def answer_blinded(self) -> None:
        """Queue the record that gives a blinded reader the keys which the commit should have given."""
        core = self._core
        with core.store.begin() as connection:
            rows = connection.execute(select(tables.alarm_in).where(tables.alarm_in.c.answered == 0)).all()
        for row in rows:
            alarm = parse_alarm(row.data)
            replica = core.state.replicas.get(alarm.circle)
            done = alarm.kind is not AlarmKind.BLINDED or replica is None or self._answer(replica, alarm, row)
            if done:
                with core.store.begin() as connection:
                    where = tables.alarm_in.c.log_index == row.log_index
                    connection.execute(update(tables.alarm_in).where(where).values(answered=1))

    def _answer(self, replica: Replica, alarm: Alarm, row: object) -> bool:
        """Whether nothing is left to do about this alarm."""
        core, view, accepted_at = self._core, replica.view, getattr(row, "accepted_at", 0)
        received = find_entry(core.store, alarm.circle, alarm.entry_hash)
        reader = Holder(alarm.author)
        if replica.mode is not Mode.MEMBER or view is None or received is None or reader not in view.policy.readers:
            return True
        roster = view.roster
        if core.account.holder not in roster or replica.halt is not None:
            return replica.left
        turn = (roster.index(core.account.holder) - row_index(row)) % len(roster)
        if core.clock() < accepted_at + turn * ANSWER_TURN:
            return False
        header = received.entry.header
        epoch = (header.generation, header.epoch)
        if self._was_answered(alarm.circle, received.position, reader, epoch):
            return True
        try:
            reading_key = self._outbox.reading_key(reader)
            plaintext = late_seal(replica, reader, reading_key, epoch)
        except (Usage, CannotOpen, Refused):
            return True
        core.queue.add_draft(core.new_uid(), alarm.circle, EntryClass.RECORD, Content(plaintext, disclose_to=(reading_key,)))
        return True

    def _was_answered(self, circle: CircleId, after: int, reader: Holder, epoch: tuple[int, int]) -> bool:
        for row in rows_of(self._core.store, circle, "shown"):
            if row.position <= after or row.plaintext is None or b'"reader-seal"' not in row.plaintext:
                continue
            payload = json.loads(row.plaintext)["payload"]
            if payload.get("holder") == reader.hex() and (payload.get("generation"), payload.get("epoch")) == epoch:
                return True
        return False

    async def post_alarms(self) -> None:
        """Silent where they cannot go out now: they wait."""
        core = self._core
        for alarm in core.alarms.waiting():
            try:
                await core.transport.post_alarm(alarm.circle, alarm.data)
            except (Offline, Busy, Stale, Malformed):
                return
            except Problem as problem:
                if problem.status == 401:
                    return
                core.alarms.set_state(alarm.uid, "refused")
                continue
            core.alarms.set_state(alarm.uid, "sent")


def row_index(row: object) -> int:
    """The log index of an alarm: where the turn of answering it starts."""
    return int(getattr(row, "log_index", 0))
