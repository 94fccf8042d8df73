"""The clocks of a file (A.4): which run, since when, until when; which were missed. The book says what starts and ends them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace

from rpds import HashTrieMap, List

from client.law.rule import EVERY
from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Running:
    """Times in milliseconds. ``entry`` and ``index`` are of the record that started it; ``done_at`` is None while it runs.
    ``place`` is the circle (hex) where it was started: there its deadline on the server is opened and settled."""

    clock: str
    key: str
    started_at: int
    due_at: int
    entry: str
    index: int
    circle: str
    done_at: int | None = None

    def late(self, now: int) -> bool:
        """At its last millisecond a clock is not missed yet."""
        return (now if self.done_at is None else self.done_at) > self.due_at


@dataclass(frozen=True, slots=True)
class Clocks:
    """``running``: by clock id, then by key. ``missed``: those that ended after they were due; the mark stays for good (A.4).
    ``done``: all that ended, by clock, key and the entry that started it: their deadlines may still have to be settled."""

    running: HashTrieMap[str, HashTrieMap[str, Running]] = field(default_factory=HashTrieMap)
    missed: List[Running] = field(default_factory=List)
    done: HashTrieMap[tuple[str, str, str], Running] = field(default_factory=HashTrieMap)

    def all_running(self) -> Iterator[Running]:
        for keyed in self.running.values():
            yield from keyed.values()

    def of(self, clock: str) -> tuple[Running, ...]:
        """The running ones of one clock, oldest first."""
        return tuple(sorted(self.running.get(clock, HashTrieMap()).values(), key=lambda each: (each.index, each.key)))

    def started(self, clock: Running) -> Clocks:
        """A clock that runs already keeps its earlier start: retelling gives nobody more time."""
        keyed = self.running.get(clock.clock, HashTrieMap())
        if clock.key in keyed and keyed[clock.key].started_at <= clock.started_at:
            return self
        return replace(self, running=self.running.insert(clock.clock, keyed.insert(clock.key, clock)))

    def ended(self, clock: str, key: str, at: int) -> Clocks:
        keyed = self.running.get(clock, HashTrieMap())
        missed, done = self.missed, self.done
        for each in self.matching(clock, key):
            over = replace(each, done_at=at)
            keyed, done = keyed.remove(each.key), done.insert((clock, each.key, each.entry), over)
            if over.late(at):
                missed = missed.push_front(over)
        return Clocks(self.running.insert(clock, keyed), missed, done)

    def matching(self, clock: str, key: str) -> tuple[Running, ...]:
        """The running ones that an end with ``key`` ends: that one, or all (``EVERY``)."""
        if key == EVERY:
            return self.of(clock)
        keyed = self.running.get(clock, HashTrieMap())
        return (keyed[key],) if key in keyed else ()


EMPTY = Clocks()
