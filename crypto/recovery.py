"""A body's recovery key, kept offline in two halves: docs/spec/vault.md, "Recovery keys".

    seed   32 random bytes; halves: r and seed XOR r, each alone uniform
    ring   HKDF(seed, "Qorgan 1 recovery signing"), HKDF(seed, "Qorgan 1 recovery reading")
    half   "QORGANR1-" || base32(half || SHA-256("Qorgan 1 recovery half" || half)[:5])
           without "=", in groups of eight with "-" between;
           half = u8 version || u8 number || key id[8] || value[32]; key id = SHA-256("Qorgan 1 recovery key" || verify key)[:8]

Who has one half has nothing, not even a way to test a guess. The key id says which two halves belong together.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import field

from crypto.codec import Reader, Writer, decode
from crypto.entropy import Entropy
from crypto.errors import Forged, Malformed, Usage
from crypto.frozen import dataclass
from crypto.primitives import equal, hkdf, sha256
from crypto.ring import KeyRing
from crypto.vault import join_seed, split_seed

VERSION = 1
_PREFIX = "QORGANR1-"
_GROUP, _SUM, _ID = 8, 5, 8


@dataclass(frozen=True, slots=True)
class RecoveryHalf:
    """``number``: 1 or 2; ``key``: id of the whole key (8 bytes); ``value``: 32 bytes."""

    number: int
    key: bytes
    value: bytes = field(repr=False)

    def encode(self) -> str:
        """Letters to print or to write down by hand."""
        body = Writer().u8(VERSION).u8(self.number).fixed(self.key, _ID).fixed(self.value, 32).bytes()
        text = base64.b32encode(body + _sum(body)).decode().rstrip("=")
        return _PREFIX + "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))

    @staticmethod
    def decode(text: str) -> RecoveryHalf:
        """As somebody typed it: spaces, line breaks and case do not count. Raises ``Malformed``; the message has nothing of it."""
        letters = "".join(text.split()).upper()
        if not letters.startswith(_PREFIX):
            raise Malformed("not a half of a recovery key", "bad-half")
        letters = letters.removeprefix(_PREFIX).replace("-", "")
        try:
            data = base64.b32decode(letters + "=" * (-len(letters) % 8))
        except (binascii.Error, ValueError):
            raise Malformed("the half has a letter that is none of its alphabet", "bad-half") from None
        if base64.b32encode(data).decode().rstrip("=") != letters or not equal(_sum(data[:-_SUM]), data[-_SUM:]):
            raise Malformed("the half was written down wrongly: its checksum does not hold", "bad-half")
        return decode(data[:-_SUM], _read)


def _sum(body: bytes) -> bytes:
    return sha256(b"Qorgan 1 recovery half", body)[:_SUM]


def _read(reader: Reader) -> RecoveryHalf:
    if reader.u8() != VERSION:
        raise Malformed("a half of an unknown version", "unknown-version")
    number = reader.u8()
    if number not in (1, 2):
        raise Malformed("a recovery key has two halves", "bad-half")
    return RecoveryHalf(number, reader.fixed(_ID), reader.fixed(32))


def _ring(seed: bytes) -> KeyRing:
    return KeyRing(hkdf(seed, b"Qorgan 1 recovery signing"), hkdf(seed, b"Qorgan 1 recovery reading"))


def _key_id(ring: KeyRing) -> bytes:
    return sha256(b"Qorgan 1 recovery key", ring.verify_key)[:_ID]


def new_recovery_key(entropy: Entropy) -> tuple[KeyRing, RecoveryHalf, RecoveryHalf]:
    """The ring, which nobody keeps, and its halves."""
    seed = entropy(32)
    ring = _ring(seed)
    first, second = split_seed(seed, entropy)
    return ring, RecoveryHalf(1, _key_id(ring), first), RecoveryHalf(2, _key_id(ring), second)


def joined(first: RecoveryHalf, second: RecoveryHalf) -> KeyRing:
    """The ring of two halves, in any order. Raises ``Usage`` where they are one half twice or of two keys, ``Forged`` where they
    do not give the key that they name."""
    if first.number == second.number:
        raise Usage("these are the same half twice: the other one is needed", "same-half")
    if first.key != second.key:
        raise Usage("these are halves of two different keys", "other-key")
    ring = _ring(join_seed(first.value, second.value))
    if not equal(_key_id(ring), first.key):
        raise Forged("the halves do not give the key that they name", "bad-half")
    return ring
