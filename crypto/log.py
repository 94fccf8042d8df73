"""The log: what its leaves are, and its checkpoints. The tree and the proofs are in ``crypto.merkle``, re-exported here.

    leaf     u8 kind || opaque data<V>
    data     CERTIFICATE and REVOCATION: the DER itself, in clear
             ENTRY, STATEMENT and ALARM: SHA-256(salt[16] || payload), opened to those who may see it
    payload  ENTRY: circle[32] || u64 position || entry hash[32] || u64 accepted_at
             STATEMENT, ALARM: opaque octets<V> || u64 accepted_at

Checkpoints are C2SP tlog-checkpoints. We use a subset: no extension lines (the specification advises against them, since
nobody audits them), and the key's name is the origin. Witness cosignatures are ignored, as the note format demands.
See docs/spec/log.md.
"""

from __future__ import annotations

import base64
import re
from enum import IntEnum

from crypto.codec import Writer
from crypto.errors import Forged, Malformed
from crypto.frozen import dataclass
from crypto.merkle import EMPTY_ROOT, HASH_SIZE, MerkleTree, leaf_hash, node_hash, verify_consistency, verify_inclusion
from crypto.note import check_name, decode_base64, open_note, sign_note, verifier_key
from crypto.primitives import sha256

__all__ = [
    "EMPTY_ROOT",
    "HASH_SIZE",
    "Checkpoint",
    "LeafKind",
    "MerkleTree",
    "clear_leaf",
    "entry_leaf",
    "entry_payload",
    "leaf_bytes",
    "leaf_hash",
    "node_hash",
    "open_checkpoint",
    "other_leaf",
    "other_payload",
    "salted",
    "sign_checkpoint",
    "verifier_key",
    "verify_consistency",
    "verify_inclusion",
]

_SIZE = re.compile("0|[1-9][0-9]{0,18}", re.ASCII)


class LeafKind(IntEnum):
    """What a leaf is about."""

    ENTRY = 1
    CERTIFICATE = 2
    REVOCATION = 3
    STATEMENT = 4
    ALARM = 5


def leaf_bytes(kind: int, data: bytes) -> bytes:
    """The leaf itself; its ``leaf_hash`` goes into the tree."""
    return Writer().u8(kind).opaque(data).bytes()


def entry_payload(circle: bytes, position: int, entry_hash: bytes, accepted_at: int) -> bytes:
    """What the leaf of an entry binds; ``accepted_at`` is the server's stamp in milliseconds."""
    return Writer().fixed(circle, 32).u64(position).fixed(entry_hash, 32).u64(accepted_at).bytes()


def other_payload(octets: bytes, accepted_at: int) -> bytes:
    """What the leaf of a statement or an alarm binds."""
    return Writer().opaque(octets).u64(accepted_at).bytes()


def salted(salt: bytes, payload: bytes) -> bytes:
    """SHA-256(salt || payload), with a salt of 16 bytes: nobody confirms a guess without the salt."""
    if len(salt) != 16:
        raise Malformed("the salt of a leaf has 16 bytes")
    return sha256(salt, payload)


def entry_leaf(salt: bytes, circle: bytes, position: int, entry_hash: bytes, accepted_at: int) -> bytes:
    """The leaf hash of an accepted entry."""
    return leaf_hash(leaf_bytes(LeafKind.ENTRY, salted(salt, entry_payload(circle, position, entry_hash, accepted_at))))


def other_leaf(kind: int, salt: bytes, octets: bytes, accepted_at: int) -> bytes:
    """The leaf hash of a statement or an alarm."""
    return leaf_hash(leaf_bytes(kind, salted(salt, other_payload(octets, accepted_at))))


def clear_leaf(kind: int, der: bytes) -> bytes:
    """The leaf hash of a certificate or a revocation list."""
    return leaf_hash(leaf_bytes(kind, der))


@dataclass(frozen=True)
class Checkpoint:
    """A signed tree head: the root (32 bytes) over the first ``size`` leaves of the log named ``origin``."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The text of the note (C2SP tlog-checkpoint, "Note text")."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def sign_checkpoint(seed: bytes, origin: str, size: int, root: bytes) -> str:
    """The signed note. The caller never signs one that is inconsistent with a former one ("A log MUST not ...")."""
    checkpoint = Checkpoint(origin, size, root)
    if _parse(checkpoint.text()) != checkpoint:
        raise ValueError("not a checkpoint")
    return sign_note(seed, origin, checkpoint.text())


def open_checkpoint(note: str, origin: str, key: bytes) -> Checkpoint:
    """The checkpoint that the log ``origin`` signed with ``key`` (32 bytes). Raises ``Malformed`` or ``Forged``."""
    checkpoint = _parse(open_note(note, origin, key))
    if checkpoint.origin != origin:
        raise Forged("a checkpoint of another log", "other-log")
    return checkpoint


def _parse(text: str) -> Checkpoint:
    lines = text.split("\n")
    if len(lines) != 4 or lines[3]:
        raise Malformed("a checkpoint has three lines", "bad-checkpoint")
    origin, size, root = lines[0], lines[1], decode_base64(lines[2])
    check_name(origin)
    if not _SIZE.fullmatch(size) or len(root) != HASH_SIZE:
        raise Malformed("the size or the root of a checkpoint is not of the form", "bad-checkpoint")
    if size == "0" and root != EMPTY_ROOT:
        raise Malformed("the root of no leaves is another", "bad-checkpoint")
    return Checkpoint(origin, int(size), root)
