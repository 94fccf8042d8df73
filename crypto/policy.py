"""The policy of a circle, in clear in each commit and as an extension of the MLS GroupContext: docs/spec/policy.md.

It says who may read and report besides the members, which bodies take part, whether newcomers get the past, and which
deadlines a report opens. It changes only by a commit with the approvals that ``crypto.roster`` asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Final, TypeVar

from crypto.codec import Reader, Writer, decode
from crypto.deadline import (
    MAX_ADDRESSEES,
    MAX_SEALED_TEXT,
    Escalation,
    bounded,
    hashes,
    number,
    read_escalations,
    seconds,
    write_escalations,
    write_hashes,
)
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.primitives import LABEL_APPROVAL, sha256, sign, verify
from crypto.types import BodyKind, CertificateHash, CircleId, DeadlineId, EntryHash, Epoch, Generation, Holder

POLICY_EXTENSION: Final = 0xF0A1
"""Type of the GroupContext extension (RFC 9420 section 17.3: 0xF000-0xFFFF is for private use); its data is the encoded policy."""
E = TypeVar("E", bound=IntEnum)
VERSION = 1
MAX_POLICY = 1 << 16
MAX_BODIES = 64
MAX_READERS = 64
MAX_REPORTERS = 64
MAX_REPORT_DEADLINES = 8


class CircleKind(IntEnum):
    """Architecture section 5."""

    FRONT_DESK = 1
    COORDINATION = 2
    PERSON = 3
    TASK = 4
    COMPLAINT = 5
    SUPPORT = 6


class ReporterRole(IntEnum):
    """What a reporter is. An invitation is the one-time key of an enrolment card."""

    PERSON = 1
    REPRESENTATIVE = 2
    INVITATION = 3


@dataclass(frozen=True, slots=True)
class BodyRef:
    """A body that takes part, by the hash of its certificate."""

    hash: CertificateHash
    kind: BodyKind


@dataclass(frozen=True, slots=True)
class Reporter:
    """``hash``: ``person_hash`` of the reporter's verify key."""

    hash: Holder
    role: ReporterRole


@dataclass(frozen=True, slots=True)
class ReportDeadline:
    """A template: each accepted report opens one such deadline, ``after_seconds`` after it was accepted."""

    id: DeadlineId
    after_seconds: int
    notify: tuple[bytes, ...]
    escalations: tuple[Escalation, ...]
    text: bytes

    def clear(self) -> bytes:
        """Everything but the text, encoded: what the sealed text is bound to."""
        return _write_deadline_head(Writer(), self).bytes()

    def opened_by(self, entry_hash: EntryHash) -> DeadlineId:
        """The id of the deadline that the report with this hash opens."""
        return DeadlineId(sha256(b"Qorgan 1 report deadline", self.id, entry_hash)[:16])


@dataclass(frozen=True, slots=True)
class Policy:
    """Who takes part in a circle besides its members, and how. ``readers``: certificate hashes of devices."""

    kind: CircleKind
    bodies: tuple[BodyRef, ...]
    readers: tuple[Holder, ...] = ()
    reporters: tuple[Reporter, ...] = ()
    history: bool = True
    report_deadlines: tuple[ReportDeadline, ...] = ()

    def encode(self) -> bytes:
        writer = Writer().u8(VERSION).u8(self.kind)
        writer.vector(self.bodies, lambda w, body: w.fixed(body.hash, 32).u8(body.kind))
        write_hashes(writer, self.readers)
        writer.vector(self.reporters, lambda w, reporter: w.fixed(reporter.hash, 32).u8(reporter.role))
        writer.u8(1 if self.history else 0)
        return writer.vector(self.report_deadlines, lambda w, d: _write_deadline_head(w, d).opaque(d.text)).bytes()

    @property
    def hash(self) -> bytes:
        """SHA-256 of the encoded policy."""
        return sha256(self.encode())

    def body_kind(self, body: bytes) -> BodyKind | None:
        """The kind under which a body takes part, or None where it does not."""
        return next((ref.kind for ref in self.bodies if ref.hash == body), None)

    def reporter(self, holder: bytes) -> Reporter | None:
        return next((reporter for reporter in self.reporters if reporter.hash == holder), None)


def parse_policy(data: bytes) -> Policy:
    """Raises ``Malformed``."""
    return decode(data, _read_policy)


