"""Commits: judged as named steps over one frozen ``Trial``. What fails halts the circle; what passes moves it by one epoch."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from client.core.replica.holders import Taken, Trial, take, unlock
from client.core.replica.judging import check_seen, check_signature, clock_flags
from client.core.replica.past import EpochId, Past
from client.core.replica.placing import BEFORE_GENESIS
from client.core.replica.state import Replica, Step, view_of, with_item
from client.core.replica.uids import uid_mark
from client.core.replica.values import Blinded, Committed, Context, Halt, Halted, Mode, Outcome, Quarantined, Received
from crypto.commit import CommitBody, parse_commit_body
from crypto.entry import Header, verify_entry
from crypto.errors import Forged, Malformed, QorganError, Refused
from crypto.policy import Policy
from crypto.primitives import sha256
from crypto.refound import Undone
from crypto.roster import CommitView, check_commit, check_genesis
from crypto.types import ZERO16, ZERO32, CertificateHash, EntryClass, Epoch, Holder, Millis, Position, Uid


def apply_commit(before: Replica, moved: Replica, received: Received, context: Context) -> Step:
    """``moved``: the state with the new head. A commit beyond a halt, unless it is the refound that mends it, is quarantined."""
    header = received.entry.header
    try:
        body = parse_commit_body(received.entry.body)
    except Malformed as error:
        return beyond_halt(moved, received) if before.halt else _halt(before, moved, received, context, error)
    if before.halt is not None and body.refound is None:
        return beyond_halt(moved, received)
    try:
        trial = _clear(before, received, context, body)
        taken = take(trial)
    except QorganError as error:
        return _halt(before, moved, received, context, error)
    return _accept(trial, replace(moved, uids=moved.uids.with_mark(uid_mark(header.author, header.uid))), taken)


def beyond_halt(moved: Replica, received: Received) -> Step:
    """While a circle stands still, nothing counts but the refound that mends it."""
    return Step(moved, (Quarantined(received, "beyond-halt", "made after the commit that halted the circle"),))


def _halt(before: Replica, moved: Replica, received: Received, context: Context, error: QorganError) -> Step:
    """The first commit that fails is the one that a refound must name."""
    author = _signer(received, context)
    halt = before.halt or Halt(error.code, str(error), received.position, received.entry.hash, author)
    return Step(replace(moved, halt=halt), (Halted(received, error.code, str(error)),))


def _signer(received: Received, context: Context) -> Holder:
    """Whom a failing commit is put down to: zero where the signature is not the author's. A refound may leave the author out, so a
    server that makes up a commit in somebody's name must not put them in that place."""
    entry = received.entry
    device = context.directory.known(entry.header.author, received.index)
    try:
        if device is not None:
            verify_entry(entry, device.verify_key)
            return entry.header.author
    except Forged:
        return Holder(ZERO32)
    return Holder(ZERO32)


def _clear(before: Replica, received: Received, context: Context, body: CommitBody) -> Trial:
    """Everything that can be judged without keys. Raises ``QorganError``."""
    entry, at, index = received.entry, received.accepted_at, received.index
    check_seen(received)
    check_signature(received, context)
    if uid_mark(entry.header.author, entry.header.uid) in before.uids:
        raise Refused("the author has used this uid before", "duplicate-uid")
    base, refused = _base(before, body)
    if base is None:
        view, start = check_genesis(entry, body, context.directory, at=at, index=index), Epoch(1)
    else:
        previous = numbered(view_of(before.circle, base, b""), before)
        gone = undone(before, base)
        view = check_commit(previous, entry, body, context.directory, at=at, index=index, refused=refused, undone=gone)
        start = base.mls_start if body.refound is None else view.epoch
    _check_seals(received, context, body)
    return Trial(before, received, context, body, view, base, start)


def numbered(view: CommitView, before: Replica) -> CommitView:
    """The view with the numbers of the chain's last commit, valid or not: the server, who cannot tell, counts on from there."""
    generation, epoch = BEFORE_GENESIS if before.head is None else before.head.epoch
    return replace(view, generation=generation, epoch=epoch)


def _base(before: Replica, body: CommitBody) -> tuple[Past | None, Header | None]:
    """The commit that this one follows, and for a refound the one that it names as refused. Raises ``Refused``.

    A refound may name a commit that this replica found good: whether a commit can be processed differs between members, so the
    approvals decide, and all members go back together.
    """
    history, refound = before.history, body.refound
    if refound is None or not history:
        return (history[-1] if history else None), None
    at = next((n for n, past in enumerate(history) if past.position == refound.last_good), None)
    if at is None:
        raise Refused("the refound goes back to no valid commit", "refound")
    named = None if refound.refused == refound.last_good else named_after(before, at)
    if named is None and (at < len(history) - 1 or before.halt is not None):
        raise Refused("the refound takes nothing back, where a commit has been made since", "refound")
    if named is not None and named.position != refound.refused:
        raise Refused("the refound does not name the commit after the last good one", "refound")
    return history[at], named


