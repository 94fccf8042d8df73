"""How measures end: the grounds, the ruling, the continuation after the proceedings, the wind-down (L72 27; A.9).

The ruling is known by its number, since it stands in two circles and not everybody reads both. What it does to each measure is the
business of ``file.measures``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap, HashTrieSet

from client.law.records.complaints import ComplaintOutcome, OutcomeReceived
from client.law.records.ending import (
    Continuation,
    LiftRefused,
    Motion,
    ProceedingsEnded,
    ProtectionClosed,
    Revocation,
    WoundDown,
    covered,
)
from client.law.words import Circle
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling that ends measures. ``entry``: hash of its first copy that was folded; ``cancelled``: entry hash of the outcome of
    the complaint that did away with it, empty while it stands. ``wind_down``: what is to be wound up; times in milliseconds."""

    number: str
    entry: str
    signatory: str
    scope: str
    measures: tuple[str, ...]
    grounds: tuple[str, ...]
    issued_at: int
    effect_at: int
    wind_down: tuple[str, ...]
    cancelled: str = ""

    def covers(self, measure: str) -> bool:
        return covered(self.scope, self.measures, self.signatory, measure)


@dataclass(frozen=True, slots=True)
class Moved:
    """A motion of the implementing body. ``answered``: by the number of a ruling, empty while it is open."""

    id: str
    kind: str
    measures: tuple[str, ...]
    grounds: tuple[str, ...]
    entry: str
    at: int
    answered: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """``rulings``: those that end measures, by number; ``entries``: entry hash of each copy -> number. ``refused_in``: the same for
    rulings that leave measures as they are. ``sent``: numbers of those whose copy went to the implementing body.
    ``continuation``: entry hash of the ruling by which measures go on. ``wound``: (number of the ruling, what) -> DONE, WAIVED."""

    rulings: HashTrieMap[str, Ruled] = field(default_factory=HashTrieMap)
    entries: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    refused_in: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    sent: HashTrieSet[str] = field(default_factory=HashTrieSet)
    motions: HashTrieMap[str, Moved] = field(default_factory=HashTrieMap)
    proceedings_ended: bool = False
    ended_how: str = ""
    continuation: str = ""
    wound: HashTrieMap[tuple[str, str], str] = field(default_factory=HashTrieMap)
    closed: bool = False

    @property
    def standing(self) -> tuple[Ruled, ...]:
        """The rulings that no outcome of a complaint did away with, by number."""
        return tuple(sorted((each for each in self.rulings.values() if not each.cancelled), key=lambda each: each.number))

    @property
    def revocation(self) -> Ruled | None:
        """The ruling or sentence that ended all measures; nothing else can (27(2))."""
        return next((each for each in self.standing if each.scope == "ALL"), None)

    @property
    def revoked(self) -> bool:
        return self.revocation is not None

    @property
    def continued(self) -> bool:
        """It is settled that measures go on after the proceedings (27(4))."""
        return bool(self.continuation)

    def ruling_of(self, entry: str) -> Ruled | None:
        return self.rulings.get(self.entries.get(entry, ""))

    def to_wind_up(self) -> tuple[tuple[str, str], ...]:
        """(number of the ruling, what) that is neither done nor waived."""
        wanted = ((each.number, what) for each in self.standing for what in each.wind_down)
        return tuple(sorted(each for each in wanted if each not in self.wound))


EMPTY = Ending()


def proposed(file: File) -> tuple[str, ...]:
    """The grounds that are proposed to the deciding body (A.9): by open motions, by a refusal of the contract whose consequences
    were explained (G2), by breaches of it on which the person was heard (G3). They end nothing."""
    moves = (each for each in file.ending.motions.values() if each.kind == "CANCEL" and not each.answered)
    found = {ground for each in moves for ground in each.grounds}
    contracts = file.contracts
    if contracts.refusal and contracts.refusal_explained and not contracts.in_force:
        found.add("G2")
    if any(each.heard for each in contracts.breaches.values()):
        found.add("G3")
    return tuple(sorted(found))


def answered(ending: Ending, motion: str, number: str) -> Ending:
    found = ending.motions.get(motion)
    return ending if found is None else replace(ending, motions=ending.motions.insert(motion, replace(found, answered=number)))


def _sent(ending: Ending, act: Act[Any]) -> Ending:
    """To the implementing body: what stands in the coordination circle."""
    return replace(ending, sent=ending.sent.insert(act.value.number)) if act.place.kind is Circle.COORDINATION else ending


def _revoked(ending: Ending, act: Act[Revocation], _: File) -> Ending:
    value, known = act.value, ending.rulings.get(act.value.number)
    ending = replace(_sent(ending, act), entries=ending.entries.insert(act.hash, value.number))
    ending = answered(ending, value.on_motion, value.number)
    if known is not None:
        return ending
    wanted = tuple(each.what for each in value.wind_down if each.wanted)
    ruled = Ruled(
        value.number, act.hash, value.signatory, value.scope, value.measures, value.grounds_named, value.issued_at,
        value.effect_at, wanted,
    )  # fmt: skip
    return replace(ending, rulings=ending.rulings.insert(value.number, ruled))


def _refused_to_lift(ending: Ending, act: Act[LiftRefused], _: File) -> Ending:
    value = act.value
    ending = replace(_sent(ending, act), refused_in=ending.refused_in.insert(act.hash, value.number))
    return answered(ending, value.on_motion, value.number)


def _moved(ending: Ending, act: Act[Motion], _: File) -> Ending:
    value = act.value
    if value.motion in ending.motions:
        return ending
    grounds = tuple(each.ground for each in value.grounds)
    moved = Moved(value.motion, value.kind, value.measures, grounds, act.hash, act.at)
    return replace(ending, motions=ending.motions.insert(value.motion, moved))


def _over(ending: Ending, act: Act[ProceedingsEnded], _: File) -> Ending:
    return replace(ending, proceedings_ended=True, ended_how=act.value.how)


def _continued(ending: Ending, act: Act[Continuation], _: File) -> Ending:
    return replace(ending, continuation=act.hash)


def _wound(ending: Ending, act: Act[WoundDown], _: File) -> Ending:
    value = act.value
    return replace(ending, wound=ending.wound.insert((value.revocation, value.what), value.state))


def _closed(ending: Ending, act: Act[ProtectionClosed], _: File) -> Ending:
    return replace(ending, closed=True)


def _cancelled(ending: Ending, of: str, outcome: str, by: str) -> Ending:
    """DECISION_CANCELLED of a revocation restores what it ended (A.6)."""
    ruled = ending.ruling_of(of)
    if outcome != "DECISION_CANCELLED" or ruled is None:
        return ending
    return replace(ending, rulings=ending.rulings.insert(ruled.number, replace(ruled, cancelled=by)), closed=False)


def _decided(ending: Ending, act: Act[ComplaintOutcome], file: File) -> Ending:
    known = file.complaints.of(act.value.complaint)
    return ending if known is None else _cancelled(ending, known.of, act.value.outcome, act.hash)


def _received(ending: Ending, act: Act[OutcomeReceived], _: File) -> Ending:
    return _cancelled(ending, act.value.of, act.value.outcome, act.hash)


ON: Mapping[type, Callable[[Ending, Act[Any], File], Ending]] = {
    Revocation: _revoked,
    LiftRefused: _refused_to_lift,
    Motion: _moved,
    ProceedingsEnded: _over,
    Continuation: _continued,
    WoundDown: _wound,
    ProtectionClosed: _closed,
    ComplaintOutcome: _decided,
    OutcomeReceived: _received,
}
