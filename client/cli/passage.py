"""What one verb may send, while it runs: the reason that its user gave beforehand, and what the leak guard has found so far."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from client.law.records.access import LeakPlace


@dataclass
class Passage:
    """What one verb may send, and what the guard has found so far in attachments and documents, which goes
    with the next record."""

    reason: str = ""
    found: list[LeakPlace] = field(default_factory=list)


_PASSAGE: ContextVar[Passage | None] = ContextVar("passage", default=None)


@contextmanager
def passing(reason: str | None) -> Iterator[Passage]:
    """For as long as a verb runs. ``reason``: why what the guard finds is to go all the same."""
    passage = Passage((reason or "").strip())
    token = _PASSAGE.set(passage)
    try:
        yield passage
    finally:
        _PASSAGE.reset(token)


def current() -> Passage:
    """Outside of any verb one without a reason: what is found stops."""
    return _PASSAGE.get() or Passage()