def undone(before: Replica, base: Past) -> Undone:
    """What the good commits after ``base`` brought, which a refound on it takes back."""
    later = tuple(past for past in before.history if past.position > base.position)
    roster = frozenset(device for past in later for device in past.roster)
    return Undone(roster, later[-1].policy if later else None)


def named_after(before: Replica, at: int) -> Header | None:
    """The commit after the one at ``at`` of the history, good or the one that halted this replica; None where there is none."""
    if at + 1 < len(before.history):
        return stub(before, before.history[at + 1].position, before.history[at + 1].author)
    return None if before.halt is None else stub(before, before.halt.position, before.halt.author)


def stub(before: Replica, position: Position, author: Holder) -> Header:
    """As much of a refused commit's header as the rules of a refound look at: place, class and author."""
    generation, epoch = before.history[-1].epoch
    return Header(
        before.circle,
        generation,
        epoch,
        EntryClass.COMMIT,
        Uid(ZERO16),
        author,
        Millis(0),
        0,
        ZERO32,
        position=position,
        prev=ZERO32,
    )


def _check_seals(received: Received, context: Context, body: CommitBody) -> None:
    """Each reader's seal is for a key that the reader stated: the newest before this commit, or the one that was newest when the
    author last looked. Raises ``Refused`` ("no-reading-key", "reader-key")."""
    for seal in body.seals:
        newest = context.statements.current(seal.holder, before=received.index)
        seen = newest
        with suppress(Refused):
            seen = context.statements.current(seal.holder, before=received.entry.header.seen_size)
        if seal.key_hash not in (newest.key_hash, seen.key_hash):
            raise Refused("a seal is for a key that its reader has not stated, or has replaced", "reader-key")


def _accept(trial: Trial, moved: Replica, taken: Taken) -> Step:
    """The state after a valid commit, with whatever keys it leads to."""
    before, view, received = trial.replica, trial.view, trial.received
    past = _past(trial)
    history = (*before.history, past)
    keys = before.keys if taken.keys is None else with_item(before.keys, past.epoch, taken.keys)
    keys, bad_link = unlock(keys, history)
    blinded = taken.blinded or (("bad-link", bad_link) if bad_link is not None else None)
    gained = frozenset(keys) - frozenset(before.keys) - {past.epoch}
    replica = replace(
        moved,
        intake_key=view.intake_key,
        history=history,
        keys=keys,
        group=taken.group,
        halt=None,
        left=_left(trial, taken),
    )
    outcomes: tuple[Outcome, ...] = (_committed(trial),)
    if blinded is not None:
        outcomes = (*outcomes, Blinded(received, *blinded))
    return Step(replica, outcomes, gained)


def _past(trial: Trial) -> Past:
    view, body, header = trial.view, trial.body, trial.received.entry.header
    base: EpochId | None = None if trial.base is None else trial.base.epoch
    return Past(
        position=trial.received.position,
        entry_hash=trial.received.entry.hash,
        author=header.author,
        epoch=(view.generation, view.epoch),
        before=base,
        mls_start=trial.mls_start,
        roster=view.roster,
        policy=view.policy,
        commitments=body.commitments,
        intake_key_hash=sha256(view.intake_key),
        links=body.links,
        refused=_refused(body),
    )


def _refused(body: CommitBody) -> Position | None:
    refound = body.refound
    return refound.refused if refound is not None and refound.refused > refound.last_good else None


def _left(trial: Trial, taken: Taken) -> bool:
    """Whether this holder was in, now or before, and is not any more. Who has the new group is in it, also where the commit renewed
    the certificate that the holder was named by."""
    me, mode, base = trial.context.identity.holder, trial.replica.mode, trial.base
    was = trial.replica.left or (base is not None and is_in(mode, me, base.roster, base.policy))
    return was and taken.group is None and not is_in(mode, me, trial.view.roster, trial.view.policy)


def is_in(mode: Mode, holder: Holder, roster: tuple[CertificateHash, ...], policy: Policy) -> bool:
    if mode is Mode.MEMBER:
        return holder in roster
    return holder in policy.readers if mode is Mode.READER else policy.reporter(holder) is not None


def _committed(trial: Trial) -> Committed:
    base, view, before = trial.base, trial.view, trial.replica
    old = () if base is None else base.roster
    return Committed(
        received=trial.received,
        before=None if base is None else view_of(view.circle, base, before.intake_key if base is before.history[-1] else b""),
        view=view,
        added=tuple(device for device in view.roster if device not in old),
        removed=tuple(device for device in old if device not in view.roster),
        policy_changed=base is None or base.policy != view.policy,
        superseded=_past(trial).void,
        flags=clock_flags(trial.received, trial.context.now),
    )
