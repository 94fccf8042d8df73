"""Leaf nodes (RFC 9420 section 7.2) and the validity of one by itself (section 7.3)."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from functools import cached_property
from typing import Final

from crypto.codec import Reader, Writer
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.mls.credential import CREDENTIAL_TYPES, Credential, check_certified_key, read_credential
from crypto.mls.extension import (
    DEFAULT_EXTENSIONS,
    DEFAULT_PROPOSALS,
    LAST_RESORT,
    POLICY,
    Extension,
    RequiredCapabilities,
    check_unique,
    read_extensions,
    write_extensions,
)
from crypto.mls.rules import refuse, require
from crypto.mls.struct import Struct, get_u16, put_u16
from crypto.mls.suite import SIGNATURE_KEY_SIZE, SUITES, Suite
from crypto.mls.treemath import LeafIndex

MLS10: Final = 1


class LeafNodeSource(IntEnum):
    KEY_PACKAGE = 1
    UPDATE = 2
    COMMIT = 3


@dataclass(frozen=True, slots=True)
class Capabilities(Struct):
    versions: tuple[int, ...]
    cipher_suites: tuple[int, ...]
    extensions: tuple[int, ...]
    proposals: tuple[int, ...]
    credentials: tuple[int, ...]

    def write(self, writer: Writer) -> None:
        for values in (self.versions, self.cipher_suites, self.extensions, self.proposals, self.credentials):
            writer.vector(values, put_u16)

    @classmethod
    def read(cls, reader: Reader) -> Capabilities:
        return cls(*(reader.vector(get_u16) for _ in range(5)))

    def lacks(self, required: RequiredCapabilities) -> bool:
        """Section 11.1; the default extension and proposal types need not be listed."""
        return bool(
            set(required.extension_types) - DEFAULT_EXTENSIONS - set(self.extensions)
            or set(required.proposal_types) - DEFAULT_PROPOSALS - set(self.proposals)
            or set(required.credential_types) - set(self.credentials)
        )


OWN_CAPABILITIES: Final = Capabilities((MLS10,), SUITES, (LAST_RESORT, POLICY), (), CREDENTIAL_TYPES)
"""What this implementation supports. We send no GREASE values (section 13.5 says SHOULD)."""


@dataclass(frozen=True, slots=True)
class Lifetime(Struct):
    """Seconds since 1970, both ends included."""

    not_before: int
    not_after: int

    def write(self, writer: Writer) -> None:
        writer.u64(self.not_before).u64(self.not_after)

    @classmethod
    def read(cls, reader: Reader) -> Lifetime:
        return cls(reader.u64(), reader.u64())


@dataclass(frozen=True)
class LeafNode(Struct):
    """``lifetime`` is there for the source key_package only, ``parent_hash`` for commit only."""

    encryption_key: bytes
    signature_key: bytes
    credential: Credential
    capabilities: Capabilities
    source: LeafNodeSource
    lifetime: Lifetime | None
    parent_hash: bytes | None
    extensions: tuple[Extension, ...]
    signature: bytes

    @cached_property
    def encoded(self) -> bytes:
        return self.encode()

    def write(self, writer: Writer) -> None:
        self._write_signed(writer)
        writer.opaque(self.signature)

    def _write_signed(self, writer: Writer) -> None:
        writer.opaque(self.encryption_key).opaque(self.signature_key)
        self.credential.write(writer)
        self.capabilities.write(writer)
        writer.u8(self.source)
        if self.lifetime is not None:
            self.lifetime.write(writer)
        if self.parent_hash is not None:
            writer.opaque(self.parent_hash)
        write_extensions(writer, self.extensions)

    @classmethod
    def read(cls, reader: Reader) -> LeafNode:
        encryption_key, signature_key = reader.opaque(), reader.opaque()
        credential, capabilities = read_credential(reader), Capabilities.read(reader)
        source = read_source(reader)
        return cls(
            encryption_key,
            signature_key,
            credential,
            capabilities,
            source,
            Lifetime.read(reader) if source is LeafNodeSource.KEY_PACKAGE else None,
            reader.opaque() if source is LeafNodeSource.COMMIT else None,
            read_extensions(reader),
            reader.opaque(),
        )

    def tbs(self, group_id: bytes, leaf: LeafIndex) -> bytes:
        """LeafNodeTBS. Of a key package's leaf the group and index are no part."""
        writer = Writer()
        self._write_signed(writer)
        if self.source is not LeafNodeSource.KEY_PACKAGE:
            writer.opaque(group_id).u32(leaf)
        return writer.bytes()

    def signed(self, suite: Suite, seed: bytes, group_id: bytes = b"", leaf: LeafIndex | None = None) -> LeafNode:
        """This leaf with a signature over what it holds now."""
        content = self.tbs(group_id, LeafIndex(0) if leaf is None else leaf)
        return replace(self, signature=suite.sign(seed, b"LeafNodeTBS", content))


def read_source(reader: Reader) -> LeafNodeSource:
    value = reader.u8()
    try:
        return LeafNodeSource(value)
    except ValueError as error:
        raise Malformed("the source of a leaf node is not a known one") from error


def check_leaf(suite: Suite, leaf_node: LeafNode, source: LeafNodeSource | None, group_id: bytes = b"", leaf: int = 0) -> None:
    """Section 7.3, as far as a leaf can be judged without the group. ``source`` None: any (a tree that we join).

    Raises ``Forged``, ``Malformed`` or ``Refused``.
    """
    require("L6", source is None or leaf_node.source is source)
    try:
        suite.check_public_key(leaf_node.encryption_key, "encryption key of a leaf")
    except Malformed as error:
        refuse("L15", str(error), Malformed)
    require("L15", len(leaf_node.signature_key) == SIGNATURE_KEY_SIZE, error=Malformed)
    check_unique(leaf_node.extensions)
    capabilities = leaf_node.capabilities
    listed = DEFAULT_EXTENSIONS | set(capabilities.extensions)
    require("L5", all(extension.extension_type in listed for extension in leaf_node.extensions))
    require("L10", leaf_node.credential.credential_type in capabilities.credentials)
    require("L12", MLS10 in capabilities.versions and suite.number in capabilities.cipher_suites)
    check_certified_key(leaf_node.credential, leaf_node.signature_key)
    check_leaf_signature(suite, leaf_node, group_id, leaf)


def check_leaf_signature(suite: Suite, leaf_node: LeafNode, group_id: bytes, leaf: int) -> None:
    """Raises ``Forged``."""
    content = leaf_node.tbs(group_id, LeafIndex(leaf))
    suite.verify(leaf_node.signature_key, b"LeafNodeTBS", content, leaf_node.signature, "leaf node [L1]")


def check_lifetime(leaf_node: LeafNode, now: int | None, longest: int | None) -> None:
    """Section 7.3 with the caller's time, and section 7.2 with the application's maximum, in seconds. Raises ``Refused``."""
    lifetime = leaf_node.lifetime
    if lifetime is None:
        return
    require("L4", now is None or lifetime.not_before <= now <= lifetime.not_after)
    require("L14", longest is None or 0 <= lifetime.not_after - lifetime.not_before <= longest)
