"""Array-based trees (RFC 9420 appendix C).

A tree of 2^d leaves is an array of 2^(d+1) - 1 nodes: the leaf ``L`` is node ``2 L``, parents stand between their subtrees.
``LeafIndex`` and ``NodeIndex`` are different types because mixing them up is the classic mistake.
"""

from __future__ import annotations

from typing import NewType

LeafIndex = NewType("LeafIndex", int)
NodeIndex = NewType("NodeIndex", int)


def node_of(leaf: LeafIndex) -> NodeIndex:
    return NodeIndex(2 * leaf)


def leaf_of(node: NodeIndex) -> LeafIndex:
    """Raises ``ValueError`` for a parent."""
    if not is_leaf(node):
        raise ValueError("the node is a parent")
    return LeafIndex(node // 2)


def is_leaf(node: NodeIndex) -> bool:
    return node % 2 == 0


def level(node: NodeIndex) -> int:
    """0 for a leaf, else one more than its children."""
    return ((node + 1) & -(node + 1)).bit_length() - 1


def width(leaves: int) -> int:
    """How many nodes a tree of so many leaves has."""
    return 2 * leaves - 1


def root(leaves: int) -> NodeIndex:
    return NodeIndex(leaves - 1)


def left(node: NodeIndex) -> NodeIndex:
    """Raises ``ValueError`` for a leaf."""
    if is_leaf(node):
        raise ValueError("a leaf has no children")
    return NodeIndex(node - (1 << (level(node) - 1)))


def right(node: NodeIndex) -> NodeIndex:
    """Raises ``ValueError`` for a leaf."""
    if is_leaf(node):
        raise ValueError("a leaf has no children")
    return NodeIndex(node + (1 << (level(node) - 1)))


def parent(node: NodeIndex, leaves: int) -> NodeIndex:
    """Raises ``ValueError`` for the root."""
    if node == root(leaves):
        raise ValueError("the root has no parent")
    k = level(node)
    return NodeIndex((node | (1 << k)) ^ (((node >> (k + 1)) & 1) << (k + 1)))


def sibling(node: NodeIndex, leaves: int) -> NodeIndex:
    """Raises ``ValueError`` for the root."""
    above = parent(node, leaves)
    return right(above) if node < above else left(above)


def direct_path(node: NodeIndex, leaves: int) -> list[NodeIndex]:
    """The ancestors from the parent to the root."""
    path = []
    while node != root(leaves):
        node = parent(node, leaves)
        path.append(node)
    return path


def contains(ancestor: NodeIndex, node: NodeIndex) -> bool:
    """Whether ``node`` is in the subtree of ``ancestor``, itself included."""
    reach = (1 << level(ancestor)) - 1
    return ancestor - reach <= node <= ancestor + reach


def common_ancestor(a: LeafIndex, b: LeafIndex, leaves: int) -> NodeIndex:
    """The lowest node that has both leaves under it. Raises ``ValueError`` where they are the same leaf."""
    for node in direct_path(node_of(a), leaves):
        if a != b and contains(node, node_of(b)):
            return node
    raise ValueError("two different leaves of the tree are wanted")
