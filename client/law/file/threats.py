"""Threat reports, their assessment, and the investigation of the threat (L72 4(1), 5(2), 23(7), 26(2)).

A report has one id in every circle. It comes from the person, by another door, or from a service that somebody asked for a closed
record (its id is then the first 16 bytes of that record's entry hash). No clock closes one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap, HashTrieSet

from client.law.records.closures import LookupAttempt
from client.law.records.files import Acknowledgement
from client.law.records.reports import Threat
from client.law.records.threats import (
    ThreatAssessment,
    ThreatClosed,
    ThreatInvestigation,
    ThreatLinked,
    ThreatNoted,
)
from client.law.tables.threats import pressing
from client.law.words import Writer
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Report:
    """``source``: PP, REP, REF, or a door of ``tables.threats``. Times in milliseconds; ``happened_at`` None where it is not said.
    ``acknowledged``: kinds of body where a human has it. ``rating``, ``level``, ``trafficking``: of the newest assessment.
    ``investigation``: STARTED, NO_GROUNDS, FORWARDED; ``numbers``: of pre-trial registrations. ``act``: entry hash of
    what was done upon it when it was closed."""

    id: str
    source: str
    kind: str
    at: int
    happened_at: int | None
    urgent: bool
    duress: bool = False
    silent: bool = False
    acknowledged: frozenset[str] = frozenset()
    rating: str = ""
    level: str = ""
    trafficking: str = ""
    investigation: str = ""
    numbers: HashTrieSet[str] = field(default_factory=HashTrieSet)
    closed: bool = False
    act: str = ""


@dataclass(frozen=True, slots=True)
class Threats:
    """``by_id``: every report; ``investigating``: ids of those upon which an investigation was started (AMB-38)."""

    by_id: HashTrieMap[str, Report] = field(default_factory=HashTrieMap)
    investigating: HashTrieSet[str] = field(default_factory=HashTrieSet)

    def of(self, id: str) -> Report | None:
        return self.by_id.get(id)

    def all(self) -> tuple[Report, ...]:
        """The urgent ones first, then as they came in."""
        return tuple(sorted(self.by_id.values(), key=lambda each: (not each.urgent, each.at, each.id)))

    def open(self) -> tuple[Report, ...]:
        return tuple(each for each in self.all() if not each.closed)

    def kept(self, report: Report) -> Threats:
        return replace(self, by_id=self.by_id.insert(report.id, report))


EMPTY = Threats()


def _came_in(threats: Threats, new: Report) -> Threats:
    """The same report in the other body's circle is no other; the earlier time counts, and what is urgent anywhere is urgent. What
    comes in again after it was closed is open: rather looked at twice than not at all (L72-1-1)."""
    known = threats.of(new.id)
    if known is not None:
        new = replace(known, at=min(known.at, new.at), urgent=known.urgent or new.urgent, closed=False)
    return threats.kept(new)


def _reported(threats: Threats, act: Act[Threat], _: File) -> Threats:
    value = act.value
    source = "REP" if act.author.writer is Writer.REPRESENTATIVE else "PP"
    new = Report(
        value.payload_id, source, value.kind, act.at, value.happened_at, pressing(value), value.duress, value.silent
    )  # fmt: skip
    return _came_in(threats, new)


def _noted(threats: Threats, act: Act[ThreatNoted], _: File) -> Threats:
    """Who writes it down is a human who has it."""
    value = act.value
    new = Report(value.payload_id, value.door, value.kind, min(act.at, value.learned_at), value.happened_at, pressing(value))
    threats = _came_in(threats, new)
    return _seen(threats, value.payload_id, act)


def _looked_up(threats: Threats, act: Act[LookupAttempt], _: File) -> Threats:
    return _came_in(threats, Report(act.hash[:32], "REF", "LOOKUP", act.at, act.value.at, urgent=False))


def _seen(threats: Threats, id: str, act: Act[Any]) -> Threats:
    known = threats.of(id)
    if known is None or act.author.body_role is None:
        return threats
    return threats.kept(replace(known, acknowledged=known.acknowledged | {str(act.author.body_role)}))


def _acknowledged(threats: Threats, act: Act[Acknowledgement], _: File) -> Threats:
    return _seen(threats, act.value.of, act)


def _assessed(threats: Threats, act: Act[ThreatAssessment], _: File) -> Threats:
    value, known = act.value, threats.of(act.value.report)
    if known is None:
        return threats
    return threats.kept(replace(known, rating=value.rating, level=value.level, trafficking=value.trafficking, closed=False))


def _investigated(threats: Threats, act: Act[ThreatInvestigation], _: File) -> Threats:
    value, known = act.value, threats.of(act.value.report)
    if value.outcome == "STARTED":
        threats = replace(threats, investigating=threats.investigating.insert(value.report))
    if known is None:
        return threats
    numbers = known.numbers.insert(value.number) if value.outcome == "STARTED" else known.numbers
    return threats.kept(replace(known, investigation=value.outcome, numbers=numbers))


def _linked(threats: Threats, act: Act[ThreatLinked], _: File) -> Threats:
    known = threats.of(act.value.report)
    return threats if known is None else threats.kept(replace(known, numbers=known.numbers.insert(act.value.number)))


def _closed(threats: Threats, act: Act[ThreatClosed], _: File) -> Threats:
    known = threats.of(act.value.report)
    return threats if known is None else threats.kept(replace(known, closed=True, act=act.value.act))


ON: Mapping[type, Callable[[Threats, Act[Any], File], Threats]] = {
    Threat: _reported,
    ThreatNoted: _noted,
    LookupAttempt: _looked_up,
    Acknowledgement: _acknowledged,
    ThreatAssessment: _assessed,
    ThreatInvestigation: _investigated,
    ThreatLinked: _linked,
    ThreatClosed: _closed,
}
