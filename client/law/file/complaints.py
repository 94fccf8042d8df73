"""Complaints of the file: where each went, what became of it, whether measures are kept meanwhile (L72 23(2)-(3), 25(3), 27(5))."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.records.complaints import Complaint, ComplaintHold, ComplaintOutcome, ComplaintTaken, OutcomeReceived
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Complained:
    """``outcome``: DISMISSED, DECISION_CANCELLED, INACTION_FOUND, or empty while pending. ``about``, ``of``, ``route`` are empty
    where this client knows of the complaint only by its outcome or by a choice to keep the measures."""

    id: str
    about: str = ""
    of: str = ""
    route: str = ""
    against_body: str = ""
    against_holder: str = ""
    entry: str = ""
    at: int = 0
    taken: bool = False
    outcome: str = ""
    outcome_entry: str = ""


@dataclass(frozen=True, slots=True)
class Complaints:
    """``stopped``: entry hashes of revocations whose measures are stopped before the complaint is decided, by a reasoned choice
    (AMB-24); ``held``: those where it was chosen to keep them."""

    by_id: HashTrieMap[str, Complained] = field(default_factory=HashTrieMap)
    stopped: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    held: HashTrieMap[str, str] = field(default_factory=HashTrieMap)

    def of(self, complaint: str) -> Complained | None:
        return self.by_id.get(complaint)

    @property
    def pending(self) -> tuple[Complained, ...]:
        return tuple(sorted((each for each in self.by_id.values() if not each.outcome), key=lambda each: (each.at, each.id)))

    def _with(self, each: Complained) -> Complaints:
        return replace(self, by_id=self.by_id.insert(each.id, each))


EMPTY = Complaints()


def _complained(complaints: Complaints, act: Act[Complaint], file: File) -> Complaints:
    value, known = act.value, complaints.of(act.value.complaint)
    outcome = known.outcome if known is not None else ""
    against_body, against_holder = accused(file, value)
    return complaints._with(
        Complained(
            value.complaint, value.about, value.of, value.route, against_body, against_holder, act.hash, act.at, False, outcome
        )
    )


def accused(file: File, value: Complaint) -> tuple[str, str]:
    """The body and the key complained of: those of the record's author, where this client knows it."""
    found = file.refs.get(value.of)
    return (found.author.body, found.author.holder) if found is not None else (value.against_body, value.against_holder)


def _taken(complaints: Complaints, act: Act[ComplaintTaken], _: File) -> Complaints:
    known = complaints.of(act.value.complaint) or Complained(act.value.complaint, at=act.at)
    return complaints._with(replace(known, taken=True))


def _decided(complaints: Complaints, act: Act[ComplaintOutcome], _: File) -> Complaints:
    known = complaints.of(act.value.complaint) or Complained(act.value.complaint, at=act.at)
    return complaints._with(replace(known, outcome=act.value.outcome, outcome_entry=act.hash))


def _received(complaints: Complaints, act: Act[OutcomeReceived], _: File) -> Complaints:
    value = act.value
    known = complaints.of(value.complaint) or Complained(value.complaint, value.about, value.of, at=act.at)
    return complaints._with(replace(known, outcome=value.outcome))


def _held(complaints: Complaints, act: Act[ComplaintHold], _: File) -> Complaints:
    value = act.value
    if complaints.of(value.complaint) is None:
        complaints = complaints._with(Complained(value.complaint, "REVOCATION", value.revocation, at=act.at))
    if value.keep:
        held, stopped = complaints.held.insert(value.revocation, act.hash), complaints.stopped.discard(value.revocation)
    else:
        held, stopped = complaints.held.discard(value.revocation), complaints.stopped.insert(value.revocation, act.hash)
    return replace(complaints, held=held, stopped=stopped)


ON: Mapping[type, Callable[[Complaints, Act[Any], File], Complaints]] = {
    Complaint: _complained,
    ComplaintTaken: _taken,
    ComplaintOutcome: _decided,
    OutcomeReceived: _received,
    ComplaintHold: _held,
}
