"""Key packages (RFC 9420 section 10): made, bundled with their private keys, parsed and validated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from functools import cached_property

from crypto.codec import Reader, Writer
from crypto.entropy import Entropy
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.mls.credential import Credential
from crypto.mls.extension import LAST_RESORT, Extension, check_unique, find, read_extensions, write_extensions
from crypto.mls.leaf_node import MLS10, OWN_CAPABILITIES, LeafNode, LeafNodeSource, Lifetime, check_leaf, check_lifetime
from crypto.mls.rules import require
from crypto.mls.struct import Struct
from crypto.mls.suite import Suite, signature_key, suite_of

WIRE_KEY_PACKAGE = 5
_BUNDLE_VERSION = 1


@dataclass(frozen=True)
class KeyPackage(Struct):
    version: int
    cipher_suite: int
    init_key: bytes
    leaf_node: LeafNode
    extensions: tuple[Extension, ...]
    signature: bytes

    @cached_property
    def encoded(self) -> bytes:
        return self.encode()

    def tbs(self) -> bytes:
        writer = Writer().u16(self.version).u16(self.cipher_suite).opaque(self.init_key).raw(self.leaf_node.encoded)
        write_extensions(writer, self.extensions)
        return writer.bytes()

    def write(self, writer: Writer) -> None:
        writer.raw(self.tbs()).opaque(self.signature)

    @classmethod
    def read(cls, reader: Reader) -> KeyPackage:
        return cls(reader.u16(), reader.u16(), reader.opaque(), LeafNode.read(reader), read_extensions(reader), reader.opaque())


@dataclass(frozen=True, slots=True)
class KeyPackageBundle:
    """A key package (a whole MLSMessage) with the private keys that its owner keeps until it joins."""

    key_package: bytes
    init_private: bytes = field(repr=False)
    leaf_private: bytes = field(repr=False)

    def encode(self) -> bytes:
        writer = Writer().u8(_BUNDLE_VERSION)
        return writer.opaque(self.key_package).opaque(self.init_private).opaque(self.leaf_private).bytes()

    @classmethod
    def decode(cls, data: bytes) -> KeyPackageBundle:
        """Raises ``Malformed``."""
        reader = Reader(data)
        if reader.u8() != _BUNDLE_VERSION:
            raise Malformed("a key package bundle of an unknown version")
        bundle = cls(reader.opaque(), reader.opaque(), reader.opaque())
        reader.finish()
        return bundle


@dataclass(frozen=True, slots=True)
class KeyPackageInfo:
    """What a key package says of its owner. ``lifetime`` is (not before, not after) in seconds since 1970."""

    suite: int
    credential: Credential
    signature_key: bytes
    ref: bytes
    lifetime: tuple[int, int]
    last_resort: bool
    extensions: tuple[Extension, ...]


def new_leaf(
    suite: Suite,
    seed: bytes,
    credential: Credential,
    encryption_key: bytes,
    lifetime: tuple[int, int],
    extensions: Sequence[Extension],
) -> LeafNode:
    """A signed leaf of source key_package: that of a key package, or of the creator of a group (section 11)."""
    unsigned = LeafNode(
        encryption_key=encryption_key,
        signature_key=signature_key(seed),
        credential=credential,
        capabilities=OWN_CAPABILITIES,
        source=LeafNodeSource.KEY_PACKAGE,
        lifetime=Lifetime(*lifetime),
        parent_hash=None,
        extensions=tuple(extensions),
        signature=b"",
    )
    return unsigned.signed(suite, seed)


def new_key_package(
    suite: int,
    signing_seed: bytes,
    credential: Credential,
    entropy: Entropy,
    *,
    lifetime: tuple[int, int],
    extensions: Sequence[Extension] = (),
    last_resort: bool = False,
) -> KeyPackageBundle:
    """``extensions`` are the leaf node's. ``lifetime`` is (not before, not after) in seconds since 1970, both included.

    Raises ``Malformed`` for an unknown suite or a broken certificate, ``Refused`` where the certificate is of another key.
    """
    parts = suite_of(suite)
    init_private, init_key = parts.derive_key_pair(entropy(parts.nh))
    leaf_private, encryption_key = parts.derive_key_pair(entropy(parts.nh))
    leaf_node = new_leaf(parts, signing_seed, credential, encryption_key, lifetime, extensions)
    check_leaf(parts, leaf_node, LeafNodeSource.KEY_PACKAGE)
    own = (Extension(LAST_RESORT, b""),) if last_resort else ()
    unsigned = KeyPackage(MLS10, suite, init_key, leaf_node, own, b"")
    signature = parts.sign(signing_seed, b"KeyPackageTBS", unsigned.tbs())
    signed = KeyPackage(MLS10, suite, init_key, leaf_node, own, signature)
    return KeyPackageBundle(wrap_key_package(signed), init_private, leaf_private)


def wrap_key_package(key_package: KeyPackage) -> bytes:
    """As an MLSMessage (section 6)."""
    return Writer().u16(MLS10).u16(WIRE_KEY_PACKAGE).raw(key_package.encoded).bytes()


def unwrap_key_package(message: bytes) -> KeyPackage:
    """The key package of an MLSMessage, not yet validated. Raises ``Malformed``."""
    reader = Reader(message)
    version = reader.u16()
    if version != MLS10 or reader.u16() != WIRE_KEY_PACKAGE:
        raise Malformed("not an MLS 1.0 key package message")
    key_package = KeyPackage.read(reader)
    reader.finish()
    # Section 10: MUST verify that the version is that of the MLSMessage.
    require("K4", key_package.version == version, error=Malformed)
    return key_package


def check_key_package(suite: Suite, key_package: KeyPackage) -> None:
    """Section 10.1, with section 7.3 as far as it can be judged without the group.

    Raises ``Forged``, ``Malformed`` or ``Refused``.
    """
    require("K1", key_package.version == MLS10 and key_package.cipher_suite == suite.number)
    leaf_node = key_package.leaf_node
    check_leaf(suite, leaf_node, LeafNodeSource.KEY_PACKAGE)
    suite.check_public_key(key_package.init_key, "init key")
    require("K3", key_package.init_key != leaf_node.encryption_key)
    check_unique(key_package.extensions)
    suite.verify(leaf_node.signature_key, b"KeyPackageTBS", key_package.tbs(), key_package.signature, "key package [K2]")


def parse_key_package(data: bytes, *, now: int | None = None, max_lifetime: int | None = None) -> KeyPackageInfo:
    """A key package message, validated by section 10.1 (its suite need only be one of ours).

    ``now`` (seconds) also checks the lifetime; ``max_lifetime`` (seconds) refuses longer ones (section 7.2 leaves the number to
    the application). Raises ``Malformed``, ``Forged`` or ``Refused``.
    """
    key_package = unwrap_key_package(data)
    suite = suite_of(key_package.cipher_suite)
    check_key_package(suite, key_package)
    leaf_node = key_package.leaf_node
    check_lifetime(leaf_node, now, max_lifetime)
    lifetime = leaf_node.lifetime or Lifetime(0, 0)
    return KeyPackageInfo(
        suite=suite.number,
        credential=leaf_node.credential,
        signature_key=leaf_node.signature_key,
        ref=suite.key_package_ref(key_package.encoded),
        lifetime=(lifetime.not_before, lifetime.not_after),
        last_resort=find(key_package.extensions, LAST_RESORT) is not None,
        extensions=leaf_node.extensions,
    )