def _read_policy(reader: Reader) -> Policy:
    if reader.u8() != VERSION:
        raise Malformed("unknown policy version", "unknown-version")
    kind = _enum(CircleKind, reader.u8(), "circle kind")
    bodies = reader.vector(_read_body, 33 * MAX_BODIES)
    readers = hashes(reader, MAX_READERS)
    reporters = reader.vector(_read_reporter, 33 * MAX_REPORTERS)
    history = reader.u8()
    deadlines = bounded(reader, _read_deadline, MAX_REPORT_DEADLINES)
    if history > 1:
        raise Malformed("the history rule is neither 0 nor 1")
    if not bodies:
        raise Malformed("a policy has no body")
    for named in ([b.hash for b in bodies], [r.hash for r in reporters], [d.id for d in deadlines]):
        if len(set(named)) != len(named):
            raise Malformed("a policy names something twice")
    return Policy(kind, bodies, tuple(Holder(value) for value in readers), reporters, bool(history), deadlines)


def _read_body(reader: Reader) -> BodyRef:
    return BodyRef(CertificateHash(reader.fixed(32)), _enum(BodyKind, reader.u8(), "body kind"))


def _read_reporter(reader: Reader) -> Reporter:
    return Reporter(Holder(reader.fixed(32)), _enum(ReporterRole, reader.u8(), "reporter role"))


def _enum(kind: type[E], value: int, what: str) -> E:
    try:
        return kind(value)
    except ValueError:
        raise Malformed("unknown {what}", what=what) from None


def _read_deadline(reader: Reader) -> ReportDeadline:
    identity, after = DeadlineId(reader.fixed(16)), seconds(number(reader))
    notify, escalations = hashes(reader, MAX_ADDRESSEES), read_escalations(reader)
    return ReportDeadline(identity, after, notify, escalations, reader.opaque(MAX_SEALED_TEXT))


def _write_deadline_head(writer: Writer, deadline: ReportDeadline) -> Writer:
    writer.fixed(deadline.id, 16).u64(deadline.after_seconds)
    write_hashes(writer, deadline.notify)
    return write_escalations(writer, deadline.escalations)


def circle_id(founder: CertificateHash, kind: CircleKind, policy_hash: bytes, nonce: bytes) -> CircleId:
    """SHA-256("Qorgan 1 circle" || founder's certificate hash || u8 kind || policy hash || nonce), nonce of 32 bytes."""
    if len(nonce) != 32:
        raise ValueError("the nonce of a circle has 32 bytes")
    return CircleId(sha256(b"Qorgan 1 circle", founder, bytes([kind]), policy_hash, nonce))


@dataclass(frozen=True, slots=True)
class Change:
    """What an approval approves: this roster and policy, as this epoch of this circle, after this policy. ``refound``: for a
    refound, the positions (last good, refused) that it goes by: how much it takes back is not for its author alone to say."""

    circle: CircleId
    generation: Generation
    epoch: Epoch
    old_policy: Policy
    new_roster: Sequence[CertificateHash]
    new_policy: Policy
    refound: tuple[int, int] | None = None

    def encode(self) -> bytes:
        """circle || u32 generation || u64 epoch || old policy hash || SHA-256(roster as opaque[32]<V>) || new policy hash; for a
        refound, u64 last good || u64 refused follow."""
        roster = write_hashes(Writer(), tuple(self.new_roster)).bytes()
        writer = Writer().fixed(self.circle, 32).u32(self.generation).u64(self.epoch)
        writer.raw(self.old_policy.hash).raw(sha256(roster)).raw(self.new_policy.hash)
        for place in self.refound or ():
            writer.u64(place)
        return writer.bytes()


@dataclass(frozen=True, slots=True)
class Approval:
    """``approver``: hash of a device's certificate, or of a body's own."""

    approver: CertificateHash
    signature: bytes


def read_approval(reader: Reader) -> Approval:
    return Approval(CertificateHash(reader.fixed(32)), reader.fixed(64))


def write_approval(writer: Writer, approval: Approval) -> Writer:
    return writer.fixed(approval.approver, 32).fixed(approval.signature, 64)


def sign_approval(seed: bytes, approver: CertificateHash, change: Change) -> Approval:
    """``seed``: the signing seed (32 bytes) of the approver."""
    return Approval(approver, sign(seed, LABEL_APPROVAL, change.encode()))


def verify_approval(approval: Approval, verify_key: bytes, change: Change) -> None:
    """Raises ``Forged``."""
    verify(verify_key, LABEL_APPROVAL, change.encode(), approval.signature)
