"""Key rings: an Ed25519 signing key and an X-Wing reading key, each from a 32-byte seed; and the hashes that name holders.

A device's and a prosecutor's seeds are random. A person's are derived from a passphrase and the deployment's salt, so any
borrowed phone will do and nothing stays on it. See docs/spec/ring.md.
"""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import Final

from crypto.codec import Reader, Writer, decode
from crypto.entropy import Entropy
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.primitives import argon2id, ed25519_public, hkdf, hpke_open, hpke_public, sha256, sign, signing_key
from crypto.types import CertificateHash, Holder, KeyHash
from crypto.words import check

VERSION: Final = 1
ARGON2_OPS: Final = 3
ARGON2_BYTES: Final = 64 * 1024 * 1024


def person_hash(verify_key: bytes) -> Holder:
    """How a person is named where a device is named by its certificate's hash."""
    return Holder(sha256(b"Qorgan 1 person", verify_key))


def reading_key_hash(reading_key: bytes) -> KeyHash:
    """Names a reading key (1216 bytes)."""
    return KeyHash(sha256(b"Qorgan 1 reading key", reading_key))


def certificate_hash(der: bytes) -> CertificateHash:
    """Names a certificate."""
    return CertificateHash(sha256(der))


@dataclass(frozen=True)
class KeyRing:
    """The two seeds of one holder. Equality compares seeds; nothing prints them."""

    signing_seed: bytes = field(repr=False)
    reading_seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.signing_seed) != 32 or len(self.reading_seed) != 32:
            raise Malformed("a seed of a key ring has 32 bytes")

    @staticmethod
    def random(entropy: Entropy) -> KeyRing:
        """A new ring of a device."""
        return KeyRing(entropy(32), entropy(32))

    @staticmethod
    def from_passphrase(words: str, salt: bytes) -> KeyRing:
        """A person's ring: Argon2id (3 passes, 64 MiB, one lane: fixed by the format), then HKDF-SHA256.

        ``salt`` is the deployment's (16 bytes). Raises ``Usage`` where a word is not on the list or six are not there.
        """
        root = argon2id(check(words).encode("ascii"), salt, ops=ARGON2_OPS, mem_bytes=ARGON2_BYTES)
        return KeyRing(hkdf(root, b"Qorgan 1 signing"), hkdf(root, b"Qorgan 1 reading"))

    @cached_property
    def verify_key(self) -> bytes:
        """32 bytes."""
        return ed25519_public(self.signing_key)

    @cached_property
    def signing_key(self) -> bytes:
        """The signing seed with its verify key: what ``crypto.primitives.sign`` takes half as long with."""
        return signing_key(self.signing_seed)

    @cached_property
    def reading_key(self) -> bytes:
        """1216 bytes."""
        return hpke_public(self.reading_seed)

    @cached_property
    def reading_key_hash(self) -> KeyHash:
        return reading_key_hash(self.reading_key)

    @property
    def person_hash(self) -> Holder:
        """This ring's name where it belongs to a person."""
        return person_hash(self.verify_key)

    def sign(self, label: bytes, message: bytes) -> bytes:
        return sign(self.signing_key, label, message)

    def open(self, sealed: bytes, info: bytes) -> bytes:
        """Opens a seal to the reading key. Raises ``CannotOpen``."""
        return hpke_open(self.reading_seed, sealed, info)

    def encode(self) -> bytes:
        """u8 version || signing seed[32] || reading seed[32]: for the encrypted store only."""
        return Writer().u8(VERSION).fixed(self.signing_seed, 32).fixed(self.reading_seed, 32).bytes()

    @staticmethod
    def decode(data: bytes) -> KeyRing:
        """Raises ``Malformed``."""
        return decode(data, _read)


def _read(reader: Reader) -> KeyRing:
    if reader.u8() != VERSION:
        raise Malformed("a key ring of an unknown version")
    return KeyRing(reader.fixed(32), reader.fixed(32))
