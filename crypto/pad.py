"""Padding to a short ladder of sizes, so that the size of a sealed plaintext says little about it.

padded = u32 length || plaintext || zeros, to the smallest rung that holds it. See docs/spec/pad.md.
"""

from __future__ import annotations

from typing import Final

from crypto.errors import Malformed, Usage

LADDER: Final = (1024, 4096, 16384, 65536, 262144)
MAX_PLAINTEXT: Final = LADDER[-1] - 4


def rung(size: int) -> int:
    """The smallest rung that holds a plaintext of ``size`` bytes. Raises ``Usage`` above the ladder."""
    for step in LADDER:
        if size + 4 <= step:
            return step
    raise Usage("a plaintext of {size} bytes is over the limit of {limit}", "too-large", size=size, limit=MAX_PLAINTEXT)


def pad(plaintext: bytes) -> bytes:
    """Raises ``Usage`` where the plaintext is over 262,140 bytes."""
    return (len(plaintext).to_bytes(4, "big") + plaintext).ljust(rung(len(plaintext)), b"\0")


def unpad(padded: bytes) -> bytes:
    """The plaintext. Raises ``Malformed`` unless ``pad`` of it gives these very bytes."""
    if len(padded) not in LADDER:
        raise Malformed("a padded plaintext has no size of the ladder", "bad-padding")
    size = int.from_bytes(padded[:4], "big")
    if size > len(padded) - 4 or rung(size) != len(padded):
        raise Malformed("a padded plaintext says a length that is not its own", "bad-padding")
    if padded.count(0, 4 + size) != len(padded) - 4 - size:
        raise Malformed("a padding has bytes other than zero", "bad-padding")
    return padded[4 : 4 + size]
