"""The identity vault: pseudonym -> real identity, under two halves that no body holds both of: docs/spec/vault.md.

s_A and s_B are independent random secrets; side A is the deciding body, side B the implementing one. Each half is sealed to every
custodian of its own side. One half alone says nothing about the key: the other is 32 uniform bytes. Each half has a commitment,
so that a wrong one is told from a wrong other.

What this does not do: decide who may open (a request with a reason in the log first, then the approval of a custodian of the other
side: the clients' rules), and take back what was opened: the end time of a request is kept by honest clients only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from enum import IntEnum

from crypto.codec import Reader, Writer, decode
from crypto.deadline import bounded
from crypto.entropy import Entropy
from crypto.errors import CannotOpen, Forged, Malformed, Usage
from crypto.frozen import dataclass
from crypto.pad import LADDER, pad, unpad
from crypto.primitives import (
    HPKE_ENC_SIZE,
    TAG_SIZE,
    equal,
    hkdf,
    hpke_open,
    hpke_public,
    hpke_seal,
    xchacha_open,
    xchacha_seal,
)
from crypto.ring import reading_key_hash
from crypto.types import CircleId, EntryHash, Holder, KeyHash

VERSION = 1
MAX_HALVES = 128
_SEALED_HALF_SIZE = HPKE_ENC_SIZE + 32 + TAG_SIZE


class Side(IntEnum):
    """Whose half it is."""

    A = 1
    """deciding body"""
    B = 2
    """implementing body"""


@dataclass(frozen=True, slots=True)
class HalfSecret:
    """s_A or s_B: 32 bytes."""

    side: Side
    value: bytes = field(repr=False)

    @property
    def commitment(self) -> bytes:
        """HKDF(s, "half"): says which s is meant and, s being 32 random bytes, nothing else."""
        return hkdf(self.value, b"half")


@dataclass(frozen=True, slots=True)
class Half:
    """A half sealed to one custodian (``holder``) of its side."""

    side: Side
    holder: Holder
    key_hash: KeyHash
    sealed: bytes

    def encode(self) -> bytes:
        return _write_half(Writer(), self).bytes()


@dataclass(frozen=True, slots=True)
class Release:
    """A half sealed by a custodian to whoever asked for it, bound to the request (the hash of its entry)."""

    side: Side
    request: EntryHash
    key_hash: KeyHash
    sealed: bytes

    def encode(self) -> bytes:
        writer = Writer().u8(VERSION).u8(self.side).fixed(self.request, 32).fixed(self.key_hash, 32)
        return writer.opaque(self.sealed).bytes()


@dataclass(frozen=True, slots=True)
class Vault:
    """The sealed identity: the payload of a record of the coordination circle. ``id``: 16 random bytes."""

    circle: CircleId
    id: bytes
    commitment_a: bytes
    commitment_b: bytes
    commitment: bytes
    nonce: bytes
    ciphertext: bytes
    halves: tuple[Half, ...]

    def clear(self) -> bytes:
        """What the ciphertext is bound to: everything before the nonce. Halves are not: colleagues seal new ones."""
        return self._head().bytes()

    def encode(self) -> bytes:
        return self._head().fixed(self.nonce, 24).opaque(self.ciphertext).vector(self.halves, _write_half).bytes()

    def _head(self) -> Writer:
        writer = Writer().u8(VERSION).fixed(self.circle, 32).fixed(self.id, 16)
        return writer.fixed(self.commitment_a, 32).fixed(self.commitment_b, 32).fixed(self.commitment, 32)

    def half_commitment(self, side: Side) -> bytes:
        return self.commitment_a if side is Side.A else self.commitment_b

    def halves_for(self, holder: bytes) -> tuple[Half, ...]:
        """The halves that are sealed to a holder."""
        return tuple(half for half in self.halves if half.holder == holder)


Custodian = tuple[Holder, bytes]
"""Holder and reading key (1216 bytes)."""


def new_vault(
    identity: bytes, custodians_a: Sequence[Custodian], custodians_b: Sequence[Custodian], circle: CircleId, entropy: Entropy
) -> Vault:
    """Seals ``identity`` (at most 262,140 bytes) under two new halves. Raises ``Usage`` where a side has no custodian or one
    is custodian of both, ``Malformed`` where a reading key is none."""
    if not custodians_a or not custodians_b:
        raise Usage("a vault needs a custodian of each side", "vault-custodians")
    if {holder for holder, _ in custodians_a} & {holder for holder, _ in custodians_b}:
        raise Usage("nobody is custodian of both sides", "vault-custodians")
    identifier, half_a, half_b = entropy(16), HalfSecret(Side.A, entropy(32)), HalfSecret(Side.B, entropy(32))
    key = _key(half_a, half_b, circle, identifier)
    commitments = half_a.commitment, half_b.commitment, hkdf(key, b"commitment")
    empty = Vault(circle, identifier, *commitments, nonce=entropy(24), ciphertext=b"", halves=())
    halves = [seal_half(empty, half_a, holder, reading_key) for holder, reading_key in custodians_a]
    halves += [seal_half(empty, half_b, holder, reading_key) for holder, reading_key in custodians_b]
    ciphertext = xchacha_seal(hkdf(key, b"cipher"), empty.nonce, pad(identity), empty.clear())
    return replace(empty, ciphertext=ciphertext, halves=tuple(halves))


def _key(half_a: HalfSecret, half_b: HalfSecret, circle: CircleId, identifier: bytes) -> bytes:
    """HKDF(s_A || s_B, "vault" || circle || id)."""
    return hkdf(half_a.value + half_b.value, b"vault" + circle + identifier)


def _half_info(vault: Vault, side: Side, holder: bytes, key_hash: bytes) -> bytes:
    return b"Qorgan 1 vault half" + vault.circle + vault.id + bytes([side]) + holder + key_hash


def _release_info(vault: Vault, side: Side, request: bytes, key_hash: bytes) -> bytes:
    return b"Qorgan 1 vault release" + vault.circle + vault.id + bytes([side]) + request + key_hash


def seal_half(vault: Vault, secret: HalfSecret, holder: Holder, reading_key: bytes) -> Half:
    """A half for a custodian of the same side: at the beginning, and later by a colleague when custodians change."""
    _check_half(vault, secret)
    key_hash = reading_key_hash(reading_key)
    info = _half_info(vault, secret.side, holder, key_hash)
    return Half(secret.side, holder, key_hash, hpke_seal(reading_key, secret.value, info))


def open_half(vault: Vault, half: Half, reading_seed: bytes) -> HalfSecret:
    """The custodian's half. Raises ``CannotOpen`` where it is sealed to another key, ``Forged`` ("vault-half") where it is not what
    the vault commits to."""
    return _opened(vault, half, reading_seed, _half_info(vault, half.side, half.holder, half.key_hash))


def reseal_half(vault: Vault, secret: HalfSecret, reading_key: bytes, request: EntryHash) -> Release:
    """A half for whoever made ``request``. The caller has verified that the request is in the log and by whom it is."""
    _check_half(vault, secret)
    key_hash = reading_key_hash(reading_key)
    info = _release_info(vault, secret.side, request, key_hash)
    return Release(secret.side, request, key_hash, hpke_seal(reading_key, secret.value, info))


def open_release(vault: Vault, release: Release, reading_seed: bytes) -> HalfSecret:
    """The other side's half, as it was released. Raises as ``open_half``."""
    return _opened(vault, release, reading_seed, _release_info(vault, release.side, release.request, release.key_hash))


