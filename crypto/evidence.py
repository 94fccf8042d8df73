"""Evidence: single entries that anyone can check who has the root's fingerprint, and nothing else: docs/spec/evidence.md.

    Evidence{ u8 version=1; opaque deployment<V>; opaque checkpoint<V>; opaque context<V>; Leaf leaves<V>; Exhibit exhibits<V> }
    Leaf{ u8 kind; u64 index; opaque data<V>; opaque proof<V> }
    Exhibit{ circle[32]; u64 position; u64 index; u64 accepted_at; salt[16]; opaque entry<V>; opaque proof<V>; opaque key<V> }

Everything stands under one checkpoint that the log signed: certificates and revocation lists at their places, entries at theirs. So
whoever checks judges by the same rule as every client: a signer is in force at an entry if leaves before it say so. A revocation
of later, or one that is dated back, takes nothing away.

An exhibit's key opens that entry alone: of a record its record key, of a report the key and nonce of its one HPKE message.

``context`` are words of whoever made the evidence, signed by nobody: to make the document anew, whose code is in the chain.

What it does not show: that nothing else was written, and lists of before an entry that the log has and that were left out (the
server and every client refuse an entry of a signer whom a list before it revoked).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from itertools import pairwise

from crypto.codec import Reader, Writer, decode
from crypto.disclosure import RecordKey
from crypto.entry import Entry, EntryClass, parse_entry, verify_entry
from crypto.errors import Forged, Malformed, Refused
from crypto.frozen import dataclass
from crypto.ledger import open_record_with_key
from crypto.log import Checkpoint, LeafKind, clear_leaf, entry_leaf, open_checkpoint, verify_inclusion
from crypto.primitives import HPKE_MESSAGE_KEY_SIZE
from crypto.report import open_report_with_key
from crypto.ring import person_hash
from crypto.trust import Deployment, Device, Directory
from crypto.types import CircleId, Millis

VERSION = 1
MAX_LEAVES, MAX_EXHIBITS = 256, 16
MAX_CONTEXT = 4096
_KEY_SIZE = 32
_PERSON_KEY_AT = 1
"""A letter (docs/spec/report-letter.md) is a version of one byte, then the key that its report's signature verifies with."""


@dataclass(frozen=True)
class ClearLeaf:
    """A certificate or a revocation list (DER) at its place in the log."""

    kind: LeafKind
    index: int
    data: bytes
    proof: tuple[bytes, ...]


@dataclass(frozen=True)
class Exhibit:
    """An accepted entry. ``key``: see the module."""

    circle: CircleId
    position: int
    index: int
    accepted_at: Millis
    salt: bytes
    entry: bytes
    proof: tuple[bytes, ...]
    key: bytes = field(repr=False)


@dataclass(frozen=True)
class Evidence:
    """What travels. ``leaves`` in the order of the log: bodies, signers, and the lists that concern them."""

    deployment: bytes
    checkpoint: str
    context: bytes
    leaves: tuple[ClearLeaf, ...]
    exhibits: tuple[Exhibit, ...]

    def encode(self) -> bytes:
        writer = Writer().u8(VERSION).opaque(self.deployment).opaque(self.checkpoint.encode()).opaque(self.context)
        return writer.vector(self.leaves, _write_leaf).vector(self.exhibits, _write_exhibit).bytes()

    @staticmethod
    def decode(data: bytes) -> Evidence:
        """Raises ``Malformed``. Nothing is verified yet."""
        return decode(data, _read)


@dataclass(frozen=True)
class Proven:
    """An entry that holds, and what it says. ``device``: None for a person, of whom only the author's hash is known."""

    entry: Entry
    position: int
    index: int
    accepted_at: Millis
    device: Device | None
    plaintext: bytes = field(repr=False)


@dataclass(frozen=True)
class Verified:
    """What evidence proves: who was who in the log, as far as it came with it, and the entries in its order."""

    directory: Directory
    checkpoint: Checkpoint
    proven: tuple[Proven, ...]


def verify_evidence(evidence: Evidence, root_fingerprint: bytes) -> Verified:
    """Raises ``Malformed``, ``Forged`` ("other-root", "bad-inclusion", "bad-signature", "commitment" ...) or ``Refused`` (a signer
    is unknown, or was out of date or revoked)."""
    deployment = Deployment.decode(evidence.deployment)
    directory = Directory.of(deployment, root_fingerprint)
    checkpoint = open_checkpoint(evidence.checkpoint, deployment.log_origin, deployment.log_key)
    if any(later.index <= earlier.index for earlier, later in pairwise(evidence.leaves)):
        raise Malformed("the leaves of the evidence are out of order", "reordered")
    for leaf in evidence.leaves:
        verify_inclusion(clear_leaf(leaf.kind, leaf.data), leaf.index, checkpoint.size, leaf.proof, checkpoint.root)
        grow = directory.with_certificate if leaf.kind is LeafKind.CERTIFICATE else directory.with_crl
        directory = grow(leaf.data, leaf.index)
    return Verified(directory, checkpoint, tuple(_proven(each, directory, checkpoint) for each in evidence.exhibits))


