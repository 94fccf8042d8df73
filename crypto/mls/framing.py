"""Message framing (RFC 9420 sections 6, 6.1 and 6.2): content, its authentication, and PublicMessage."""

from __future__ import annotations

from dataclasses import field
from enum import IntEnum
from typing import Final

from crypto.codec import Reader, Writer
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.mls.group_context import GroupContext
from crypto.mls.leaf_node import MLS10
from crypto.mls.proposal import Commit, Proposal, read_proposal, write_proposal
from crypto.mls.struct import Struct
from crypto.mls.suite import Suite
from crypto.mls.treemath import LeafIndex

WIRE_PUBLIC_MESSAGE: Final = 1
WIRE_PRIVATE_MESSAGE: Final = 2

SIGNATURE_LABEL: Final = b"FramedContentTBS"


class ContentType(IntEnum):
    APPLICATION = 1
    PROPOSAL = 2
    COMMIT = 3


class SenderType(IntEnum):
    MEMBER = 1
    EXTERNAL = 2
    NEW_MEMBER_PROPOSAL = 3
    NEW_MEMBER_COMMIT = 4


_INDEXED = (SenderType.MEMBER, SenderType.EXTERNAL)
_IN_CONTEXT = (SenderType.MEMBER, SenderType.NEW_MEMBER_COMMIT)


@dataclass(frozen=True, slots=True)
class Sender(Struct):
    """``index`` is the leaf of a member, the place of an external sender in the extension, and 0 for others."""

    kind: SenderType
    index: int = 0

    @property
    def leaf(self) -> LeafIndex | None:
        return LeafIndex(self.index) if self.kind is SenderType.MEMBER else None

    def write(self, writer: Writer) -> None:
        writer.u8(self.kind)
        if self.kind in _INDEXED:
            writer.u32(self.index)

    @classmethod
    def read(cls, reader: Reader) -> Sender:
        try:
            kind = SenderType(reader.u8())
        except ValueError as error:
            raise Malformed("a sender of an unknown type") from error
        return cls(kind, reader.u32() if kind in _INDEXED else 0)


Body = bytes | Proposal | Commit


def read_content_type(reader: Reader) -> ContentType:
    try:
        return ContentType(reader.u8())
    except ValueError as error:
        raise Malformed("content of an unknown type") from error


def write_body(writer: Writer, body: Body) -> None:
    if isinstance(body, bytes):
        writer.opaque(body)
    elif isinstance(body, Commit):
        body.write(writer)
    else:
        write_proposal(writer, body)


def read_body(reader: Reader, kind: ContentType) -> Body:
    if kind is ContentType.APPLICATION:
        return reader.opaque()
    return Commit.read(reader) if kind is ContentType.COMMIT else read_proposal(reader)


@dataclass(frozen=True, slots=True)
class FramedContent(Struct):
    group_id: bytes
    epoch: int
    sender: Sender
    authenticated_data: bytes
    body: Body = field(repr=False)

    @property
    def content_type(self) -> ContentType:
        if isinstance(self.body, bytes):
            return ContentType.APPLICATION
        return ContentType.COMMIT if isinstance(self.body, Commit) else ContentType.PROPOSAL

    def write(self, writer: Writer) -> None:
        writer.opaque(self.group_id).u64(self.epoch)
        self.sender.write(writer)
        writer.opaque(self.authenticated_data).u8(self.content_type)
        write_body(writer, self.body)

    @classmethod
    def read(cls, reader: Reader) -> FramedContent:
        group_id, epoch, sender, data = reader.opaque(), reader.u64(), Sender.read(reader), reader.opaque()
        return cls(group_id, epoch, sender, data, read_body(reader, read_content_type(reader)))


