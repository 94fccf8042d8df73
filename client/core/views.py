"""The store's rows and the core's outcomes as the values that a screen shows, and the offline verification of what is held."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import select

from client.core import tables
from client.core.archive import received_of, rows_of, shown_at, shown_rows
from client.core.deadlines import find_deadline
from client.core.frames import Notice
from client.core.queue import Draft, PendingChange, Queue
from client.core.records import Record
from client.core.records import parse as parse_record
from client.core.replica import Blinded, Committed, Halted, Mode, Outcome, Quarantined, Replica, Shown
from client.core.staging import Staged
from client.core.state import State
from client.core.store import Store
from client.core.values import CircleInfo, Event, HaltedCircle, OverdueList, QuarantinedEntry, ShownEntry, VerifiedChain, Waiting
from crypto.chain import CHAIN_START, chain_hash
from crypto.entry import verify_entry
from crypto.errors import Forged, Malformed
from crypto.log import Checkpoint, entry_leaf, open_checkpoint, verify_inclusion
from crypto.policy import CircleKind
from crypto.trust import Directory
from crypto.types import ChainHash, CircleId, EntryHash, Holder, LogIndex, Millis, Position, Uid


def circle_info(replica: Replica) -> CircleInfo:
    view = replica.view
    kind = CircleKind.TASK if view is None else view.policy.kind
    return CircleInfo(replica.circle, kind, replica.mode, view, replica.head_position, replica.halt, replica.left)


def overdue_lists(state: State, now: Millis) -> tuple[OverdueList, ...]:
    """Newest revocation lists, of bodies with a device in a circle that is held, and of the root, whose next update is over by this
    clock. Told and never a rule: validity is the same for everybody, whenever they look (architecture section 4)."""
    directory = state.directory
    issuers = {directory.root.verify_key: directory.root.name}
    for view in (replica.view for replica in state.replicas.values()):
        for holder in () if view is None else (*view.roster, *view.policy.readers):
            device = directory.known(holder, state.log.size)
            if device is not None:
                issuers[device.body.verify_key] = device.body.name
    newest = [(name, directory.newest_crl(key)) for key, name in issuers.items()]
    late = [OverdueList(name, crl.number, crl.next_update) for name, crl in newest if crl is not None and crl.next_update < now]
    return tuple(sorted(late, key=lambda each: each.issuer))


def shown_entry(outcome: Shown) -> ShownEntry:
    received, header = outcome.received, outcome.received.entry.header
    record, unreadable = _record(outcome.plaintext)
    return ShownEntry(
        header.circle,
        received.position,
        received.index,
        received.accepted_at,
        received.entry.hash,
        header.uid,
        outcome.author,
        outcome.author_hash,
        outcome.role,
        record,
        unreadable or outcome.sealed_reason,
        outcome.restricted,
        outcome.flags,
        outcome.via,
        outcome.reading_key,
    )


def entries_of(
    store: Store, directory: Directory, circle: CircleId, after: int = -1, limit: int | None = None
) -> tuple[ShownEntry, ...]:
    """The verified records and reports of a circle behind the position ``after``, in the order of its chain, at most ``limit``."""
    return tuple(_shown_row(row, directory) for row in shown_rows(store, circle, after, limit))


def entries_at(store: Store, directory: Directory, circle: CircleId, positions: Sequence[int]) -> tuple[ShownEntry, ...]:
    """Those at the given positions that show."""
    return tuple(_shown_row(row, directory) for row in shown_at(store, circle, positions))


def _shown_row(row: Any, directory: Directory) -> ShownEntry:
    record, unreadable = _record(row.plaintext)
    return ShownEntry(
        CircleId(row.circle),
        Position(row.position),
        LogIndex(row.log_index),
        Millis(row.accepted_at),
        EntryHash(row.hash),
        Uid(row.uid),
        directory.known(row.author, row.log_index),
        Holder(row.author),
        row.role,
        record,
        unreadable or row.code,
        bool(row.restricted),
        tuple(json.loads(row.flags)),
        row.via,
        row.reading_key,
    )


def _record(plaintext: bytes | None) -> tuple[Record | None, str | None]:
    """One author's unreadable plaintext must not hide the rest."""
    if plaintext is None:
        return None, None
    try:
        return parse_record(plaintext), None
    except Malformed:
        return None, "unreadable"


def quarantine_of(store: Store, circle: CircleId) -> tuple[QuarantinedEntry, ...]:
    return tuple(
        QuarantinedEntry(circle, Position(row.position), EntryHash(row.hash), Holder(row.author), row.code, row.reason)
        for row in rows_of(store, circle, "quarantined")
    )


def quarantined_entry(outcome: Quarantined) -> QuarantinedEntry:
    received, header = outcome.received, outcome.received.entry.header
    return QuarantinedEntry(header.circle, received.position, received.entry.hash, header.author, outcome.code, outcome.reason)


