"""The secret tree and the sender ratchets (RFC 9420 section 9), with the deletion schedule (section 9.2).

A value is deleted as it is consumed: going down to a leaf replaces the secrets on the way by those of the siblings, taking a
generation replaces the ratchet secret by the next one, and a key leaves the state that ``take`` returns. All is immutable:
the caller drops the old tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import IntEnum
from typing import Final

from crypto.errors import Refused
from crypto.frozen import dataclass
from crypto.mls import treemath
from crypto.mls.rules import refuse
from crypto.mls.suite import Suite
from crypto.mls.treemath import LeafIndex, NodeIndex

MAX_FORWARD: Final = 1000
"""Section 15.3: how many generations ahead of the next one a message may be."""

MAX_SKIPPED: Final = 256
"""How many unused keys of one ratchet are kept for messages out of order; the oldest go first."""


class RatchetKind(IntEnum):
    HANDSHAKE = 0
    APPLICATION = 1


@dataclass(frozen=True, slots=True)
class MessageKey:
    key: bytes = field(repr=False)
    nonce: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Ratchet:
    """``secret`` is that of ``generation``, the next one not derived yet; ``skipped`` are keys derived and not used."""

    secret: bytes = field(repr=False)
    generation: int = 0
    skipped: Mapping[int, MessageKey] = field(default_factory=dict, repr=False)

    def _step(self, suite: Suite) -> tuple[MessageKey, bytes]:
        generation = self.generation
        key = suite.derive_tree_secret(self.secret, b"key", generation, suite.nk)
        nonce = suite.derive_tree_secret(self.secret, b"nonce", generation, suite.nn)
        return MessageKey(key, nonce), suite.derive_tree_secret(self.secret, b"secret", generation, suite.nh)

    def next(self, suite: Suite) -> tuple[Ratchet, int, MessageKey]:
        """(ratchet after, generation, its key): for sending."""
        key, secret = self._step(suite)
        return Ratchet(secret, self.generation + 1, self.skipped), self.generation, key

    def take(self, suite: Suite, generation: int) -> tuple[Ratchet, MessageKey]:
        """(ratchet without that key, the key): for opening. Raises ``Refused`` where it was used, forgotten or is too far ahead."""
        if generation < self.generation:
            if generation not in self.skipped:
                raise Refused("[F9] the key of this generation was used or forgotten", code="replayed")
            rest = {number: key for number, key in self.skipped.items() if number != generation}
            return Ratchet(self.secret, self.generation, rest), self.skipped[generation]
        if generation - self.generation > MAX_FORWARD:
            refuse("F9", "too far ahead")
        ratchet, skipped = self, dict(self.skipped)
        while ratchet.generation < generation:
            ratchet, number, key = ratchet.next(suite)
            skipped[number] = key
        ratchet, _, key = ratchet.next(suite)
        kept = dict(sorted(skipped.items())[-MAX_SKIPPED:])
        return Ratchet(ratchet.secret, ratchet.generation, kept), key


@dataclass(frozen=True, slots=True)
class SecretTree:
    """``nodes`` hold the secrets not consumed yet; a leaf that was reached has its two ratchets instead."""

    leaves: int
    nodes: Mapping[NodeIndex, bytes] = field(repr=False)
    ratchets: Mapping[tuple[LeafIndex, RatchetKind], Ratchet] = field(default_factory=dict, repr=False)

    @classmethod
    def new(cls, leaves: int, encryption_secret: bytes) -> SecretTree:
        return cls(leaves, {treemath.root(leaves): encryption_secret})

    def _reach(self, suite: Suite, leaf: LeafIndex) -> SecretTree:
        """The tree with the ratchets of ``leaf``, and without the secrets on the way to it. Raises ``Refused``."""
        if (leaf, RatchetKind.HANDSHAKE) in self.ratchets:
            return self
        target = treemath.node_of(leaf)
        start = next((node for node in self.nodes if treemath.contains(node, target)), None)
        if leaf >= self.leaves or start is None:
            refuse("F6")
        nodes = dict(self.nodes)
        node, secret = start, nodes.pop(start)
        while node != target:
            children = {
                treemath.left(node): suite.expand_with_label(secret, b"tree", b"left", suite.nh),
                treemath.right(node): suite.expand_with_label(secret, b"tree", b"right", suite.nh),
            }
            node = next(child for child in children if treemath.contains(child, target))
            secret = children.pop(node)
            nodes.update(children)
        ratchets = {
            **self.ratchets,
            (leaf, RatchetKind.HANDSHAKE): Ratchet(suite.expand_with_label(secret, b"handshake", b"", suite.nh)),
            (leaf, RatchetKind.APPLICATION): Ratchet(suite.expand_with_label(secret, b"application", b"", suite.nh)),
        }
        return SecretTree(self.leaves, nodes, ratchets)

    def _with(self, leaf: LeafIndex, kind: RatchetKind, ratchet: Ratchet) -> SecretTree:
        return SecretTree(self.leaves, self.nodes, {**self.ratchets, (leaf, kind): ratchet})

    def next(self, suite: Suite, leaf: LeafIndex, kind: RatchetKind) -> tuple[SecretTree, int, MessageKey]:
        """(tree after, generation, key) to send with."""
        tree = self._reach(suite, leaf)
        ratchet, generation, key = tree.ratchets[leaf, kind].next(suite)
        return tree._with(leaf, kind, ratchet), generation, key

    def take(self, suite: Suite, leaf: LeafIndex, kind: RatchetKind, generation: int) -> tuple[SecretTree, MessageKey]:
        """(tree without that key, the key) to open with. Raises ``Refused``."""
        tree = self._reach(suite, leaf)
        ratchet, key = tree.ratchets[leaf, kind].take(suite, generation)
        return tree._with(leaf, kind, ratchet), key
