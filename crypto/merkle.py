"""The Merkle tree of RFC 9162 section 2.1, with SHA-256: append, root, proofs, and their verification.

The tree keeps every complete subtree: ``_levels[k]`` is a bytearray of the hashes of the subtrees of 2**k leaves, left to
right. An append costs two hashes on average, a proof no more hashes than the tree is high. Names in the verifiers
(``fn``, ``sn``, ``fr``, ``sr``) are those of the RFC.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

from crypto.errors import Forged, Usage

HASH_SIZE: Final = 32
EMPTY_ROOT: Final = hashlib.sha256(b"").digest()
"""The root of the tree without leaves (section 2.1.1)."""


def leaf_hash(leaf: bytes) -> bytes:
    """HASH(0x00 || leaf) (section 2.1.1)."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """HASH(0x01 || left || right) (section 2.1.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class MerkleTree:
    """A growing tree of leaf hashes. The one mutable value of the core: a log only grows, and a copy a leaf would not do.

    It holds hashes, no leaves. A caller whose transaction failed cuts it back with ``truncate``.
    """

    __slots__ = ("_edge", "_levels")

    def __init__(self, leaf_hashes: Sequence[bytes] = ()) -> None:
        self._levels: list[bytearray] = [bytearray()]
        # The right edge of the size last asked for: most proofs are for the newest checkpoint.
        self._edge: tuple[int, list[bytes]] = 0, [b""]
        for hashed in leaf_hashes:
            self.append(hashed)

    @property
    def size(self) -> int:
        """How many leaves."""
        return len(self._levels[0]) >> 5

    def append(self, hashed: bytes) -> int:
        """Adds a leaf by its ``leaf_hash`` (32 bytes); returns its index."""
        if len(hashed) != HASH_SIZE:
            raise Usage("a leaf hash has 32 bytes")
        index = self.size
        place, level = index, 0
        self._levels[0] += hashed
        while place & 1:
            hashed = node_hash(self._node(level, place - 1), hashed)
            place >>= 1
            level += 1
            if level == len(self._levels):
                self._levels.append(bytearray())
            self._levels[level] += hashed
        return index

    def truncate(self, size: int) -> None:
        """Forgets all leaves from ``size`` on. Only for leaves that no checkpoint has covered."""
        self._check_size(size)
        self._edge = 0, [b""]
        for level, nodes in enumerate(self._levels):
            del nodes[(size >> level) * HASH_SIZE :]
        while len(self._levels) > 1 and not self._levels[-1]:
            self._levels.pop()

    def leaf(self, index: int) -> bytes:
        """The leaf hash at ``index``."""
        self._check_index(index, self.size)
        return self._node(0, index)

    def root(self, size: int | None = None) -> bytes:
        """MTH of the first ``size`` leaves (section 2.1.1); of all of them by default. Raises ``Usage``."""
        size = self.size if size is None else size
        self._check_size(size)
        return EMPTY_ROOT if size == 0 else self._ragged(size.bit_length(), size)

    def inclusion_proof(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """PATH(index, D[size]) (section 2.1.3.1), from the leaf up. Raises ``Usage``."""
        size = self.size if size is None else size
        self._check_size(size)
        self._check_index(index, size)
        return tuple(self._climb(index, size - 1, 0, size))

    def consistency_proof(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """PROOF(old, D[new]) (section 2.1.4.1). Empty where ``old`` is 0 or ``new``. Raises ``Usage``."""
        new = self.size if new is None else new
        self._check_size(new)
        if not 0 <= old <= new:
            raise Usage("a consistency proof goes from a smaller size to a larger one", "bad-range")
        if old in {0, new}:
            return ()
        fn, sn, level = old - 1, new - 1, 0
        while fn & 1:
            fn, sn, level = fn >> 1, sn >> 1, level + 1
        start = [self._node(level, fn)] if fn else []
        return tuple(start + self._climb(fn, sn, level, new))

    def _climb(self, fn: int, sn: int, level: int, size: int) -> list[bytes]:
        """The siblings from node ``fn`` of ``level``, whose last node is ``sn``, to the root of the tree of ``size`` leaves."""
        path = []
        levels = self._levels
        while sn:
            if fn & 1:
                path.append(bytes(levels[level][(fn << 5) - 32 : fn << 5]))
            elif fn < sn:
                complete = fn + 1 < size >> level
                path.append(bytes(levels[level][(fn << 5) + 32 : (fn << 5) + 64]) if complete else self._ragged(level, size))
            fn, sn, level = fn >> 1, sn >> 1, level + 1
        return path

    def _node(self, level: int, place: int) -> bytes:
        return bytes(self._levels[level][place * HASH_SIZE : (place + 1) * HASH_SIZE])

    def _ragged(self, level: int, size: int) -> bytes:
        """The hash over the leaves after the last complete subtree of ``level``, in the tree of ``size`` leaves: one at least."""
        if self._edge[0] != size:
            self._edge = size, self._right_edge(size)
        return self._edge[1][level]

    def _right_edge(self, size: int) -> list[bytes]:
        """For each level up to the root what ``_ragged`` says; empty where nothing is left over."""
        edge, result = [b""], b""
        for level in range(size.bit_length()):
            place = size >> level
            if place & 1:
                node = self._node(level, place - 1)
                result = node_hash(node, result) if result else node
            edge.append(result)
        return edge

    def _check_size(self, size: int) -> None:
        if not 0 <= size <= self.size:
            raise Usage("the log has {size} leaves, not {wanted}", "bad-range", size=self.size, wanted=size)

    @staticmethod
    def _check_index(index: int, size: int) -> None:
        if not 0 <= index < size:
            raise Usage("no leaf {index} in a tree of {size}", "bad-range", index=index, size=size)


def verify_inclusion(hashed: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """RFC 9162 section 2.1.3.2: that the leaf hash is at ``index`` under ``root``. Raises ``Forged`` ("bad-inclusion")."""
    problem = Forged("an inclusion proof does not hold", "bad-inclusion")
    if not 0 <= index < size or any(len(p) != HASH_SIZE for p in proof):
        raise problem
    fn, sn, r = index, size - 1, hashed
    for p in proof:
        if sn == 0:
            raise problem
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    if sn != 0 or r != root:
        raise problem


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """RFC 9162 section 2.1.4.2: that the tree of ``new`` leaves starts with that of ``old``. Raises ``Forged`` ("bad-consistency").

    The cases that the RFC leaves to the caller: ``old`` = 0 and ``old`` = ``new`` take an empty proof, and their roots are
    compared with the empty root and with each other.
    """
    problem = Forged("a consistency proof does not hold", "bad-consistency")
    if not 0 <= old <= new or any(len(p) != HASH_SIZE for p in proof):
        raise problem
    if old in {0, new}:
        known = EMPTY_ROOT if old == 0 else new_root
        if proof or old_root != known or (new == 0 and new_root != EMPTY_ROOT):
            raise problem
        return
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    if not path:
        raise problem
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            raise problem
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    if sn != 0 or fr != old_root or sr != new_root:
        raise problem
