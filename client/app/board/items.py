"""What stands on the board: one item for each thing that needs its holder, with the act that settles it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum, StrEnum

from client.app.outcome import Next
from client.app.saying import NOTHING, Said
from crypto.frozen import dataclass


class Urgency(IntEnum):
    """NOW: somebody may be in danger, or nothing can be sent. LATE: a time is over. SOON: it is over within a day, or asked by
    somebody who waits. OPEN: owed, with time. WATCH: nothing to do for this holder, but to know."""

    NOW = 0
    LATE = 1
    SOON = 2
    OPEN = 3
    WATCH = 4


class Kind(StrEnum):
    """What an item is about: for filters and pictures."""

    THREAT = "threat"
    STATEMENT = "statement"
    ALERT = "alert"
    CLOCK = "clock"
    NOTICE = "notice"
    TASK = "task"
    CONTRACT = "contract"
    CONSENT = "consent"
    APPROVAL = "approval"
    IDENTITY = "identity"
    DUTY = "duty"
    FINDING = "finding"
    HALTED = "halted"
    STOPPED = "stopped"
    WAITING = "waiting"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Item:
    """``id`` is the same as long as it stands. ``file``: id of the file, or empty; ``circle`` (hex) where there is no file. Times
    in milliseconds. ``next``: the act that settles it, prefilled; where there is none, ``why_not`` says why."""

    id: str
    kind: Kind
    urgency: Urgency
    what: Said
    since: int
    file: str = ""
    pseudonym: str = ""
    circle: str = ""
    article: str = ""
    due_at: int | None = None
    next: Next | None = None
    why_not: Said = NOTHING
    exercise: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """``items``: the most urgent first. ``as_of``: by which time; ``verified``: how large the log was that this rests on."""

    items: tuple[Item, ...]
    as_of: int
    verified: int

    def of_file(self, file: str) -> tuple[Item, ...]:
        return tuple(each for each in self.items if each.file == file)


def by_urgency(items: Sequence[Item]) -> tuple[Item, ...]:
    """What is real before exercises (SYS-60), then by urgency, then what is due first, then what waits longest."""
    return tuple(sorted(items, key=_order))


def _order(item: Item) -> tuple[bool, Urgency, bool, int, int, str]:
    return (item.exercise, item.urgency, item.due_at is None, item.due_at or 0, item.since, item.id)
