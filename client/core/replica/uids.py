"""Which uids of which authors a circle has seen: no author may use one twice (architecture section 4).

A report's header has neither position nor ``prev``, so a server could place the same report twice in one epoch: this set is what
refuses it. It grows by 16 bytes an entry and is shared between the states before and after.
"""

from __future__ import annotations

from itertools import pairwise

from crypto.codec import Reader, Writer
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.primitives import sha256
from crypto.types import Holder, Uid

_BUCKETS = 256
_SIZE = 16


@dataclass(frozen=True)
class UidSet:
    """A set in 256 parts, so that adding one copies a 256th of it."""

    _parts: tuple[frozenset[bytes], ...] = (frozenset(),) * _BUCKETS

    def __contains__(self, mark: bytes) -> bool:
        return mark in self._parts[mark[0]]

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def with_mark(self, mark: bytes) -> UidSet:
        at = mark[0]
        return UidSet((*self._parts[:at], self._parts[at] | {mark}, *self._parts[at + 1 :]))

    def write(self, writer: Writer) -> Writer:
        return writer.opaque(b"".join(mark for part in self._parts if part for mark in sorted(part)))


def uid_mark(author: Holder, uid: Uid) -> bytes:
    """16 bytes that stand for both; with the author in it, nobody can use up another's uid."""
    return sha256(b"Qorgan 1 uid", author, uid)[:_SIZE]


def read_uids(reader: Reader) -> UidSet:
    """Raises ``Malformed``."""
    data = reader.opaque()
    marks = [data[at : at + _SIZE] for at in range(0, len(data), _SIZE)]
    if len(data) % _SIZE or any(a >= b for a, b in pairwise(marks)):
        raise Malformed("a set of uids is not in order")
    parts: list[set[bytes]] = [set() for _ in range(_BUCKETS)]
    for mark in marks:
        parts[mark[0]].add(mark)
    return UidSet(tuple(frozenset(part) for part in parts))
