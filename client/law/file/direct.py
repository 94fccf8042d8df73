"""The measures that the deciding body and the court impose themselves (L72 7(1), 8-13-1): each as it stands.

A warning is ANNOUNCED by its receipt on paper alone; a preventive measure is CHANGED, LIFTED or ESCAPED by the event that says so.
A measure is ENDED by the ruling that covers its code, and by nothing else (27(2)): ``state_at`` reads
that from ``file.ending``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.records.direct import (
    AlertAttempt,
    ClosedHearing,
    CourtExamination,
    CourtroomRemoval,
    DataRemoved,
    OfficialWarning,
    PreventiveChanged,
    PreventiveMeasure,
    RestrainingOrder,
)
from client.law.records.information import PaperReceipt
from client.law.records.rulings import Review
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File

CODES: Mapping[type, tuple[str, ...]] = {
    OfficialWarning: ("M1.1",),
    DataRemoved: ("M1.2",),
    PreventiveMeasure: ("M1.3",),
    CourtroomRemoval: ("M1.4",),
    ClosedHearing: ("M1.5",),
    CourtExamination: ("M1.6a", "M1.6b", "M1.6c", "M1.6d"),
    RestrainingOrder: ("M1.7",),
}
"""Which measures of Art. 7(1) a record imposes; an examination, those that it names."""


def codes_of(value: object) -> tuple[str, ...]:
    return value.modes if isinstance(value, CourtExamination) else CODES[type(value)]


@dataclass(frozen=True, slots=True)
class Imposed:
    """``entry``: of the record that imposes it; ``state``: IMPOSED, ANNOUNCED, CHANGED, LIFTED, ESCAPED; ``ends_at``
    (milliseconds) of an order with a term; ``do_not_publish``: a hearing that nobody may write about (SYS-56)."""

    code: str
    number: str
    entry: str
    at: int
    state: str = "IMPOSED"
    ends_at: int | None = None
    do_not_publish: bool = False


@dataclass(frozen=True, slots=True)
class Alert:
    """A preventive measure changed or somebody escaped. ``at``: when it was first known; ``entry``: of the record that said so
    first; ``reached``: of PP and REP, who was reached otherwise than by the channel."""

    event: str
    what: str
    at: int
    entry: str
    reached: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Direct:
    """``by_entry``: (entry hash, code) -> the measure; ``newest``: code -> entry hash; ``alerts``: by event; ``copies``: entry
    hash of each copy of an alert -> event; ``alerted_at``: of the newest alert; ``reviewed``: personal measure -> when last
    reviewed."""

    by_entry: HashTrieMap[tuple[str, str], Imposed] = field(default_factory=HashTrieMap)
    newest: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    alerts: HashTrieMap[str, Alert] = field(default_factory=HashTrieMap)
    copies: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    alerted_at: int | None = None
    reviewed: HashTrieMap[str, int] = field(default_factory=HashTrieMap)

    def of(self, code: str) -> Imposed | None:
        """The newest measure of that code."""
        entry = self.newest.get(code)
        return None if entry is None else self.by_entry.get((entry, code))

    def imposed(self, entry: str, code: str) -> Imposed | None:
        return self.by_entry.get((entry, code))

    def all(self) -> tuple[Imposed, ...]:
        """Oldest first."""
        return tuple(sorted(self.by_entry.values(), key=lambda each: (each.at, each.entry, each.code)))


EMPTY = Direct()


def state_at(file: File, imposed: Imposed, now: int) -> str:
    """As it stands at ``now``: ENDED by a ruling of Art. 27 upon it; TERM_OVER past the term of its own; else as it was left."""
    for ruling in file.ending.standing:
        if ruling.covers(imposed.code) and imposed.at <= ruling.issued_at and ruling.effect_at <= now:
            return "ENDED"
    if imposed.ends_at is not None and now > imposed.ends_at:
        return "TERM_OVER"
    return imposed.state


def _imposed(direct: Direct, act: Act[Any], _: File) -> Direct:
    value = act.value
    ends_at, unpublished = getattr(value, "ends_at", None), getattr(value, "do_not_publish", False)
    for code in codes_of(value):
        new = Imposed(code, value.number, act.hash, act.at, ends_at=ends_at, do_not_publish=unpublished)
        direct = replace(
            direct, by_entry=direct.by_entry.insert((act.hash, code), new), newest=direct.newest.insert(code, act.hash)
        )
    return direct


def _moved(direct: Direct, entry: str, code: str, state: str) -> Direct:
    known = direct.imposed(entry, code)
    if known is None:
        return direct
    return replace(direct, by_entry=direct.by_entry.insert((entry, code), replace(known, state=state)))


def _served(direct: Direct, act: Act[PaperReceipt], file: File) -> Direct:
    """The receipt is of the warning itself or of the notice that hands it over."""
    told = file.information.told.get(act.value.of[:32])
    of = act.value.of if told is None else told.of
    return _moved(direct, of, "M1.1", "ANNOUNCED") if act.value.to == "THREATENER" else direct


def _changed(direct: Direct, act: Act[PreventiveChanged], _: File) -> Direct:
    value = act.value
    direct = _moved(direct, value.measure or direct.newest.get("M1.3", ""), "M1.3", value.what)
    known = direct.alerts.get(value.event)
    at = min(act.at, value.known_at)
    alert = Alert(value.event, value.what, at, act.hash) if known is None else replace(known, at=min(known.at, at))
    return replace(
        direct,
        alerts=direct.alerts.insert(value.event, alert),
        copies=direct.copies.insert(act.hash[:32], value.event),
        alerted_at=act.at,
    )


def _attempted(direct: Direct, act: Act[AlertAttempt], _: File) -> Direct:
    known = direct.alerts.get(act.value.event)
    if known is None or not act.value.reached:
        return direct
    reached = replace(known, reached=known.reached | {act.value.to})
    return replace(direct, alerts=direct.alerts.insert(known.event, reached))


def _reviewed(direct: Direct, act: Act[Review], _: File) -> Direct:
    return replace(direct, reviewed=direct.reviewed.insert(act.value.measure, act.at))


ON: Mapping[type, Callable[[Direct, Act[Any], File], Direct]] = {
    **dict.fromkeys(CODES, _imposed),
    PaperReceipt: _served,
    PreventiveChanged: _changed,
    AlertAttempt: _attempted,
    Review: _reviewed,
}
