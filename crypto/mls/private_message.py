"""PrivateMessage (RFC 9420 section 6.3): content and sender data under the keys of the secret tree."""

from __future__ import annotations

from crypto.codec import Reader, Writer
from crypto.entropy import Entropy
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.mls.framing import (
    WIRE_PRIVATE_MESSAGE,
    AuthData,
    AuthenticatedContent,
    ContentType,
    FramedContent,
    Sender,
    SenderType,
    read_body,
    read_content_type,
    write_body,
)
from crypto.mls.rules import require
from crypto.mls.secret_tree import MessageKey, RatchetKind, SecretTree
from crypto.mls.struct import Struct
from crypto.mls.suite import Suite
from crypto.mls.treemath import LeafIndex

_GUARD_SIZE = 4


@dataclass(frozen=True, slots=True)
class PrivateMessage(Struct):
    group_id: bytes
    epoch: int
    content_type: ContentType
    authenticated_data: bytes
    encrypted_sender_data: bytes
    ciphertext: bytes

    def write(self, writer: Writer) -> None:
        writer.raw(self.aad()).opaque(self.encrypted_sender_data).opaque(self.ciphertext)

    @classmethod
    def read(cls, reader: Reader) -> PrivateMessage:
        group_id, epoch, kind = reader.opaque(), reader.u64(), read_content_type(reader)
        return cls(group_id, epoch, kind, reader.opaque(), reader.opaque(), reader.opaque())

    def sender_data_aad(self) -> bytes:
        """SenderDataAAD (section 6.3.2)."""
        return Writer().opaque(self.group_id).u64(self.epoch).u8(self.content_type).bytes()

    def aad(self) -> bytes:
        """PrivateContentAAD (section 6.3.1)."""
        return Writer().raw(self.sender_data_aad()).opaque(self.authenticated_data).bytes()


@dataclass(frozen=True, slots=True)
class SenderData(Struct):
    leaf: LeafIndex
    generation: int
    reuse_guard: bytes

    def write(self, writer: Writer) -> None:
        writer.u32(self.leaf).u32(self.generation).fixed(self.reuse_guard, _GUARD_SIZE)

    @classmethod
    def read(cls, reader: Reader) -> SenderData:
        return cls(LeafIndex(reader.u32()), reader.u32(), reader.fixed(_GUARD_SIZE))


def sender_data_key(suite: Suite, secret: bytes, ciphertext: bytes) -> MessageKey:
    """Section 6.3.2: the first Nh bytes of the ciphertext are the sample."""
    sample = ciphertext[: suite.nh]
    return MessageKey(
        suite.expand_with_label(secret, b"key", sample, suite.nk), suite.expand_with_label(secret, b"nonce", sample, suite.nn)
    )


def _guarded(nonce: bytes, guard: bytes) -> bytes:
    """Section 6.3.1: the guard is XORed into the first four bytes of the nonce."""
    return bytes(a ^ b for a, b in zip(nonce[:_GUARD_SIZE], guard, strict=True)) + nonce[_GUARD_SIZE:]


def _ratchet_kind(kind: ContentType) -> RatchetKind:
    return RatchetKind.APPLICATION if kind is ContentType.APPLICATION else RatchetKind.HANDSHAKE


def protect_private(
    suite: Suite, message: AuthenticatedContent, sender_data_secret: bytes, tree: SecretTree, entropy: Entropy, padding: int = 0
) -> tuple[SecretTree, PrivateMessage]:
    """(tree without the key used, message). ``padding`` counts the zero bytes that are put behind the content."""
    content = message.content
    leaf = LeafIndex(content.sender.index)
    inner = Writer()
    write_body(inner, content.body)
    message.auth.write(inner)
    inner.raw(bytes(padding))
    tree, generation, key = tree.next(suite, leaf, _ratchet_kind(content.content_type))
    guard = entropy(_GUARD_SIZE)
    bare = PrivateMessage(content.group_id, content.epoch, content.content_type, content.authenticated_data, b"", b"")
    ciphertext = suite.encrypt(key.key, _guarded(key.nonce, guard), bare.aad(), inner.bytes())
    outer = sender_data_key(suite, sender_data_secret, ciphertext)
    sealed = suite.encrypt(outer.key, outer.nonce, bare.sender_data_aad(), SenderData(leaf, generation, guard).encode())
    return tree, PrivateMessage(bare.group_id, bare.epoch, bare.content_type, bare.authenticated_data, sealed, ciphertext)


def open_sender_data(suite: Suite, message: PrivateMessage, sender_data_secret: bytes) -> SenderData:
    """Raises ``CannotOpen`` or ``Malformed``. That the leaf is a member (section 6.3.2) is for the caller to check."""
    key = sender_data_key(suite, sender_data_secret, message.ciphertext)
    return SenderData.decode(suite.decrypt(key.key, key.nonce, message.sender_data_aad(), message.encrypted_sender_data))


def unprotect_private(
    suite: Suite, message: PrivateMessage, sender: SenderData, tree: SecretTree
) -> tuple[SecretTree, AuthenticatedContent]:
    """(tree without the key used, content whose signature is not verified yet).

    Raises ``CannotOpen``, ``Refused`` or ``Malformed``.
    """
    tree, key = tree.take(suite, sender.leaf, _ratchet_kind(message.content_type), sender.generation)
    nonce = _guarded(key.nonce, sender.reuse_guard)
    reader = Reader(suite.decrypt(key.key, nonce, message.aad(), message.ciphertext))
    body = read_body(reader, message.content_type)
    auth = AuthData.read(reader, message.content_type)
    # Section 6.3.1: MUST be rejected as malformed where a byte of the padding is not zero.
    require("F5", not any(reader.fixed(reader.remaining)), error=Malformed)
    who = Sender(SenderType.MEMBER, sender.leaf)
    content = FramedContent(message.group_id, message.epoch, who, message.authenticated_data, body)
    return tree, AuthenticatedContent(WIRE_PRIVATE_MESSAGE, content, auth)
