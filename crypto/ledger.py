"""The keys of an epoch and what they seal: links to the past, seals for readers, records, deadline texts:
docs/spec/ledger.md.

L_e (ledger), I_e (intake seed) and R_e (restricted) are three exporter secrets of the MLS group (RFC 9420 section 8.5) in
epoch e. Members have all three; readers L_e and I_e, sealed to them in each commit; nobody else has any.

What this does not do: heal the past. Links let whoever holds the newest keys read back to the beginning (that is their purpose),
so a thief of a member's open device reads the file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace
from typing import Final

from crypto.body import RecordBody, parse_record_body
from crypto.commit import Commitments, Links, ReaderSeal
from crypto.deadline import DeadlineOpen
from crypto.disclosure import Disclosure, RecordKey
from crypto.entropy import Entropy
from crypto.entry import Entry, Header
from crypto.errors import CannotOpen, Forged, Malformed, Usage
from crypto.frozen import dataclass
from crypto.pad import LADDER, pad, unpad
from crypto.policy import ReportDeadline
from crypto.primitives import equal, hkdf, hpke_open, hpke_public, hpke_seal, sha256, xchacha_open, xchacha_seal
from crypto.ring import reading_key_hash
from crypto.types import CircleId, EntryClass, Epoch, Generation, Holder

LABEL_LEDGER: Final = b"qorgan ledger"
LABEL_INTAKE: Final = b"qorgan intake"
LABEL_RESTRICTED: Final = b"qorgan restricted"
LABELS: Final = (LABEL_LEDGER, LABEL_INTAKE, LABEL_RESTRICTED)

Export = Callable[[bytes, bytes, int], bytes]
"""(label, context, length) -> secret: the exporter of the MLS group at the epoch in question."""


def _when(generation: int, epoch: int) -> bytes:
    return generation.to_bytes(4, "big") + epoch.to_bytes(8, "big")


@dataclass(frozen=True, slots=True)
class EpochKeys:
    """The secrets of one epoch, 32 bytes each. ``restricted`` is None for readers."""

    generation: Generation
    epoch: Epoch
    ledger: bytes = field(repr=False)
    intake_seed: bytes = field(repr=False)
    restricted: bytes | None = field(repr=False)

    @classmethod
    def from_group(cls, export: Export, circle: CircleId, generation: Generation, epoch: Epoch) -> EpochKeys:
        """Exports with context circle || u32 generation || u64 epoch."""
        context = circle + _when(generation, epoch)
        ledger, intake, restricted = (export(label, context, 32) for label in LABELS)
        return cls(generation, epoch, ledger, intake, restricted)

    @property
    def commitments(self) -> Commitments:
        """What a commit announces about these keys."""
        return Commitments(ledger_commitment(self.ledger), intake_commitment(self.intake_seed))


def ledger_commitment(ledger: bytes) -> bytes:
    return hkdf(ledger, b"commit")


def intake_commitment(intake_seed: bytes) -> bytes:
    return hkdf(intake_seed, b"commit")


def intake_key(intake_seed: bytes) -> bytes:
    """The X-Wing public key (1216 bytes) that the commit announces; every member recomputes it."""
    return hpke_public(intake_seed)


def _committed(keys: EpochKeys, commitments: Commitments) -> bool:
    own = keys.commitments
    return equal(own.ledger, commitments.ledger) and equal(own.intake, commitments.intake)


def check_commitments(keys: EpochKeys, commitments: Commitments) -> None:
    """Raises ``Forged`` ("commitment") unless the commit announces these very keys."""
    if not _committed(keys, commitments):
        raise Forged("the commit commits to other keys", "commitment")


# History links


def _link_aad(new: EpochKeys, generation: Generation, epoch: Epoch) -> bytes:
    return b"Qorgan 1 link" + _when(new.generation, new.epoch) + _when(generation, epoch)


def _link_key(secret: bytes) -> tuple[bytes, bytes]:
    """Key and nonce. Each secret seals one link in its life, so the nonce may be derived with the key: a commit that is made
    again makes new secrets."""
    derived = hkdf(secret, b"link", 56)
    return derived[:32], derived[32:]


def seal_links(new: EpochKeys, old: EpochKeys) -> Links:
    """The old epoch's secrets under the new one's. Where only a reader's recovery key was left (``old.restricted`` is None), the
    restricted secret is lost and its link empty. Raises ``Usage`` where the new keys are a reader's."""
    if new.restricted is None:
        raise Usage("only a member has the keys for a link")
    aad = _link_aad(new, old.generation, old.epoch)

    def sealed(secret: bytes, value: bytes) -> bytes:
        return xchacha_seal(*_link_key(secret), value, aad)

    restricted = b"" if old.restricted is None else sealed(new.restricted, old.restricted)
    return Links(sealed(new.ledger, old.ledger), sealed(new.intake_seed, old.intake_seed), restricted)


