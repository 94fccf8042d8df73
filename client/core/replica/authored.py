"""A commit that this device made: stage, persist, act.

It is kept, with the group's next state, from before it is sent until its entry is seen in the chain (then the group becomes
current) or another commit takes its place (then it is thrown away and made anew).
"""

from __future__ import annotations

from dataclasses import field

from crypto.codec import Reader, Writer, decode
from crypto.entry import Entry, parse_entry
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.mls import Group
from crypto.types import CircleId, Epoch, Generation

VERSION = 1


@dataclass(frozen=True)
class Authored:
    """``generation`` and ``epoch`` are the new ones. ``welcome`` is for those whom the commit adds. ``before``: the old group
    without the message key that the commit used, for ``Replica.spent``; it is not encoded."""

    entry: Entry
    welcome: bytes | None = field(repr=False)
    group: Group = field(repr=False)
    before: Group | None = field(default=None, repr=False, compare=False)

    @property
    def circle(self) -> CircleId:
        return self.entry.header.circle

    @property
    def generation(self) -> Generation:
        return self.entry.header.generation

    @property
    def epoch(self) -> Epoch:
        return self.entry.header.epoch

    def is_of(self, entry: Entry) -> bool:
        """Whether ``entry`` is this commit, whichever position and ``prev`` it was headed with last."""
        mine, other = self.entry.header, entry.header
        return (mine.circle, mine.author, mine.uid, self.entry.body_hash) == (
            other.circle,
            other.author,
            other.uid,
            entry.body_hash,
        )

    def encode(self) -> bytes:
        """Has the group's secrets in it: for the encrypted store only."""
        writer = Writer().u8(VERSION).opaque(self.entry.encode()).optional(self.welcome, Writer.opaque)
        return writer.opaque(self.group.encode()).bytes()


def parse_authored(data: bytes) -> Authored:
    """Raises ``Malformed``."""
    return decode(data, _read)


def _read(reader: Reader) -> Authored:
    if reader.u8() != VERSION:
        raise Malformed("unknown version of a pending commit", "unknown-version")
    entry = parse_entry(reader.opaque())
    welcome = reader.optional(Reader.opaque)
    return Authored(entry, welcome, Group.decode(reader.opaque()))
