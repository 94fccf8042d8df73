"""``Pages``: what is held of one circle, each entry decoded once.

    the head moves       -> the entries behind the last one read, some at a time
    entries rewritten    -> those alone are read again: a key came late, or a refound took them back
    another policy       -> the same entries, in what the circle is now

Whoever keeps what follows from the entries goes on from the new ones, unless ``Turned.anew`` says that earlier ones have changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from client.app.casework.entries import Read, place_of, read_entry
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.core.channel import Channel
    from client.core.values import CircleInfo
    from client.law.act import Place


@dataclass(frozen=True, slots=True)
class Turned:
    """``new``: what was read on; ``anew``: that what was read before is not as it was; ``decoded``: how many entries that took."""

    new: Sequence[Read]
    anew: bool
    decoded: int


class Pages:
    def __init__(self, info: CircleInfo) -> None:
        self.circle = info.id
        self.place: Place = place_of(info)
        self.reads: list[Read] = []
        self.hashes: dict[int, str] = {}
        """Of each entry, by its position."""
        self.edition = 0
        """How often what had been read was changed."""
        self._upto = -1
        self._noted = 0

    def turn(self, channel: Channel, info: CircleInfo, limit: int) -> Turned:
        """Reads on, at most ``limit`` entries."""
        again = self._read_again(channel)
        moved = self._move(place_of(info))
        shown = channel.entries(self.circle, self._upto, limit) if self._upto < info.head else ()
        new = [read_entry(each, self.place) for each in shown if each.position <= info.head]
        more = len(new) == limit and limit > 0
        self._upto = int(new[-1].shown.position) if more else max(self._upto, info.head)
        self.reads.extend(new)
        self.hashes.update(_hashes(new))
        return Turned(new, moved or again is not None, len(new) + (again or 0))

    def behind(self, channel: Channel, info: CircleInfo) -> bool:
        """Whether there is something to read."""
        return self._upto < info.head or self._noted < len(channel.rewritten(self.circle))

    def _read_again(self, channel: Channel) -> int | None:
        """How many were read again; None where there was no need."""
        noted = channel.rewritten(self.circle)
        positions = {position for position in noted[self._noted :] if position <= self._upto}
        self._noted = len(noted)
        if not positions:
            return None
        fresh = [read_entry(each, self.place) for each in channel.entries_at(self.circle, sorted(positions))]
        kept = [each for each in self.reads if each.shown.position not in positions]
        self._set(sorted((*kept, *fresh), key=lambda each: each.shown.position))
        return len(fresh)

    def _move(self, place: Place) -> bool:
        if place == self.place:
            return False
        self.place = place
        self._set([replace(each, entry=replace(each.entry, place=place)) for each in self.reads])
        return True

    def _set(self, reads: list[Read]) -> None:
        self.reads, self.edition = reads, self.edition + 1
        self.hashes = dict(_hashes(reads))


def _hashes(reads: Iterable[Read]) -> Iterator[tuple[int, str]]:
    return ((int(each.shown.position), each.entry.hash) for each in reads)
