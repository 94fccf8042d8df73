"""Who may read what. Default is nothing.

A member or reader of a circle sees all of it; a reporter sees its commits, their own reports and the records that carry a
disclosure to their reading key. Who has been removed sees everything up to and including the commit that removed them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import IntEnum

from crypto.policy import CircleKind, Policy
from crypto.types import ChainHash, CircleId, EntryClass, Epoch, Generation, LogIndex, Position


class Role(IntEnum):
    """What a holder is to a circle. A correspondent is someone who has sent a report to a front desk."""

    MEMBER = 1
    READER = 2
    REPORTER = 3
    CORRESPONDENT = 4

    @property
    def full(self) -> bool:
        return self <= Role.READER


@dataclass(frozen=True, slots=True)
class Grant:
    """``until``: the last log index that its holder may see, where the role has ended."""

    role: Role
    until: LogIndex | None = None


@dataclass(frozen=True, slots=True)
class Circle:
    """The head of a circle, and what its newest commit says in clear."""

    id: CircleId
    position: Position
    chain: ChainHash
    generation: Generation
    epoch: Epoch
    commit_index: LogIndex
    policy: Policy
    roster: frozenset[bytes]
    readers: frozenset[bytes]
    reporters: Mapping[bytes, int]

    @property
    def front_desk(self) -> bool:
        return self.policy.kind is CircleKind.FRONT_DESK

    def moved(self, position: Position, chain: ChainHash) -> Circle:
        """With another head, and everything else as it is. (Not ``dataclasses.replace``: this runs for every entry.)"""
        return Circle(
            self.id,
            position,
            chain,
            self.generation,
            self.epoch,
            self.commit_index,
            self.policy,
            self.roster,
            self.readers,
            self.reporters,
        )

    def roles(self) -> dict[bytes, Role]:
        """The role of everyone whom roster and policy name; who is named twice has the stronger one."""
        roles: dict[bytes, Role] = dict.fromkeys(self.reporters, Role.REPORTER)
        roles.update(dict.fromkeys(self.readers, Role.READER))
        roles.update(dict.fromkeys(self.roster, Role.MEMBER))
        return roles


def sparse_sees(entry_class: int, author: bytes, disclosed_to: Collection[bytes], holder: bytes, keys: Collection[bytes]) -> bool:
    """Whether a reporter sees an entry of a circle of theirs."""
    return entry_class == EntryClass.COMMIT or author == holder or any(key in keys for key in disclosed_to)
