"""Evidence: records of a chain that anyone can check who has the root's fingerprint, and nothing else: docs/spec/evidence.md.

    Evidence{ u8 version=1; opaque deployment<V>; opaque certificates<V>[]; opaque revocations<V>[]; Exhibit exhibits[] }
    Exhibit{ circle[32]; u64 position; u64 index; u64 accepted_at; salt[16]; opaque entry<V>; opaque proof<V>; opaque checkpoint<V>;
             opaque record_key<V>; opaque person_key<V> }

An exhibit is one accepted entry: its signature, its place in the log under a checkpoint that the log signed, and, for a record that
may be shown, the key of that record alone. A person's report stays sealed: what is shown of it is that this key signed it.

What it does not show: that nothing else was written, and that no newer revocation list exists than those that came with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from crypto.certificate import key_id
from crypto.codec import Reader, Writer, decode
from crypto.disclosure import RecordKey
from crypto.document_seal import IsRevoked
from crypto.entry import Entry, parse_entry, verify_entry
from crypto.errors import Forged, Malformed, Refused
from crypto.ledger import open_record_with_key
from crypto.log import entry_leaf, open_checkpoint, verify_inclusion
from crypto.ring import person_hash
from crypto.trust import Deployment, Device, Directory, parse_crl
from crypto.types import CircleId, Millis

VERSION = 1
MAX_LIST = 256


@dataclass(frozen=True)
class Exhibit:
    """``record_key``: 32 bytes, or empty where the entry stays sealed; ``person_key``: the verify key of a person, else empty."""

    circle: CircleId
    position: int
    index: int
    accepted_at: Millis
    salt: bytes
    entry: bytes
    proof: tuple[bytes, ...]
    checkpoint: str
    record_key: bytes = field(default=b"", repr=False)
    person_key: bytes = b""


@dataclass(frozen=True)
class Evidence:
    """What travels: a deployment, the certificates of the signers and their bodies, revocation lists, exhibits."""

    deployment: bytes
    certificates: tuple[bytes, ...]
    revocations: tuple[bytes, ...]
    exhibits: tuple[Exhibit, ...]

    def encode(self) -> bytes:
        writer = Writer().u8(VERSION).opaque(self.deployment)
        for ders in (self.certificates, self.revocations):
            writer.vector(ders, lambda w, der: w.opaque(der))
        return writer.vector(self.exhibits, _write).bytes()

    @staticmethod
    def decode(data: bytes) -> Evidence:
        """Raises ``Malformed``. Nothing is verified yet."""
        return decode(data, _read)


@dataclass(frozen=True)
class Proven:
    """An entry that holds: ``device`` None for a person, whose ``author`` hash is all that is known; ``plaintext`` None where it
    stays sealed."""

    entry: Entry
    position: int
    accepted_at: Millis
    device: Device | None
    plaintext: bytes | None = field(repr=False)


def directory_of(evidence: Evidence, root_fingerprint: bytes) -> Directory:
    """The certificates and revocation lists that came with it, under the pinned root. Raises ``Malformed``, ``Forged`` or
    ``Refused``."""
    directory = Directory.of(Deployment.decode(evidence.deployment), root_fingerprint)
    for number, der in enumerate(evidence.certificates):
        directory = directory.with_certificate(der, number)
    for number, der in enumerate(evidence.revocations, len(evidence.certificates)):
        directory = directory.with_crl(der, number)
    return directory


def verify_evidence(evidence: Evidence, root_fingerprint: bytes) -> tuple[Proven, ...]:
    """Each exhibit, in order. Raises ``Malformed``, ``Forged`` or ``Refused`` (a signer is unknown, or was out of date or
    revoked)."""
    directory = directory_of(evidence, root_fingerprint)
    return tuple(_proven(each, directory, revoked_at(evidence, each.accepted_at)) for each in evidence.exhibits)


def revoked_at(evidence: Evidence, at: int) -> IsRevoked:
    """Revocation by the dates in the lists that came with it: one entry does not show which leaves stood before it."""
    lists = [parse_crl(der) for der in evidence.revocations]
    since = {(crl.issuer_key_id, serial): date for crl in lists for serial, date in crl.revoked}
    return lambda issuer, serial: since.get((issuer, serial), at + 1) <= at


def _proven(exhibit: Exhibit, directory: Directory, is_revoked: IsRevoked) -> Proven:
    deployment, entry = directory.deployment, parse_entry(exhibit.entry)
    header = entry.header
    if header.circle != exhibit.circle or header.position not in (None, exhibit.position):
        raise Forged("an exhibit stands in another place than it says", "misplaced")
    checkpoint = open_checkpoint(exhibit.checkpoint, deployment.log_origin, deployment.log_key)
    leaf = entry_leaf(exhibit.salt, exhibit.circle, exhibit.position, entry.hash, exhibit.accepted_at)
    verify_inclusion(leaf, exhibit.index, checkpoint.size, exhibit.proof, checkpoint.root)
    device = None
    if exhibit.person_key:
        if person_hash(exhibit.person_key) != header.author:
            raise Forged("an exhibit was signed by another person", "letter-key")
        verify_entry(entry, exhibit.person_key)
    else:
        device = _signer(entry, directory, is_revoked, exhibit.accepted_at)
        verify_entry(entry, device.verify_key)
    plaintext = open_record_with_key(RecordKey(exhibit.record_key), entry) if exhibit.record_key else None
    return Proven(entry, exhibit.position, exhibit.accepted_at, device, plaintext)


def _signer(entry: Entry, directory: Directory, is_revoked: IsRevoked, at: int) -> Device:
    """The author's device, in date and not revoked when the log took the entry."""
    device = directory.known(entry.header.author, MAX_LIST)
    if device is None:
        raise Refused("an exhibit's signer has no certificate here", "unknown-certificate")
    if not device.not_before <= at <= device.not_after:
        raise Refused("a signer's certificate was not in date", "expired")
    body, root = device.body, directory.root
    if is_revoked(key_id(body.verify_key), device.serial) or is_revoked(key_id(root.verify_key), body.serial):
        raise Refused("a signer had been revoked", "revoked")
    return device


