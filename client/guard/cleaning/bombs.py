"""How large the streams of a PDF are when they are unpacked, told without keeping them: readers unpack tables of objects at once,
and a megabyte can hold gigabytes of them."""

from __future__ import annotations

import re
import zlib

MAX_STREAM = 128 << 20
"""Bytes of one stream: a page scanned in colours at 600 points to the inch has 104 million."""
MAX_ALL = 1 << 30
PIECE = 1 << 20
LAYERS = 4
STREAM = re.compile(rb"(?<!end)stream\r?\n")


class _Grows(Exception):
    """Beyond the bounds."""


class _Layer:
    """Unpacks what it is fed, counts it, and feeds it on: what was packed twice grows twice."""

    def __init__(self, depth: int) -> None:
        self.size = 0
        self.done = False
        self._unpacker = zlib.decompressobj()
        self._inner = _Layer(depth - 1) if depth > 1 else None

    def feed(self, piece: bytes) -> int:
        """How many bytes came of it, in this layer and those within. Raises ``_Grows``."""
        grown = 0
        while piece and not self.done:
            try:
                out = self._unpacker.decompress(piece, PIECE)
            except zlib.error:
                self.done = True
                break
            piece = self._unpacker.unconsumed_tail
            self.done = self._unpacker.eof
            self.size += len(out)
            grown += len(out)
            if self.size > MAX_STREAM:
                raise _Grows
            if self._inner is not None and not self._inner.done:
                grown += self._inner.feed(out)
        return grown


def is_bomb(data: bytes) -> bool:
    """Whether the file's packed streams would grow beyond the bounds."""
    total = 0
    for found in STREAM.finditer(data):
        layer = _Layer(LAYERS)
        try:
            for start in range(found.end(), len(data), PIECE):
                total += layer.feed(data[start : start + PIECE])
                if layer.done:
                    break
        except _Grows:
            return True
        if total > MAX_ALL:
            return True
    return False
