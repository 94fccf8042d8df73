"""A group as one member holds it: the whole API of this package for the rest of Qorgan (RFC 9420).

A ``Group`` is immutable. Every operation returns a new one, so a failed call leaves the old one as good as it was; who keeps
an old one keeps the keys that the new one has deleted, and must let go of it. ``process`` refuses external commits and
senders who are no members unless told otherwise. We author proposals by value, always with a path; others' proposals by
reference are processed. What we do not do: reinitialise or branch groups (a ReInit that others commit closes the group), and
send GREASE values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from crypto.entropy import Entropy
from crypto.frozen import dataclass
from crypto.mls import join as joining
from crypto.mls import key_schedule, member
from crypto.mls.author import make_group_info
from crypto.mls.credential import Credential, Validate
from crypto.mls.extension import Extension
from crypto.mls.external import ExternalJoiner, external_join
from crypto.mls.key_package import KeyPackageBundle, unwrap_key_package
from crypto.mls.process import ApplicationOutcome, ProposalOutcome, process
from crypto.mls.proposal import Add, Remove
from crypto.mls.ratchet_tree import RatchetTree
from crypto.mls.state import State, Status, forget_expired, require_active
from crypto.mls.state_codec import decode_state, encode_state
from crypto.mls.suite import suite_of
from crypto.mls.treemath import LeafIndex


@dataclass(frozen=True, slots=True)
class Member:
    leaf: LeafIndex
    credential: Credential
    signature_key: bytes


@dataclass(frozen=True, slots=True)
class CommitResult:
    """``group`` is in the new epoch, ``message`` goes to the members, ``welcome`` to those added (None where nobody is).

    ``before`` is the old epoch without the message key that ``message`` used: who loses the race for the epoch goes on
    from it, so that no key is used twice (section 9.1).
    """

    group: Group
    message: bytes
    welcome: bytes | None
    before: Group


@dataclass(frozen=True, slots=True)
class CommitProcessed:
    """``added``, ``updated`` and ``sender`` are leaves of the new epoch, ``removed`` of the old one.

    With ``self_removed`` the group is closed: it has no secret any more and refuses every operation. ``sender`` of an
    ``external`` commit is the joiner's leaf. ``by_reference`` tells whether the commit names proposals sent before.
    """

    group: Group
    sender: LeafIndex
    added: tuple[LeafIndex, ...]
    removed: tuple[LeafIndex, ...]
    updated: tuple[LeafIndex, ...]
    self_removed: bool
    authenticated_data: bytes
    external: bool = False
    by_reference: bool = False


@dataclass(frozen=True, slots=True)
class ProposalCached:
    group: Group


@dataclass(frozen=True, slots=True)
class ApplicationMessage:
    """``sender`` is a leaf of ``epoch``, which may be a past one."""

    group: Group
    sender: LeafIndex
    plaintext: bytes = field(repr=False)
    authenticated_data: bytes
    epoch: int


Processed = CommitProcessed | ProposalCached | ApplicationMessage


@dataclass(frozen=True, slots=True)
class Group:
    state: State = field(repr=False)

    @classmethod
    def create(
        cls,
        group_id: bytes,
        suite: int,
        signing_seed: bytes,
        credential: Credential,
        entropy: Entropy,
        *,
        lifetime: tuple[int, int],
        extensions: Sequence[Extension] = (),
    ) -> Group:
        """A group of one member in epoch 0. ``lifetime`` in seconds since 1970. Raises ``Malformed``, ``Refused`` or ``Usage``."""
        return cls(joining.create(group_id, suite_of(suite), signing_seed, credential, entropy, lifetime, extensions))

    @classmethod
    def join(
        cls,
        welcome: bytes,
        bundle: KeyPackageBundle,
        signing_seed: bytes,
        *,
        validate: Validate | None,
        now: int | None = None,
        max_lifetime: int | None = None,
        psks: Mapping[bytes, bytes] | None = None,
        ratchet_tree: bytes | None = None,
    ) -> Group:
        """Section 12.4.3.1, all of it but the uniqueness of the group id, which the caller checks.

        ``validate`` gets every credential of the tree. ``now`` and ``max_lifetime`` (seconds) also check lifetimes.
        Raises ``CannotOpen`` for a Welcome that is not for this key package, else as ``crypto.mls.join.join``.
        """
        joiner = joining.Joiner(bundle, signing_seed, validate, now, max_lifetime, psks or {}, ratchet_tree)
        return cls(joining.join(welcome, joiner))

    @classmethod
    def external_join(
        cls,
        group_info: bytes,
        signing_seed: bytes,
        credential: Credential,
        entropy: Entropy,
        *,
        validate: Validate | None,
        resync: LeafIndex | None = None,
        psks: Mapping[bytes, bytes] | None = None,
    ) -> tuple[Group, bytes]:
        """(the group in its new epoch, the external commit). Section 12.4.3.2."""
        joiner = ExternalJoiner(signing_seed, credential, resync, psks or {}, validate)
        state, message = external_join(group_info, joiner, entropy)
        return cls(state), message

    @property
    def suite(self) -> int:
        return self.state.suite.number

    @property
    def group_id(self) -> bytes:
        return self.state.context.group_id

    @property
    def epoch(self) -> int:
        return self.state.context.epoch

    @property
    def extensions(self) -> tuple[Extension, ...]:
        """Of the GroupContext."""
        return self.state.context.extensions

    @property
    def own_leaf(self) -> LeafIndex:
        return self.state.own_leaf

    @property
    def tree_hash(self) -> bytes:
        return self.state.context.tree_hash

    @property
    def epoch_authenticator(self) -> bytes:
        """Section 8.7. Raises ``Refused`` after our removal."""
        self._require_not_removed()
        return self.state.secrets.epoch_authenticator

    @property
    def active(self) -> bool:
        """False after our removal, and after a ReInit was committed."""
        return self.state.status is Status.ACTIVE

    def _require_not_removed(self) -> None:
        if self.state.status is Status.REMOVED:
            require_active(self.state)

    def members(self) -> tuple[Member, ...]:
        """In the order of the leaves."""
        return members_of(self.state.tree)

    def commit(
        self,
        entropy: Entropy,
        *,
        add: Sequence[bytes] = (),
        remove: Sequence[LeafIndex] = (),
        extensions: Sequence[Extension] | None = None,
        psks: Sequence[bytes] = (),
        new_credential: Credential | None = None,
        new_signing_seed: bytes | None = None,
        authenticated_data: bytes = b"",
        public: bool = False,
        padding: int = 0,
        cached: bool = False,
        now_ms: int | None = None,
    ) -> CommitResult:
        """A commit with a path. ``add`` holds key package messages, ``psks`` ids of stored external keys.

        ``extensions`` replaces all of the GroupContext's. ``cached`` also commits, by reference, what proposals of others
        make a valid list. ``padding`` counts zero bytes put behind the content of a PrivateMessage. Key packages are
        validated by section 10.1; whether their owners may join is for the caller to have judged. Raises ``Malformed``,
        ``Forged``, ``Refused`` or ``Usage``.
        """
        request = member.CommitRequest(
            add=add,
            remove=remove,
            extensions=extensions,
            psks=psks,
            new_credential=new_credential,
            new_signing_seed=new_signing_seed,
            authenticated_data=authenticated_data,
            public=public,
            padding=padding,
            cached=cached,
        )
        committed = member.commit(self.state, request, entropy, now_ms)
        return CommitResult(Group(committed.state), committed.message, committed.welcome, Group(committed.before))

    def process(
        self, message: bytes, *, validate: Validate | None, allow_external: bool = False, now_ms: int | None = None
    ) -> Processed:
        """A message from the group. ``now_ms`` (milliseconds) also forgets past epochs by age.

        ``validate`` gets each credential that newly enters the tree: of an Add, and of an Update or a committer's leaf where
        the credential or its key is not the one that was there. Raises ``Malformed``, ``Forged``, ``Refused`` (also what was
        opened before, and our own commits), ``Stale`` (another epoch) or ``CannotOpen``.
        """
        outcome = process(self.state, message, validate, allow_external, now_ms)
        group = Group(outcome.state)
        if isinstance(outcome, ProposalOutcome):
            return ProposalCached(group)
        if isinstance(outcome, ApplicationOutcome):
            return ApplicationMessage(group, outcome.sender, outcome.plaintext, outcome.authenticated_data, outcome.epoch)
        return CommitProcessed(
            group,
            outcome.sender,
            outcome.added,
            outcome.removed,
            outcome.updated,
            outcome.self_removed,
            outcome.authenticated_data,
            outcome.external,
            outcome.by_reference,
        )

    def encrypt(
        self, plaintext: bytes, entropy: Entropy, authenticated_data: bytes = b"", *, padding: int = 0, now_ms: int | None = None
    ) -> tuple[Group, bytes]:
        """An application message. The caller stores the returned group before it sends: its key must not be used again.

        Raises ``Refused`` while proposals of this epoch wait for a commit (section 12.4).
        """
        state = self.state if now_ms is None else forget_expired(self.state, now_ms)
        state, message = member.encrypt(state, plaintext, entropy, authenticated_data, padding)
        return Group(state), message

    def export(self, label: bytes | str, context: bytes, length: int) -> bytes:
        """MLS-Exporter (section 8.5). Raises ``Usage`` for a length that cannot be, ``Refused`` after our removal."""
        self._require_not_removed()
        name = label.encode() if isinstance(label, str) else label
        return key_schedule.export(self.state.suite, self.state.secrets.exporter_secret, name, context, length)

    def propose_add(self, key_package: bytes, entropy: Entropy, *, public: bool = False) -> tuple[Group, bytes]:
        return self._proposed(member.propose(self.state, Add(unwrap_key_package(key_package)), entropy, b"", public))

    def propose_remove(self, leaf: LeafIndex, entropy: Entropy, *, public: bool = False) -> tuple[Group, bytes]:
        return self._proposed(member.propose(self.state, Remove(leaf), entropy, b"", public))

    def propose_update(self, entropy: Entropy, *, public: bool = False) -> tuple[Group, bytes]:
        return self._proposed(member.propose_update(self.state, entropy, b"", public))

    def propose_psk(self, psk_id: bytes, entropy: Entropy, *, public: bool = False) -> tuple[Group, bytes]:
        return self._proposed(member.propose_psk(self.state, psk_id, entropy, b"", public))

    @staticmethod
    def _proposed(result: tuple[State, bytes]) -> tuple[Group, bytes]:
        return Group(result[0]), result[1]

    def with_psk(self, psk_id: bytes, secret: bytes) -> Group:
        """Holding an external pre-shared key, which ``commit`` and ``process`` look up by its id."""
        return Group(replace(self.state, psks={**self.state.psks, psk_id: secret}))

    store_psk = with_psk

    def group_info(self, extensions: Sequence[Extension] = ()) -> bytes:
        """A signed GroupInfo message with the tree and the external public key. Raises ``Refused`` in a closed group."""
        require_active(self.state)
        return make_group_info(self.state, extensions)

    def forget_expired(self, now_ms: int) -> Group:
        """Without message secrets of epochs that ended 24 hours ago or more (two past epochs stay at most in any case)."""
        return Group(forget_expired(self.state, now_ms))

    def encode(self) -> bytes:
        """The whole state, secrets included: the caller encrypts it at rest, and never restores it from a backup."""
        return encode_state(self.state)

    @classmethod
    def decode(cls, data: bytes) -> Group:
        """Raises ``Malformed``."""
        return cls(decode_state(data))


def members_of(tree: RatchetTree) -> tuple[Member, ...]:
    return tuple(Member(leaf, leaf_node.credential, leaf_node.signature_key) for leaf, leaf_node in tree.members())
