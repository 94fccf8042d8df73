"""Disclosure: the key of one record, sealed to one reading key: docs/spec/disclosure.md.

It opens one record and no other: the record key K is derived one way from the ledger key. Whoever opens a disclosure still
checks the record's commitment to K (``crypto.ledger.open_record_with_key``), so a disclosure cannot show another text.
"""

from __future__ import annotations

from dataclasses import field

from crypto.codec import Reader, Writer
from crypto.errors import CannotOpen, Forged, Malformed
from crypto.frozen import dataclass
from crypto.primitives import HPKE_ENC_SIZE, TAG_SIZE, hkdf, hpke_open, hpke_public, hpke_seal
from crypto.ring import reading_key_hash
from crypto.types import ZERO32, CircleId, EntryHash, KeyHash

SEALED_KEY_SIZE = HPKE_ENC_SIZE + 32 + TAG_SIZE


@dataclass(frozen=True, slots=True)
class RecordKey:
    """K of one record: 32 bytes."""

    value: bytes = field(repr=False)

    @property
    def cipher(self) -> bytes:
        """HKDF(K, "cipher"): the key of XChaCha20-Poly1305."""
        return hkdf(self.value, b"cipher")

    @property
    def commitment(self) -> bytes:
        """HKDF(K, "commitment"): stands in the record, since the cipher does not commit to its key."""
        return hkdf(self.value, b"commitment")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """``entry_hash`` names the record (zero: the record that carries the disclosure), ``key_hash`` the reading key."""

    entry_hash: EntryHash
    key_hash: KeyHash
    sealed: bytes

    @property
    def is_own(self) -> bool:
        """Whether it discloses the record that carries it (whose hash depends on the disclosure, so it cannot name it)."""
        return self.entry_hash == ZERO32


def read_disclosure(reader: Reader) -> Disclosure:
    """Raises ``Malformed``."""
    entry_hash, key_hash = EntryHash(reader.fixed(32)), KeyHash(reader.fixed(32))
    sealed = reader.opaque(SEALED_KEY_SIZE)
    if len(sealed) != SEALED_KEY_SIZE:
        raise Malformed("a disclosure seals no 32-byte key")
    return Disclosure(entry_hash, key_hash, sealed)


def write_disclosure(writer: Writer, disclosure: Disclosure) -> Writer:
    return writer.fixed(disclosure.entry_hash, 32).fixed(disclosure.key_hash, 32).opaque(disclosure.sealed)


def _info(circle: CircleId, entry_hash: EntryHash, key_hash: KeyHash) -> bytes:
    """HPKE info (architecture section 4)."""
    return circle + entry_hash + key_hash


def seal_disclosure(key: RecordKey, reading_key: bytes, circle: CircleId, entry_hash: EntryHash) -> Disclosure:
    """Seals K to a reading key (1216 bytes). ``entry_hash`` is zero in the record itself.
    Raises ``Malformed`` where the reading key is none."""
    key_hash = reading_key_hash(reading_key)
    return Disclosure(entry_hash, key_hash, hpke_seal(reading_key, key.value, _info(circle, entry_hash, key_hash)))


def open_disclosure(disclosure: Disclosure, reading_seed: bytes, circle: CircleId) -> RecordKey:
    """K. Raises ``CannotOpen`` where it is for another reading key, ``Forged`` where it names this key and does
    not open (another circle, another record, or altered)."""
    if reading_key_hash(hpke_public(reading_seed)) != disclosure.key_hash:
        raise CannotOpen("the disclosure is for another reading key")
    try:
        return RecordKey(hpke_open(reading_seed, disclosure.sealed, _info(circle, disclosure.entry_hash, disclosure.key_hash)))
    except CannotOpen:
        raise Forged("a disclosure for this key does not open", "bad-disclosure") from None