def _opened(vault: Vault, sealed: Half | Release, reading_seed: bytes, info: bytes) -> HalfSecret:
    if reading_key_hash(hpke_public(reading_seed)) != sealed.key_hash:
        raise CannotOpen("the half is sealed to another reading key")
    try:
        secret = HalfSecret(sealed.side, hpke_open(reading_seed, sealed.sealed, info))
    except CannotOpen:
        raise Forged("a half for this key does not open", "vault-half") from None
    _check_half(vault, secret)
    return secret


def _check_half(vault: Vault, secret: HalfSecret) -> None:
    if len(secret.value) != 32 or not equal(secret.commitment, vault.half_commitment(secret.side)):
        raise Forged("the half is not the one that the vault commits to", "vault-half")


def open_vault(vault: Vault, first: HalfSecret, second: HalfSecret) -> bytes:
    """The identity, with a half of each side in any order. Raises ``CannotOpen`` for two halves of one side, ``Forged``."""
    halves = {first.side: first, second.side: second}
    if len(halves) != 2:
        raise CannotOpen("the identity opens with a half of each side", "vault-halves")
    for secret in halves.values():
        _check_half(vault, secret)
    key = _key(halves[Side.A], halves[Side.B], vault.circle, vault.id)
    if not equal(hkdf(key, b"commitment"), vault.commitment):
        raise Forged("the vault commits to another key", "commitment")
    return unpad(xchacha_open(hkdf(key, b"cipher"), vault.nonce, vault.ciphertext, vault.clear()))


