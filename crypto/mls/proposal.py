"""Proposals (RFC 9420 section 12.1), pre-shared key ids (section 8.4), update paths (section 7.6) and commits (section 12.4)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import ClassVar, Final

from crypto.codec import Reader, Writer
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.mls.extension import Extension, read_extensions, write_extensions
from crypto.mls.key_package import KeyPackage
from crypto.mls.leaf_node import LeafNode
from crypto.mls.struct import Struct, put
from crypto.mls.suite import HPKECiphertext
from crypto.mls.treemath import LeafIndex


class PskType(IntEnum):
    EXTERNAL = 1
    RESUMPTION = 2


class ResumptionUsage(IntEnum):
    APPLICATION = 1
    REINIT = 2
    BRANCH = 3


@dataclass(frozen=True, slots=True)
class PreSharedKeyID(Struct):
    """``psk_id`` is the id of an external key; ``usage``, ``group_id`` and ``epoch`` are of a resumption key."""

    psktype: PskType
    nonce: bytes
    psk_id: bytes = b""
    usage: ResumptionUsage = ResumptionUsage.APPLICATION
    group_id: bytes = b""
    epoch: int = 0

    def write(self, writer: Writer) -> None:
        writer.u8(self.psktype)
        if self.psktype is PskType.EXTERNAL:
            writer.opaque(self.psk_id)
        else:
            writer.u8(self.usage).opaque(self.group_id).u64(self.epoch)
        writer.opaque(self.nonce)

    @classmethod
    def read(cls, reader: Reader) -> PreSharedKeyID:
        try:
            psktype = PskType(reader.u8())
            if psktype is PskType.EXTERNAL:
                psk_id = reader.opaque()
                return cls(psktype, reader.opaque(), psk_id=psk_id)
            usage = ResumptionUsage(reader.u8())
        except ValueError as error:
            raise Malformed("a pre-shared key of an unknown type or usage") from error
        group_id, epoch = reader.opaque(), reader.u64()
        return cls(psktype, reader.opaque(), usage=usage, group_id=group_id, epoch=epoch)


class Proposal(Struct):
    """A body with its ``proposal_type``; ``write_proposal`` puts the type before it."""

    __slots__ = ()
    proposal_type: ClassVar[int]
    path_required: ClassVar[bool] = True
    """Section 12.4."""


@dataclass(frozen=True, slots=True)
class Add(Proposal):
    proposal_type: ClassVar[int] = 1
    path_required: ClassVar[bool] = False
    key_package: KeyPackage

    def write(self, writer: Writer) -> None:
        writer.raw(self.key_package.encoded)

    @classmethod
    def read(cls, reader: Reader) -> Add:
        return cls(KeyPackage.read(reader))


@dataclass(frozen=True, slots=True)
class Update(Proposal):
    proposal_type: ClassVar[int] = 2
    leaf_node: LeafNode

    def write(self, writer: Writer) -> None:
        self.leaf_node.write(writer)

    @classmethod
    def read(cls, reader: Reader) -> Update:
        return cls(LeafNode.read(reader))


@dataclass(frozen=True, slots=True)
class Remove(Proposal):
    proposal_type: ClassVar[int] = 3
    removed: LeafIndex

    def write(self, writer: Writer) -> None:
        writer.u32(self.removed)

    @classmethod
    def read(cls, reader: Reader) -> Remove:
        return cls(LeafIndex(reader.u32()))


@dataclass(frozen=True, slots=True)
class PreSharedKey(Proposal):
    proposal_type: ClassVar[int] = 4
    path_required: ClassVar[bool] = False
    psk: PreSharedKeyID

    def write(self, writer: Writer) -> None:
        self.psk.write(writer)

    @classmethod
    def read(cls, reader: Reader) -> PreSharedKey:
        return cls(PreSharedKeyID.read(reader))


@dataclass(frozen=True, slots=True)
class ReInit(Proposal):
    proposal_type: ClassVar[int] = 5
    path_required: ClassVar[bool] = False
    group_id: bytes
    version: int
    cipher_suite: int
    extensions: tuple[Extension, ...]

    def write(self, writer: Writer) -> None:
        writer.opaque(self.group_id).u16(self.version).u16(self.cipher_suite)
        write_extensions(writer, self.extensions)

    @classmethod
    def read(cls, reader: Reader) -> ReInit:
        return cls(reader.opaque(), reader.u16(), reader.u16(), read_extensions(reader))


@dataclass(frozen=True, slots=True)
class ExternalInit(Proposal):
    proposal_type: ClassVar[int] = 6
    kem_output: bytes

    def write(self, writer: Writer) -> None:
        writer.opaque(self.kem_output)

    @classmethod
    def read(cls, reader: Reader) -> ExternalInit:
        return cls(reader.opaque())


@dataclass(frozen=True, slots=True)
class GroupContextExtensions(Proposal):
    proposal_type: ClassVar[int] = 7
    extensions: tuple[Extension, ...]

    def write(self, writer: Writer) -> None:
        write_extensions(writer, self.extensions)

    @classmethod
    def read(cls, reader: Reader) -> GroupContextExtensions:
        return cls(read_extensions(reader))


_TYPES: Final[Mapping[int, type[Proposal]]] = {
    kind.proposal_type: kind for kind in (Add, Update, Remove, PreSharedKey, ReInit, ExternalInit, GroupContextExtensions)
}


def write_proposal(writer: Writer, proposal: Proposal) -> None:
    writer.u16(proposal.proposal_type)
    proposal.write(writer)


def read_proposal(reader: Reader) -> Proposal:
    """Raises ``Malformed``, also for a type that we do not support: nobody may send one to us (section 12.2)."""
    kind = _TYPES.get(reader.u16())
    if kind is None:
        raise Malformed("a proposal of an unknown type")
    return kind.read(reader)


@dataclass(frozen=True, slots=True)
class UpdatePathNode(Struct):
    encryption_key: bytes
    encrypted_path_secret: tuple[HPKECiphertext, ...]

    def write(self, writer: Writer) -> None:
        writer.opaque(self.encryption_key).vector(self.encrypted_path_secret, put)

    @classmethod
    def read(cls, reader: Reader) -> UpdatePathNode:
        return cls(reader.opaque(), reader.vector(HPKECiphertext.read))


@dataclass(frozen=True, slots=True)
class UpdatePath(Struct):
    leaf_node: LeafNode
    nodes: tuple[UpdatePathNode, ...]

    def write(self, writer: Writer) -> None:
        self.leaf_node.write(writer)
        writer.vector(self.nodes, put)

    @classmethod
    def read(cls, reader: Reader) -> UpdatePath:
        return cls(LeafNode.read(reader), reader.vector(UpdatePathNode.read))


ProposalOrRef = Proposal | bytes
"""A proposal by value, or the ProposalRef of one received before."""

_BY_VALUE = 1
_BY_REFERENCE = 2


def _write_proposal_or_ref(writer: Writer, item: ProposalOrRef) -> None:
    if isinstance(item, bytes):
        writer.u8(_BY_REFERENCE).opaque(item)
        return
    writer.u8(_BY_VALUE)
    write_proposal(writer, item)


def _read_proposal_or_ref(reader: Reader) -> ProposalOrRef:
    kind = reader.u8()
    if kind == _BY_VALUE:
        return read_proposal(reader)
    if kind == _BY_REFERENCE:
        return reader.opaque()
    raise Malformed("a proposal that is neither by value nor by reference")


@dataclass(frozen=True, slots=True)
class Commit(Struct):
    proposals: tuple[ProposalOrRef, ...]
    path: UpdatePath | None

    def write(self, writer: Writer) -> None:
        writer.vector(self.proposals, _write_proposal_or_ref).optional(self.path, put)

    @classmethod
    def read(cls, reader: Reader) -> Commit:
        return cls(reader.vector(_read_proposal_or_ref), reader.optional(UpdatePath.read))
