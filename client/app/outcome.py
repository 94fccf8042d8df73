"""What comes back from an act: what was written and what the fold made of it, what was done, what comes next; all of it values.

Nothing counts as done that the chain and the law do not carry: ``done`` is told only where every record stands; else is told
which one waits or has no effect, and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from client.app.saying import NOTHING, Said

if TYPE_CHECKING:
    from client.app.reading import Seen
    from crypto.types import CircleId

NO_DATA: Mapping[str, object] = MappingProxyType({})


class Standing(StrEnum):
    """What became of a record."""

    STANDS = "stands"
    """In the verified chain, with its effect by the law."""
    MARKED = "marked"
    """In the chain with its effect, and a finding: it broke a rule that only marks."""
    VOID = "void"
    """In the chain, and without effect: it broke a rule."""
    WAITS = "waits"
    """Durable in the outbox; the server has not taken it yet."""
    WOULD = "would"
    """A dry run: it would be written."""


@dataclass(frozen=True, slots=True)
class Written:
    """One record or report. ``why``: what it waits for, or which rule it broke. ``seen``: as it stands in the chain, None where it
    waits."""

    type: str
    circle: CircleId
    uid: bytes
    standing: Standing
    why: Said = NOTHING
    seen: Seen | None = None

    @property
    def stands(self) -> bool:
        return self.standing in (Standing.STANDS, Standing.MARKED)


@dataclass(frozen=True, slots=True)
class Next:
    """An act that comes next, prefilled: the name of the use case and what of its wish is known. The command line shows it as a
    command, a window as a button. ``lacks``: fields of the wish that only the person in front of the screen can say."""

    act: str
    prefilled: tuple[tuple[str, str], ...] = ()
    lacks: tuple[str, ...] = ()
    why: Said = NOTHING


@dataclass(frozen=True, slots=True)
class Outcome:
    """``done``: what was done, a line each; ``more``: what is to be known besides, told in any case. ``main``: which of ``written``
    the act is about. ``data``: what a script needs beside that."""

    done: tuple[Said, ...] = ()
    written: tuple[Written, ...] = ()
    next: tuple[Next, ...] = ()
    data: Mapping[str, object] = field(default_factory=lambda: NO_DATA)
    more: tuple[Said, ...] = ()
    main: int = 0

    @property
    def stands(self) -> bool:
        """Whether all that was written is in the chain with its effect."""
        return all(each.stands for each in self.written)


def outcome(*done: Said, written: tuple[Written, ...] = (), next: tuple[Next, ...] = (), **data: object) -> Outcome:
    """The common case in one call."""
    return Outcome(done, written, next, MappingProxyType(data))
