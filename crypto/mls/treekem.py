"""Update paths (RFC 9420 sections 7.4 to 7.6): made and sealed by the committer, checked, merged and opened by others."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import field, replace

from crypto.entropy import Entropy
from crypto.errors import CannotOpen, Forged, Malformed
from crypto.frozen import dataclass
from crypto.mls import treemath
from crypto.mls.leaf_node import LeafNode, LeafNodeSource
from crypto.mls.proposal import UpdatePath, UpdatePathNode
from crypto.mls.ratchet_tree import RatchetTree
from crypto.mls.rules import refuse, require
from crypto.mls.suite import Suite
from crypto.mls.tree_hash import with_path_keys
from crypto.mls.treemath import LeafIndex, NodeIndex

_LABEL = b"UpdatePathNode"


@dataclass(frozen=True, slots=True)
class PathSecrets:
    """The chain of section 7.4 from one path secret on: for each node its secret and keys; then the commit secret."""

    secrets: tuple[bytes, ...] = field(repr=False)
    privates: tuple[bytes, ...] = field(repr=False)
    publics: tuple[bytes, ...]
    commit_secret: bytes = field(repr=False)


def derive_path(suite: Suite, first: bytes, count: int) -> PathSecrets:
    """``first`` is the path secret of the first of ``count`` nodes."""
    secrets, pairs = [], []
    secret = first
    for _ in range(count):
        secrets.append(secret)
        pairs.append(suite.derive_key_pair(suite.derive_secret(secret, b"node")))
        secret = suite.derive_secret(secret, b"path")
    return PathSecrets(tuple(secrets), tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs), secret)


@dataclass(frozen=True, slots=True)
class NewPath:
    """What a committer made: the tree with its path in it, and the secrets."""

    tree: RatchetTree
    leaf: LeafIndex
    leaf_node: LeafNode
    private: Mapping[NodeIndex, bytes] = field(repr=False)
    path: tuple[tuple[NodeIndex, NodeIndex], ...]
    secrets: PathSecrets

    def path_secret(self, node: NodeIndex) -> bytes:
        """Of a node on the filtered direct path. Raises ``KeyError`` for another."""
        return dict(zip((index for index, _ in self.path), self.secrets.secrets, strict=True))[node]


def new_path(
    suite: Suite, tree: RatchetTree, leaf: LeafIndex, template: LeafNode, seed: bytes, group_id: bytes, entropy: Entropy
) -> NewPath:
    """Section 7.5: fresh keys for the leaf and its filtered direct path. ``template`` gives what is not key or parent hash."""
    filtered = tree.filtered_direct_path(leaf)
    leaf_private, leaf_public = suite.derive_key_pair(entropy(suite.nh))
    secrets = derive_path(suite, entropy(suite.nh), len(filtered))
    tree, parent_hash = with_path_keys(suite, tree, leaf, filtered, secrets.publics)
    unsigned = replace(
        template, encryption_key=leaf_public, source=LeafNodeSource.COMMIT, lifetime=None, parent_hash=parent_hash, signature=b""
    )
    leaf_node = unsigned.signed(suite, seed, group_id, leaf)
    tree = tree.with_nodes({treemath.node_of(leaf): leaf_node})
    private = {treemath.node_of(leaf): leaf_private}
    private.update(zip((node for node, _ in filtered), secrets.privates, strict=True))
    return NewPath(tree, leaf, leaf_node, private, tuple(filtered), secrets)


def _recipients(tree: RatchetTree, copath: NodeIndex, added: Set[LeafIndex]) -> list[NodeIndex]:
    """Section 7.6: the resolution without the leaves that this Commit adds."""
    new = {treemath.node_of(leaf) for leaf in added}
    return [node for node in tree.resolution(copath) if node not in new]


def _public_key(tree: RatchetTree, node: NodeIndex) -> bytes:
    found = tree.nodes[node]
    if found is None:
        raise ValueError("a blank node has no key")
    return found.encryption_key


def seal_path(suite: Suite, new: NewPath, context: bytes, added: Set[LeafIndex]) -> UpdatePath:
    """``context`` is the encoded provisional GroupContext. Raises ``Malformed`` where a node of the tree has a key that is none."""
    nodes = []
    for (_, copath), secret, public in zip(new.path, new.secrets.secrets, new.secrets.publics, strict=True):
        recipients = _recipients(new.tree, copath, added)
        sealed = tuple(suite.seal(_public_key(new.tree, node), _LABEL, context, secret) for node in recipients)
        nodes.append(UpdatePathNode(public, sealed))
    return UpdatePath(new.leaf_node, tuple(nodes))


def merge_path(suite: Suite, tree: RatchetTree, sender: LeafIndex, path: UpdatePath, added: Set[LeafIndex]) -> RatchetTree:
    """The tree with the path in it, checked by sections 7.5, 7.6, 7.9.2 and 12.4.2.

    Raises ``Forged``, ``Malformed`` or ``Refused``.
    """
    filtered = tree.filtered_direct_path(sender)
    require("C4", len(path.nodes) == len(filtered), error=Malformed)
    for node, (_, copath) in zip(path.nodes, filtered, strict=True):
        require("C5", len(node.encrypted_path_secret) == len(_recipients(tree, copath, added)), error=Malformed)
        suite.check_public_key(node.encryption_key, "key of the path")
    keys = [path.leaf_node.encryption_key, *(node.encryption_key for node in path.nodes)]
    present = {node.encryption_key for node in tree.nodes if node is not None}
    require("C2", len(set(keys)) == len(keys) and not present.intersection(keys))
    merged, parent_hash = with_path_keys(suite, tree, sender, filtered, [node.encryption_key for node in path.nodes])
    require("C3", path.leaf_node.parent_hash == parent_hash, error=Forged)
    return merged.with_nodes({treemath.node_of(sender): path.leaf_node})


@dataclass(frozen=True, slots=True)
class OpenedPath:
    private: Mapping[NodeIndex, bytes] = field(repr=False)
    commit_secret: bytes = field(repr=False)


def open_path(
    suite: Suite,
    tree: RatchetTree,
    sender: LeafIndex,
    path: UpdatePath,
    own: LeafIndex,
    private: Mapping[NodeIndex, bytes],
    context: bytes,
    added: Set[LeafIndex],
) -> OpenedPath:
    """What the path gives to the member at ``own``, in the merged tree. ``private`` are the member's keys before.

    Raises ``CannotOpen`` where no key of ours opens it, ``Forged`` where what it opens to are not the keys of the path.
    """
    filtered = tree.filtered_direct_path(sender)
    target = treemath.node_of(own)
    position = next((place for place, (node, _) in enumerate(filtered) if treemath.contains(node, target)), None)
    if position is None:
        raise CannotOpen("the path does not reach our leaf")
    sealed = path.nodes[position].encrypted_path_secret
    recipients = _recipients(tree, filtered[position][1], added)
    for node, ciphertext in zip(recipients, sealed, strict=True):
        if node in private:
            secret = suite.open(private[node], _LABEL, context, ciphertext)
            return _follow(suite, tree, own, private, secret, [index for index, _ in filtered[position:]])
    raise CannotOpen("no key of ours opens the path")


def _follow(
    suite: Suite, tree: RatchetTree, own: LeafIndex, private: Mapping[NodeIndex, bytes], secret: bytes, nodes: list[NodeIndex]
) -> OpenedPath:
    derived = derive_path(suite, secret, len(nodes))
    for node, public in zip(nodes, derived.publics, strict=True):
        if _public_key(tree, node) != public:
            refuse("C6", error=Forged)
    merged = {**prune(private, tree, own), **dict(zip(nodes, derived.privates, strict=True))}
    return OpenedPath(merged, derived.commit_secret)


def joined_path(suite: Suite, tree: RatchetTree, own: LeafIndex, sender: LeafIndex, secret: bytes) -> Mapping[NodeIndex, bytes]:
    """Section 12.4.3.1: the keys from the path secret of a Welcome. Raises ``Forged``."""
    require("W10", own != sender, error=Forged)
    ancestor = treemath.common_ancestor(own, sender, tree.leaves)
    nodes = [node for node, _ in tree.filtered_direct_path(sender) if treemath.contains(node, ancestor)]
    derived = derive_path(suite, secret, len(nodes))
    for node, public in zip(nodes, derived.publics, strict=True):
        found = tree.nodes[node]
        require("W10", found is not None and found.encryption_key == public, error=Forged)
    require("W10", bool(nodes) and nodes[0] == ancestor, error=Forged)
    return dict(zip(nodes, derived.privates, strict=True))


def prune(private: Mapping[NodeIndex, bytes], tree: RatchetTree, own: LeafIndex) -> dict[NodeIndex, bytes]:
    """Section 7.5: outdated keys are deleted. What stays is of nodes that are not blank, from our leaf to the root."""
    keep = {treemath.node_of(own), *tree.direct_path(own)}
    return {node: key for node, key in private.items() if node in keep and tree.nodes[node] is not None}
