"""Measures of Art. 7(1), as the deciding body and the court impose them themselves (L72 7(1), 8-13-1; A.2.1).

``executor`` of each: who is to carry it out, of ``tables.direct.EXECUTORS``. What is handed to the threatener leaves the channel
on paper, with a leak check; its receipt is a ``paper-receipt`` to THREATENER."""

from __future__ import annotations

from typing import Any

from client.law.payload import NotOfTheForm, wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, IMP, record
from client.law.records.reports import Attachment, attachment_v1
from client.law.tables.direct import EXECUTORS
from client.law.titles import N_
from client.law.words import LANGUAGES, PERSON_CODES, Circle
from crypto.frozen import dataclass

PROTECTED = ("NAME", "IIN", "ADDRESS", "PHONE", "PLATE", "PSEUDONYM", "PLACE", "OTHER")
"""Kinds of data that no paper for the threatener may hold (L72 9, 17)."""

EXAMINATIONS = ("M1.6a", "M1.6b", "M1.6c", "M1.6d")


def _wants_head(file: str, number: str, executor: str) -> None:
    wants_hex(file, 16, "file")
    wants_text(number, "number", 80)
    wants_one_of(executor, EXECUTORS, "who carries it out")


@dataclass(frozen=True, slots=True)
class LeakCheck:
    """L72-8.3: how a text was checked before it leaves. ``method``: which check; ``terms``: how many protected terms it looked
    for; ``found``: kinds of data that it found, never the data; ``checked_at`` in milliseconds."""

    method: str
    terms: int
    found: tuple[str, ...]
    checked_at: int

    def __post_init__(self) -> None:
        wants_text(self.method, "which check", 200)
        for kind in self.found:
            wants_one_of(kind, PROTECTED, "kind of data found")

    @property
    def clean(self) -> bool:
        """A check that looked for nothing finds nothing."""
        return self.terms > 0 and not self.found