def _write(writer: Writer, exhibit: Exhibit) -> Writer:
    writer.fixed(exhibit.circle, 32).u64(exhibit.position).u64(exhibit.index).u64(exhibit.accepted_at).fixed(exhibit.salt, 16)
    writer.opaque(exhibit.entry).opaque(b"".join(exhibit.proof)).opaque(exhibit.checkpoint.encode())
    return writer.opaque(exhibit.record_key).opaque(exhibit.person_key)


def _read(reader: Reader) -> Evidence:
    if reader.u8() != VERSION:
        raise Malformed("evidence of an unknown version", "unknown-version")
    deployment = reader.opaque(1 << 16)
    certificates = reader.vector(lambda r: r.opaque(4096))
    revocations = reader.vector(lambda r: r.opaque(1 << 20))
    exhibits = reader.vector(_exhibit)
    if max(len(certificates), len(revocations), len(exhibits)) > MAX_LIST:
        raise Malformed("evidence has too many parts")
    return Evidence(deployment, certificates, revocations, exhibits)


def _exhibit(reader: Reader) -> Exhibit:
    circle = CircleId(reader.fixed(32))
    position, index, accepted_at = reader.u64(), reader.u64(), Millis(reader.u64())
    salt, entry, proof, note = reader.fixed(16), reader.opaque(), reader.opaque(64 * 32), reader.opaque(1 << 17)
    record_key, person_key = reader.opaque(32), reader.opaque(32)
    if len(proof) % 32 or len(record_key) not in {0, 32} or len(person_key) not in {0, 32}:
        raise Malformed("a proof or key of an exhibit has the wrong size")
    try:
        checkpoint = note.decode()
    except UnicodeDecodeError:
        raise Malformed("an exhibit's checkpoint is not UTF-8") from None
    steps = tuple(proof[at : at + 32] for at in range(0, len(proof), 32))
    return Exhibit(circle, position, index, accepted_at, salt, entry, steps, checkpoint, record_key, person_key)
