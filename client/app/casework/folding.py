"""``Folding``: one file folded as its entries come, from the newest state that is still good where earlier ones change.

A file is a persistent value, so a state kept now and then costs next to nothing; what comes late (a key, the past of a circle, a
refound) folds again from the last state before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice, takewhile
from operator import attrgetter

from client.app.casework.entries import Read
from client.app.casework.grown import Grown
from client.app.saying import Code, Said, say
from client.law.act import Entry
from client.law.file import EMPTY_FILE, File, Sight
from client.law.finding import Finding
from client.law.fold import fold_typed

EVERY = 32
"""A state is kept after so many entries."""


class Folding:
    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        self.file = replace(EMPTY_FILE, sight=sight)
        self.edition = 0
        """How often entries that had been folded were changed."""
        self.void: dict[str, Said] = {}
        """Of each record without effect, by its hash: the rule that it broke first."""
        self._reads: list[Read] = []
        self._entries: list[Entry] = []
        self._kept: list[File] = [self.file]
        self._done = 0

    @property
    def entries(self) -> Grown[Entry]:
        """What was folded, in the order of the log."""
        return Grown(self._entries, self._done)

    @property
    def behind(self) -> bool:
        return self._done < len(self._reads)

    def add(self, reads: Iterable[Read]) -> None:
        """Entries of one circle in their order: mostly behind all others."""
        late = [each for each in reads if not self._append(each)]
        if late:
            self.set((*self._reads, *late))

    def set(self, reads: Iterable[Read]) -> None:
        """All entries; what is the same up to a place stays folded up to there."""
        fresh = sorted({each.index: each for each in reads}.values(), key=attrgetter("index"))
        same = sum(1 for _each in takewhile(lambda pair: pair[0] is pair[1], zip(self._reads, fresh, strict=False)))
        self._reads, self._entries = fresh, [each.entry for each in fresh]
        if same < self._done:
            self._back(same)

    def step(self, limit: int) -> int:
        """Folds at most ``limit`` entries; how many."""
        upto = min(len(self._reads), self._done + limit)
        for place in range(self._done, upto):
            self._fold(self._reads[place])
            if (place + 1) % EVERY == 0:
                self._kept.append(self.file)
        count, self._done = upto - self._done, upto
        return count

    def _append(self, read: Read) -> bool:
        if self._reads and read.index <= self._reads[-1].index:
            return False
        self._reads.append(read)
        self._entries.append(read.entry)
        return True

    def _fold(self, read: Read) -> None:
        before = self.file.findings
        self.file = fold_typed(self.file, read.entry, read.value)
        if self.file.findings is not before:
            self._note(islice(self.file.findings, len(self.file.findings) - len(before)))

    def _note(self, newest_first: Iterable[Finding]) -> None:
        for each in reversed(tuple(newest_first)):
            if each.void:
                self.void.setdefault(each.entry, say("{because} ({rule})", because=each.because, rule=Code(each.rule)))

    def _back(self, count: int) -> None:
        """To the last state kept of the first ``count`` entries."""
        self._kept = self._kept[: count // EVERY + 1]
        self._done, self.file = (len(self._kept) - 1) * EVERY, self._kept[-1]
        self.edition += 1
        self.void = {}
        self._note(self.file.findings)
