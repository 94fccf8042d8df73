"""The public ratchet tree (RFC 9420 sections 4.1, 7.1, 7.7) and its wire form (section 12.4.3.3).

Immutable: a change returns a new tree, which keeps the tree hashes of every subtree that did not change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from itertools import pairwise
from typing import Final

from crypto.codec import Reader, Writer
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.mls import treemath
from crypto.mls.leaf_node import LeafNode
from crypto.mls.rules import require
from crypto.mls.struct import Struct, get_u32, put_u32
from crypto.mls.treemath import LeafIndex, NodeIndex

_LEAF_NODE: Final = 1
_PARENT_NODE: Final = 2


@dataclass(frozen=True, slots=True)
class ParentNode(Struct):
    """Section 7.1."""

    encryption_key: bytes
    parent_hash: bytes
    unmerged_leaves: tuple[LeafIndex, ...]

    def write(self, writer: Writer) -> None:
        writer.opaque(self.encryption_key).opaque(self.parent_hash).vector(self.unmerged_leaves, put_u32)

    @classmethod
    def read(cls, reader: Reader) -> ParentNode:
        key, parent_hash = reader.opaque(), reader.opaque()
        unmerged = tuple(LeafIndex(leaf) for leaf in reader.vector(get_u32))
        # Section 7.1: MUST be sorted in increasing order.
        require("W13", all(a < b for a, b in pairwise(unmerged)), error=Malformed)
        return cls(key, parent_hash, unmerged)


Node = LeafNode | ParentNode


def _write_node(writer: Writer, node: Node) -> None:
    if isinstance(node, LeafNode):
        writer.u8(_LEAF_NODE).raw(node.encoded)
    else:
        writer.u8(_PARENT_NODE)
        node.write(writer)


def _read_node(reader: Reader) -> Node:
    kind = reader.u8()
    if kind == _LEAF_NODE:
        return LeafNode.read(reader)
    if kind == _PARENT_NODE:
        return ParentNode.read(reader)
    raise Malformed("a node that is neither leaf nor parent")


def _write_optional(writer: Writer, node: Node | None) -> None:
    if node is None:
        writer.u8(0)
        return
    writer.u8(1)
    _write_node(writer, node)


def _read_optional(reader: Reader) -> Node | None:
    return reader.optional(_read_node)


@dataclass(frozen=True, slots=True)
class RatchetTree:
    """``nodes`` always has 2^(d+1) - 1 entries. ``hashes`` is a cache of tree hashes and no part of the value."""

    nodes: tuple[Node | None, ...]
    hashes: dict[NodeIndex, bytes] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, leaf_node: LeafNode) -> RatchetTree:
        return cls((leaf_node,))

    @property
    def leaves(self) -> int:
        """How many leaves the tree has, blank ones included."""
        return (len(self.nodes) + 1) // 2

    @property
    def root(self) -> NodeIndex:
        return treemath.root(self.leaves)

    def leaf(self, leaf: LeafIndex) -> LeafNode | None:
        """None where it is blank or outside the tree."""
        node = self.nodes[2 * leaf] if 0 <= leaf < self.leaves else None
        return node if isinstance(node, LeafNode) else None

    def parent(self, node: NodeIndex) -> ParentNode | None:
        found = self.nodes[node]
        return found if isinstance(found, ParentNode) else None

    def members(self) -> Iterator[tuple[LeafIndex, LeafNode]]:
        """The leaves that are not blank, in order."""
        for index in range(self.leaves):
            node = self.nodes[2 * index]
            if isinstance(node, LeafNode):
                yield LeafIndex(index), node

    def parents(self) -> Iterator[tuple[NodeIndex, ParentNode]]:
        """The parents that are not blank, in order."""
        for index in range(1, len(self.nodes), 2):
            node = self.nodes[index]
            if isinstance(node, ParentNode):
                yield NodeIndex(index), node

    def direct_path(self, leaf: LeafIndex) -> list[NodeIndex]:
        return treemath.direct_path(treemath.node_of(leaf), self.leaves)

    def resolution(self, node: NodeIndex) -> list[NodeIndex]:
        """Section 4.1.1."""
        found = self.nodes[node]
        if isinstance(found, ParentNode):
            return [node, *(treemath.node_of(leaf) for leaf in found.unmerged_leaves)]
        if found is not None:
            return [node]
        if treemath.is_leaf(node):
            return []
        return self.resolution(treemath.left(node)) + self.resolution(treemath.right(node))

    def filtered_direct_path(self, leaf: LeafIndex) -> list[tuple[NodeIndex, NodeIndex]]:
        """Section 4.1.2: (node, its child on the copath), without nodes whose copath child has an empty resolution."""
        path, child = [], treemath.node_of(leaf)
        for node in self.direct_path(leaf):
            copath = treemath.sibling(child, self.leaves)
            if self.resolution(copath):
                path.append((node, copath))
            child = node
        return path

    def with_nodes(self, changes: Mapping[NodeIndex, Node | None]) -> RatchetTree:
        nodes, hashes = list(self.nodes), dict(self.hashes)
        for index, node in changes.items():
            nodes[index] = node
            hashes.pop(index, None)
            for above in treemath.direct_path(index, self.leaves):
                hashes.pop(above, None)
        return RatchetTree(tuple(nodes), hashes)

    def with_leaf(self, leaf: LeafIndex, leaf_node: LeafNode | None) -> RatchetTree:
        """Sections 12.1.2 and 12.1.3: the leaf replaced (or blanked), and its direct path blanked."""
        blanks: dict[NodeIndex, Node | None] = dict.fromkeys(self.direct_path(leaf))
        return self.with_nodes({treemath.node_of(leaf): leaf_node, **blanks})

    def first_blank(self) -> LeafIndex:
        """The leftmost blank leaf; where there is none, the one that ``extended`` makes."""
        for index in range(self.leaves):
            if self.nodes[2 * index] is None:
                return LeafIndex(index)
        return LeafIndex(self.leaves)

    def extended(self) -> RatchetTree:
        """Section 7.7: a blank root over this tree and a blank subtree of its size."""
        return RatchetTree(self.nodes + (None,) * (len(self.nodes) + 1), dict(self.hashes))

    def added(self, leaf_node: LeafNode) -> tuple[RatchetTree, LeafIndex]:
        """Section 12.1.1."""
        leaf = self.first_blank()
        tree = self if leaf < self.leaves else self.extended()
        changes: dict[NodeIndex, Node | None] = {treemath.node_of(leaf): leaf_node}
        for index in tree.direct_path(leaf):
            node = tree.parent(index)
            if node is not None:
                changes[index] = replace(node, unmerged_leaves=tuple(sorted((*node.unmerged_leaves, leaf))))
        return tree.with_nodes(changes), leaf

    def truncated(self) -> RatchetTree:
        """Section 7.7: without right halves that have no node."""
        nodes, hashes = self.nodes, self.hashes
        while len(nodes) > 1 and all(node is None for node in nodes[len(nodes) // 2 + 1 :]):
            nodes = nodes[: len(nodes) // 2]
        if nodes is not self.nodes:
            hashes = {index: value for index, value in hashes.items() if index < len(nodes)}
        return RatchetTree(nodes, hashes)

    def encode(self) -> bytes:
        """The ``ratchet_tree`` extension: no blank nodes after the last that is not blank."""
        last = max(index for index, node in enumerate(self.nodes) if node is not None)
        return Writer().vector(self.nodes[: last + 1], _write_optional).bytes()

    @classmethod
    def decode(cls, data: bytes) -> RatchetTree:
        """Raises ``Malformed``."""
        reader = Reader(data)
        nodes = reader.vector(_read_optional)
        reader.finish()
        require("W12", bool(nodes) and nodes[-1] is not None, error=Malformed)
        for index, node in enumerate(nodes):
            kind = LeafNode if treemath.is_leaf(NodeIndex(index)) else ParentNode
            require("W12", node is None or isinstance(node, kind), error=Malformed)
        size = 1
        while size < len(nodes):
            size = 2 * size + 1
        return cls(nodes + (None,) * (size - len(nodes)))
