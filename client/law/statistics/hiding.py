"""Small cells: what could single out a person is shown as "<5", and no total gives it away.

A hidden cell is known to be 0 to 4. A total beside k hidden cells tells their sum, and so each of them where there is one cell, or
where the sum is as small or as large as it can be; then the total is hidden too. Lines are published alone: no table crosses two.
"""

from __future__ import annotations

from collections.abc import Iterable

from client.law.rule import norm
from crypto.frozen import dataclass

LEAST = 5
SMALL = f"<{LEAST}"
HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: how often, by kind. ``cells`` are exclusive of one another, so that they may be added."""

    name: str
    cells: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be published of a line."""

    name: str
    cells: tuple[tuple[str, str], ...]
    total: str


@norm("SYS-06", "C.3")
def shown(line: Line) -> Shown:
    """The line with its small cells, and where need be its total, hidden."""
    hidden = [count for _kind, count in line.cells if count < LEAST]
    cells = tuple((kind, SMALL if count < LEAST else str(count)) for kind, count in line.cells)
    total = sum(count for _kind, count in line.cells)
    return Shown(line.name, cells, HIDDEN if _gives_away(hidden) else SMALL if total < LEAST else str(total))


def _gives_away(hidden: list[int]) -> bool:
    """Whether the sum of the hidden cells tells one of them."""
    if not hidden:
        return False
    return len(hidden) == 1 or sum(hidden) in (0, (LEAST - 1) * len(hidden))


def share(part: int, whole: int) -> str:
    """A percentage; hidden where the part or the rest is small."""
    if min(part, whole - part) < LEAST and part not in (0, whole):
        return HIDDEN
    return HIDDEN if whole < LEAST else f"{100 * part // whole} %"


def median(values: Iterable[int]) -> int | None:
    """The lower median; None (hidden) of fewer than five values: it would be somebody's own."""
    ordered = sorted(values)
    return None if len(ordered) < LEAST else ordered[(len(ordered) - 1) // 2]
