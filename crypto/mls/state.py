"""What a member knows of its group: the frozen value that every operation takes and returns anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from enum import IntEnum
from typing import Final

from crypto.errors import Forged
from crypto.frozen import dataclass
from crypto.mls.framing import Sender
from crypto.mls.group_context import GroupContext
from crypto.mls.key_schedule import EpochSecrets, NewEpoch, interim_transcript_hash
from crypto.mls.leaf_node import LeafNode
from crypto.mls.proposal import PreSharedKeyID, Proposal, PskType
from crypto.mls.ratchet_tree import RatchetTree
from crypto.mls.rules import refuse, require
from crypto.mls.secret_tree import SecretTree
from crypto.mls.suite import Suite
from crypto.mls.treemath import LeafIndex, NodeIndex

MAX_PAST_EPOCHS: Final = 2
MAX_PAST_MS: Final = 24 * 60 * 60 * 1000
"""Message secrets of past epochs live for two epochs and 24 hours, whichever is less (section 9.2 leaves it to us)."""

MAX_RESUMPTION_EPOCHS: Final = 8
"""Section 8.6: the application SHOULD limit for how many past epochs the resumption PSK is stored."""


class Status(IntEnum):
    ACTIVE = 0
    REMOVED = 1
    REINITIALISED = 2


@dataclass(frozen=True, slots=True)
class CachedProposal:
    """A proposal of this epoch that came in a message of its own; ``Commit`` names it by reference."""

    sender: Sender
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class PastEpoch:
    """What opens late application messages. ``ended_at`` is in milliseconds of the caller's clock, None where it gave none."""

    epoch: int
    context: bytes
    signature_keys: Mapping[LeafIndex, bytes]
    sender_data_secret: bytes = field(repr=False)
    secret_tree: SecretTree
    ended_at: int | None


@dataclass(frozen=True, slots=True)
class State:
    """``private`` holds the HPKE keys of our leaf and its ancestors; ``update_keys`` those of Updates that we proposed."""

    suite: Suite
    context: GroupContext
    tree: RatchetTree
    own_leaf: LeafIndex
    signing_seed: bytes = field(repr=False)
    private: Mapping[NodeIndex, bytes] = field(repr=False)
    secrets: EpochSecrets
    secret_tree: SecretTree
    interim: bytes
    confirmation_tag: bytes
    proposals: Mapping[bytes, CachedProposal] = field(default_factory=dict)
    update_keys: Mapping[bytes, bytes] = field(default_factory=dict, repr=False)
    psks: Mapping[bytes, bytes] = field(default_factory=dict, repr=False)
    resumption: Mapping[int, bytes] = field(default_factory=dict, repr=False)
    past: tuple[PastEpoch, ...] = ()
    status: Status = Status.ACTIVE

    @property
    def own(self) -> LeafNode:
        return member(self.tree, self.own_leaf)


def member(tree: RatchetTree, leaf: LeafIndex) -> LeafNode:
    """Raises ``Forged`` for a leaf that is blank or outside the tree."""
    leaf_node = tree.leaf(leaf)
    if leaf_node is None:
        refuse("F6", error=Forged)
    return leaf_node


def require_active(state: State) -> None:
    """Raises ``Refused``."""
    require("C8", state.status is Status.ACTIVE)


def find_psk(state: State, identifier: PreSharedKeyID) -> bytes:
    """Raises ``Refused`` where we do not have it."""
    if identifier.psktype is PskType.EXTERNAL:
        secret = state.psks.get(identifier.psk_id)
    elif identifier.group_id != state.context.group_id:
        secret = None
    elif identifier.epoch == state.context.epoch:
        secret = state.secrets.resumption_psk
    else:
        secret = state.resumption.get(identifier.epoch)
    if secret is None:
        refuse("P18")
    return secret


def enter(
    state: State,
    epoch: NewEpoch,
    tree: RatchetTree,
    private: Mapping[NodeIndex, bytes],
    tag: bytes,
    status: Status,
    now_ms: int | None,
) -> State:
    """The state in the new epoch. Of the old one only what opens late messages and the resumption PSK stay."""
    ended = PastEpoch(
        epoch=state.context.epoch,
        context=state.context.encoded,
        signature_keys={leaf: leaf_node.signature_key for leaf, leaf_node in state.tree.members()},
        sender_data_secret=state.secrets.sender_data_secret,
        secret_tree=state.secret_tree,
        ended_at=now_ms,
    )
    resumption = {**state.resumption, state.context.epoch: state.secrets.resumption_psk}
    entered = replace(
        state,
        context=epoch.context,
        tree=tree,
        private=private,
        secrets=epoch.secrets,
        secret_tree=SecretTree.new(tree.leaves, epoch.encryption_secret),
        interim=interim_transcript_hash(state.suite, epoch.context.confirmed_transcript_hash, tag),
        confirmation_tag=tag,
        proposals={},
        update_keys={},
        resumption=dict(sorted(resumption.items())[-MAX_RESUMPTION_EPOCHS:]),
        past=(ended, *state.past)[:MAX_PAST_EPOCHS],
        status=status,
    )
    return entered if now_ms is None else forget_expired(entered, now_ms)


def forget_expired(state: State, now_ms: int) -> State:
    """Without past epochs that ended 24 hours ago or more; one whose end was not told counts from now."""
    kept = tuple(
        replace(past, ended_at=now_ms) if past.ended_at is None else past
        for past in state.past
        if past.ended_at is None or now_ms - past.ended_at < MAX_PAST_MS
    )
    return replace(state, past=kept)


def closed(state: State) -> State:
    """After our removal: no secret stays (section 12.4.2: SHOULD promptly delete the group state)."""
    return replace(
        state,
        signing_seed=b"",
        private={},
        secrets=EpochSecrets.none(),
        secret_tree=SecretTree(state.tree.leaves, {}),
        proposals={},
        update_keys={},
        psks={},
        resumption={},
        past=(),
        status=Status.REMOVED,
    )
