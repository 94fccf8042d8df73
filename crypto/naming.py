"""Pseudonyms that nobody else has, without a list of them: docs/spec/tokens.md.

All officers' devices of a deployment share a name key (32 random bytes). The token of a name is its HMAC under it: who has the
key can tell whether a name is taken, and who has not, the server above all, sees random bytes. The key comes with a device's
certificate, sealed to its reading key and signed by its body's authority.

    struct { uint8 version = 1; opaque sealed<V>; opaque signature[64]; } SealedNameKey;
"""

from __future__ import annotations

import hmac
import unicodedata
from dataclasses import field
from typing import Final

from crypto.codec import Reader, Writer, decode
from crypto.errors import Forged, Malformed
from crypto.frozen import dataclass
from crypto.primitives import LABEL_NAME_KEY, hpke_open, hpke_seal, sha256, sign, verify

TOKEN: Final = b"Qorgan 1 pseudonym"
SIZE: Final = 32
VERSION: Final = 1

_BASE = str.maketrans("әғқңөұүһіёйӘҒҚҢӨҰҮҺІЁЙ", "агкноуухиеиАГКНОУУХИЕИ")


def normalised(name: str) -> str:
    """What two names have in common that people would take for one: letters and digits only, without case, Kazakh letters as their
    Russian neighbours, words in one order. Raises ``Malformed`` where nothing is left."""
    text = unicodedata.normalize("NFKC", name).casefold().translate(_BASE)
    text = "".join(letter if letter.isalnum() else " " for letter in text)
    words = sorted(text.split())
    if not words:
        raise Malformed("a pseudonym has letters", "pseudonym")
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class NameKey:
    """The deployment's key of names. Its repr shows nothing."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != SIZE:
            raise Malformed("a name key has 32 bytes")

    def token(self, name: str) -> bytes:
        """32 bytes: the same for all spellings of a name that ``normalised`` takes for one."""
        return hmac.digest(self.secret, TOKEN + normalised(name).encode(), "sha256")


@dataclass(frozen=True, slots=True)
class SealedNameKey:
    """The name key for one device. ``signature``: of its body's authority."""

    sealed: bytes
    signature: bytes

    def encode(self) -> bytes:
        return Writer().u8(VERSION).opaque(self.sealed).fixed(self.signature, 64).bytes()


def seal_name_key(key: NameKey, body_seed: bytes, verify_key: bytes, reading_key: bytes) -> SealedNameKey:
    """For the device with these public keys."""
    sealed = hpke_seal(reading_key, key.secret, LABEL_NAME_KEY + verify_key)
    return SealedNameKey(sealed, sign(body_seed, LABEL_NAME_KEY, verify_key + sha256(sealed)))


def open_name_key(data: bytes, body_key: bytes, verify_key: bytes, reading_seed: bytes) -> NameKey:
    """Raises ``Forged`` unless the authority with ``body_key`` sealed it for the device, ``CannotOpen`` for another reading key."""
    made = decode(data, _read)
    verify(body_key, LABEL_NAME_KEY, verify_key + sha256(made.sealed), made.signature)
    secret = hpke_open(reading_seed, made.sealed, LABEL_NAME_KEY + verify_key)
    if len(secret) != SIZE:
        raise Forged("a sealed name key holds something else", "name-key")
    return NameKey(secret)


def _read(reader: Reader) -> SealedNameKey:
    if reader.u8() != VERSION:
        raise Malformed("a sealed name key of an unknown version")
    return SealedNameKey(reader.opaque(4096), reader.fixed(64))
