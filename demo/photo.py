"""A photograph of several megabytes, made here: coloured noise as PNG (ISO/IEC 15948), so that it does not compress away."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

WIDTH, HEIGHT = 1200, 900  # 3 bytes a pixel and a filter byte a row: 3.2 MB


def write_photo(path: Path) -> bytes:
    """Writes the picture; gives back 48 bytes from its middle, to search for."""
    rows = b"".join(b"\0" + os.urandom(3 * WIDTH) for _ in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 1)) + _chunk(b"IEND", b"")
    path.write_bytes(data)
    middle = len(data) // 2
    return data[middle : middle + 48]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
