"""Tree hashes (RFC 9420 section 7.8) and parent hashes (section 7.9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crypto.codec import Writer
from crypto.errors import Forged
from crypto.mls import treemath
from crypto.mls.leaf_node import LeafNode
from crypto.mls.ratchet_tree import Node, ParentNode, RatchetTree
from crypto.mls.rules import require
from crypto.mls.suite import Suite
from crypto.mls.treemath import LeafIndex, NodeIndex

_LEAF = 1
_PARENT = 2


def tree_hash(suite: Suite, tree: RatchetTree, node: NodeIndex | None = None) -> bytes:
    """Of the subtree of ``node``; of the whole tree without it."""
    index = tree.root if node is None else node
    known = tree.hashes.get(index)
    if known is None:
        known = _hash_node(suite, tree, index, frozenset())
        tree.hashes[index] = known
    return known


def _hash_node(suite: Suite, tree: RatchetTree, index: NodeIndex, without: frozenset[LeafIndex]) -> bytes:
    node = tree.nodes[index]
    if treemath.is_leaf(index):
        leaf = treemath.leaf_of(index)
        present = node if isinstance(node, LeafNode) and leaf not in without else None
        writer = Writer().u8(_LEAF).u32(leaf)
        return suite.hash(writer.optional(present, _write_leaf).bytes())
    parent = node if isinstance(node, ParentNode) else None
    if parent is not None and without:
        parent = replace(parent, unmerged_leaves=tuple(leaf for leaf in parent.unmerged_leaves if leaf not in without))
    writer = Writer().u8(_PARENT).optional(parent, _write_parent)
    for child in (treemath.left(index), treemath.right(index)):
        writer.opaque(_hash_without(suite, tree, child, without))
    return suite.hash(writer.bytes())


def _hash_without(suite: Suite, tree: RatchetTree, index: NodeIndex, without: frozenset[LeafIndex]) -> bytes:
    """The tree hash as if the leaves ``without`` had never been added; the cached one where none of them is below."""
    below = frozenset(leaf for leaf in without if treemath.contains(index, treemath.node_of(leaf)))
    return _hash_node(suite, tree, index, below) if below else tree_hash(suite, tree, index)


def _write_leaf(writer: Writer, leaf_node: LeafNode) -> None:
    writer.raw(leaf_node.encoded)


def _write_parent(writer: Writer, parent: ParentNode) -> None:
    parent.write(writer)


def parent_hash(suite: Suite, tree: RatchetTree, parent: ParentNode, sibling: NodeIndex) -> bytes:
    """Section 7.9: the parent hash of ``parent`` with copath child ``sibling``."""
    original = _hash_without(suite, tree, sibling, frozenset(parent.unmerged_leaves))
    return suite.hash(Writer().opaque(parent.encryption_key).opaque(parent.parent_hash).opaque(original).bytes())


def with_path_keys(
    suite: Suite, tree: RatchetTree, leaf: LeafIndex, path: Sequence[tuple[NodeIndex, NodeIndex]], keys: Sequence[bytes]
) -> tuple[RatchetTree, bytes]:
    """Sections 7.5 and 7.9: (the tree with the new keys on the filtered direct path ``path``, the parent hash for the leaf).

    The rest of the direct path is blank. The leaf itself is not changed. From root to leaf, since each hash holds the one above.
    """
    changes: dict[NodeIndex, Node | None] = dict.fromkeys(tree.direct_path(leaf))
    above = b""
    for (index, copath), key in zip(reversed(path), reversed(keys), strict=True):
        node = ParentNode(key, above, ())
        changes[index] = node
        # The copath is not changed by the path itself, so the hashes of the old tree hold.
        above = parent_hash(suite, tree, node, copath)
    return tree.with_nodes(changes), above


def check_parent_hashes(suite: Suite, tree: RatchetTree) -> None:
    """Section 7.9.2, top down: each parent has exactly one descendant for which it is parent-hash valid. Raises ``Forged``."""
    for index, parent in tree.parents():
        left, right = treemath.left(index), treemath.right(index)
        matches = _count_valid(suite, tree, parent, left, right) + _count_valid(suite, tree, parent, right, left)
        require("W5", matches == 1, error=Forged)


def _count_valid(suite: Suite, tree: RatchetTree, parent: ParentNode, child: NodeIndex, sibling: NodeIndex) -> int:
    expected = parent_hash(suite, tree, parent, sibling)
    unmerged = {treemath.node_of(leaf) for leaf in parent.unmerged_leaves if treemath.contains(child, treemath.node_of(leaf))}
    resolution = tree.resolution(child)
    count = 0
    for descendant in resolution:
        node = tree.nodes[descendant]
        if node is not None and node.parent_hash == expected and unmerged == set(resolution) - {descendant}:
            count += 1
    return count
