"""Cipher suites (RFC 9420 section 5.1) and every labelled primitive that the protocol calls.

0x0001 and 0x0003 are of the RFC. 84 is the number that the npm package ts-mls 1.6.4 gives to X-Wing with HKDF-SHA512,
ChaCha20-Poly1305, SHA-512 and Ed25519: a private code point until one is assigned. Ed25519 goes through libsodium, so its
verification rules hold (small-order points and unreduced scalars are refused).
"""

from __future__ import annotations

import hashlib
import hmac
from functools import cache
from typing import Final

import nacl.bindings as sodium
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from nacl.exceptions import CryptoError

from crypto.codec import Reader, Writer
from crypto.errors import CannotOpen, Forged, Malformed, Usage
from crypto.frozen import dataclass
from crypto.mls.hpke import Hpke, X25519Kem, XWingKem, hkdf_expand, hkdf_extract
from crypto.mls.struct import Struct

SUITE_X25519_AES: Final = 0x0001
SUITE_X25519_CHACHA: Final = 0x0003
SUITE_XWING: Final = 84
SUITES: Final = (SUITE_XWING, SUITE_X25519_CHACHA, SUITE_X25519_AES)

SIGNING_SEED_SIZE: Final = 32
SIGNATURE_KEY_SIZE: Final = 32
_SIGNATURE_SIZE = 64
_PREFIX = b"MLS 1.0 "


@dataclass(frozen=True, slots=True)
class HPKECiphertext(Struct):
    """RFC 9420 section 7.6."""

    kem_output: bytes
    ciphertext: bytes

    def write(self, writer: Writer) -> None:
        writer.opaque(self.kem_output).opaque(self.ciphertext)

    @classmethod
    def read(cls, reader: Reader) -> HPKECiphertext:
        return cls(reader.opaque(), reader.opaque())