@dataclass(frozen=True, slots=True)
class AuthData:
    """FramedContentAuthData. The confirmation tag is there for commits only."""

    signature: bytes
    confirmation_tag: bytes | None = None

    def write(self, writer: Writer) -> None:
        writer.opaque(self.signature)
        if self.confirmation_tag is not None:
            writer.opaque(self.confirmation_tag)

    @classmethod
    def read(cls, reader: Reader, kind: ContentType) -> AuthData:
        return cls(reader.opaque(), reader.opaque() if kind is ContentType.COMMIT else None)


@dataclass(frozen=True, slots=True)
class AuthenticatedContent(Struct):
    wire_format: int
    content: FramedContent
    auth: AuthData

    def write(self, writer: Writer) -> None:
        writer.u16(self.wire_format)
        self.content.write(writer)
        self.auth.write(writer)

    @classmethod
    def read(cls, reader: Reader) -> AuthenticatedContent:
        wire_format, content = reader.u16(), FramedContent.read(reader)
        return cls(wire_format, content, AuthData.read(reader, content.content_type))

    def tbs(self, context: GroupContext | bytes) -> bytes:
        """FramedContentTBS (section 6.1); ``context`` is left out for senders who are outside the group."""
        writer = Writer().u16(MLS10).u16(self.wire_format)
        self.content.write(writer)
        if self.content.sender.kind in _IN_CONTEXT:
            writer.raw(context if isinstance(context, bytes) else context.encoded)
        return writer.bytes()

    def verify(self, suite: Suite, key: bytes, context: GroupContext | bytes) -> None:
        """Section 6.1: the receiver MUST verify the signature. Raises ``Forged``."""
        suite.verify(key, SIGNATURE_LABEL, self.tbs(context), self.auth.signature, "message [F1]")


def sign_content(
    suite: Suite, seed: bytes, wire_format: int, content: FramedContent, context: GroupContext
) -> AuthenticatedContent:
    """Signed; a commit's confirmation tag is added later, since it depends on the signature."""
    unsigned = AuthenticatedContent(wire_format, content, AuthData(b""))
    signature = suite.sign(seed, SIGNATURE_LABEL, unsigned.tbs(context))
    return AuthenticatedContent(wire_format, content, AuthData(signature))


@dataclass(frozen=True, slots=True)
class PublicMessage(Struct):
    """Section 6.2. The membership tag is there for members only."""

    content: FramedContent
    auth: AuthData
    membership_tag: bytes | None

    def write(self, writer: Writer) -> None:
        self.content.write(writer)
        self.auth.write(writer)
        if self.membership_tag is not None:
            writer.opaque(self.membership_tag)

    @classmethod
    def read(cls, reader: Reader) -> PublicMessage:
        content = FramedContent.read(reader)
        auth = AuthData.read(reader, content.content_type)
        return cls(content, auth, reader.opaque() if content.sender.kind is SenderType.MEMBER else None)

    @property
    def authenticated(self) -> AuthenticatedContent:
        """Not verified by being so named."""
        return AuthenticatedContent(WIRE_PUBLIC_MESSAGE, self.content, self.auth)


def _membership_input(message: AuthenticatedContent, context: GroupContext) -> bytes:
    """AuthenticatedContentTBM (section 6.2)."""
    writer = Writer().raw(message.tbs(context))
    message.auth.write(writer)
    return writer.bytes()


def protect_public(suite: Suite, message: AuthenticatedContent, context: GroupContext, membership_key: bytes) -> PublicMessage:
    tag = None
    if message.content.sender.kind is SenderType.MEMBER:
        tag = suite.mac(membership_key, _membership_input(message, context))
    return PublicMessage(message.content, message.auth, tag)


def check_membership(suite: Suite, message: PublicMessage, context: GroupContext, membership_key: bytes) -> None:
    """Section 6.2: MUST check the membership tag of a member's message. Raises ``Forged``."""
    if message.membership_tag is not None:
        data = _membership_input(message.authenticated, context)
        suite.verify_mac(membership_key, data, message.membership_tag, "membership tag [F2]")
