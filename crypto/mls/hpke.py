"""The two KEMs and HPKE (RFC 9180) in base mode as the cipher suites of MLS use them.

Sealing and opening are pyca's. The exporter, which pyca does not have and external commits need (RFC 9420 section 8.3), is
the RFC 9180 key schedule on pyca's KEM primitives. Private keys are 32 bytes: an X25519 scalar, or an X-Wing seed that
SHAKE-256 expands (draft-connolly-cfrg-xwing-kem section 5.2). pyca draws the ephemeral keys of a seal by itself: the one
randomness in this package that is not the caller's ``entropy``.
"""

from __future__ import annotations

import hashlib
import hmac
from abc import ABC, abstractmethod

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from crypto.errors import CannotOpen, Malformed

PRIVATE_SIZE = 32
_X25519_SIZE = 32
_MLKEM_PUBLIC_SIZE = 1184
_MLKEM_SEED_SIZE = 64
_MLKEM_CIPHERTEXT_SIZE = 1088
_XWING_LABEL = b"\\./" + b"/^\\"
_BASE_MODE = b"\x00"


def hkdf_extract(hash_name: str, salt: bytes, ikm: bytes) -> bytes:
    """RFC 5869 section 2.2."""
    return hmac.digest(salt, ikm, hash_name)


def hkdf_expand(hash_name: str, prk: bytes, info: bytes, length: int) -> bytes:
    """RFC 5869 section 2.3. Raises ``ValueError`` over 255 blocks."""
    size = hashlib.new(hash_name).digest_size
    if length > 255 * size:
        raise ValueError("HKDF cannot expand to that many bytes")
    output, block = b"", b""
    counter = 0
    while len(output) < length:
        counter += 1
        block = hmac.digest(prk, block + info + bytes([counter]), hash_name)
        output += block
    return output[:length]


def _labeled_extract(hash_name: str, suite_id: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    """RFC 9180 section 4."""
    return hkdf_extract(hash_name, salt, b"HPKE-v1" + suite_id + label + ikm)


def _labeled_expand(hash_name: str, suite_id: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    """RFC 9180 section 4."""
    return hkdf_expand(hash_name, prk, length.to_bytes(2, "big") + b"HPKE-v1" + suite_id + label + info, length)


class Kem(ABC):
    """A KEM by its RFC 9180 names, on raw keys."""

    kem_id: int
    enc_size: int
    public_size: int

    @abstractmethod
    def derive_private(self, ikm: bytes) -> bytes: ...

    @abstractmethod
    def public(self, private: bytes) -> bytes: ...

    @abstractmethod
    def encap(self, public: bytes) -> tuple[bytes, bytes]:
        """(shared secret, enc). Raises ``Malformed`` for a key that is none."""

    @abstractmethod
    def decap(self, enc: bytes, private: bytes) -> bytes:
        """Raises ``CannotOpen``."""

    @abstractmethod
    def load_private(self, private: bytes) -> X25519PrivateKey | hpke.MLKEM768X25519PrivateKey: ...

    @abstractmethod
    def load_public(self, public: bytes) -> X25519PublicKey | hpke.MLKEM768X25519PublicKey:
        """Raises ``Malformed``."""


class X25519Kem(Kem):
    """DHKEM(X25519, HKDF-SHA256), RFC 9180 section 4.1."""

    kem_id = 0x0020
    enc_size = _X25519_SIZE
    public_size = _X25519_SIZE
    _suite_id = b"KEM\x00\x20"

    def derive_private(self, ikm: bytes) -> bytes:
        prk = _labeled_extract("sha256", self._suite_id, b"", b"dkp_prk", ikm)  # RFC 9180 section 7.1.3
        return _labeled_expand("sha256", self._suite_id, prk, b"sk", b"", PRIVATE_SIZE)

    def public(self, private: bytes) -> bytes:
        return self.load_private(private).public_key().public_bytes_raw()

    def load_private(self, private: bytes) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(private)

    def load_public(self, public: bytes) -> X25519PublicKey:
        try:
            return X25519PublicKey.from_public_bytes(public)
        except ValueError as error:
            raise Malformed("not an X25519 public key") from error

    def _shared(self, dh: bytes, enc: bytes, public: bytes) -> bytes:
        prk = _labeled_extract("sha256", self._suite_id, b"", b"eae_prk", dh)
        return _labeled_expand("sha256", self._suite_id, prk, b"shared_secret", enc + public, 32)

    def encap(self, public: bytes) -> tuple[bytes, bytes]:
        ephemeral = X25519PrivateKey.generate()
        enc = ephemeral.public_key().public_bytes_raw()
        try:
            dh = ephemeral.exchange(self.load_public(public))
        except ValueError as error:  # an all-zero result: RFC 9180 section 7.1.4
            raise Malformed("an X25519 public key of small order") from error
        return self._shared(dh, enc, public), enc

    def decap(self, enc: bytes, private: bytes) -> bytes:
        own = self.load_private(private)
        try:
            dh = own.exchange(self.load_public(enc))
        except (ValueError, Malformed) as error:
            raise CannotOpen("the KEM output is not a public key") from error
        return self._shared(dh, enc, own.public_key().public_bytes_raw())


class XWingKem(Kem):
    """X-Wing: ML-KEM-768 with X25519, combined by SHA3-256 (draft-connolly-cfrg-xwing-kem)."""

    kem_id = 0x647A
    enc_size = _MLKEM_CIPHERTEXT_SIZE + _X25519_SIZE
    public_size = _MLKEM_PUBLIC_SIZE + _X25519_SIZE

    def derive_private(self, ikm: bytes) -> bytes:
        return hashlib.shake_256(ikm).digest(PRIVATE_SIZE)

    def _expand(self, private: bytes) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        if len(private) != PRIVATE_SIZE:
            raise ValueError("an X-Wing private key is a seed of 32 bytes")
        expanded = hashlib.shake_256(private).digest(_MLKEM_SEED_SIZE + _X25519_SIZE)
        return (
            MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED_SIZE]),
            X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED_SIZE:]),
        )

    def public(self, private: bytes) -> bytes:
        mlkem, x25519 = self._expand(private)
        return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()

    def load_private(self, private: bytes) -> hpke.MLKEM768X25519PrivateKey:
        return hpke.MLKEM768X25519PrivateKey(*self._expand(private))

    def _split(self, public: bytes) -> tuple[MLKEM768PublicKey, X25519PublicKey]:
        try:
            return (
                MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC_SIZE]),
                X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC_SIZE:]),
            )
        except ValueError as error:
            raise Malformed("not an X-Wing public key") from error

    def load_public(self, public: bytes) -> hpke.MLKEM768X25519PublicKey:
        return hpke.MLKEM768X25519PublicKey(*self._split(public))

    def encap(self, public: bytes) -> tuple[bytes, bytes]:
        mlkem, x25519 = self._split(public)
        secret_m, ciphertext_m = mlkem.encapsulate()
        ephemeral = X25519PrivateKey.generate()
        ciphertext_x = ephemeral.public_key().public_bytes_raw()
        try:
            secret_x = ephemeral.exchange(x25519)
        except ValueError as error:
            raise Malformed("an X25519 public key of small order") from error
        return _combine(secret_m, secret_x, ciphertext_x, x25519), ciphertext_m + ciphertext_x

    def decap(self, enc: bytes, private: bytes) -> bytes:
        mlkem, x25519 = self._expand(private)
        try:
            secret_m = mlkem.decapsulate(enc[:_MLKEM_CIPHERTEXT_SIZE])
            secret_x = x25519.exchange(X25519PublicKey.from_public_bytes(enc[_MLKEM_CIPHERTEXT_SIZE:]))
        except ValueError as error:
            raise CannotOpen("the KEM output is not one of X-Wing") from error
        return _combine(secret_m, secret_x, enc[_MLKEM_CIPHERTEXT_SIZE:], x25519.public_key())


