"""Every call of a cryptographic primitive outside MLS: hashes, signatures, key derivation, seals, the passphrase hash.

Ed25519 (RFC 8032) goes through libsodium, so its verification rules hold here and in the page: small-order and
non-canonical points and a scalar S that is not reduced are refused. HPKE (RFC 9180) goes through pyca with the X-Wing KEM
(draft-connolly-cfrg-xwing-kem: ML-KEM-768 + X25519), HKDF-SHA256 and ChaCha20-Poly1305, in base mode.

What this does not do: erase secrets from memory (Python cannot promise it), and authenticate the sender of an HPKE seal
(whoever seals signs the entry around it).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from typing import Final

import nacl.bindings as sodium
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand
from nacl.exceptions import CryptoError

from crypto.errors import CannotOpen, Forged, Malformed, Usage

LABEL_ENTRY: Final = b"Qorgan 1 entry"
LABEL_LOGIN: Final = b"Qorgan 1 login"
LABEL_APPROVAL: Final = b"Qorgan 1 approval"
LABEL_STATEMENT: Final = b"Qorgan 1 statement"
LABEL_ALARM: Final = b"Qorgan 1 alarm"
LABEL_DEPLOYMENT: Final = b"Qorgan 1 deployment"
LABEL_INTAKE: Final = b"Qorgan 1 intake"
LABEL_VAULT: Final = b"Qorgan 1 vault"
LABEL_DOCUMENT_SEAL: Final = b"Qorgan 1 document seal"
LABEL_NAME_KEY: Final = b"Qorgan 1 name key"

SIGNATURE_SIZE: Final = 64
HPKE_PUBLIC_SIZE: Final = 1216
HPKE_ENC_SIZE: Final = 1120
TAG_SIZE: Final = 16
XCHACHA_NONCE_SIZE: Final = 24

ARGON2_MIN_OPS: Final = 3
ARGON2_MIN_BYTES: Final = 64 * 1024 * 1024

HPKE_MESSAGE_KEY_SIZE: Final = 44

_MLKEM_PUBLIC_SIZE = 1184
_MLKEM_CIPHERTEXT_SIZE = 1088
_XWING_LABEL = b"\\.//^\\"
_SUITE_ID = b"HPKE" + bytes.fromhex("647a 0001 0003")
"""X-Wing, HKDF-SHA256, ChaCha20-Poly1305 (RFC 9180 section 5.1)."""
_LABEL_PREFIX = b"Qorgan 1 "
_LABEL_LIMIT = 32
_SIGNING_KEY_SIZE = 64


def sha256(*parts: bytes) -> bytes:
    """SHA-256 of the parts one after the other; the caller's format says where each ends."""
    state = hashlib.sha256()
    for part in parts:
        state.update(part)
    return state.digest()


def sha256_of(parts: Iterable[bytes]) -> bytes:
    """The same over parts that come one at a time: a file of any size."""
    state = hashlib.sha256()
    for part in parts:
        state.update(part)
    return state.digest()


def equal(a: bytes, b: bytes) -> bool:
    """Whether two secrets (or tags) are the same, in a time that depends on their size only."""
    return hmac.compare_digest(a, b)


def ed25519_public(seed: bytes) -> bytes:
    """The verify key (32 bytes) of a signing seed (32 bytes) or of what ``signing_key`` made of it."""
    return signing_key(seed)[32:]


def signing_key(seed: bytes) -> bytes:
    """The seed and its verify key (64 bytes), which ``sign`` takes too: for whoever signs often. Half of the time of a signature by
    the seed alone goes into the verify key. Never put together otherwise: signatures under two verify keys give the seed away."""
    if len(seed) == _SIGNING_KEY_SIZE:
        return seed
    secret: bytes = sodium.crypto_sign_seed_keypair(seed)[1]
    return secret


def labelled(label: bytes, message: bytes) -> bytes:
    """What is signed: u8 size of the label, the label, the message.

    A label is "Qorgan 1 " and a word, 32 bytes at most. So the first byte is at most 0x20 and the second is "Q": the input
    can be no MLS SignContent (RFC 9420 section 5.1.2: a length, then "MLS 1.0 "), no DER (first byte 0x30) and no signed
    note (its first byte is above 0x20), and no label is the start of another input. Raises ``ValueError``.
    """
    if not label.startswith(_LABEL_PREFIX) or not len(_LABEL_PREFIX) < len(label) <= _LABEL_LIMIT:
        raise ValueError("not a signature label of this project")
    return bytes([len(label)]) + label + message


def sign(seed: bytes, label: bytes, message: bytes) -> bytes:
    """Ed25519 signature (64 bytes) over the labelled message. ``seed``: 32 bytes, or its ``signing_key``."""
    return sign_raw(seed, labelled(label, message))


def verify(key: bytes, label: bytes, message: bytes, signature: bytes) -> None:
    """Raises ``Forged`` unless ``signature`` is that of ``key`` (32 bytes) over the labelled message."""
    verify_raw(key, labelled(label, message), signature)


