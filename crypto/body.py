"""Bodies of records and reports: docs/spec/entry.md. Commits have theirs in ``crypto.commit``.

Only the shape is here; what is inside opens in ``crypto.ledger`` and ``crypto.report``.
"""

from __future__ import annotations

from crypto.codec import Reader, Writer, decode
from crypto.deadline import bounded
from crypto.disclosure import Disclosure, read_disclosure, write_disclosure
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.pad import LADDER
from crypto.primitives import HPKE_ENC_SIZE, TAG_SIZE

MAX_DISCLOSURES = 64
CIPHERTEXT_SIZES = frozenset(rung + TAG_SIZE for rung in LADDER)
"""Sizes of a record's ciphertext: a rung of the ladder and the tag."""
SEALED_SIZES = frozenset(HPKE_ENC_SIZE + rung + TAG_SIZE for rung in LADDER)
"""Sizes of a sealed report."""


@dataclass(frozen=True, slots=True)
class RecordBody:
    """Commitment to the record's key (32 bytes), nonce (24), padded ciphertext with tag, and disclosures."""

    commitment: bytes
    nonce: bytes
    ciphertext: bytes
    disclosures: tuple[Disclosure, ...] = ()

    def encode(self) -> bytes:
        writer = Writer().fixed(self.commitment, 32).fixed(self.nonce, 24).opaque(self.ciphertext)
        return writer.vector(self.disclosures, write_disclosure).bytes()


@dataclass(frozen=True, slots=True)
class ReportBody:
    """An HPKE seal to the intake key."""

    sealed: bytes

    def encode(self) -> bytes:
        return Writer().opaque(self.sealed).bytes()


def parse_record_body(data: bytes) -> RecordBody:
    """Raises ``Malformed``, also where the ciphertext has no size of the ladder."""
    return decode(data, _read_record_body)


def _read_record_body(reader: Reader) -> RecordBody:
    commitment = reader.fixed(32)
    nonce = reader.fixed(24)
    ciphertext = reader.opaque()
    if len(ciphertext) not in CIPHERTEXT_SIZES:
        raise Malformed("a ciphertext has no size of the ladder")
    return RecordBody(commitment, nonce, ciphertext, bounded(reader, read_disclosure, MAX_DISCLOSURES))


def parse_report_body(data: bytes) -> ReportBody:
    """Raises ``Malformed``, also where the seal has no size of the ladder."""
    body = decode(data, lambda reader: ReportBody(reader.opaque()))
    if len(body.sealed) not in SEALED_SIZES:
        raise Malformed("a sealed report has no size of the ladder")
    return body
