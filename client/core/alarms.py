"""Alarms: those that this client posts by itself, and those of others.

    Halted outcome, and the circle still stands  -> cannot-process
    Blinded outcome                              -> blinded
    an own entry that this client did not make   -> clone
    a frame that shows the server's wrong-doing  -> log, to every circle of this device

An alarm is queued in the same transaction as what it is about, once for each entry and kind; log alarms once an hour for each code.
Alarms go out even where everything else is held. Persons post none: an alarm's author is a device.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import insert, select, update

from client.core import tables
from client.core.replica import Blinded, Halted, Identity, Mode, Replica
from client.core.staging import Staged
from client.core.state import State
from client.core.store import Store
from crypto.alarm import Alarm, AlarmKind, parse_alarm
from crypto.entropy import Entropy
from crypto.errors import QorganError
from crypto.frozen import dataclass
from crypto.types import ZERO32, CircleId, EntryHash, Millis, Uid

LOG_ALARM_EVERY: Final = 60 * 60 * 1000
"""Milliseconds."""


@dataclass(frozen=True)
class AlarmDraft:
    """``entry_hash`` is zero where the alarm is about no entry."""

    circle: CircleId
    entry_hash: EntryHash
    kind: AlarmKind
    reason: str


@dataclass(frozen=True)
class AlarmOut:
    """An alarm to be posted."""

    uid: Uid
    circle: CircleId
    data: bytes


@dataclass(frozen=True)
class AlarmInfo:
    """An alarm in the log. ``author``: certificate hash; ``reason`` is None where there is none or no key opens it."""

    circle: CircleId
    entry_hash: EntryHash
    kind: AlarmKind
    author: bytes
    accepted_at: Millis
    reason: str | None


def alarms_for(staged: Staged) -> Iterator[AlarmDraft]:
    """What one frame obliges this client to post."""
    for outcome in staged.outcomes:
        entry = outcome.received.entry
        circle = entry.header.circle
        if isinstance(outcome, Halted):
            halt = staged.state.replicas[circle].halt
            if halt is not None and halt.entry_hash == entry.hash:
                yield AlarmDraft(circle, entry.hash, AlarmKind.CANNOT_PROCESS, outcome.code)
        elif isinstance(outcome, Blinded):
            if (entry.header.generation, entry.header.epoch) in staged.state.replicas[circle].keys:
                continue
            yield AlarmDraft(circle, entry.hash, AlarmKind.BLINDED, outcome.code)
        elif "clone" in getattr(outcome, "flags", ()):
            yield AlarmDraft(circle, entry.hash, AlarmKind.CLONE, "own entry with an unknown uid")


class Alarms:
    """The table of alarms to be posted."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.may_wait = True
        """False where it is known that none waits: asked after every frame."""

    def queue(self, draft: AlarmDraft, state: State, identity: Identity, now: Millis, entropy: Entropy) -> Uid | None:
        """Sign an alarm and keep it for posting; None where it was queued before, or this holder is no device of the circle."""
        replica = state.replicas.get(draft.circle)
        if identity.device is None or replica is None or replica.mode is Mode.REPORTER:
            return None
        if draft.kind not in {AlarmKind.LOG, AlarmKind.DISCLOSURE_REQUEST} and self._was_queued(draft):
            return None
        self.may_wait = True
        uid = Uid(entropy(16))
        alarm = Alarm(draft.circle, draft.entry_hash, draft.kind, identity.holder, now, uid)
        alarm = _with_reason(alarm, replica, draft.reason).sign(identity.ring.signing_seed)
        row = {"uid": uid, "circle": draft.circle, "entry_hash": draft.entry_hash, "kind": int(draft.kind), "code": draft.reason}
        with self._store.begin() as connection:
            connection.execute(insert(tables.alarm_out).values(**row, data=alarm.encode(), state="queued"))
        return uid

    def queue_log_alarm(self, code: str, state: State, identity: Identity, now: Millis, entropy: Entropy) -> None:
        """Tell every circle of this device that the server's log does not hold."""
        for circle in state.replicas:
            draft = AlarmDraft(circle, EntryHash(ZERO32), AlarmKind.LOG, code)
            if not self._was_told_lately(draft, now):
                self.queue(draft, state, identity, now, entropy)

    def waiting(self) -> tuple[AlarmOut, ...]:
        with self._store.begin() as connection:
            rows = connection.execute(select(tables.alarm_out).where(tables.alarm_out.c.state == "queued")).all()
        self.may_wait = bool(rows)
        return tuple(AlarmOut(Uid(row.uid), CircleId(row.circle), row.data) for row in rows)

    def set_state(self, uid: Uid, state: str) -> None:
        with self._store.begin() as connection:
            connection.execute(update(tables.alarm_out).where(tables.alarm_out.c.uid == uid).values(state=state))

    def received(self, circle: CircleId, replica: Replica) -> tuple[AlarmInfo, ...]:
        """The alarms of a circle, oldest first, with the reasons that this holder's keys open."""
        query = select(tables.alarm_in).where(tables.alarm_in.c.circle == circle).order_by(tables.alarm_in.c.log_index)
        with self._store.begin() as connection:
            return tuple(_info(row.data, Millis(row.accepted_at), replica) for row in connection.execute(query))

    def _was_queued(self, draft: AlarmDraft) -> bool:
        columns = tables.alarm_out.c
        where = (columns.circle == draft.circle) & (columns.entry_hash == draft.entry_hash) & (columns.kind == int(draft.kind))
        with self._store.begin() as connection:
            return connection.execute(select(columns.uid).where(where)).first() is not None

    def _was_told_lately(self, draft: AlarmDraft, now: Millis) -> bool:
        columns = tables.alarm_out.c
        where = (columns.circle == draft.circle) & (columns.kind == int(draft.kind)) & (columns.code == draft.reason)
        with self._store.begin() as connection:
            found = connection.execute(select(columns.data).where(where)).scalars().all()
        return any(now - parse_alarm(data).time < LOG_ALARM_EVERY for data in found)


def _with_reason(alarm: Alarm, replica: Replica, reason: str) -> Alarm:
    view = replica.view
    if view is None or not reason:
        return alarm
    return alarm.seal_reason(view.intake_key, view.generation, view.epoch, reason.encode()[:1000])


def _info(data: bytes, accepted_at: Millis, replica: Replica) -> AlarmInfo:
    alarm = parse_alarm(data)
    keys = None if alarm.reason_epoch is None else replica.keys.get(alarm.reason_epoch)
    reason: str | None = None
    if keys is not None:
        try:
            reason = alarm.open_reason(keys.intake_seed).decode("utf-8", "replace")
        except QorganError:
            reason = None
    return AlarmInfo(alarm.circle, alarm.entry_hash, alarm.kind, alarm.author, accepted_at, reason)
