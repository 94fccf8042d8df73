"""What every TLS struct of RFC 9420 here can do: write itself, be read, and be the whole of some bytes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Self

from crypto.codec import Reader, Writer, decode


class Struct(ABC):
    """``decode`` refuses (``Malformed``) whatever would not re-encode to the same bytes."""

    __slots__ = ()

    @abstractmethod
    def write(self, writer: Writer) -> None: ...

    @classmethod
    @abstractmethod
    def read(cls, reader: Reader) -> Self: ...

    def encode(self) -> bytes:
        writer = Writer()
        self.write(writer)
        return writer.bytes()

    @classmethod
    def decode(cls, data: bytes) -> Self:
        """Raises ``Malformed``."""
        return decode(data, cls.read)


def put(writer: Writer, item: Struct) -> None:
    """The item writer that ``Writer.vector`` and ``Writer.optional`` take."""
    item.write(writer)


def put_u16(writer: Writer, item: int) -> None:
    writer.u16(item)


def put_u32(writer: Writer, item: int) -> None:
    writer.u32(item)


def put_opaque(writer: Writer, item: bytes) -> None:
    writer.opaque(item)


def get_u16(reader: Reader) -> int:
    return reader.u16()


def get_u32(reader: Reader) -> int:
    return reader.u32()


def get_opaque(reader: Reader) -> bytes:
    return reader.opaque()
