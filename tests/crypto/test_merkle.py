"""The tree of RFC 9162: published roots, the RFC's own example, and every small tree against the RFC's recursive definition."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import Forged, Usage
from crypto.log import EMPTY_ROOT, MerkleTree, leaf_hash, node_hash, verify_consistency, verify_inclusion

# The leaves and roots of the reference implementation of Certificate Transparency (merkle_tree_test.cc, RFC 6962), whose tree
# RFC 9162 section 2.1 keeps.
LEAVES = [
    bytes.fromhex(x) for x in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LIMIT = 70


def mth(leaves: list[bytes]) -> bytes:
    """Section 2.1.1, word for word, over leaf hashes."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    """Section 2.1.3.1, word for word."""
    if len(leaves) == 1:
        return []
    k = 1 << ((len(leaves) - 1).bit_length() - 1)
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m: int, leaves: list[bytes], b: bool) -> list[bytes]:
    """Section 2.1.4.1, word for word."""
    if m == len(leaves):
        return [] if b else [mth(leaves)]
    k = 1 << ((len(leaves) - 1).bit_length() - 1)
    if m <= k:
        return [*subproof(m, leaves[:k], b), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]


def hashes(count: int) -> list[bytes]:
    return [leaf_hash(i.to_bytes(4, "big")) for i in range(count)]


@pytest.fixture(scope="module")
def tree() -> MerkleTree:
    return MerkleTree(hashes(LIMIT))


def test_the_published_roots_are_ours() -> None:
    tree = MerkleTree()
    assert tree.root().hex() == ROOTS[0] == EMPTY_ROOT.hex()
    for index, leaf in enumerate(LEAVES):
        assert tree.append(leaf_hash(leaf)) == index
        assert tree.root().hex() == ROOTS[index + 1]
    for size, root in enumerate(ROOTS):
        assert tree.root(size).hex() == root


def test_the_example_of_rfc_9162_section_2_1_5() -> None:
    a, b, c, d, e, f, j = hashes(7)
    tree = MerkleTree([a, b, c, d, e, f, j])
    g, h, i = node_hash(a, b), node_hash(c, d), node_hash(e, f)
    k, l = node_hash(g, h), node_hash(i, j)  # noqa: E741 - the RFC's letters
    assert tree.root() == node_hash(k, l)
    assert tree.inclusion_proof(0, 7) == (b, h, l)
    assert tree.inclusion_proof(3, 7) == (c, g, l)
    assert tree.inclusion_proof(4, 7) == (f, j, k)
    assert tree.inclusion_proof(6, 7) == (i, k)
    assert tree.consistency_proof(3, 7) == (c, d, g, l)
    assert tree.consistency_proof(4, 7) == (l,)
    assert tree.consistency_proof(6, 7) == (i, j, k)


def test_every_root_and_inclusion_proof_of_small_trees_is_the_recursive_one(tree: MerkleTree) -> None:
    leaves = hashes(LIMIT)
    for size in range(1, LIMIT + 1):
        root = mth(leaves[:size])
        assert tree.root(size) == root
        for index in range(size):
            proof = tree.inclusion_proof(index, size)
            assert list(proof) == path(index, leaves[:size])
            verify_inclusion(leaves[index], index, size, proof, root)


def test_every_consistency_proof_of_small_trees_is_the_recursive_one(tree: MerkleTree) -> None:
    leaves = hashes(LIMIT)
    for new in range(1, LIMIT + 1):
        for old in range(1, new + 1):
            proof = tree.consistency_proof(old, new)
            assert list(proof) == subproof(old, leaves[:new], True)
            verify_consistency(old, new, proof, mth(leaves[:old]), mth(leaves[:new]))


def test_an_altered_inclusion_proof_is_refused(tree: MerkleTree) -> None:
    leaves = hashes(LIMIT)
    for size in (1, 2, 3, 7, 8, 33, LIMIT):
        for index in {0, size // 2, size - 1}:
            root, proof = tree.root(size), tree.inclusion_proof(index, size)
            for bad in _mutations(proof):
                with pytest.raises(Forged):
                    verify_inclusion(leaves[index], index, size, bad, root)
            for other in {index - 1, index + 1, size, size + index} - {index}:
                with pytest.raises(Forged):
                    verify_inclusion(leaves[index], other, size, proof, root)
            with pytest.raises(Forged):
                verify_inclusion(leaf_hash(b"other"), index, size, proof, root)
            with pytest.raises(Forged):
                verify_inclusion(leaves[index], index, size, proof, tree.root(size - 1))


def test_an_altered_consistency_proof_is_refused(tree: MerkleTree) -> None:
    for old, new in ((0, 5), (1, 2), (3, 7), (4, 7), (8, 8), (33, LIMIT), (64, LIMIT), (32, 64)):
        proof = tree.consistency_proof(old, new)
        roots = tree.root(old), tree.root(new)
        verify_consistency(old, new, proof, *roots)
        for bad in _mutations(proof):
            with pytest.raises(Forged):
                verify_consistency(old, new, bad, *roots)
        with pytest.raises(Forged):
            verify_consistency(old, new, proof, leaf_hash(b"other"), roots[1])
        with pytest.raises(Forged):
            verify_consistency(new + 1, new, proof, *roots)
        if old:
            with pytest.raises(Forged):
                verify_consistency(old, new, proof, roots[0], leaf_hash(b"other"))


def test_nothing_grows_out_of_another_history() -> None:
    ours, theirs = MerkleTree(hashes(9)), MerkleTree([leaf_hash(b"another"), *hashes(9)])
    with pytest.raises(Forged):
        verify_consistency(9, 10, theirs.consistency_proof(9, 10), ours.root(), theirs.root())


def test_a_new_root_for_no_leaves_is_refused() -> None:
    verify_consistency(0, 0, (), EMPTY_ROOT, EMPTY_ROOT)
    with pytest.raises(Forged):
        verify_consistency(0, 0, (), EMPTY_ROOT, bytes(32))
    with pytest.raises(Forged):
        verify_consistency(0, 3, (), bytes(32), bytes(32))


@given(st.integers(1, 300), st.integers(0, 300), st.integers(0, 300))
def test_a_tree_that_was_cut_back_goes_on_as_if_nothing_had_been(first: int, keep: int, more: int) -> None:
    keep = min(keep, first)
    tree = MerkleTree(hashes(first))
    assert tree.root() == mth(hashes(first))
    tree.truncate(keep)
    assert tree.root() == mth(hashes(keep))
    others = [leaf_hash(b"other" + hashed) for hashed in hashes(more)]
    for hashed in others:
        tree.append(hashed)
    assert tree.root() == mth(hashes(keep) + others)
    assert tree.root(keep) == mth(hashes(keep))


def test_a_tree_cut_back_and_grown_to_the_same_size_forgets_its_old_root() -> None:
    tree = MerkleTree(hashes(7))
    old = tree.root()
    tree.truncate(5)
    for hashed in hashes(2):
        tree.append(hashed)
    assert tree.root() == mth(hashes(5) + hashes(2)) != old


def test_what_the_tree_has_not_is_a_usage_error(tree: MerkleTree) -> None:
    for call in (
        lambda: tree.root(LIMIT + 1),
        lambda: tree.root(-1),
        lambda: tree.inclusion_proof(3, 3),
        lambda: tree.inclusion_proof(-1, 3),
        lambda: tree.inclusion_proof(0, 0),
        lambda: tree.consistency_proof(4, 3),
        lambda: tree.consistency_proof(0, LIMIT + 1),
        lambda: tree.truncate(LIMIT + 1),
        lambda: tree.append(b"short"),
        lambda: tree.leaf(LIMIT),
    ):
        with pytest.raises(Usage):
            call()


def _mutations(proof: tuple[bytes, ...]) -> list[tuple[bytes, ...]]:
    flipped = [(*proof[:i], bytes([p[0] ^ 1]) + p[1:], *proof[i + 1 :]) for i, p in enumerate(proof)]
    cut = [proof[:i] for i in range(len(proof))]
    short = [(*proof[:i], p[:-1], *proof[i + 1 :]) for i, p in enumerate(proof)]
    return [*flipped, *cut, *short, (*proof, bytes(32)), (bytes(32), *proof)]
