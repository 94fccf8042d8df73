"""GroupInfo (RFC 9420 section 12.4.3) and Welcome (section 12.4.3.1)."""

from __future__ import annotations

from dataclasses import field, replace

from crypto.codec import Reader, Writer
from crypto.frozen import dataclass
from crypto.mls.extension import Extension, read_extensions, write_extensions
from crypto.mls.group_context import GroupContext
from crypto.mls.proposal import PreSharedKeyID
from crypto.mls.struct import Struct, put, put_opaque
from crypto.mls.suite import HPKECiphertext, Suite
from crypto.mls.treemath import LeafIndex


@dataclass(frozen=True, slots=True)
class GroupInfo(Struct):
    context: GroupContext
    extensions: tuple[Extension, ...]
    confirmation_tag: bytes
    signer: LeafIndex
    signature: bytes = b""

    def tbs(self) -> bytes:
        writer = Writer().raw(self.context.encoded)
        write_extensions(writer, self.extensions)
        return writer.opaque(self.confirmation_tag).u32(self.signer).bytes()

    def write(self, writer: Writer) -> None:
        writer.raw(self.tbs()).opaque(self.signature)

    @classmethod
    def read(cls, reader: Reader) -> GroupInfo:
        context, extensions = GroupContext.read(reader), read_extensions(reader)
        return cls(context, extensions, reader.opaque(), LeafIndex(reader.u32()), reader.opaque())

    def signed(self, suite: Suite, seed: bytes) -> GroupInfo:
        return replace(self, signature=suite.sign(seed, b"GroupInfoTBS", self.tbs()))

    def verify(self, suite: Suite, key: bytes) -> None:
        """Raises ``Forged``."""
        suite.verify(key, b"GroupInfoTBS", self.tbs(), self.signature, "GroupInfo [W3]")


def _read_path_secret(reader: Reader) -> bytes:
    return reader.opaque()


@dataclass(frozen=True, slots=True)
class GroupSecrets(Struct):
    joiner_secret: bytes = field(repr=False)
    path_secret: bytes | None = field(repr=False)
    psks: tuple[PreSharedKeyID, ...]

    def write(self, writer: Writer) -> None:
        writer.opaque(self.joiner_secret).optional(self.path_secret, put_opaque).vector(self.psks, put)

    @classmethod
    def read(cls, reader: Reader) -> GroupSecrets:
        return cls(reader.opaque(), reader.optional(_read_path_secret), reader.vector(PreSharedKeyID.read))


@dataclass(frozen=True, slots=True)
class EncryptedGroupSecrets(Struct):
    new_member: bytes
    secrets: HPKECiphertext

    def write(self, writer: Writer) -> None:
        writer.opaque(self.new_member)
        self.secrets.write(writer)

    @classmethod
    def read(cls, reader: Reader) -> EncryptedGroupSecrets:
        return cls(reader.opaque(), HPKECiphertext.read(reader))


@dataclass(frozen=True, slots=True)
class Welcome(Struct):
    cipher_suite: int
    secrets: tuple[EncryptedGroupSecrets, ...]
    encrypted_group_info: bytes

    def write(self, writer: Writer) -> None:
        writer.u16(self.cipher_suite).vector(self.secrets, put).opaque(self.encrypted_group_info)

    @classmethod
    def read(cls, reader: Reader) -> Welcome:
        return cls(reader.u16(), reader.vector(EncryptedGroupSecrets.read), reader.opaque())
