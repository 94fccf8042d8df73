"""The leaves of a tree judged together (RFC 9420 sections 7.3 and 13.4), and a whole tree that a joiner is given (12.4.3.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from crypto.errors import Forged, Malformed
from crypto.mls import treemath
from crypto.mls.extension import DEFAULT_EXTENSIONS, Extension, required_capabilities
from crypto.mls.leaf_node import Capabilities, check_leaf
from crypto.mls.ratchet_tree import ParentNode, RatchetTree
from crypto.mls.rules import require
from crypto.mls.suite import Suite
from crypto.mls.tree_hash import check_parent_hashes
from crypto.mls.treemath import LeafIndex, NodeIndex


def supports(capabilities: Capabilities, extensions: Sequence[Extension]) -> bool:
    """Section 13.4: every extension of the GroupContext is listed (the default ones need not be)."""
    return {extension.extension_type for extension in extensions} <= DEFAULT_EXTENSIONS | set(capabilities.extensions)


def check_members(tree: RatchetTree, extensions: Sequence[Extension], extensions_changed: bool = False) -> None:
    """What must hold among the leaves after a Commit, and in a tree that we join. Raises ``Malformed`` or ``Refused``."""
    leaf_nodes = [leaf_node for _, leaf_node in tree.members()]
    required = required_capabilities(extensions)
    used = {leaf_node.credential.credential_type for leaf_node in leaf_nodes}
    for leaf_node in leaf_nodes:
        capabilities = leaf_node.capabilities
        require("P14" if extensions_changed else "L2", not capabilities.lacks(required))
        require("L12", supports(capabilities, extensions))
        require("L3", used <= set(capabilities.credentials))
    require("L8", len({leaf_node.signature_key for leaf_node in leaf_nodes}) == len(leaf_nodes))
    require("L9", len({leaf_node.encryption_key for leaf_node in leaf_nodes}) == len(leaf_nodes))


def check_tree(suite: Suite, tree: RatchetTree, group_id: bytes) -> None:
    """Section 12.4.3.1: the integrity of a ratchet tree that someone gives us. Raises ``Forged``, ``Malformed`` or ``Refused``."""
    for leaf, leaf_node in tree.members():
        check_leaf(suite, leaf_node, None, group_id, leaf)
    for index, parent in tree.parents():
        for leaf in parent.unmerged_leaves:
            _check_unmerged(tree, index, leaf)
        suite.check_public_key(parent.encryption_key, "key of a parent node")
    # Before the count of all keys, which would blame a leaf's double on W8.
    leaf_keys = Counter(leaf_node.encryption_key for _, leaf_node in tree.members())
    require("L9", all(count == 1 for count in leaf_keys.values()))
    keys = leaf_keys + Counter(parent.encryption_key for _, parent in tree.parents())
    require("W8", all(count == 1 for count in keys.values()))
    check_parent_hashes(suite, tree)


def _check_unmerged(tree: RatchetTree, index: NodeIndex, leaf: LeafIndex) -> None:
    target = treemath.node_of(leaf)
    require("W6", tree.leaf(leaf) is not None and treemath.contains(index, target), error=Malformed)
    for between in tree.direct_path(leaf):
        if between == index:
            return
        node = tree.nodes[between]
        require("W7", not isinstance(node, ParentNode) or leaf in node.unmerged_leaves, error=Forged)