def open_links(new: EpochKeys, links: Links, generation: Generation, epoch: Epoch, commitments: Commitments) -> EpochKeys:
    """The keys of the epoch before (its ``generation`` and ``epoch``), checked against what its own commit announced.
    A reader's keys open a reader's keys. Raises ``Forged`` ("bad-link")."""
    aad = _link_aad(new, generation, epoch)

    def opened(secret: bytes, link: bytes) -> bytes:
        try:
            return xchacha_open(*_link_key(secret), link, aad)
        except Forged:
            raise Forged("a link to the past does not open", "bad-link") from None

    restricted = None if new.restricted is None or not links.restricted else opened(new.restricted, links.restricted)
    old = EpochKeys(generation, epoch, opened(new.ledger, links.ledger), opened(new.intake_seed, links.intake), restricted)
    if not _committed(old, commitments):
        raise Forged("a link to the past holds other keys than its commit announced", "bad-link")
    return old


# Seals for readers


def _reader_info(circle: CircleId, generation: int, epoch: int, holder: Holder, key_hash: bytes) -> bytes:
    return b"Qorgan 1 reader seal" + circle + _when(generation, epoch) + holder + key_hash


def seal_for_reader(keys: EpochKeys, holder: Holder, reading_key: bytes, circle: CircleId) -> ReaderSeal:
    """L_e || I_e for one reader. Raises ``Malformed`` where the reading key (1216 bytes) is none."""
    key_hash = reading_key_hash(reading_key)
    info = _reader_info(circle, keys.generation, keys.epoch, holder, key_hash)
    return ReaderSeal(holder, key_hash, hpke_seal(reading_key, keys.ledger + keys.intake_seed, info))


def open_reader_seal(
    seal: ReaderSeal,
    reading_seed: bytes,
    commitments: Commitments,
    *,
    circle: CircleId,
    generation: Generation,
    epoch: Epoch,
) -> EpochKeys:
    """A reader's keys. Raises ``CannotOpen`` where the seal is for another reading key; ``Forged`` ("blinded") where it is for
    this one and does not give the keys that the commit announced: the reader then posts an alarm."""
    if reading_key_hash(hpke_public(reading_seed)) != seal.key_hash:
        raise CannotOpen("the seal is for another reading key")
    try:
        secrets = hpke_open(reading_seed, seal.sealed, _reader_info(circle, generation, epoch, seal.holder, seal.key_hash))
    except CannotOpen:
        raise Forged("the seal for this reader does not open", "blinded") from None
    keys = EpochKeys(generation, epoch, secrets[:32], secrets[32:], None)
    if len(secrets) != 64 or not _committed(keys, commitments):
        raise Forged("the seal for this reader holds other keys than the commit announces", "blinded")
    return keys


# Records


def record_key(secret: bytes, header_bytes: bytes) -> RecordKey:
    """K = HKDF(L_e or R_e, "record" || SHA-256(header))."""
    return RecordKey(hkdf(secret, b"record" + sha256(header_bytes)))


def record_key_for(keys: EpochKeys, header: Header) -> RecordKey:
    """K of the record with this header: from L_e, or from R_e if it is restricted. Raises ``Usage`` ("wrong-epoch") where the
    keys are of another epoch, ``CannotOpen`` ("restricted") where they are a reader's and the record is restricted."""
    return _key_for(keys, header, header.encode())


def _key_for(keys: EpochKeys, header: Header, header_bytes: bytes) -> RecordKey:
    if header.entry_class is not EntryClass.RECORD:
        raise Usage("only a record has a record key")
    if (header.generation, header.epoch) != (keys.generation, keys.epoch):
        raise Usage("the keys are of another epoch than the record", "wrong-epoch")
    secret = keys.restricted if header.restricted else keys.ledger
    if secret is None:
        raise CannotOpen("the record is restricted", "restricted")
    return record_key(secret, header_bytes)