@dataclass(frozen=True, slots=True)
class OfficialWarning:
    """M1.1 (L72 8). ``addressee``: the threatener, as the case names them; ``classification``: the article of the Criminal Code
    that the conduct falls under; ``text``: what is handed over."""

    file: str
    number: str
    addressee: str
    conduct: str
    classification: str
    evidence: tuple[str, ...]
    text: str
    language: str
    executor: str
    leak: LeakCheck

    def __post_init__(self) -> None:
        _wants_head(self.file, self.number, self.executor)
        wants_text(self.addressee, "addressee", 200)
        wants_text(self.conduct, "conduct")
        wants_text(self.classification, "article of the Criminal Code", 80)
        wants_text(self.text, "text of the warning")
        wants_one_of(self.language, LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class DataRemoved:
    """M1.2 (L72 9): what was taken out of the case file, and where it is kept apart. ``removed``: which sheets or kinds of data,
    not the data; ``sealed``: entry hash of the sealed identity."""

    file: str
    number: str
    removed: tuple[str, ...]
    pseudonym: str
    sealed: str
    executor: str

    def __post_init__(self) -> None:
        _wants_head(self.file, self.number, self.executor)
        wants_text(self.pseudonym, "pseudonym", 80)
        wants_hex(self.sealed, 32, "sealed")
        if not self.removed:
            raise NotOfTheForm("name what was taken out of the case file")


@dataclass(frozen=True, slots=True)
class PreventiveMeasure:
    """M1.3 (L72 10). ``kind``: as the Criminal Procedure Code calls it; ``subject``: the standing of whom it binds; ``copy``: the
    text that this person gets."""

    file: str
    number: str
    kind: str
    subject: str
    reasons: str
    decided_at: int
    copy: str
    language: str
    executor: str
    leak: LeakCheck

    def __post_init__(self) -> None:
        _wants_head(self.file, self.number, self.executor)
        wants_text(self.kind, "kind of preventive measure", 200)
        wants_one_of(self.subject, ("SUSPECT", "ACCUSED", "OTHER"), "standing of whom it binds")
        wants_text(self.copy, "text of the copy")
        wants_one_of(self.language, LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class PreventiveChanged:
    """L72 10, NT-06a: the preventive measure changed, or the suspect or accused escaped. ``event``: its random id, the same in
    each circle; ``measure``: entry hash of the measure, empty where its record is not here; ``known_at``: when the body learned of
    it."""

    file: str
    event: str
    measure: str
    what: str
    known_at: int
    text: str
    language: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.event, 16, "event")
        wants_hex(self.measure, 32 if self.measure else None, "measure")
        wants_one_of(self.what, ("CHANGED", "LIFTED", "ESCAPED"), "what happened")
        wants_text(self.text, "text of the alert")
        wants_one_of(self.language, LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class AlertAttempt:
    """L72-10.3: an attempt to reach the person otherwise than by the channel, until they are reached. ``to``: PP or REP."""

    event: str
    to: str
    way: str
    reached: bool
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.event, 16, "event")
        wants_one_of(self.to, ("PP", "REP"), "to whom")
        wants_one_of(self.way, ("PHONE", "VISIT", "OTHER"), "way")


@dataclass(frozen=True, slots=True)
class CourtroomRemoval:
    """M1.4 (L72 11): the presiding judge had persons leave. ``who``: by their part in the trial."""

    file: str
    number: str
    hearing: str
    who: tuple[str, ...]
    executor: str

    def __post_init__(self) -> None:
        _wants_head(self.file, self.number, self.executor)
        wants_text(self.hearing, "hearing", 200)
        if not self.who:
            raise NotOfTheForm("name who was removed")


@dataclass(frozen=True, slots=True)
class ClosedHearing:
    """M1.5 (L72 12), NT-04: a closed session, by a reasoned ruling. ``document``: the ruling itself, None where it is still to be
    stored; ``do_not_publish``: for whoever publishes hearings (SYS-56)."""

    file: str
    number: str
    hearing: str
    reasons: str
    document: Attachment | None
    do_not_publish: bool
    executor: str

    def __post_init__(self) -> None:
        _wants_head(self.file, self.number, self.executor)
        wants_text(self.hearing, "hearing", 200)


def _hearing_v1(payload: dict[str, Any]) -> dict[str, Any]:
    return {**payload, "document": payload["document"] and attachment_v1(payload["document"])}


@dataclass(frozen=True, slots=True)
class VideoLink:
    """SYS-37: testimony from elsewhere. ``place``: a code, never the address; ``tested``: it was tried before the hearing;
    ``recorded``: whether anybody keeps a picture of it."""

    place: str
    operator: str
    tested: bool
    recorded: bool

    def __post_init__(self) -> None:
        wants_text(self.place, "code of the place", 80)
        wants_text(self.operator, "operator", 200)


@dataclass(frozen=True, slots=True)
class CourtExamination:
    """M1.6 (L72 7(1)(6)): how the court examines a witness. ``modes``: of M1.6a-d; ``role``: code of Art. 3 under which the person
    is examined; ``basis``: why a victim is examined as a witness (AMB-05); ``pseudonym``: the one handed to the court, its own for
    this use; who stands behind it is told by a ``reveal`` alone. ``logistics``: entrance, waiting room, screen, voice, without
    names or addresses."""

    file: str
    number: str
    hearing: str
    modes: tuple[str, ...]
    role: str
    basis: str
    pseudonym: str
    logistics: tuple[str, ...]
    video: VideoLink | None
    do_not_publish: bool
    executor: str

    def __post_init__(self) -> None:
        _wants_head(self.file, self.number, self.executor)
        wants_text(self.hearing, "hearing", 200)
        wants_one_of(self.role, PERSON_CODES, "code of Art. 3")
        if not self.modes or len(set(self.modes)) != len(self.modes):
            raise NotOfTheForm("name each way of examination once")
        for mode in self.modes:
            wants_one_of(mode, EXAMINATIONS, "way of examination")


@dataclass(frozen=True, slots=True)
class RestrainingOrder:
    """M1.7 (L72 13-1). ``distance_m``: metres, 0 where none is set; ``places``: codes of places not to be approached;
    ``no_contact``: also not by telephone or through others. Times in milliseconds."""

    file: str
    number: str
    reasons: str
    basis: str
    starts_at: int
    ends_at: int
    distance_m: int
    places: tuple[str, ...]
    no_contact: bool
    executor: str

    def __post_init__(self) -> None:
        _wants_head(self.file, self.number, self.executor)
        wants_text(self.reasons, "reasons")
        wants_text(self.basis, "legal basis", 200)


@dataclass(frozen=True, slots=True)
class SurveillanceMarker:
    """L72 7(3), 26-1(2)(5): whether operational surveillance supports the measures, under its own law. A yes or no with a number:
    no data of it are kept here."""

    file: str
    used: bool
    reference: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.reference, "reference number", 80)


_OURS = (Circle.PERSON, Circle.COORDINATION)

TYPES = (
    record("official-warning", OfficialWarning, "L72-8.1", _OURS, DEC, title=N_("OFFICIAL WARNING")),
    record("data-removed", DataRemoved, "L72-9", _OURS, DEC, title=N_("DATA TAKEN OUT of the case file")),
    record("preventive-measure", PreventiveMeasure, "L72-10.1", _OURS, DEC, title=N_("PREVENTIVE MEASURE")),
    record("preventive-changed", PreventiveChanged, "L72-10.3", _OURS, DEC, IMP, title=N_("ALERT: preventive measure or escape")),
    record("alert-attempt", AlertAttempt, "L72-10.3", _OURS, DEC, IMP, title=N_("ALERT: attempt to reach the person")),
    record("courtroom-removal", CourtroomRemoval, "L72-11", _OURS, DEC, title=N_("REMOVAL from the courtroom")),
    record("closed-hearing", ClosedHearing, "L72-12", _OURS, DEC, title=N_("CLOSED HEARING"), version=2, upgrades={1: _hearing_v1}),
    record("court-examination", CourtExamination, "L72-21.2", _OURS, DEC, title=N_("EXAMINATION by the court")),
    record("restraining-order", RestrainingOrder, "L72-13-1", _OURS, DEC, title=N_("RESTRAINING ORDER")),
    record("surveillance-marker", SurveillanceMarker, "L72-7.3", (Circle.PERSON,), IMP, title=N_("SURVEILLANCE: marker")),
)
