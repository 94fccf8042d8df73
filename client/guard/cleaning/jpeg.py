"""JPEG without loss: tags are cut out, the picture's own bytes stay. For pictures inside of other files."""

from __future__ import annotations

from collections.abc import Iterator

START, SCAN, END, COMMENT = 0xD8, 0xDA, 0xD9, 0xFE
APPLICATION = range(0xE0, 0xF0)
KEPT = {0xE0, 0xEE}
"""JFIF, and Adobe's: which colours are meant."""


def without_tags(data: bytes) -> bytes:
    """Raises ``ValueError`` where it is not a JPEG."""
    return b"".join(_kept(data))


def _kept(data: bytes) -> Iterator[bytes]:
    if data[:2] != b"\xff\xd8":
        raise ValueError("not a JPEG")
    yield data[:2]
    position = 2
    while position + 4 <= len(data):
        if data[position] != 0xFF:
            raise ValueError("a marker is wanted")
        marker = data[position + 1]
        if marker == 0xFF:  # fill bytes may stand before a marker
            position += 1
            continue
        if marker == SCAN:
            end = data.rfind(b"\xff\xd9")
            yield data[position : end + 2 if end > position else len(data)]
            return
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        if length < 2:
            raise ValueError("a segment is too short")
        if not ((marker in APPLICATION and marker not in KEPT) or marker == COMMENT):
            yield data[position : position + 2 + length]
        position += 2 + length
    raise ValueError("no picture in it")
