"""Proof of work: what a front desk asks of those who have no account, so that flooding it costs more than answering.

work is 8 bytes such that SHA-256("Qorgan 1 work" || u8 size of challenge || challenge || work) starts with ``bits`` zero bits.
It makes floods dearer, not impossible: rate limits stand beside it. See docs/spec/work.md.
"""

from __future__ import annotations

import hashlib
from typing import Final

from crypto.errors import Usage

MAX_BITS: Final = 26
"""About a minute on one core in Python; no server can ask a client for more."""
SIZE: Final = 8


def find(challenge: bytes, bits: int) -> bytes:
    """The first work that fits, counting from zero: 2**bits hashes on average. Raises ``Usage`` over ``MAX_BITS``."""
    if not 0 <= bits <= MAX_BITS:
        raise Usage("a proof of work of {bits} bits is refused", "too-much-work", bits=bits)
    start, limit, count = _start(challenge), 1 << (256 - bits), 0
    while True:
        work = count.to_bytes(SIZE, "big")
        state = start.copy()
        state.update(work)
        if int.from_bytes(state.digest(), "big") < limit:
            return work
        count += 1


def check(challenge: bytes, bits: int, work: bytes) -> bool:
    """Whether ``work`` is of the form and has the zero bits."""
    if len(work) != SIZE:
        return False
    state = _start(challenge)
    state.update(work)
    return int.from_bytes(state.digest(), "big") < 1 << (256 - bits)


def _start(challenge: bytes) -> hashlib._Hash:
    if len(challenge) > 255:
        raise Usage("a challenge has 255 bytes at most")
    return hashlib.sha256(b"Qorgan 1 work" + bytes([len(challenge)]) + challenge)
