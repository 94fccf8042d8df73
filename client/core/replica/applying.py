"""The transitions of a replica: the table in ``state.py`` as code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from client.core.replica.commits import apply_commit, beyond_halt
from client.core.replica.judging import Case, Judged, judge
from client.core.replica.late import late_keys
from client.core.replica.placing import place
from client.core.replica.state import Replica, Step, view_of, with_item
from client.core.replica.uids import uid_mark
from client.core.replica.values import Blinded, Committed, Context, Outcome, Quarantined, Received, Shown
from crypto.disclosure import RecordKey
from crypto.errors import QorganError
from crypto.types import EntryClass, EntryHash

MAX_CANDIDATES = 4
USED_UP: Final = frozenset({"duplicate-uid", "invitation-used"})
"""Codes that depend on which entries before were valid."""


def apply(replica: Replica, received: Received, context: Context) -> Step:
    """Raises ``Forged`` where the entry does not follow on the head (``placing``); nothing else."""
    moved = replace(replica, head=place(replica, received))
    if received.entry.header.entry_class is EntryClass.COMMIT:
        return apply_commit(replica, moved, received, context)
    if replica.halt is not None:
        return beyond_halt(moved, received)
    view = replica.view
    if view is None:
        return Step(moved, (Quarantined(received, "genesis", "it stands before the commit that founds the circle"),))
    return _apply_judged(moved, Case(replica, view, received, context))


def _apply_judged(moved: Replica, case: Case) -> Step:
    header, received = case.entry.header, case.received
    mark = uid_mark(header.author, header.uid)
    if mark in moved.uids:
        return Step(moved, (Quarantined(received, "duplicate-uid", "its author has used this uid before"),))
    try:
        judged = judge(case)
    except QorganError as error:
        return Step(moved, (Quarantined(received, error.code, str(error)),))
    shown = judged.shown
    if shown.role == "invitation":
        if header.author in moved.invited:
            return Step(moved, (Quarantined(received, "invitation-used", "the invitation was used before"),))
        moved = replace(moved, invited=moved.invited | {header.author})
    return _learn(replace(moved, uids=moved.uids.with_mark(mark)), judged, case)


def _learn(moved: Replica, judged: Judged, case: Case) -> Step:
    """Take in the keys that a record brings: of other records by disclosure, of whole epochs for a reader who was blinded."""
    openable: set[EntryHash] = set()
    for entry_hash, key in judged.disclosed:
        moved = _with_disclosed(moved, entry_hash, key)
        openable.add(entry_hash)
    keys = late_keys(moved, judged.shown, case.context.identity)
    gained = frozenset(keys) - frozenset(moved.keys)
    return Step(replace(moved, keys=keys), (judged.shown,), gained, frozenset(openable))


def _with_disclosed(replica: Replica, entry_hash: EntryHash, key: RecordKey) -> Replica:
    known = replica.disclosed.get(entry_hash, ())
    if key in known or len(known) >= MAX_CANDIDATES:
        return replica
    return replace(replica, disclosed=with_item(replica.disclosed, entry_hash, (*known, key)))


def replay(replica: Replica, received: Iterable[Received], context: Context) -> Step:
    """Raises ``Forged`` as ``apply``."""
    outcomes: list[Outcome] = []
    before, state, openable = replica, replica, frozenset[EntryHash]()
    for one in received:
        step = apply(state, one, context)
        state, openable = step.replica, openable | step.openable
        outcomes.extend(step.outcomes)
    gained = frozenset(state.keys) - frozenset(before.keys)
    used, opened = replace(state, uids=before.uids, invited=before.invited), list[Outcome]()
    for outcome in outcomes:
        used, again = _once_more(used, outcome, context)
        if again is not None:
            opened.append(again)
    return Step(used, tuple(opened), gained, openable)


def _once_more(state: Replica, outcome: Outcome, context: Context) -> tuple[Replica, Outcome | None]:
    """With the keys of the end, and the uids and invitations that were used before it by what is valid with these keys: else a
    report that the server makes up, which nobody without keys can tell from a real one, would keep the real one from newcomers.
    A holder who was blinded on the way and has the keys now has nothing to alarm about."""
    header = outcome.received.entry.header
    if isinstance(outcome, Blinded):
        return state, None if (header.generation, header.epoch) in state.keys else outcome
    if isinstance(outcome, Committed):
        return _used(state, outcome), outcome
    sealed = isinstance(outcome, Shown) and outcome.sealed_reason in ("no-key", "restricted", "not-disclosed")
    if sealed or (isinstance(outcome, Quarantined) and outcome.code in USED_UP):
        outcome = reopen(state, outcome.received, context)
    if not isinstance(outcome, Shown):
        return state, outcome
    if uid_mark(header.author, header.uid) in state.uids:
        return state, Quarantined(outcome.received, "duplicate-uid", "its author has used this uid before")
    if outcome.role == "invitation" and header.author in state.invited:
        return state, Quarantined(outcome.received, "invitation-used", "the invitation was used before")
    return _used(state, outcome), outcome


def _used(state: Replica, outcome: Shown | Committed) -> Replica:
    """The uid of a valid entry is used up, and the invitation by which it came."""
    header = outcome.received.entry.header
    one = isinstance(outcome, Shown) and outcome.role == "invitation"
    invited = state.invited | {header.author} if one else state.invited
    return replace(state, uids=state.uids.with_mark(uid_mark(header.author, header.uid)), invited=invited)


def reopen(replica: Replica, received: Received, context: Context) -> Outcome:
    """What ``apply`` judged before, judged with the keys of now. The state does not change: keys that the entry brings were
    taken in when it was applied, and its uid is its own."""
    position = received.position
    past = next((past for past in reversed(replica.history) if past.position < position), None)
    if past is None:
        return Quarantined(received, "genesis", "it stands before the commit that founds the circle")
    void = any(position in later.void for later in replica.history)
    stands = replica.halt is not None and position > replica.halt.position
    try:
        shown = judge(Case(replica, view_of(replica.circle, past, b""), received, context)).shown
    except QorganError as error:
        if void or stands:
            return Quarantined(received, "beyond-halt", "made after the commit that halted the circle")
        return Quarantined(received, error.code, str(error))
    return replace(shown, flags=(*shown.flags, "beyond-halt")) if void or stands else shown
