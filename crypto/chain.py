"""The chain hash: docs/spec/chain.md. One value that fixes every entry of a circle up to a position, and their order."""

from __future__ import annotations

from typing import Final

from crypto.primitives import sha256
from crypto.types import ZERO32, ChainHash, EntryHash, Position

CHAIN_START: Final = ChainHash(ZERO32)
"""c_{-1}: the ``prev`` of the entry at position 0."""


def chain_hash(prev: ChainHash, position: Position, entry_hash: EntryHash) -> ChainHash:
    """c_i = SHA-256("Qorgan 1 chain" || c_{i-1} || u64 i || entry hash): 32 bytes. ``prev`` is ``CHAIN_START`` at position 0."""
    return ChainHash(sha256(b"Qorgan 1 chain", prev, position.to_bytes(8, "big"), entry_hash))