def _combine(secret_m: bytes, secret_x: bytes, ciphertext_x: bytes, public_x: X25519PublicKey) -> bytes:
    """draft-connolly-cfrg-xwing-kem section 5.3."""
    return hashlib.sha3_256(secret_m + secret_x + ciphertext_x + public_x.public_bytes_raw() + _XWING_LABEL).digest()


class Hpke:
    """One HPKE suite: a KEM, HKDF with ``hash_name`` and an AEAD (RFC 9180 section 7)."""

    __slots__ = ("_hash_name", "_suite", "_suite_id", "kem")

    def __init__(self, kem: Kem, hash_name: str, kem_name: hpke.KEM, kdf: hpke.KDF, aead: hpke.AEAD, ids: tuple[int, int]) -> None:
        self.kem = kem
        self._hash_name = hash_name
        self._suite = hpke.Suite(kem_name, kdf, aead)
        self._suite_id = b"HPKE" + b"".join(number.to_bytes(2, "big") for number in (kem.kem_id, *ids))

    def seal(self, public: bytes, info: bytes, plaintext: bytes) -> tuple[bytes, bytes]:
        """(enc, ciphertext), with an empty aad. Raises ``Malformed`` for a key that is none."""
        key = self.kem.load_public(public)
        try:
            sealed = self._suite.encrypt(plaintext, key, info)
        except ValueError as error:
            raise Malformed("an X25519 public key of small order") from error
        return sealed[: self.kem.enc_size], sealed[self.kem.enc_size :]

    def open(self, private: bytes, info: bytes, enc: bytes, ciphertext: bytes) -> bytes:
        """Raises ``CannotOpen``."""
        if len(enc) != self.kem.enc_size:
            raise CannotOpen("the KEM output has a wrong size")
        try:
            return self._suite.decrypt(enc + ciphertext, self.kem.load_private(private), info)
        except (InvalidTag, ValueError) as error:
            raise CannotOpen("the HPKE ciphertext does not open") from error

    def export_to(self, public: bytes, context: bytes, length: int) -> tuple[bytes, bytes]:
        """SetupBaseS with an empty info, then Export: (enc, secret). Raises ``Malformed``."""
        shared, enc = self.kem.encap(public)
        return enc, self._export(shared, context, length)

    def export_from(self, private: bytes, enc: bytes, context: bytes, length: int) -> bytes:
        """SetupBaseR with an empty info, then Export. Raises ``CannotOpen``."""
        if len(enc) != self.kem.enc_size:
            raise CannotOpen("the KEM output has a wrong size")
        return self._export(self.kem.decap(enc, private), context, length)

    def _export(self, shared: bytes, context: bytes, length: int) -> bytes:
        """RFC 9180 sections 5.1 (KeySchedule, mode_base, empty info and psk) and 5.3."""
        name, suite_id = self._hash_name, self._suite_id
        psk_id_hash = _labeled_extract(name, suite_id, b"", b"psk_id_hash", b"")
        info_hash = _labeled_extract(name, suite_id, b"", b"info_hash", b"")
        secret = _labeled_extract(name, suite_id, shared, b"secret", b"")
        schedule = _BASE_MODE + psk_id_hash + info_hash
        exporter = _labeled_expand(name, suite_id, secret, b"exp", schedule, hashlib.new(name).digest_size)
        return _labeled_expand(name, suite_id, exporter, b"sec", context, length)