def sign_raw(seed: bytes, message: bytes) -> bytes:
    """Ed25519 without a label, for formats of others that bring their own separation (signed notes)."""
    signed: bytes = sodium.crypto_sign(message, signing_key(seed))
    return signed[:SIGNATURE_SIZE]


def verify_raw(key: bytes, message: bytes, signature: bytes) -> None:
    """Ed25519 without a label. Raises ``Forged``."""
    if len(key) != 32 or len(signature) != SIGNATURE_SIZE:
        raise Forged("a verify key or signature has the wrong size", "bad-signature")
    try:
        sodium.crypto_sign_open(signature + message, key)
    except CryptoError:
        raise Forged("a signature does not hold", "bad-signature") from None


def p256_key(seed: bytes) -> ec.EllipticCurvePrivateKey:
    """The P-256 key of a 32-byte seed: 48 bytes of HKDF, reduced into 1..n-1 (FIPS 186-5, A.2.1). For the signatures that common
    PDF readers verify; Qorgan's own are Ed25519."""
    if len(seed) != 32:
        raise ValueError("the seed of a P-256 key has 32 bytes")
    order = ec.SECP256R1.group_order
    wide = int.from_bytes(hkdf(seed, LABEL_DOCUMENT_SEAL, 48), "big")
    return ec.derive_private_key(wide % (order - 1) + 1, ec.SECP256R1())


def p256_sign(seed: bytes, message: bytes) -> bytes:
    """ECDSA with SHA-256 (DER), deterministic (RFC 6979): the same message gives the same bytes, and no bad randomness can give the
    key away."""
    return p256_key(seed).sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))


def p256_verify(point: bytes, message: bytes, signature: bytes) -> None:
    """``point``: uncompressed, 65 bytes. Raises ``Forged``."""
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError):
        raise Forged("a signature does not hold", "bad-signature") from None


def hkdf(secret: bytes, info: bytes, length: int = 32, salt: bytes = b"") -> bytes:
    """HKDF-SHA256 (RFC 5869): extract, then expand to ``length`` bytes. An empty salt is 32 zeros (section 2.2)."""
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt or None, info=info).derive(secret)


def hkdf_expand(key: bytes, info: bytes, length: int = 32) -> bytes:
    """HKDF-Expand alone (RFC 5869 section 2.3), for a ``key`` that is already uniform and of 32 bytes or more."""
    return HKDFExpand(algorithm=hashes.SHA256(), length=length, info=info).derive(key)


def _suite() -> hpke.Suite:
    return hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)


def _expand(seed: bytes) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    """The X-Wing key pair of a 32-byte seed (draft-connolly-cfrg-xwing-kem, expandDecapsulationKey)."""
    if len(seed) != 32:
        raise ValueError("a reading seed has 32 bytes")
    expanded = hashlib.shake_256(seed).digest(96)
    return MLKEM768PrivateKey.from_seed_bytes(expanded[:64]), X25519PrivateKey.from_private_bytes(expanded[64:])


def hpke_public(seed: bytes) -> bytes:
    """The X-Wing public key (1216 bytes: ML-KEM-768 key, then X25519 key) of a 32-byte seed."""
    lattice, curve = _expand(seed)
    return lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()


def hpke_seal(public: bytes, plaintext: bytes, info: bytes) -> bytes:
    """HPKE single-shot seal (RFC 9180 section 6.1), base mode, no associated data: enc (1120) || ciphertext || tag.

    pyca draws the ephemeral key itself: the one place where the core is not deterministic. Raises ``Malformed`` where
    ``public`` is no X-Wing key.
    """
    key = _load_public(public)
    try:
        return _suite().encrypt(plaintext, key, info)
    except ValueError:
        raise Malformed("a reading key is not an X-Wing key", "bad-reading-key") from None


def check_reading_key(public: bytes) -> None:
    """Raises ``Malformed`` where ``hpke_seal`` could not seal to ``public``: else whoever states a bad key stops all who seal."""
    _load_public(public)
    try:
        # A point of small order gives zero with every scalar (RFC 7748 section 6.1), so with this one too.
        X25519PrivateKey.from_private_bytes(bytes(32)).exchange(X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC_SIZE:]))
    except ValueError:
        raise Malformed("a reading key is not an X-Wing key", "bad-reading-key") from None


def _load_public(public: bytes) -> hpke.MLKEM768X25519PublicKey:
    if len(public) != HPKE_PUBLIC_SIZE:
        raise Malformed("a reading key has the wrong size", "bad-reading-key")
    try:
        return hpke.MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC_SIZE]),
            X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC_SIZE:]),
        )
    except ValueError:
        raise Malformed("a reading key is not an X-Wing key", "bad-reading-key") from None


