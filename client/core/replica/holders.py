"""What a valid commit gives to this holder: a member's group and keys, a reader's sealed keys, and older keys by links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from client.core.replica.groups import check_group, check_intake, keys_of_group, process_commit, validator
from client.core.replica.judging import reading_seeds_by_hash
from client.core.replica.past import EpochId, Past
from client.core.replica.state import Replica
from client.core.replica.values import Context, Mode, Received
from crypto.commit import CommitBody
from crypto.errors import CannotOpen, Forged, QorganError, Refused
from crypto.frozen import dataclass
from crypto.ledger import EpochKeys, open_links, open_reader_seal
from crypto.mls import Group
from crypto.primitives import sha256
from crypto.roster import CommitView
from crypto.types import Epoch

Keys = Mapping[EpochId, EpochKeys]


@dataclass(frozen=True)
class Trial:
    """A commit whose clear part is valid. ``base``: the commit that it follows, None at genesis."""

    replica: Replica
    received: Received
    context: Context
    body: CommitBody
    view: CommitView
    base: Past | None
    mls_start: Epoch

    @property
    def is_refound(self) -> bool:
        return self.body.refound is not None


@dataclass(frozen=True)
class Taken:
    """``blinded``: code and reason why this holder got no keys that it should have."""

    group: Group | None = None
    keys: EpochKeys | None = None
    blinded: tuple[str, str] | None = None


def take(trial: Trial) -> Taken:
    """Raises ``QorganError`` where a member finds the commit bad. A reader, or a newcomer, cannot tell a bad commit from one that
    is bad for him alone: he is blinded, and alarms."""
    if trial.replica.mode is Mode.MEMBER:
        return _take_as_member(trial)
    if trial.replica.mode is Mode.READER and trial.context.identity.holder in trial.view.policy.readers:
        return _take_as_reader(trial)
    return Taken()


def _take_as_member(trial: Trial) -> Taken:
    replica, context, entry = trial.replica, trial.context, trial.received.entry
    me = context.identity.holder
    if context.pending is not None and context.pending.is_of(entry):
        return _agreed(trial, context.pending.group)
    if replica.group is not None and not trial.is_refound:
        if entry.header.author == me:
            raise Refused("this device does not know its own commit: its state was lost or copied", "lost-state")
        processed = process_commit(replica.group, trial.received, trial.body, context)
        if not processed.self_removed:
            return _agreed(trial, processed.group)
    if me not in trial.view.roster:
        return Taken()
    return _join(trial)


def _agreed(trial: Trial, group: Group) -> Taken:
    check_group(group, trial.view, trial.mls_start)
    keys = keys_of_group(group, trial.view, trial.body)
    check_links(trial, keys)
    return Taken(group, keys)


def _join(trial: Trial) -> Taken:
    """RFC 9420 section 12.4.3.1, by the welcome that came with the commit."""
    context, received = trial.context, trial.received
    welcome = received.welcome
    if welcome is None:
        thrown_out = trial.replica.group is not None
        awaited = thrown_out or trial.base is None or trial.is_refound or context.identity.holder not in trial.base.roster
        return Taken(blinded=("no-welcome", "the server gave no welcome") if awaited else None)
    if sha256(welcome) != trial.body.welcome_hash:
        # First of all: the key package that a foreign welcome names is not to be used up for this circle.
        return Taken(blinded=("welcome-hash", "the welcome is not the one that the commit names"))
    bundle = context.bundles(welcome)
    if bundle is None:
        return Taken(blinded=("no-key-package", "the welcome is for a key package that this device has not, or has used"))
    try:
        validate = validator(context.directory, received.index)
        group = Group.join(welcome, bundle, context.identity.ring.signing_seed, validate=validate)
        return _agreed(trial, group)
    except QorganError as error:
        return Taken(blinded=(error.code, f"the welcome does not lead into the circle: {error}"))


def _take_as_reader(trial: Trial) -> Taken:
    context, view = trial.context, trial.view
    seal = next((seal for seal in trial.body.seals if seal.holder == context.identity.holder), None)
    if seal is None:
        return Taken(blinded=("no-seal", "the commit has no seal for this reader"))
    seed = reading_seeds_by_hash(context.identity).get(seal.key_hash)
    if seed is None:
        return Taken(blinded=("other-reading-key", "the seal is for a reading key that this reader has not"))
    try:
        keys = open_reader_seal(
            seal, seed, trial.body.commitments, circle=view.circle, generation=view.generation, epoch=view.epoch
        )
    except (CannotOpen, Forged) as error:
        return Taken(blinded=("blinded", str(error)))
    try:
        check_intake(keys, trial.body)
        check_links(trial, keys)
    except QorganError as error:
        return Taken(None, keys, (error.code, str(error)))
    return Taken(None, keys)


def check_links(trial: Trial, new: EpochKeys) -> None:
    """Who holds both ends checks that newcomers will be led to the same past. Raises ``Forged`` ("bad-link")."""
    base, links = trial.base, trial.body.links
    held = None if base is None else trial.replica.keys.get(base.epoch)
    if base is None or links is None or held is None:
        return
    old = open_links(new, links, *base.epoch, base.commitments)
    if old.restricted is not None and held.restricted is not None and old.restricted != held.restricted:
        raise Forged("a link to the past holds another key of restricted records", "bad-link")


def unlock(keys: Keys, history: Sequence[Past]) -> tuple[Keys, str | None]:
    """Older keys by the links, newest first, and why it stopped where a link is bad."""
    found = dict(keys)
    by_epoch = {past.epoch: past for past in history}
    for past in reversed(history):
        target = None if past.before is None else by_epoch.get(past.before)
        if target is None or past.links is None or past.epoch not in found or target.epoch in found:
            continue
        try:
            found[target.epoch] = open_links(found[past.epoch], past.links, *target.epoch, target.commitments)
        except QorganError as error:
            return MappingProxyType(found), str(error)
    return MappingProxyType(found), None
