"""The heart of a client: the verified state, and the one way in which it grows.

    frame -> extend the log view -> check inclusion -> fetch what a joining needs -> judge -> one transaction -> the new state

``Core.take`` is that line; ``pull`` runs it until the server has no more. Whatever the server does wrong raises before the
transaction, so state and store stay as they were; only the journal grows (an incident, and an alarm to the circles).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import insert, select

from client.core import tables
from client.core.account import Account
from client.core.alarms import Alarms, alarms_for
from client.core.archive import entry_hash, sealed_entries, write_replica, write_staged
from client.core.errors import Held, Problem
from client.core.frames import Frame
from client.core.logview import Evidence, LogView
from client.core.queue import Draft, Queue
from client.core.replica import Authored, Blinded, Committed, Halted, Identity, Mode, Outcome, Quarantined, Replica, Seen, Shown
from client.core.seen import SeenBy, seen_by
from client.core.staging import Joining, Judge, Known, Parsed, Staged, check_frame, commit_of, mode_in, rewritten_by, stage_frame
from client.core.state import State
from client.core.stock import Bundles
from client.core.store import Store
from client.core.transport import Transport
from crypto.entropy import Entropy
from crypto.errors import Forged, Malformed, QorganError, Usage
from crypto.frozen import dataclass
from crypto.log import verify_consistency
from crypto.types import ZERO32, CircleId, Millis, Uid

Clock = Callable[[], Millis]
Gate = Callable[[Draft], str | None]
"""Asked before a draft is sealed, each time: None, or why it waits."""

PAGE: Final = 200
TELLING: Final = frozenset(
    {
        "fork",
        "rollback",
        "inconsistent-log",
        "gap",
        "reordered",
        "withheld",
        "mis-addressed",
        "not-in-log",
        "repeated",
        "seen-differs",
    }
)
"""Codes of a refused frame of which the other members are told by an alarm."""


@dataclass(frozen=True)
class Incident:
    """Something that this client refused or found out. ``evidence``: two signed checkpoints, or empty; ``stops``: all sending."""

    at: Millis
    circle: bytes | None
    code: str
    reason: str
    evidence: bytes
    stops: bool


@dataclass(frozen=True)
class Parts:
    """What a core is made of."""

    store: Store
    transport: Transport
    entropy: Entropy
    clock: Clock


class Core:
    """One holder's verified state. All changes of state run under ``turn``; who calls ``take`` or ``pull`` holds it."""

    def __init__(self, parts: Parts, account: Account, state: State) -> None:
        self.store = parts.store
        self.transport = parts.transport
        self.entropy = parts.entropy
        self.clock = parts.clock
        self.account = account
        self.state = state
        self.queue = Queue(parts.store)
        self.alarms = Alarms(parts.store)
        self.turn = asyncio.Lock()
        self.online_since: Millis | None = None
        self.taken: list[Staged] = []
        self.gate: Gate | None = None
        self.rewritten: dict[CircleId, list[int]] = {}
        self._seen_by: dict[bytes, SeenBy] = {}
        self._nothing_stops = False

    @property
    def identity(self) -> Identity:
        return self.account.identity(self.clock())

    # --- frames

    async def pull(self) -> None:
        """Fetch, verify and keep everything that is new."""
        while True:
            before = self.state.cursor
            frame = await self.transport.sync(before, self.state.log.size, PAGE)
            if frame.more and frame.cursor == before:
                error = Forged("the server says that there is more, and gives nothing", "bad-cursor")
                self.note_incident(error)
                raise error
            await self.take(frame)
            if not frame.more:
                return

    async def take(self, frame: Frame, *, live: bool = True) -> None:
        """One frame. Raises ``Forged`` or ``Malformed`` with state and store unchanged; the incident is noted."""
        try:
            staged = await self._stage(frame, live)
        except (Forged, Malformed) as error:
            self.note_incident(error)
            raise
        for circle, position in rewritten_by(self.state, staged):
            self.rewritten.setdefault(circle, []).append(position)
        self.state = staged.state
        self.taken.append(staged)
        if live:
            self._seen_by.update(seen_by(staged))

    def drain(self) -> list[Staged]:
        """The frames taken since the last call, whoever had them fetched."""
        taken, self.taken = self.taken, []
        return taken

    def continues(self, frame: Frame) -> bool:
        """Whether a frame goes on exactly from here. One that does not is no fault: this client may have pulled meanwhile."""
        log, cursor = self.state.log, self.state.cursor
        if frame.cursor is None or frame.cursor < cursor or any(item.index < cursor.index for item in frame.items):
            return False
        start = log.size if frame.consistency is None else frame.consistency.start
        if any(notice.seq <= cursor.notice for notice in frame.notices) or start != log.size:
            return False
        size = log.open(frame.checkpoint).size
        return size >= log.size if frame.consistency is not None else log.size in {size, 0}

    def has(self, frame: Frame) -> bool:
        """Whether all of a frame was taken before, and its checkpoint verified: nothing is left to do."""
        log, cursor = self.state.log, self.state.cursor
        if frame.cursor is None or frame.cursor.index > cursor.index or frame.cursor.notice > cursor.notice:
            return False
        shown = log.open(frame.checkpoint)
        return (shown.size, shown.root) in log.recent

    async def take_part(self, circle: CircleId) -> None:
        """Entries of one circle asked for by position: how a person who has not written yet sees a front desk. What the log has
        after the cursor waits for the next time: certificates before it may not be known yet."""
        while True:
            replica = self.state.replicas.get(circle)
            frame = await self.transport.entries(
                circle, -1 if replica is None else replica.head_position, PAGE, self.state.log.size
            )
            known = tuple(item for item in frame.items if item.index < self.state.cursor.index)
            if not known:
                return
            await self.take(replace(frame, items=known, notices=(), cursor=None), live=False)
            if not frame.more or len(known) < len(frame.items):
                return

    async def _stage(self, frame: Frame, live: bool) -> Staged:
        state, identity, now = self.state, self.identity, self.clock()
        log = await self._extend(state.log, frame)
        parsed = check_frame(state, frame, log)
        bundles = Bundles(self.store)
        judge = Judge(identity, self._known(bundles), now, live, notes=((log.size, log.note),))
        judge, log = await self._prepare(judge, log, parsed)
        return await asyncio.to_thread(self._commit, state, frame, log, parsed, judge, bundles)

    def _commit(self, state: State, frame: Frame, log: LogView, parsed: Sequence[Parsed], judge: Judge, bundles: Bundles) -> Staged:
        staged = stage_frame(state, frame, log, parsed, judge)
        if frame.cursor is not None and not frame.more:
            self._check_acked(staged)
        with self.store.begin(refetchable=staged.refetchable) as connection:
            write_staged(connection, staged, judge.now)
            self._settle_own(staged, judge.identity)
            for alarm in alarms_for(staged):
                self.alarms.queue(alarm, staged.state, judge.identity, judge.now, self.entropy)
            clone = next((o for o in staged.outcomes if "clone" in getattr(o, "flags", ())), None)
            if clone is not None:
                self._note(
                    clone.received.entry.header.circle, "clone", "an entry of this device was made elsewhere", b"", stops=True
                )
            bundles.use_up(connection, staged)
        return staged

    def _known(self, bundles: Bundles) -> Known:
        return Known(
            entry_hash=lambda circle, position: entry_hash(self.store, circle, position),
            sealed=lambda circle, step: sealed_entries(self.store, circle, step),
            uid=self.queue.knows,
            bundles=bundles.find,
            pending=self.queue.pending,
        )

    async def _extend(self, log: LogView, frame: Frame) -> LogView:
        consistency = frame.consistency
        start = log.needs_proof(frame.checkpoint, consistency)
        if start is not None:
            consistency = await self.transport.consistency(start, log.open(frame.checkpoint).size)
        return log.accept(frame.checkpoint, consistency, self.clock())

    def keep_commit(self, uid: Uid, authored: Authored) -> None:
        """Persist a commit before it is sent, and in the same transaction that the message key which it used is gone."""
        before = self.state.replicas.get(authored.circle)
        spent = None if before is None else before.spent(authored)
        with self.store.begin() as connection:
            self.queue.set_authored(uid, authored)
            if spent is not None and spent is not before:
                write_replica(connection, authored.circle, spent)
        if spent is not None:
            self.state = replace(self.state, replicas={**self.state.replicas, authored.circle: spent})

    # --- what others have seen

    async def compare_views(self) -> None:
        """Hold the checkpoints that others saw (``seen`` in their headers) against this client's log: two views of one log collide
        at the first entry that both groups share. An author's newest stands for the older ones. A difference stops nothing,
        since an author may lie about it; it is noted and, where a certified device says it, told to the circles."""
        waiting, self._seen_by = self._seen_by, {}
        for size, root, certified in set(waiting.values()):
            log = self.state.log
            if size == 0 or (size, root) in log.recent:
                continue
            try:
                if size > log.size:
                    raise Forged("an author saw a larger log than was shown here", "seen-ahead")
                verify_consistency(size, log.size, (await self.transport.consistency(size, log.size)).proof, root, log.root)
            except Forged as error:
                self.note_incident(
                    Forged("an author saw another log than this one: {error}", "seen-differs", error=error), tell=certified
                )

    # --- joining

    async def _prepare(self, judge: Judge, log: LogView, parsed: Sequence[Parsed]) -> tuple[Judge, LogView]:
        """Fetch the welcome and the past of each circle into which the frame brings this holder."""
        by_circle: dict[CircleId, list[Parsed]] = {}
        for one in parsed:
            by_circle.setdefault(one.item.circle, []).append(one)
        for circle, found in by_circle.items():
            judge, log = await self._prepare_circle(judge, log, circle, found)
        return judge, log

    async def _prepare_circle(self, judge: Judge, log: LogView, circle: CircleId, found: list[Parsed]) -> tuple[Judge, LogView]:
        replica = self.state.replicas.get(circle)
        inside = replica is not None and not replica.left and replica.mode is not Mode.REPORTER
        if judge.identity.device is None:
            return judge, log
        for one in found:
            body = commit_of(one.entry)
            wanted = body is not None and one.entry.header.author != judge.identity.holder and body.welcome_hash != ZERO32
            if (
                body is not None
                and wanted
                and mode_in(judge.identity, body) is Mode.MEMBER
                and (not inside or body.refound is not None)
            ):
                judge = await self._fetch_welcome(judge, circle)
                break
        if inside:
            return judge, log
        return await self._prepare_joining(judge, log, circle, found)

    async def _fetch_welcome(self, judge: Judge, circle: CircleId) -> Judge:
        """None to be had is no error here: the replica says that it was blinded, and an alarm follows."""
        try:
            position, welcome = await self.transport.welcome(circle)
        except Problem:
            return judge
        return replace(judge, welcomes={**judge.welcomes, (circle, int(position)): welcome})

    async def _prepare_joining(self, judge: Judge, log: LogView, circle: CircleId, found: list[Parsed]) -> tuple[Judge, LogView]:
        modes = [mode_in(judge.identity, body) for one in found if (body := commit_of(one.entry)) is not None]
        mode = next((mode for mode in modes if mode is not Mode.REPORTER), None)
        if mode is None:
            return replace(judge, later=judge.later | {circle}), log
        first = found[0].item.position
        replica = self.state.replicas.get(circle)
        after = -1 if replica is None else replica.head_position
        past, log = await self._fetch_past(log, circle, after, first)
        joining = {**judge.joining, circle: Joining(mode, tuple(past))}
        return replace(judge, joining=joining, notes=(*judge.notes, (log.size, log.note))), log

    async def _fetch_past(self, log: LogView, circle: CircleId, after: int, first: int) -> tuple[list[Parsed], LogView]:
        """Positions ``after`` + 1 to ``first`` - 1; the replica notices whatever is missing."""
        past: list[Parsed] = []
        while after + 1 < first:
            frame = await self.transport.entries(circle, after, PAGE, log.size)
            log = await self._extend(log, frame)
            parsed = check_frame(self.state, replace(frame, cursor=None), log)
            wanted = [one for one in parsed if after < one.item.position < first and one.item.circle == circle]
            if not wanted:
                break
            past += wanted
            after = wanted[-1].item.position
        return past, log

    # --- what the chain says of this client's own entries

    def _settle_own(self, staged: Staged, identity: Identity) -> None:
        with self.store.begin() as connection:
            for outcome in staged.outcomes:
                if isinstance(outcome, Committed) and len(outcome.superseded):
                    self._send_again(outcome)
                header = outcome.received.entry.header
                if header.author != identity.holder or isinstance(outcome, Blinded):
                    continue
                if isinstance(outcome, Quarantined) and outcome.code == "beyond-halt":
                    self.queue.again(connection, header.circle, header.uid, self.entropy(16))
                    continue
                state, reason = _own_state(outcome)
                self.queue.settle(connection, header.circle, header.uid, state, reason)

    def _send_again(self, outcome: Committed) -> None:
        """What this client sent behind a commit that counts no more goes out once again."""
        circle, columns = outcome.received.entry.header.circle, tables.entry.c
        where = (columns.circle == circle) & columns.position.in_(list(outcome.superseded))
        with self.store.begin() as connection:
            for row in connection.execute(select(columns.uid).where(where & (columns.author == self.account.holder))).all():
                self.queue.again(connection, circle, row.uid, self.entropy(16))

    def _check_acked(self, staged: Staged) -> None:
        """Raises ``Forged`` (``withheld``): an entry that the server acknowledged is not among what it delivers."""
        seen = {bytes(parsed.entry.header.uid) for parsed in staged.entries}
        missing = [row for row in self.queue.acked(staged.state.cursor.index) if row[1] not in seen]
        if missing:
            raise Forged("the server acknowledged an entry and does not deliver it", "withheld")

    # --- trouble

    def note_incident(self, error: QorganError, *, tell: bool = True) -> None:
        """Keep what happened, with evidence where there is some, and alarm the circles where it is the server's doing. Without
        ``tell`` nobody is alarmed: else a stranger's report would have every member alarm every circle."""
        evidence = f"{error.known}\n{error.shown}".encode() if isinstance(error, Evidence) else b""
        self._note(None, error.code, str(error), evidence, stops=error.code == "fork" and bool(evidence))
        if tell and error.code in TELLING:
            self.alarms.queue_log_alarm(error.code, self.state, self.identity, self.clock(), self.entropy)

    def _note(self, circle: CircleId | None, code: str, reason: str, evidence: bytes, *, stops: bool) -> None:
        self._nothing_stops = self._nothing_stops and not stops
        row = {"at": self.clock(), "circle": circle, "code": code, "reason": reason, "evidence": evidence, "stops": int(stops)}
        with self.store.begin() as connection:
            connection.execute(insert(tables.incident).values(row))

    def incidents(self) -> tuple[Incident, ...]:
        """What went wrong, oldest first."""
        with self.store.begin() as connection:
            rows = connection.execute(select(tables.incident).order_by(tables.incident.c.seq)).all()
        return tuple(Incident(Millis(r.at), r.circle, r.code, r.reason, r.evidence, bool(r.stops)) for r in rows)

    def check_may_send(self) -> None:
        """Raises ``Held`` where this client must send nothing but alarms."""
        if not self._nothing_stops:
            with self.store.begin() as connection:
                query = select(tables.incident.c.code, tables.incident.c.reason).where(tables.incident.c.stops == 1)
                stop = connection.execute(query).first()
            if stop is not None:
                raise Held("sending has stopped: {reason}", stop.code, reason=stop.reason)
            self._nothing_stops = True
        if not self.state.log.is_fresh(self.clock(), self.online_since):
            raise Held("no consistent checkpoint of the log was seen for too long: nothing but alarms is sent", "not-fresh")

    def replica(self, circle: CircleId) -> Replica:
        """Raises ``Usage`` (``no-circle``)."""
        found = self.state.replicas.get(circle)
        if found is None:
            raise Usage("nothing of this circle is known yet", "no-circle")
        return found

    @property
    def seen(self) -> Seen:
        return Seen(self.state.log.size, self.state.log.root)

    def new_uid(self) -> Uid:
        return Uid(self.entropy(16))


def _own_state(outcome: Outcome) -> tuple[str, str | None]:
    if isinstance(outcome, Shown | Committed):
        return "sent", None
    if isinstance(outcome, Quarantined | Halted):
        return "refused", f"{outcome.code}: {outcome.reason}"
    return "sent", None
