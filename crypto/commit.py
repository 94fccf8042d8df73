"""The body of a commit: docs/spec/commit.md. Roster and policy stand in clear, so that the server can tell who may write;
clients hold them against the MLS group (``crypto.roster`` has the rules).

The body binds circle, generation and epoch (through the MLS commit and the approvals) but not ``prev``: a commit that lost its
place to a record is only headed anew.
"""

from __future__ import annotations

from crypto.codec import Reader, Writer, decode
from crypto.deadline import bounded, number, write_hashes
from crypto.deadline import hashes as read_hashes
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.policy import MAX_POLICY, MAX_READERS, Approval, Policy, parse_policy, read_approval, write_approval
from crypto.primitives import HPKE_ENC_SIZE, HPKE_PUBLIC_SIZE, TAG_SIZE
from crypto.types import CertificateHash, Holder, KeyHash, Position

MAX_MEMBERS = 1024
MAX_APPROVALS = 64
LINK_SIZE = 32 + TAG_SIZE
READER_SEAL_SIZE = HPKE_ENC_SIZE + 64 + TAG_SIZE


@dataclass(frozen=True, slots=True)
class ReaderSeal:
    """L_e || I_e sealed to the reading key (``key_hash``) of a reader (``holder``)."""

    holder: Holder
    key_hash: KeyHash
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Links:
    """The secrets of the epoch before, each under a key of this epoch: 48 bytes each. ``restricted`` is empty where a reader's
    recovery key was all that was left to link from."""

    ledger: bytes
    intake: bytes
    restricted: bytes


@dataclass(frozen=True, slots=True)
class Commitments:
    """HKDF(L_e, "commit") and HKDF(I_e, "commit"), 32 bytes each."""

    ledger: bytes
    intake: bytes


@dataclass(frozen=True, slots=True)
class Refound:
    """Positions of the last good commit and of the refused one. The same twice: no commit was refused (a change of suite,
    or the loss of all devices)."""

    last_good: Position
    refused: Position


@dataclass(frozen=True, slots=True)
class CommitBody:
    """``roster``: certificate hashes in leaf order. ``policy``: encoded, as in the GroupContext. ``nonce``: 32 bytes at genesis,
    else empty. ``welcome_hash``: SHA-256 of the welcome, or zero. ``intake_key``: 1216 bytes."""

    roster: tuple[CertificateHash, ...]
    policy: bytes
    nonce: bytes
    approvals: tuple[Approval, ...]
    mls_commit: bytes
    welcome_hash: bytes
    seals: tuple[ReaderSeal, ...]
    ledger_commitment: bytes
    intake_commitment: bytes
    links: Links | None
    intake_key: bytes
    refound: Refound | None = None

    def encode(self) -> bytes:
        writer = write_hashes(Writer(), self.roster).opaque(self.policy).opaque(self.nonce)
        writer.vector(self.approvals, write_approval).opaque(self.mls_commit).fixed(self.welcome_hash, 32)
        writer.vector(self.seals, _write_seal).fixed(self.ledger_commitment, 32).fixed(self.intake_commitment, 32)
        writer.optional(self.links, lambda w, v: w.opaque(v.ledger).opaque(v.intake).opaque(v.restricted))
        writer.opaque(self.intake_key)
        return writer.optional(self.refound, lambda w, v: w.u64(v.last_good).u64(v.refused)).bytes()

    @property
    def takes_back(self) -> tuple[int, int] | None:
        """For a refound, the positions of the last good and the refused commit, as approvals sign them."""
        return None if self.refound is None else (self.refound.last_good, self.refound.refused)

    @property
    def commitments(self) -> Commitments:
        return Commitments(self.ledger_commitment, self.intake_commitment)

    def parsed_policy(self) -> Policy:
        """Raises ``Malformed``; never for a body that ``parse_commit_body`` made."""
        return parse_policy(self.policy)


def parse_commit_body(data: bytes) -> CommitBody:
    """Raises ``Malformed``, also where the policy inside is malformed."""
    return decode(data, _read_commit_body)


def _read_commit_body(reader: Reader) -> CommitBody:
    roster = read_hashes(reader, MAX_MEMBERS)
    if not roster:
        raise Malformed("a commit has an empty roster")
    policy = reader.opaque(MAX_POLICY)
    parse_policy(policy)
    nonce = _sized(reader.opaque(32), (0, 32), "a nonce")
    approvals = reader.vector(read_approval, 96 * MAX_APPROVALS)
    if len({approval.approver for approval in approvals}) != len(approvals):
        raise Malformed("an approver is named twice")
    return CommitBody(
        roster=tuple(CertificateHash(value) for value in roster),
        policy=policy,
        nonce=nonce,
        approvals=approvals,
        mls_commit=reader.opaque(),
        welcome_hash=reader.fixed(32),
        seals=_read_seals(reader),
        ledger_commitment=reader.fixed(32),
        intake_commitment=reader.fixed(32),
        links=reader.optional(_read_links),
        intake_key=_sized(reader.opaque(HPKE_PUBLIC_SIZE), (HPKE_PUBLIC_SIZE,), "an intake key"),
        refound=reader.optional(_read_refound),
    )


def _sized(value: bytes, sizes: tuple[int, ...], what: str) -> bytes:
    if len(value) not in sizes:
        raise Malformed("{what} has the wrong size", what=what)
    return value


def _read_seals(reader: Reader) -> tuple[ReaderSeal, ...]:
    seals = bounded(reader, _read_seal, MAX_READERS)
    if len({seal.holder for seal in seals}) != len(seals):
        raise Malformed("there are two seals for one reader")
    return seals


def _read_seal(reader: Reader) -> ReaderSeal:
    holder, key_hash = Holder(reader.fixed(32)), KeyHash(reader.fixed(32))
    return ReaderSeal(holder, key_hash, _sized(reader.opaque(READER_SEAL_SIZE), (READER_SEAL_SIZE,), "a reader seal"))


def _write_seal(writer: Writer, seal: ReaderSeal) -> Writer:
    return writer.fixed(seal.holder, 32).fixed(seal.key_hash, 32).opaque(seal.sealed)


def _read_links(reader: Reader) -> Links:
    ledger, intake = (_sized(reader.opaque(LINK_SIZE), (LINK_SIZE,), "a link") for _ in range(2))
    return Links(ledger, intake, _sized(reader.opaque(LINK_SIZE), (0, LINK_SIZE), "a link"))


def _read_refound(reader: Reader) -> Refound:
    refound = Refound(Position(number(reader)), Position(number(reader)))
    if refound.refused < refound.last_good:
        raise Malformed("a refused commit stands before the last good one")
    return refound