def seal_record(
    keys: EpochKeys, header: Header, plaintext: bytes, entropy: Entropy, disclosures: Sequence[Disclosure] = ()
) -> bytes:
    """The body of a record. Raises ``Usage`` where the plaintext is over the ladder or the keys are not of the header's epoch."""
    header_bytes = header.encode()
    key = _key_for(keys, header, header_bytes)
    nonce = entropy(24)
    ciphertext = xchacha_seal(key.cipher, nonce, pad(plaintext), header_bytes)
    return RecordBody(key.commitment, nonce, ciphertext, tuple(disclosures)).encode()


def open_record(keys: EpochKeys, entry: Entry) -> bytes:
    """The plaintext. Raises as ``record_key_for`` and ``open_record_with_key``."""
    return open_record_with_key(_key_for(keys, entry.header, entry.header_bytes), entry)


def open_record_with_key(key: RecordKey, entry: Entry) -> bytes:
    """The plaintext, for a holder of K: a member, a reader, or whom it was disclosed to. The commitment is checked first. Raises
    ``Forged`` ("commitment", "bad-ciphertext") or ``Malformed``."""
    if entry.header.entry_class is not EntryClass.RECORD:
        raise Malformed("the entry is no record", "wrong-class")
    body = parse_record_body(entry.body)
    if not equal(key.commitment, body.commitment):
        raise Forged("the record commits to another key", "commitment")
    return unpad(xchacha_open(key.cipher, body.nonce, body.ciphertext, entry.header_bytes))


# Texts of deadlines


_AnyDeadline = DeadlineOpen | ReportDeadline


def _deadline_key(ledger: bytes, identity: bytes) -> bytes:
    return hkdf(ledger, b"deadline" + identity)


def _seal_text(ledger: bytes, circle: CircleId, deadline: _AnyDeadline, text: bytes, entropy: Entropy) -> bytes:
    padded = pad(text)
    if len(padded) > LADDER[0]:
        raise Usage("the text of a deadline has at most {limit} bytes", "too-large", limit=LADDER[0] - 4)
    nonce = entropy(24)
    return nonce + xchacha_seal(_deadline_key(ledger, deadline.id), nonce, padded, circle + deadline.clear())


def _open_text(ledger: bytes, circle: CircleId, deadline: _AnyDeadline, sealed: bytes) -> bytes:
    return unpad(xchacha_open(_deadline_key(ledger, deadline.id), sealed[:24], sealed[24:], circle + deadline.clear()))


def seal_deadline(ledger: bytes, circle: CircleId, deadline: DeadlineOpen, text: bytes, entropy: Entropy) -> DeadlineOpen:
    """The deadline with its text (at most 1020 bytes, else ``Usage``) sealed under L_e of the entry's epoch, bound to circle,
    id, times and addressees. Whatever text it had is replaced."""
    return replace(deadline, text=_seal_text(ledger, circle, deadline, text, entropy))


def open_deadline(ledger: bytes, circle: CircleId, deadline: DeadlineOpen) -> bytes:
    """Raises ``Forged`` or ``Malformed``."""
    return _open_text(ledger, circle, deadline, deadline.text)


def seal_report_deadline(
    keys: EpochKeys, circle: CircleId, deadline: ReportDeadline, text: bytes, entropy: Entropy
) -> ReportDeadline:
    """The same for a policy. The policy is part of the MLS group context that L_e is derived from, so its texts are sealed under
    the keys of an epoch before (at genesis: epoch 0, linked from epoch 1), which the sealed text names first."""
    sealed = _seal_text(keys.ledger, circle, deadline, text, entropy)
    return replace(deadline, text=_when(keys.generation, keys.epoch) + sealed)


def report_deadline_epoch(deadline: ReportDeadline) -> tuple[Generation, Epoch]:
    """Whose keys open its text. Raises ``Malformed``."""
    if len(deadline.text) < 12:
        raise Malformed("the sealed text of a report deadline is truncated")
    return Generation(int.from_bytes(deadline.text[:4], "big")), Epoch(int.from_bytes(deadline.text[4:12], "big"))


def open_report_deadline(keys: EpochKeys, circle: CircleId, deadline: ReportDeadline) -> bytes:
    """Raises ``CannotOpen`` for keys of another epoch, ``Forged`` or ``Malformed``."""
    if report_deadline_epoch(deadline) != (keys.generation, keys.epoch):
        raise CannotOpen("the text is sealed in another epoch")
    return _open_text(keys.ledger, circle, deadline, deadline.text[12:])