def parse_vault(data: bytes) -> Vault:
    """Raises ``Malformed``."""
    return decode(data, _read_vault)


def _read_vault(reader: Reader) -> Vault:
    if reader.u8() != VERSION:
        raise Malformed("unknown vault version", "unknown-version")
    circle, identifier = CircleId(reader.fixed(32)), reader.fixed(16)
    commitments = reader.fixed(32), reader.fixed(32), reader.fixed(32)
    nonce, ciphertext = reader.fixed(24), reader.opaque()
    if len(ciphertext) - TAG_SIZE not in LADDER:
        raise Malformed("a vault has no size of the ladder")
    halves = bounded(reader, _read_half, MAX_HALVES)
    if len({(half.side, half.holder) for half in halves}) != len(halves):
        raise Malformed("a vault has two halves for one custodian")
    if {half.side for half in halves} != set(Side):
        raise Malformed("a vault lacks the halves of a side")
    return Vault(circle, identifier, *commitments, nonce, ciphertext, halves)


def _read_side(reader: Reader) -> Side:
    side = reader.u8()
    if side not in {1, 2}:
        raise Malformed("a vault has two sides")
    return Side(side)


def _read_sealed(reader: Reader) -> bytes:
    sealed = reader.opaque(_SEALED_HALF_SIZE)
    if len(sealed) != _SEALED_HALF_SIZE:
        raise Malformed("a sealed half has the wrong size")
    return sealed


def _read_half(reader: Reader) -> Half:
    return Half(_read_side(reader), Holder(reader.fixed(32)), KeyHash(reader.fixed(32)), _read_sealed(reader))


def _write_half(writer: Writer, half: Half) -> Writer:
    return writer.u8(half.side).fixed(half.holder, 32).fixed(half.key_hash, 32).opaque(half.sealed)


def parse_half(data: bytes) -> Half:
    """A half on its own, as a colleague seals it for a new custodian. Raises ``Malformed``."""
    return decode(data, _read_half)


def parse_release(data: bytes) -> Release:
    """Raises ``Malformed``."""
    return decode(data, _read_release)


def _read_release(reader: Reader) -> Release:
    if reader.u8() != VERSION:
        raise Malformed("unknown version of a release", "unknown-version")
    return Release(_read_side(reader), EntryHash(reader.fixed(32)), KeyHash(reader.fixed(32)), _read_sealed(reader))


def split_seed(seed: bytes, entropy: Entropy) -> tuple[bytes, bytes]:
    """Two halves of a 32-byte seed (a body's recovery key), each alone uniform: r and seed XOR r. No polynomial, no index."""
    if len(seed) != 32:
        raise Usage("a seed has 32 bytes")
    first = entropy(32)
    return first, join_seed(first, seed)


def join_seed(first: bytes, second: bytes) -> bytes:
    """The seed of two halves. Raises ``Usage`` where a half has another size; two halves of different seeds give garbage, which the
    key's public half shows."""
    if len(first) != 32 or len(second) != 32:
        raise Usage("a half of a seed has 32 bytes")
    return bytes(a ^ b for a, b in zip(first, second, strict=True))
