"""The register of bodies, their own rules, the duty roster, the supervising prosecutor (L72 1(3), 2, 6, 26-1(3)(1); S-12)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap, HashTrieSet, List

from client.law.records.bodies import (
    BodyIsBoth,
    BodyProfile,
    BodyRegistered,
    DutyRoster,
    SupervisorNamed,
)
from client.law.records.files import Disclosed
from client.law.records.rulings import Decision, Order
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Supervisor:
    office: str
    holder: str
    territory: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A sealed record was opened to a reader who gave a reason. ``by``: the key that opened it; ``entry``: hash of the record."""

    by: str
    entry: str
    at: int
    reason: str


@dataclass(frozen=True, slots=True)
class Bodies:
    """``register`` and ``profiles``: the newest version, by body (hex). ``both``: bodies that legally decide and implement here.
    ``rosters``: by body. ``deciders``: keys that signed a decision or an order: never those of a supervisor (AMB-34). ``openings``:
    newest first."""

    register: HashTrieMap[str, BodyRegistered] = field(default_factory=HashTrieMap)
    profiles: HashTrieMap[str, BodyProfile] = field(default_factory=HashTrieMap)
    both: HashTrieSet[str] = field(default_factory=HashTrieSet)
    rosters: HashTrieMap[str, DutyRoster] = field(default_factory=HashTrieMap)
    supervisors: HashTrieMap[str, Supervisor] = field(default_factory=HashTrieMap)
    deciders: HashTrieSet[str] = field(default_factory=HashTrieSet)
    openings: List[Opening] = field(default_factory=List)

    def today(self, body: str) -> str:
        """That body, or who took over its functions; stops at a body that is its own successor in the end (SYS-41)."""
        seen = {body}
        while (found := self.register.get(body)) is not None and found.successor and found.successor not in seen:
            body = found.successor
            seen.add(body)
        return body


EMPTY = Bodies()


def _registered(bodies: Bodies, act: Act[BodyRegistered], _: File) -> Bodies:
    return replace(bodies, register=bodies.register.insert(act.value.body, act.value))


def _profiled(bodies: Bodies, act: Act[BodyProfile], _: File) -> Bodies:
    return replace(bodies, profiles=bodies.profiles.insert(act.value.body, act.value))


def _both(bodies: Bodies, act: Act[BodyIsBoth], _: File) -> Bodies:
    return replace(bodies, both=bodies.both.insert(act.value.body))


def _on_duty(bodies: Bodies, act: Act[DutyRoster], _: File) -> Bodies:
    return replace(bodies, rosters=bodies.rosters.insert(act.value.body, act.value))


def _supervised(bodies: Bodies, act: Act[SupervisorNamed], _: File) -> Bodies:
    value = act.value
    return replace(
        bodies, supervisors=bodies.supervisors.insert(value.holder, Supervisor(value.office, value.holder, value.territory))
    )


def _signed(bodies: Bodies, act: Act[Decision] | Act[Order], _: File) -> Bodies:
    return replace(bodies, deciders=bodies.deciders.insert(act.author.holder))


def _opening(bodies: Bodies, act: Act[Disclosed], _: File) -> Bodies:
    found = Opening(act.author.holder, act.value.entry, act.at, act.value.reason)
    return replace(bodies, openings=bodies.openings.push_front(found))


ON: Mapping[type, Callable[[Bodies, Act[Any], File], Bodies]] = {
    BodyRegistered: _registered,
    BodyProfile: _profiled,
    BodyIsBoth: _both,
    DutyRoster: _on_duty,
    SupervisorNamed: _supervised,
    Disclosed: _opening,
    Decision: _signed,
    Order: _signed,
}
