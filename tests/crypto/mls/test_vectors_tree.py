"""Official vectors of the ratchet tree, its hashes and TreeKEM."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from crypto.codec import decode
from crypto.errors import CannotOpen, Forged, QorganError
from crypto.mls import treemath
from crypto.mls.framing import Sender, SenderType
from crypto.mls.group_context import GroupContext
from crypto.mls.key_schedule import EpochSecrets
from crypto.mls.membership import check_tree
from crypto.mls.proposal import UpdatePath, read_proposal
from crypto.mls.proposal_list import Resolved, apply, check_proposal
from crypto.mls.ratchet_tree import RatchetTree
from crypto.mls.secret_tree import SecretTree
from crypto.mls.state import State, member
from crypto.mls.suite import HPKECiphertext, Suite, suite_of
from crypto.mls.tree_hash import tree_hash
from crypto.mls.treekem import derive_path, joined_path, merge_path, new_path, open_path, seal_path
from crypto.mls.treemath import LeafIndex, NodeIndex
from tests.crypto.mls.vectors import Case, cases, flipped


def _state(suite: Suite, tree: RatchetTree) -> State:
    context = GroupContext(1, suite.number, b"", 0, b"", b"", ())
    return State(suite, context, tree, LeafIndex(0), b"", {}, EpochSecrets.none(), SecretTree(tree.leaves, {}), b"", b"")


def test_tree_operations(request: pytest.FixtureRequest) -> None:
    for case in cases("tree-operations", request):
        suite = suite_of(case["cipher_suite"])
        before = RatchetTree.decode(bytes.fromhex(case["tree_before"]))
        assert tree_hash(suite, before) == bytes.fromhex(case["tree_hash_before"])
        proposal = decode(bytes.fromhex(case["proposal"]), read_proposal)
        after = apply(_state(suite, before), [Resolved(proposal, Sender(SenderType.MEMBER, case["proposal_sender"]))]).tree
        assert after.encode() == bytes.fromhex(case["tree_after"])
        # Once with the hashes that were kept over the change, once from nothing.
        assert tree_hash(suite, after) == bytes.fromhex(case["tree_hash_after"])
        assert tree_hash(suite, RatchetTree.decode(after.encode())) == bytes.fromhex(case["tree_hash_after"])


def test_tree_validation(request: pytest.FixtureRequest) -> None:
    for case in cases("tree-validation", request):
        suite, group_id = suite_of(case["cipher_suite"]), bytes.fromhex(case["group_id"])
        tree = RatchetTree.decode(bytes.fromhex(case["tree"]))
        assert len(tree.nodes) == len(case["resolutions"])
        for node, (resolution, expected) in enumerate(zip(case["resolutions"], case["tree_hashes"], strict=True)):
            assert tree.resolution(NodeIndex(node)) == resolution
            assert tree_hash(suite, tree, NodeIndex(node)) == bytes.fromhex(expected)
        check_tree(suite, tree, group_id)
        _tampered_trees_are_refused(suite, tree, group_id)


def _tampered_trees_are_refused(suite: Suite, tree: RatchetTree, group_id: bytes) -> None:
    for leaf, leaf_node in tree.members():
        broken = replace(leaf_node, signature=flipped(leaf_node.signature))
        with pytest.raises(Forged):
            check_tree(suite, tree.with_nodes({treemath.node_of(leaf): broken}), group_id)
    for index, parent in tree.parents():
        other_key = suite.derive_key_pair(os.urandom(32))[1]
        for changed in (
            replace(parent, parent_hash=flipped(parent.parent_hash or b"\0")),
            replace(parent, encryption_key=other_key),
        ):
            with pytest.raises(Forged):
                check_tree(suite, tree.with_nodes({index: changed}), group_id)


def test_treekem(request: pytest.FixtureRequest) -> None:
    for case in cases("treekem", request):
        suite = suite_of(case["cipher_suite"])
        tree = RatchetTree.decode(bytes.fromhex(case["ratchet_tree"]))
        privates = {LeafIndex(part["index"]): _private(suite, tree, part) for part in case["leaves_private"]}
        for update in case["update_paths"]:
            _open_everywhere(case, suite, tree, privates, update)
        for part in case["leaves_private"]:
            _make_and_open_everywhere(case, suite, tree, privates, part)


def _private(suite: Suite, tree: RatchetTree, part: Case) -> dict[NodeIndex, bytes]:
    """The leaf's key and those of its path secrets, each found to be that of the tree."""
    own = treemath.node_of(LeafIndex(part["index"]))
    private = {own: bytes.fromhex(part["encryption_priv"])}
    for item in part["path_secrets"]:
        derived = derive_path(suite, bytes.fromhex(item["path_secret"]), 1)
        private[NodeIndex(item["node"])] = derived.privates[0]
    for node, key in private.items():
        found = tree.nodes[node]
        assert found is not None
        assert suite.public_key(key) == found.encryption_key
    return private


