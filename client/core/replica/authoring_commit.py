"""Commits, made for the state that a replica is in: genesis, changes of roster and policy, refounds.

Stage, persist, act: what comes back is kept before it is sent, and its group counts only once the entry is seen in the chain. Where
only ``prev`` has moved on, ``rehead`` signs it anew; where another commit was faster, it is made anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from client.core.replica.authored import Authored
from client.core.replica.commits import named_after, numbered, undone
from client.core.replica.groups import commit_data, credential_hash, credential_of, group_id, policy_extension, roster_of_group
from client.core.replica.past import EpochId, Past
from client.core.replica.pen import Place, Seen, header_for, next_place, signed, standing
from client.core.replica.state import Head, Replica, view_of
from client.core.replica.values import GENESIS_EPOCH, GENESIS_GENERATION, Identity
from crypto.chain import CHAIN_START
from crypto.commit import CommitBody, Links, ReaderSeal, Refound, parse_commit_body
from crypto.entropy import Entropy
from crypto.entry import Header
from crypto.errors import Refused, Stale, Usage
from crypto.frozen import dataclass
from crypto.ledger import EpochKeys, intake_key, seal_for_reader, seal_links
from crypto.mls import SUITE_XWING, CommitResult, Group, LeafIndex, parse_key_package
from crypto.policy import Approval, Change, Policy, circle_id, sign_approval
from crypto.primitives import sha256
from crypto.roster import check_commit, check_genesis
from crypto.trust import Device, Directory, Statements
from crypto.types import ZERO32, CertificateHash, EntryClass, Epoch, Generation, LogIndex, Millis, Position, Uid

LEAF_LIFETIME_MS = 400 * 24 * 3600 * 1000
"""How long a founder's own leaf is valid; a device's certificate ends it earlier."""
_CLOCK_SLACK_MS = 3600 * 1000
_END_OF_LOG = LogIndex((1 << 53) - 1)


@dataclass(frozen=True)
class Draft:
    """A commit between MLS and its signature. ``old``: keys of the epoch that the links lead to; None where no link is due."""

    header: Header
    result: CommitResult
    policy: Policy
    old: EpochKeys | None
    nonce: bytes = b""
    approvals: tuple[Approval, ...] = ()
    refound: Refound | None = None


def author_genesis(
    identity: Identity,
    policy: Policy,
    key_packages: Sequence[bytes] = (),
    *,
    directory: Directory,
    statements: Statements,
    entropy: Entropy,
    now: Millis,
    seen: Seen,
    suite: int = SUITE_XWING,
) -> Authored:
    """A new circle with this device and those of the key packages. Raises ``Refused`` where the rules would refuse it, or
    ("no-reading-key") where a reader of the policy has stated no key; ``Usage`` where a key package will not do."""
    device = _device(identity)
    nonce, uid = entropy(32), Uid(entropy(16))
    circle = circle_id(device.hash, policy.kind, policy.hash, nonce)
    epoch = (GENESIS_GENERATION, GENESIS_EPOCH)
    header = header_for(circle, epoch, EntryClass.COMMIT, uid, identity, now, seen, Place(Position(0), CHAIN_START))
    result = _new_group(identity, header, policy, key_packages, directory, entropy, now, suite)
    authored = finish(identity, Draft(header, result, policy, None, nonce), statements)
    check_genesis(authored.entry, _body(authored), directory, at=now, index=_END_OF_LOG)
    return authored


def author_commit(
    replica: Replica,
    identity: Identity,
    *,
    directory: Directory,
    statements: Statements,
    entropy: Entropy,
    now: Millis,
    seen: Seen,
    add: Sequence[bytes] = (),
    remove: Sequence[CertificateHash] = (),
    policy: Policy | None = None,
    approvals: Sequence[Approval] = (),
    renew: Device | None = None,
) -> Authored:
    """A change of the circle; with nothing to change it renews the keys. ``add``: key packages; ``remove``: certificate hashes;
    ``renew``: this device by its new certificate for the same key, by which the identity goes once the commit is accepted.
    Raises ``Usage`` ("halted", "no-group", "not-a-member", "key-package"), ``Refused`` where the rules would refuse the commit."""
    view, head = standing(replica)
    group, new_policy = _group(replica), policy or view.policy
    _check_key_packages(add, group.suite, directory, now)
    epoch = (view.generation, Epoch(view.epoch + 1))
    header = header_for(replica.circle, epoch, EntryClass.COMMIT, Uid(entropy(16)), identity, now, seen, next_place(head))
    extensions = None if new_policy == view.policy else (policy_extension(new_policy),)
    result = group.commit(
        entropy,
        add=tuple(add),
        remove=_leaves(group, remove),
        extensions=extensions,
        new_credential=None if renew is None else credential_of(renew),
        authenticated_data=commit_data(header),
    )
    newcomers = bool(add) or bool(set(new_policy.readers) - set(view.policy.readers))
    old = None if newcomers and not (view.policy.history and new_policy.history) else _keys(replica, (view.generation, view.epoch))
    authored = finish(identity, Draft(header, result, new_policy, old, approvals=tuple(approvals)), statements)
    check_commit(view, authored.entry, _body(authored), directory, at=now, index=_END_OF_LOG)
    return authored


def author_refound(
    replica: Replica,
    identity: Identity,
    key_packages: Sequence[bytes],
    *,
    directory: Directory,
    statements: Statements,
    entropy: Entropy,
    now: Millis,
    seen: Seen,
    approvals: Sequence[Approval] = (),
    refused: Position | None = None,
    suite: int = SUITE_XWING,
    keys: EpochKeys | None = None,
) -> Authored:
    """A new MLS group in the same chain. ``key_packages``: of every other member of the last good roster, at most the refused
    commit's author left out (and whom their bodies revoked). ``refused``: the commit to take back, by default the one that halted
    this replica; without any, nothing is taken back (a change of suite). ``keys``: where all
    devices were lost, what a body's recovery key opened of the last good epoch. Raises as ``author_commit``."""
    base, named = refound_base(replica, refused)
    head = _head(replica)
    header = header_for(
        replica.circle, _refound_epoch(head), EntryClass.COMMIT, Uid(entropy(16)), identity, now, seen, next_place(head)
    )
    result = _new_group(identity, header, base.policy, key_packages, directory, entropy, now, suite)
    refound = Refound(*_places(base, named))
    old = keys or _keys(replica, base.epoch)
    draft = Draft(header, result, base.policy, old, approvals=tuple(approvals), refound=refound)
    authored = finish(identity, draft, statements)
    previous = numbered(view_of(replica.circle, base, b""), replica)
    gone = undone(replica, base)
    check_commit(previous, authored.entry, _body(authored), directory, at=now, index=_END_OF_LOG, refused=named, undone=gone)
    return authored


