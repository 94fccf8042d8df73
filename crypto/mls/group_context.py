"""The GroupContext (RFC 9420 section 8.1)."""

from __future__ import annotations

from functools import cached_property

from crypto.codec import Reader, Writer
from crypto.frozen import dataclass
from crypto.mls.extension import Extension, read_extensions, write_extensions
from crypto.mls.struct import Struct


@dataclass(frozen=True)
class GroupContext(Struct):
    version: int
    cipher_suite: int
    group_id: bytes
    epoch: int
    tree_hash: bytes
    confirmed_transcript_hash: bytes
    extensions: tuple[Extension, ...]

    @cached_property
    def encoded(self) -> bytes:
        return self.encode()

    def write(self, writer: Writer) -> None:
        writer.u16(self.version).u16(self.cipher_suite).opaque(self.group_id).u64(self.epoch)
        writer.opaque(self.tree_hash).opaque(self.confirmed_transcript_hash)
        write_extensions(writer, self.extensions)

    @classmethod
    def read(cls, reader: Reader) -> GroupContext:
        return cls(
            version=reader.u16(),
            cipher_suite=reader.u16(),
            group_id=reader.opaque(),
            epoch=reader.u64(),
            tree_hash=reader.opaque(),
            confirmed_transcript_hash=reader.opaque(),
            extensions=read_extensions(reader),
        )
