"""Bounds on every size, rate and duration, as one value, and the token buckets that hold the rates.

Buckets are in memory only, and by holder or by source address: an address is never written anywhere.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from server.problems import too_many

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True)
class Rate:
    """``burst`` at once, then ``per_second``."""

    per_second: float
    burst: float


@dataclass(frozen=True)
class Limits:
    """Production values. Sizes in bytes, times in seconds."""

    entry: int = MIB
    welcome: int = MIB
    document: int = 64 * KIB
    json: int = 512 * KIB
    json_depth: int = 8
    chunk: int = 300 * KIB
    chunks: int = 20_000
    body_seconds: float = 30.0
    idle_seconds: float = 25.0
    lingering_seconds: float = 1.0
    frame_items: int = 500
    frame_bytes: int = MIB
    blob_bytes_device: int = 4096 * MIB
    blob_bytes_person: int = 64 * MIB
    blobs: int = 5_000
    circles: int = 10_000
    key_packages: int = 100
    key_package: int = 16 * KIB
    tokens: int = 5_000
    tokens_refused: int = 200
    sockets: int = 8
    sockets_all: int = 20_000
    socket_queue: int = 512
    socket_queue_bytes: int = 4 * MIB
    sessions: int = 100_000
    sessions_holder: int = 16
    session_seconds: int = 8 * 3600
    challenge_seconds: int = 60
    work_bits: int = 14
    queue: int = 4096
    batch: int = 256
    appends: Rate = field(default=Rate(1000, 2000))
    append_bytes: Rate = field(default=Rate(16 * MIB, 64 * MIB))
    reports: Rate = field(default=Rate(0.5, 20))
    reads: Rate = field(default=Rate(200, 2000))
    claims: Rate = field(default=Rate(2, 200))
    claims_pair: Rate = field(default=Rate(0.01, 10))
    documents: Rate = field(default=Rate(5, 200))
    tokens_taken: Rate = field(default=Rate(0.02, 20))
    anonymous: Rate = field(default=Rate(50, 1000))


class Buckets:
    """Token buckets by key, at most ``size`` of them; the one that has been idle longest is forgotten, full as it is by then."""

    def __init__(self, rate: Rate, clock: Callable[[], float], size: int = 100_000) -> None:
        self._rate = rate
        self._clock = clock
        self._size = size
        self._levels: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def take(self, key: Hashable, amount: float = 1.0) -> None:
        """Raises a 429 problem where ``key`` has taken too much."""
        now = self._clock()
        level, since = self._levels.get(key, (self._rate.burst, now))
        level = min(self._rate.burst, level + (now - since) * self._rate.per_second)
        if level < amount:
            raise too_many((amount - level) / self._rate.per_second)
        self._levels[key] = (level - amount, now)
        self._levels.move_to_end(key)
        if len(self._levels) > self._size:
            self._levels.popitem(last=False)