@dataclass(frozen=True, slots=True)
class Suite:
    """The primitives of one cipher suite. Sizes in bytes: ``nh`` hash and KDF output, ``nk`` AEAD key, ``nn`` AEAD nonce."""

    number: int
    hash_name: str
    nh: int
    nk: int
    nn: int
    cipher: type[AESGCM] | type[ChaCha20Poly1305]
    hpke: Hpke

    def hash(self, data: bytes) -> bytes:
        return hashlib.new(self.hash_name, data).digest()

    def mac(self, key: bytes, data: bytes) -> bytes:
        return hmac.digest(key, data, self.hash_name)

    def verify_mac(self, key: bytes, data: bytes, tag: bytes, what: str) -> None:
        """Raises ``Forged``."""
        if not hmac.compare_digest(self.mac(key, data), tag):
            raise Forged(f"the {what} does not hold")

    @property
    def zero(self) -> bytes:
        """The ``0`` of the key schedule's diagrams: Nh zero bytes (section 8)."""
        return bytes(self.nh)

    def extract(self, salt: bytes, ikm: bytes) -> bytes:
        return hkdf_extract(self.hash_name, salt, ikm)

    def expand_with_label(self, secret: bytes, label: bytes, context: bytes, length: int) -> bytes:
        """Section 8. Raises ``Usage`` for a length that the KDF cannot give."""
        if not 0 <= length <= min(0xFFFF, 255 * self.nh):
            raise Usage("that many bytes cannot be derived")
        info = Writer().u16(length).opaque(_PREFIX + label).opaque(context).bytes()
        return hkdf_expand(self.hash_name, secret, info, length)

    def derive_secret(self, secret: bytes, label: bytes) -> bytes:
        return self.expand_with_label(secret, label, b"", self.nh)

    def derive_tree_secret(self, secret: bytes, label: bytes, generation: int, length: int) -> bytes:
        """Section 9.1."""
        return self.expand_with_label(secret, label, generation.to_bytes(4, "big"), length)

    def ref_hash(self, label: bytes, value: bytes) -> bytes:
        """Section 5.2. ``label`` is whole: it carries its own "MLS 1.0 "."""
        return self.hash(Writer().opaque(label).opaque(value).bytes())

    def key_package_ref(self, key_package: bytes) -> bytes:
        return self.ref_hash(b"MLS 1.0 KeyPackage Reference", key_package)

    def proposal_ref(self, authenticated_content: bytes) -> bytes:
        return self.ref_hash(b"MLS 1.0 Proposal Reference", authenticated_content)

    def sign(self, seed: bytes, label: bytes, content: bytes) -> bytes:
        """SignWithLabel (section 5.1.2)."""
        secret = sodium.crypto_sign_seed_keypair(seed)[1]
        signed: bytes = sodium.crypto_sign(_labelled(label, content), secret)
        return signed[:_SIGNATURE_SIZE]

    def verify(self, key: bytes, label: bytes, content: bytes, signature: bytes, what: str) -> None:
        """VerifyWithLabel (section 5.1.2). Raises ``Forged``; ``what`` names the signed thing in the message."""
        if len(key) != SIGNATURE_KEY_SIZE or len(signature) != _SIGNATURE_SIZE:
            raise Forged(f"the signature of the {what} or its key has a wrong size")
        try:
            sodium.crypto_sign_open(signature + _labelled(label, content), key)
        except (CryptoError, ValueError) as error:
            raise Forged(f"the signature of the {what} does not hold") from error

    def seal(self, public: bytes, label: bytes, context: bytes, plaintext: bytes) -> HPKECiphertext:
        """EncryptWithLabel (section 5.1.3). Raises ``Malformed`` for a key that is none."""
        return HPKECiphertext(*self.hpke.seal(public, _labelled(label, context), plaintext))

    def open(self, private: bytes, label: bytes, context: bytes, sealed: HPKECiphertext) -> bytes:
        """DecryptWithLabel (section 5.1.3). Raises ``CannotOpen``."""
        return self.hpke.open(private, _labelled(label, context), sealed.kem_output, sealed.ciphertext)

    def derive_key_pair(self, ikm: bytes) -> tuple[bytes, bytes]:
        """(private, public): KEM.DeriveKeyPair."""
        private = self.hpke.kem.derive_private(ikm)
        return private, self.hpke.kem.public(private)

    def public_key(self, private: bytes) -> bytes:
        """Raises ``Usage`` for a private key of a wrong size."""
        try:
            return self.hpke.kem.public(private)
        except ValueError as error:
            raise Usage("not a private key of this suite") from error

    def check_public_key(self, public: bytes, what: str) -> None:
        """Raises ``Malformed``."""
        if len(public) != self.hpke.kem.public_size:
            raise Malformed(f"the {what} is not a public key of the suite")
        self.hpke.kem.load_public(public)

    def encrypt(self, key: bytes, nonce: bytes, aad: bytes, plaintext: bytes) -> bytes:
        return self.cipher(key).encrypt(nonce, plaintext, aad)

    def decrypt(self, key: bytes, nonce: bytes, aad: bytes, ciphertext: bytes) -> bytes:
        """Raises ``CannotOpen``."""
        try:
            return self.cipher(key).decrypt(nonce, ciphertext, aad)
        except (InvalidTag, ValueError) as error:
            raise CannotOpen("the ciphertext does not open") from error


def signature_key(seed: bytes) -> bytes:
    """The Ed25519 public key of a 32-byte seed. Raises ``Usage``."""
    if len(seed) != SIGNING_SEED_SIZE:
        raise Usage("a signing seed has 32 bytes")
    public: bytes = sodium.crypto_sign_seed_keypair(seed)[0]
    return public


@cache
def suite_of(number: int) -> Suite:
    """Raises ``Malformed`` for a suite that we do not have."""
    if number == SUITE_X25519_AES:
        parts = Hpke(X25519Kem(), "sha256", hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_128_GCM, (1, 1))
        return Suite(number, "sha256", nh=32, nk=16, nn=12, cipher=AESGCM, hpke=parts)
    if number == SUITE_X25519_CHACHA:
        parts = Hpke(X25519Kem(), "sha256", hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305, (1, 3))
        return Suite(number, "sha256", nh=32, nk=32, nn=12, cipher=ChaCha20Poly1305, hpke=parts)
    if number == SUITE_XWING:
        parts = Hpke(XWingKem(), "sha512", hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA512, hpke.AEAD.CHACHA20_POLY1305, (3, 3))
        return Suite(number, "sha512", nh=64, nk=32, nn=12, cipher=ChaCha20Poly1305, hpke=parts)
    raise Malformed(f"cipher suite {number} is not one of ours")


def _labelled(label: bytes, content: bytes) -> bytes:
    """SignContent and EncryptContext have the same shape."""
    return Writer().opaque(_PREFIX + label).opaque(content).bytes()