def rehead(authored: Authored, replica: Replica, identity: Identity, *, now: Millis, seen: Seen) -> Authored:
    """The same commit at the new end of the chain. Raises ``Stale`` where another commit was accepted since: make it anew."""
    head = _head(replica)
    generation, epoch = head.epoch
    if authored.epoch != epoch + 1 or authored.generation not in (generation, generation + 1):
        raise Stale("another commit was faster", "lost-epoch")
    if authored.generation == generation:
        standing(replica)
    position, prev = next_place(head)
    header = replace(authored.entry.header, position=position, prev=prev, time=now, seen_size=seen.size, seen_root=seen.root)
    return replace(authored, entry=signed(identity, header, authored.entry.body))


def predicted_roster(
    replica: Replica, add: Sequence[CertificateHash] = (), remove: Sequence[CertificateHash] = ()
) -> tuple[CertificateHash, ...]:
    """The roster that ``author_commit`` with the same additions and removals will have, for others to approve before. RFC 9420
    section 12.1.1: an Add takes the leftmost blank leaf; section 12.4.2 applies removes before adds."""
    group = _group(replica)
    gone = _leaves(group, remove)
    leaves = {int(m.leaf): credential_hash(m.credential) for m in group.members() if m.leaf not in gone}
    for device in add:
        leaves[next(n for n in range(len(leaves) + 1) if n not in leaves)] = device
    return tuple(leaves[leaf] for leaf in sorted(leaves))


def approve(
    replica: Replica,
    identity: Identity,
    new_roster: Sequence[CertificateHash],
    new_policy: Policy | None = None,
    *,
    refound: bool = False,
    refused: Position | None = None,
) -> Approval:
    """This device's approval of the next commit, if it brings this roster and policy (None: the policy stays). Void as soon as
    another commit is accepted. For a refound the roster is the author, then the devices of the key packages in their order."""
    return sign_approval(
        identity.ring.signing_seed, _device(identity).hash, change(replica, new_roster, new_policy, refound, refused)
    )


def change(
    replica: Replica,
    new_roster: Sequence[CertificateHash],
    new_policy: Policy | None = None,
    refound: bool = False,
    refused: Position | None = None,
) -> Change:
    """What approvals sign: also what a body's offline authority is shown. Raises ``Usage`` ("halted") unless for a refound."""
    if not refound:
        view, _ = standing(replica)
        epoch = (view.generation, Epoch(view.epoch + 1))
        return Change(replica.circle, *epoch, view.policy, tuple(new_roster), new_policy or view.policy)
    base, named = refound_base(replica, refused)
    places = _places(base, named)
    return Change(replica.circle, *_refound_epoch(_head(replica)), base.policy, tuple(new_roster), base.policy, places)


