"""``python -m tests.guard.measure [held-out]``: how much of the labelled set the guard finds, and how often it is wrong.

A third of the people (by a hash of their id) is held out: the guard's words and endings were made looking at the others only.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from client.guard.guard import Guard
from client.guard.terms import terms_of
from tests.guard.labelled import Line, identities, lines


def held_out(identity: str) -> bool:
    return hashlib.sha256(identity.encode()).digest()[0] % 3 == 0


@cache
def guard_of(identity: str) -> Guard:
    return Guard(terms_of(identities()[identity]))


@dataclass
class Figures:
    """``missed``: lines that give something away and of which nothing is found; ``wrong``: lines that do not, and something is."""

    leaks: int = 0
    honest: int = 0
    missed: list[Line] = field(default_factory=list)
    wrong: list[Line] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    kinds_missed: Counter[str] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / max(1, self.leaks)

    @property
    def false_alarms(self) -> float:
        return len(self.wrong) / max(1, self.honest)


def measured(chosen: Iterable[Line]) -> Figures:
    """A line counts as found when each kind that its label names is found."""
    figures = Figures()
    for line in chosen:
        found = {str(hit.kind) for hit in guard_of(line.identity).known(line.text)}
        if not line.kinds:
            figures.honest += 1
            if found:
                figures.wrong.append(line)
            continue
        figures.leaks += 1
        lost = line.kinds - found
        figures.kinds.update(line.kinds)
        figures.kinds_missed.update(lost)
        if lost:
            figures.missed.append(line)
    return figures


def main() -> None:
    wanted = "held-out" in sys.argv
    figures = measured(line for line in lines() if held_out(line.identity) is wanted)
    print(f"recall {figures.recall:.2%} of {figures.leaks}, false alarms {figures.false_alarms:.2%} of {figures.honest}")
    print({kind: f"{figures.kinds_missed[kind]}/{number}" for kind, number in figures.kinds.items()})
    if not wanted:
        for line in (*figures.missed, *figures.wrong):
            print(line.id, ",".join(sorted(line.kinds)) or "-", line.spans, repr(line.text))


if __name__ == "__main__":
    main()