def _context(case: Case, tree_hash_after: bytes) -> bytes:
    confirmed = bytes.fromhex(case["confirmed_transcript_hash"])
    group_id = bytes.fromhex(case["group_id"])
    return GroupContext(1, case["cipher_suite"], group_id, case["epoch"], tree_hash_after, confirmed, ()).encode()


Privates = dict[LeafIndex, dict[NodeIndex, bytes]]


def _open_everywhere(case: Case, suite: Suite, tree: RatchetTree, privates: Privates, update: Case) -> None:
    sender, path = LeafIndex(update["sender"]), UpdatePath.decode(bytes.fromhex(update["update_path"]))
    merged = merge_path(suite, tree, sender, path, frozenset())
    assert tree_hash(suite, merged) == bytes.fromhex(update["tree_hash_after"])
    context = _context(case, bytes.fromhex(update["tree_hash_after"]))
    for own, private in privates.items():
        if own == sender:
            continue
        opened = open_path(suite, merged, sender, path, own, private, context, frozenset())
        assert opened.commit_secret == bytes.fromhex(update["commit_secret"])
        # The path secret that the vector gives for this leaf is that of the common ancestor.
        joined = joined_path(suite, merged, own, sender, bytes.fromhex(update["path_secrets"][own]))
        assert joined.items() <= dict(opened.private).items()
        with pytest.raises(CannotOpen):
            open_path(suite, merged, sender, path, own, private, flipped(context), frozenset())
    _broken_paths_are_refused(suite, tree, sender, path)


def _broken_paths_are_refused(suite: Suite, tree: RatchetTree, sender: LeafIndex, path: UpdatePath) -> None:
    wrong_hash = replace(path.leaf_node, parent_hash=flipped(path.leaf_node.parent_hash or b"\0"))
    first = path.nodes[0]
    extra = replace(first, encrypted_path_secret=(*first.encrypted_path_secret, HPKECiphertext(b"", b"")))
    own = replace(first, encryption_key=member(tree, sender).encryption_key)
    for broken in (
        replace(path, leaf_node=wrong_hash),
        replace(path, nodes=path.nodes[1:]),
        replace(path, nodes=(extra, *path.nodes[1:])),
        replace(path, nodes=(own, *path.nodes[1:])),
    ):
        with pytest.raises(QorganError):
            merge_path(suite, tree, sender, broken, frozenset())


def _make_and_open_everywhere(case: Case, suite: Suite, tree: RatchetTree, privates: Privates, part: Case) -> None:
    sender = LeafIndex(part["index"])
    seed, group_id = bytes.fromhex(part["signature_priv"]), bytes.fromhex(case["group_id"])
    new = new_path(suite, tree, sender, member(tree, sender), seed, group_id, os.urandom)
    context = _context(case, tree_hash(suite, new.tree))
    path = seal_path(suite, new, context, frozenset())
    merged = merge_path(suite, tree, sender, path, frozenset())
    assert merged == new.tree
    for own, private in privates.items():
        if own != sender:
            opened = open_path(suite, merged, sender, path, own, private, context, frozenset())
            assert opened.commit_secret == new.secrets.commit_secret


def test_a_proposal_to_remove_nobody_is_refused(request: pytest.FixtureRequest) -> None:
    for case in cases("tree-operations", request):
        suite = suite_of(case["cipher_suite"])
        tree = RatchetTree.decode(bytes.fromhex(case["tree_before"]))
        proposal = decode(b"\x00\x03" + (tree.leaves + 7).to_bytes(4, "big"), read_proposal)
        with pytest.raises(QorganError, match="P10"):
            check_proposal(_state(suite, tree), Resolved(proposal, Sender(SenderType.MEMBER, 0)))