def _proven(exhibit: Exhibit, directory: Directory, checkpoint: Checkpoint) -> Proven:
    entry, index, at = parse_entry(exhibit.entry), exhibit.index, exhibit.accepted_at
    if entry.header.circle != exhibit.circle or entry.header.position not in (None, exhibit.position):
        raise Forged("an exhibit stands in another place than it says", "misplaced")
    leaf = entry_leaf(exhibit.salt, exhibit.circle, exhibit.position, entry.hash, at)
    verify_inclusion(leaf, index, checkpoint.size, exhibit.proof, checkpoint.root)
    plaintext = _opened(exhibit.key, entry)
    device = directory.known(entry.header.author, index)
    if device is None and entry.header.entry_class is EntryClass.REPORT:
        _check_person(entry, plaintext)
        return Proven(entry, exhibit.position, index, at, None, plaintext)
    device = directory.device(entry.header.author, index, at)
    verify_entry(entry, device.verify_key)
    return Proven(entry, exhibit.position, index, at, device, plaintext)


def _opened(key: bytes, entry: Entry) -> bytes:
    if entry.header.entry_class is EntryClass.RECORD and len(key) == _KEY_SIZE:
        return open_record_with_key(RecordKey(key), entry)
    if entry.header.entry_class is EntryClass.REPORT and len(key) == HPKE_MESSAGE_KEY_SIZE:
        return open_report_with_key(key, entry)
    raise Malformed("the key of an exhibit is not one of its class", "wrong-class")


def _check_person(entry: Entry, letter: bytes) -> None:
    """That the key in a report is its author's, and signed it. Raises ``Refused``, ``Forged``."""
    key = letter[_PERSON_KEY_AT : _PERSON_KEY_AT + _KEY_SIZE]
    if person_hash(key) != entry.header.author:
        raise Refused("an exhibit was signed by another than the report says", "letter-key")
    verify_entry(entry, key)


def _write_leaf(writer: Writer, leaf: ClearLeaf) -> Writer:
    return writer.u8(leaf.kind).u64(leaf.index).opaque(leaf.data).opaque(b"".join(leaf.proof))


def _write_exhibit(writer: Writer, exhibit: Exhibit) -> Writer:
    writer.fixed(exhibit.circle, 32).u64(exhibit.position).u64(exhibit.index).u64(exhibit.accepted_at).fixed(exhibit.salt, 16)
    return writer.opaque(exhibit.entry).opaque(b"".join(exhibit.proof)).opaque(exhibit.key)


def _read(reader: Reader) -> Evidence:
    if reader.u8() != VERSION:
        raise Malformed("evidence of an unknown version", "unknown-version")
    deployment, note, context = reader.opaque(1 << 16), reader.opaque(1 << 17), reader.opaque(MAX_CONTEXT)
    leaves, exhibits = reader.vector(_read_leaf), reader.vector(_read_exhibit)
    _check_count(leaves, MAX_LEAVES)
    _check_count(exhibits, MAX_EXHIBITS)
    try:
        return Evidence(deployment, note.decode(), context, leaves, exhibits)
    except UnicodeDecodeError:
        raise Malformed("the checkpoint of the evidence is not UTF-8", "bad-checkpoint") from None


def _check_count(items: Sequence[object], most: int) -> None:
    if len(items) > most:
        raise Malformed("evidence has too many parts", "too-large")


def _read_leaf(reader: Reader) -> ClearLeaf:
    kind = reader.u8()
    if kind not in (LeafKind.CERTIFICATE, LeafKind.REVOCATION):
        raise Malformed("a leaf of the evidence is no certificate and no revocation list", "unknown-leaf")
    return ClearLeaf(LeafKind(kind), reader.u64(), reader.opaque(1 << 20), _read_proof(reader))


def _read_exhibit(reader: Reader) -> Exhibit:
    circle = CircleId(reader.fixed(32))
    position, index, accepted_at = reader.u64(), reader.u64(), Millis(reader.u64())
    salt, entry = reader.fixed(16), reader.opaque()
    return Exhibit(circle, position, index, accepted_at, salt, entry, _read_proof(reader), reader.opaque(64))


def _read_proof(reader: Reader) -> tuple[bytes, ...]:
    data = reader.opaque(64 * 32)
    if len(data) % 32:
        raise Malformed("a proof has a step that is not a hash", "bad-inclusion")
    return tuple(data[at : at + 32] for at in range(0, len(data), 32))