def refound_base(replica: Replica, refused: Position | None = None) -> tuple[Past, Header | None]:
    """The last good commit that a refound goes back to, and the refused one. Raises ``Usage``."""
    history = replica.history
    if not history:
        raise Usage("the circle has no valid commit to go back to", "no-circle")
    if refused is None:
        return history[-1], named_after(replica, len(history) - 1)
    for at, past in enumerate(history):
        named = named_after(replica, at)
        if named is not None and named.position == refused:
            return past, named
    raise Usage("a refound takes back a commit after genesis", "refound")


def _places(base: Past, named: Header | None) -> tuple[Position, Position]:
    """Positions of the last good and of the refused commit; the same twice where none was refused."""
    return base.position, base.position if named is None or named.position is None else named.position


def _refound_epoch(head: Head) -> EpochId:
    return Generation(head.epoch[0] + 1), Epoch(head.epoch[1] + 1)


def finish(identity: Identity, draft: Draft, statements: Statements) -> Authored:
    """The clear part around an MLS commit."""
    header, group, policy = draft.header, draft.result.group, draft.policy
    keys = EpochKeys.from_group(group.export, header.circle, header.generation, header.epoch)
    links: Links | None = None if draft.old is None else seal_links(keys, draft.old)
    welcome = draft.result.welcome
    body = CommitBody(
        roster=roster_of_group(group),
        policy=policy.encode(),
        nonce=draft.nonce,
        approvals=draft.approvals,
        mls_commit=draft.result.message,
        welcome_hash=ZERO32 if welcome is None else sha256(welcome),
        seals=_seals(keys, policy, header, statements),
        ledger_commitment=keys.commitments.ledger,
        intake_commitment=keys.commitments.intake,
        links=links,
        intake_key=intake_key(keys.intake_seed),
        refound=draft.refound,
    )
    return Authored(signed(identity, header, body.encode()), welcome, group, draft.result.before)


def _seals(keys: EpochKeys, policy: Policy, header: Header, statements: Statements) -> tuple[ReaderSeal, ...]:
    return tuple(
        seal_for_reader(keys, reader, statements.current(reader, before=header.seen_size).reading_key, header.circle)
        for reader in policy.readers
    )


def _new_group(
    identity: Identity,
    header: Header,
    policy: Policy,
    key_packages: Sequence[bytes],
    directory: Directory,
    entropy: Entropy,
    now: Millis,
    suite: int,
) -> CommitResult:
    """A group of this device alone, and its first commit, which adds the others."""
    device = _device(identity)
    _check_key_packages(key_packages, suite, directory, now)
    lifetime = ((now - _CLOCK_SLACK_MS) // 1000, min(now + LEAF_LIFETIME_MS, device.not_after) // 1000)
    group = Group.create(
        group_id(header.circle, header.generation),
        suite,
        identity.ring.signing_seed,
        credential_of(device),
        entropy,
        lifetime=lifetime,
        extensions=(policy_extension(policy),),
    )
    return group.commit(entropy, add=tuple(key_packages), authenticated_data=commit_data(header))


def _check_key_packages(key_packages: Sequence[bytes], suite: int, directory: Directory, now: Millis) -> None:
    """RFC 9420 section 10.1, and that each is of a certified device. Raises ``Usage`` ("key-package"), ``Refused``, ``Malformed``,
    ``Forged``."""
    for data in key_packages:
        info = parse_key_package(data)
        device = directory.known(credential_hash(info.credential), _END_OF_LOG)
        if info.suite != suite:
            raise Usage("a key package is of another suite than the circle", "key-package")
        if device is None or info.credential != credential_of(device) or info.signature_key != device.verify_key:
            raise Refused("a key package is of no device in the log", "unknown-certificate")
        if not info.lifetime[0] <= now // 1000 <= info.lifetime[1]:
            raise Usage("a key package is out of date", "key-package")


def _leaves(group: Group, devices: Sequence[CertificateHash]) -> tuple[LeafIndex, ...]:
    by_hash = {credential_hash(member.credential): member.leaf for member in group.members()}
    missing = [device for device in devices if device not in by_hash]
    if missing:
        raise Usage("{device} is no member of the circle", "not-a-member", device=missing[0].hex()[:8])
    return tuple(by_hash[device] for device in devices)


def _device(identity: Identity) -> Device:
    if identity.device is None:
        raise Usage("only a device with a certificate commits", "role")
    return identity.device


def _group(replica: Replica) -> Group:
    if replica.group is None:
        raise Usage("this device is not in the circle's group", "no-group")
    return replica.group


def _head(replica: Replica) -> Head:
    if replica.head is None:
        raise Usage("nothing of this circle is known yet", "no-circle")
    return replica.head


def _keys(replica: Replica, epoch: EpochId) -> EpochKeys:
    keys = replica.keys.get(epoch)
    if keys is None:
        raise Usage("this device has no keys of the last good epoch", "no-key")
    return keys


def _body(authored: Authored) -> CommitBody:
    return parse_commit_body(authored.entry.body)
