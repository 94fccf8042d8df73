"""The notices and copies of a file (A.5): which are owed, given, proven. The book says by what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace

from rpds import HashTrieMap

from client.law.rule import EVERY
from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """Times in milliseconds; None where it has not happened yet. ``entry`` and ``index``: of the record by which it is owed."""

    notice: str
    key: str
    owed_at: int
    entry: str
    index: int
    given_at: int | None = None
    proven_at: int | None = None


@dataclass(frozen=True, slots=True)
class Notices:
    """``open``: owed and not proven yet, by notice id, then by key. ``closed``: how many were proven, by notice id."""

    open: HashTrieMap[str, HashTrieMap[str, Standing]] = field(default_factory=HashTrieMap)
    closed: HashTrieMap[str, int] = field(default_factory=HashTrieMap)

    def all_open(self) -> Iterator[Standing]:
        for keyed in self.open.values():
            yield from keyed.values()

    def of(self, notice: str) -> tuple[Standing, ...]:
        return tuple(sorted(self.open.get(notice, HashTrieMap()).values(), key=lambda each: (each.index, each.key)))

    def owed(self, standing: Standing) -> Notices:
        keyed = self.open.get(standing.notice, HashTrieMap())
        return self if standing.key in keyed else self._with(standing.notice, keyed.insert(standing.key, standing))

    def given(self, notice: str, key: str, at: int) -> Notices:
        keyed = self.open.get(notice, HashTrieMap())
        for each in self._matching(notice, key):
            if each.given_at is None:
                keyed = keyed.insert(each.key, replace(each, given_at=at))
        return self._with(notice, keyed)

    def proven(self, notice: str, key: str) -> Notices:
        keyed, found = self.open.get(notice, HashTrieMap()), self._matching(notice, key)
        for each in found:
            keyed = keyed.remove(each.key)
        closed = self.closed.insert(notice, self.closed.get(notice, 0) + len(found)) if found else self.closed
        return Notices(self.open.insert(notice, keyed), closed)

    def _matching(self, notice: str, key: str) -> tuple[Standing, ...]:
        if key == EVERY:
            return self.of(notice)
        keyed = self.open.get(notice, HashTrieMap())
        return (keyed[key],) if key in keyed else ()

    def _with(self, notice: str, keyed: HashTrieMap[str, Standing]) -> Notices:
        return Notices(self.open.insert(notice, keyed), self.closed)


EMPTY = Notices()
