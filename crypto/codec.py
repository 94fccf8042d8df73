"""TLS presentation language, as RFC 9420 section 2.1 uses it: the one codec of MLS and of Qorgan's own formats.

A ``Reader`` parses strictly: every length must be minimal (section 2.1.2), every vector must be consumed to its
end, and ``finish`` refuses trailing bytes. So whatever decodes, re-encodes to the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from crypto.errors import Malformed

T = TypeVar("T")

MAX_VARINT = (1 << 30) - 1
_VARINT_MASKS = (0x3F, 0x3FFF, MAX_VARINT)


class Writer:
    """Appends big-endian integers, fixed bytes and variable-size vectors."""

    __slots__ = ("_parts",)

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def uint(self, value: int, size: int) -> Writer:
        """``size`` is in bytes. Raises ``ValueError`` (a bug of the caller) where the value does not fit."""
        try:
            self._parts.append(value.to_bytes(size, "big"))
        except OverflowError as error:
            raise ValueError(f"{value} does not fit in {size} bytes") from error
        return self

    def u8(self, value: int) -> Writer:
        return self.uint(value, 1)

    def u16(self, value: int) -> Writer:
        return self.uint(value, 2)

    def u32(self, value: int) -> Writer:
        return self.uint(value, 4)

    def u64(self, value: int) -> Writer:
        return self.uint(value, 8)

    def fixed(self, value: bytes, size: int) -> Writer:
        """Bytes of a size that the format fixes."""
        if len(value) != size:
            raise ValueError(f"expected {size} bytes, got {len(value)}")
        self._parts.append(value)
        return self

    def raw(self, value: bytes) -> Writer:
        """Bytes that are already encoded."""
        self._parts.append(value)
        return self

    def opaque(self, value: bytes) -> Writer:
        """``opaque value<V>``."""
        self._parts.append(encode_varint(len(value)))
        self._parts.append(value)
        return self

    def vector(self, items: Iterable[T], write: Callable[[Writer, T], object]) -> Writer:
        """``T items<V>``: the length in bytes, then the items."""
        inner = Writer()
        for item in items:
            write(inner, item)
        return self.opaque(inner.bytes())

    def optional(self, item: T | None, write: Callable[[Writer, T], object]) -> Writer:
        """``optional<T>`` (RFC 9420 section 2.1.1)."""
        if item is None:
            return self.u8(0)
        self.u8(1)
        write(self, item)
        return self

    def bytes(self) -> bytes:
        return b"".join(self._parts)


class Reader:
    """Parses from the front of ``data``. Every method raises ``Malformed`` where the bytes are not of the format."""

    __slots__ = ("_data", "_end", "_pos")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pos = 0
        self._end = len(data)

    @property
    def remaining(self) -> int:
        return self._end - self._pos

    @property
    def position(self) -> int:
        """How many bytes have been read: what was between two positions is what was parsed there."""
        return self._pos

    def since(self, start: int) -> bytes:
        """The bytes from ``start`` (a former ``position``) to here."""
        return self._data[start : self._pos]

    def fixed(self, size: int) -> bytes:
        end = self._pos + size
        if end > self._end:
            raise Malformed("truncated: {size} bytes wanted, {left} left", size=size, left=self.remaining)
        value = self._data[self._pos : end]
        self._pos = end
        return value

    def uint(self, size: int) -> int:
        return int.from_bytes(self.fixed(size), "big")

    def u8(self) -> int:
        return self.fixed(1)[0]

    def u16(self) -> int:
        return self.uint(2)

    def u32(self) -> int:
        return self.uint(4)

    def u64(self) -> int:
        return self.uint(8)

    def varint(self) -> int:
        """RFC 9420 section 2.1.2: the encoding must be the shortest, and the prefix 0b11 is invalid."""
        start = self._pos
        first = self.u8()
        prefix = first >> 6
        if not prefix:
            return first
        if prefix == 3:
            raise Malformed("invalid length prefix")
        self.fixed((1 << prefix) - 1)
        value = int.from_bytes(self._data[start : self._pos], "big") & _VARINT_MASKS[prefix]
        if prefix and value < (1 << (8 * (1 << (prefix - 1)) - 2)):
            raise Malformed("length is not minimally encoded")
        return value

    def opaque(self, limit: int = MAX_VARINT) -> bytes:
        """``opaque value<V>`` of at most ``limit`` bytes."""
        size = self.varint()
        if size > limit:
            raise Malformed("a field of {size} bytes is over its limit of {limit}", size=size, limit=limit)
        return self.fixed(size)

    def vector(self, read: Callable[[Reader], T], limit: int = MAX_VARINT) -> tuple[T, ...]:
        """``T items<V>`` of at most ``limit`` bytes, consumed exactly."""
        inner = Reader(self.opaque(limit))
        items = []
        while inner.remaining:
            items.append(read(inner))
        return tuple(items)

    def optional(self, read: Callable[[Reader], T]) -> T | None:
        present = self.u8()
        if present == 0:
            return None
        if present != 1:
            raise Malformed("the presence byte of an optional is neither 0 nor 1")
        return read(self)

    def finish(self) -> None:
        if self.remaining:
            raise Malformed("{size} trailing bytes", size=self.remaining)


def encode_varint(value: int) -> bytes:
    """RFC 9420 section 2.1.2."""
    if value < 0 or value > MAX_VARINT:
        raise ValueError(f"length {value} cannot be encoded")
    if value < 1 << 6:
        return value.to_bytes(1, "big")
    if value < 1 << 14:
        return (value | 0x4000).to_bytes(2, "big")
    return (value | 0x8000_0000).to_bytes(4, "big")


def decode(data: bytes, read: Callable[[Reader], T]) -> T:
    """Parse the whole of ``data`` as one value."""
    reader = Reader(data)
    value = read(reader)
    reader.finish()
    return value