def halted_circle(outcome: Halted | Blinded) -> HaltedCircle:
    received = outcome.received
    return HaltedCircle(received.entry.header.circle, received.position, outcome.code, outcome.reason)


def unsent_of(queue: Queue, known: Collection[bytes] = ()) -> tuple[Waiting, ...]:
    """What is queued, in the order in which it was made, and what of ``known`` was refused for good."""
    drafts, changes = queue.drafts("queued", "refused"), queue.changes("queued", "refused")
    found: list[tuple[Draft | PendingChange, str]] = [(each, parse_record(each.content.plaintext).type) for each in drafts]
    found += [(each, "change") for each in changes]
    return tuple(
        Waiting(each.uid, each.circle, name, "" if each.state == "queued" else each.reason or "refused")
        for each, name in found
        if each.state == "queued" or each.uid in known
    )


def status_of(queue: Queue, uid: bytes) -> str:
    """queued, sent, or refused with the reason; ``unknown`` for a uid of nobody here."""
    found = queue.find_draft(uid) or queue.find_change(uid)
    if found is None:
        return "unknown"
    if found.state == "refused":
        return f"refused: {found.reason}"
    return "queued" if found.state == "queued" else "sent"


def events_of(store: Store, state: State, staged: Staged) -> Iterable[Event]:
    for outcome in (*staged.outcomes, *staged.reopened):
        yield _event(outcome)
    for item in staged.alarms:
        yield Event("alarm", text=f"alarm at log index {item.index}")
    for notice in staged.notices:
        yield _notice(store, notice)


def _event(outcome: Outcome) -> Event:
    circle = outcome.received.entry.header.circle
    if isinstance(outcome, Shown):
        return Event("shown", circle, entry=shown_entry(outcome))
    if isinstance(outcome, Quarantined):
        return Event("quarantined", circle, f"{outcome.code}: {outcome.reason}", code=outcome.code)
    if isinstance(outcome, Committed):
        return Event("committed", circle, f"epoch {outcome.view.epoch}", code="policy" if outcome.policy_changed else None)
    kind = "halted" if isinstance(outcome, Halted) else "blinded"
    return Event(kind, circle, f"{outcome.code}: {outcome.reason}", code=outcome.code)


def _notice(store: Store, notice: Notice) -> Event:
    found = None if notice.circle is None else find_deadline(store, notice.circle, notice.deadline)
    text = None if found is None else found.text
    return Event("notice", notice.circle, text, fired_at=notice.fired_at, step=notice.step, deadline=notice.deadline)


def verify_chain(store: Store, state: State, replica: Replica) -> VerifiedChain:
    """Everything about the held entries of a circle that can be verified without a server: each entry's place in the log under a
    checkpoint that the log signed, the signature of every device, and (for members and readers) the chain from its beginning.

    Raises ``Forged``. A person's signature is not checked here: the key came sealed, and was checked when the entry came.
    """
    checkpoints: dict[int, Checkpoint] = {}
    chain: ChainHash | None = CHAIN_START
    encoded: list[bytes] = []
    for row in rows_of(store, replica.circle):
        received = received_of(row)
        entry, size = received.entry, row.checkpoint_size
        if size not in checkpoints:
            checkpoints[size] = _checkpoint(store, state, size)
        leaf = entry_leaf(row.salt, replica.circle, received.position, entry.hash, received.accepted_at)
        proof = [row.proof[at : at + 32] for at in range(0, len(row.proof), 32)]
        verify_inclusion(leaf, received.index, size, proof, checkpoints[size].root)
        device = state.directory.known(entry.header.author, received.index)
        if device is not None:
            verify_entry(entry, device.verify_key)
        if replica.mode is not Mode.REPORTER:
            chain = _follow(chain, len(encoded), received.position, entry.header.prev, entry.hash)
        encoded.append(row.encoded)
    return VerifiedChain(replica.circle, len(encoded), None if replica.mode is Mode.REPORTER else chain, tuple(encoded))


def _follow(chain: ChainHash | None, expected: int, position: Position, prev: bytes | None, entry_hash: EntryHash) -> ChainHash:
    if chain is None or position != expected or prev not in (None, chain):
        raise Forged("the chain is broken at position {position}", "fork", position=position)
    return chain_hash(chain, position, entry_hash)


def _checkpoint(store: Store, state: State, size: int) -> Checkpoint:
    with store.begin() as connection:
        note = connection.execute(select(tables.checkpoint.c.note).where(tables.checkpoint.c.size == size)).scalar()
    if note is None:
        raise Forged("the checkpoint of {size} leaves is not held", "no-checkpoint", size=size)
    return open_checkpoint(note, state.log.origin, state.log.key)
