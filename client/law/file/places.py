"""Stays in safe places (L72 16): agreed, begun, prolonged, ended. The place is a code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.records.places import StayAgreement, StayEnded, StaySigned, StayStarted
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Terms:
    """``entry``: of the agreement; ``signed_by``: capacity of who signed it, else empty."""

    entry: str
    place: str
    starts_at: int
    until: int
    signed_by: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """``offered``: the newest terms; ``agreed``: the newest that both sides signed. Times in milliseconds, None before."""

    stay: str
    offered: Terms
    agreed: Terms | None = None
    started_at: int | None = None
    ended_at: int | None = None
    way_out: str = ""

    @property
    def running(self) -> bool:
        return self.started_at is not None and self.ended_at is None

    @property
    def until(self) -> int:
        return (self.agreed or self.offered).until

    def review_due(self, now: int) -> bool:
        """DL-20: past its end a stay goes on; new terms or a move are due."""
        return self.running and now >= self.until


@dataclass(frozen=True, slots=True)
class Places:
    """``stays``: by their id. ``agreements``: entry hash of each agreement -> its stay. ``current``: where the person is, or
    empty."""

    stays: HashTrieMap[str, Stay] = field(default_factory=HashTrieMap)
    agreements: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    current: str = ""

    def of(self, stay: str) -> Stay | None:
        return self.stays.get(stay)

    def of_agreement(self, entry: str) -> Stay | None:
        return self.stays.get(self.agreements.get(entry, ""))

    def all(self) -> tuple[Stay, ...]:
        return tuple(sorted(self.stays.values(), key=lambda each: (each.offered.starts_at, each.stay)))

    @property
    def stay(self) -> Stay | None:
        return self.stays.get(self.current)

    def kept(self, stay: Stay) -> Places:
        return replace(self, stays=self.stays.insert(stay.stay, stay))


EMPTY = Places()


def _offered(places: Places, act: Act[StayAgreement], _: File) -> Places:
    value, known = act.value, places.of(act.value.stay)
    terms = Terms(act.hash, value.place, value.starts_at, value.until)
    stay = Stay(value.stay, terms) if known is None else replace(known, offered=terms)
    return replace(places.kept(stay), agreements=places.agreements.insert(act.hash, value.stay))


def _signed(places: Places, act: Act[StaySigned], _: File) -> Places:
    stay = places.of_agreement(act.value.agreement)
    if stay is None or not act.value.signed or stay.offered.entry != act.value.agreement:
        return places
    terms = replace(stay.offered, signed_by=str(act.author.writer))
    return places.kept(replace(stay, offered=terms, agreed=terms))


def _started(places: Places, act: Act[StayStarted], _: File) -> Places:
    stay = places.of(act.value.stay)
    if stay is None:
        return places
    before = places.stay
    if before is not None and before.stay != stay.stay:
        places = places.kept(replace(before, ended_at=act.at, way_out="MOVED"))
    return replace(places.kept(replace(stay, started_at=act.value.at, ended_at=None, way_out="")), current=stay.stay)


def _ended(places: Places, act: Act[StayEnded], _: File) -> Places:
    stay = places.of(act.value.stay)
    if stay is None:
        return places
    current = "" if places.current == stay.stay else places.current
    return replace(places.kept(replace(stay, ended_at=act.at, way_out=act.value.way)), current=current)


ON: Mapping[type, Callable[[Places, Act[Any], File], Places]] = {
    StayAgreement: _offered,
    StaySigned: _signed,
    StayStarted: _started,
    StayEnded: _ended,
}