def hpke_open(seed: bytes, sealed: bytes, info: bytes) -> bytes:
    """Opens what ``hpke_seal`` made. Raises ``CannotOpen`` (another key, another info, or altered bytes: HPKE cannot tell)."""
    if len(sealed) < HPKE_ENC_SIZE + TAG_SIZE:
        raise CannotOpen("a seal is too short")
    key = hpke.MLKEM768X25519PrivateKey(*_expand(seed))
    try:
        return _suite().decrypt(sealed, key, info)
    except (InvalidTag, ValueError):
        raise CannotOpen("a seal does not open with this key") from None


def hpke_message_key(seed: bytes, sealed: bytes, info: bytes) -> bytes:
    """Key (32) and nonce (12) of one message that ``hpke_seal`` made: they open it and no other, while ``seed`` opens all that are
    sealed to its key. RFC 9180 sections 4.1 and 5.1 for X-Wing, base mode, no psk. Raises ``CannotOpen`` where the message is not
    for that key and info."""
    if len(sealed) < HPKE_ENC_SIZE + TAG_SIZE:
        raise CannotOpen("a seal is too short")
    lattice, curve = _expand(seed)
    ciphertext, point = sealed[:_MLKEM_CIPHERTEXT_SIZE], sealed[_MLKEM_CIPHERTEXT_SIZE:HPKE_ENC_SIZE]
    try:
        shared = curve.exchange(X25519PublicKey.from_public_bytes(point))
    except ValueError:
        raise CannotOpen("a seal does not open with this key") from None
    parts = (lattice.decapsulate(ciphertext), shared, point, curve.public_key().public_bytes_raw(), _XWING_LABEL)
    secret = hashlib.sha3_256(b"".join(parts)).digest()
    context = b"\0" + _extract(b"", b"psk_id_hash", b"") + _extract(b"", b"info_hash", info)
    schedule = _extract(secret, b"secret", b"")
    key = _expand_labelled(schedule, b"key", context, 32) + _expand_labelled(schedule, b"base_nonce", context, 12)
    hpke_open_with_key(key, sealed)
    return key


def hpke_open_with_key(key: bytes, sealed: bytes) -> bytes:
    """Opens one message with its ``hpke_message_key``. Raises ``CannotOpen``."""
    if len(key) != HPKE_MESSAGE_KEY_SIZE:
        raise CannotOpen("the key of a seal has the wrong size")
    try:
        plaintext: bytes = sodium.crypto_aead_chacha20poly1305_ietf_decrypt(sealed[HPKE_ENC_SIZE:], None, key[32:], key[:32])
    except (CryptoError, ValueError):
        raise CannotOpen("a seal does not open with this key") from None
    return plaintext


def _extract(salt: bytes, label: bytes, value: bytes) -> bytes:
    """LabeledExtract of RFC 9180 section 4."""
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + _SUITE_ID + label + value, "sha256")


def _expand_labelled(secret: bytes, label: bytes, info: bytes, length: int) -> bytes:
    """LabeledExpand of RFC 9180 section 4."""
    return hkdf_expand(secret, length.to_bytes(2, "big") + b"HPKE-v1" + _SUITE_ID + label + info, length)


def xchacha_seal(key: bytes, nonce: bytes, plaintext: bytes, aad: bytes) -> bytes:
    """XChaCha20-Poly1305 (libsodium's IETF form): 32-byte key, 24-byte nonce. Returns ciphertext || tag.

    It does not commit to its key: whoever stores a ciphertext for several readers stores a commitment beside it.
    """
    sealed: bytes = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, aad, nonce, key)
    return sealed


def xchacha_open(key: bytes, nonce: bytes, sealed: bytes, aad: bytes) -> bytes:
    """Opens what ``xchacha_seal`` made. Raises ``Forged``."""
    if len(sealed) < TAG_SIZE or len(nonce) != XCHACHA_NONCE_SIZE:
        raise Forged("a ciphertext is too short", "bad-ciphertext")
    try:
        plaintext: bytes = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, aad, nonce, key)
    except CryptoError:
        raise Forged("a ciphertext does not hold", "bad-ciphertext") from None
    return plaintext


def argon2id(passphrase: bytes, salt: bytes, *, ops: int, mem_bytes: int) -> bytes:
    """Argon2id (RFC 9106), version 0x13, one lane: 32 bytes from a passphrase and a 16-byte salt.

    ``ops`` passes over ``mem_bytes`` bytes. Below three passes or 64 MiB (the second recommended option of RFC 9106
    section 4 has t=3, 64 MiB) it refuses with ``Usage``: no server, card or file can talk a client into less.
    """
    if ops < ARGON2_MIN_OPS or mem_bytes < ARGON2_MIN_BYTES:
        raise Usage("Argon2id below 3 passes over 64 MiB is refused", "weak-passphrase-hash")
    if len(salt) != sodium.crypto_pwhash_SALTBYTES:
        raise Usage("the salt of a passphrase has 16 bytes")
    derived: bytes = sodium.crypto_pwhash_alg(32, passphrase, salt, ops, mem_bytes, sodium.crypto_pwhash_ALG_ARGON2ID13)
    return derived
