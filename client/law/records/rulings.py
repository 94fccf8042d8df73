"""Decisions and rulings: apply or refuse, the order for personal security, the choice of measures, notices and reviews."""

from __future__ import annotations

from dataclasses import dataclass

from client.law.payload import NotOfTheForm, wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, IMP, record
from client.law.titles import N_
from client.law.words import DIRECT_MEASURES, LANGUAGES, PERSONAL_MEASURES, Circle

OUTCOMES = ("APPLY", "REFUSE")


@dataclass(frozen=True, slots=True)
class Decision:
    """L72 23(1): to apply or to refuse; both need reasons, evidence (22) and a verification note.

    ``appeal`` lists the lawful routes (23(2)-(3), 25(3)); ``rights`` is the leaflet (26-1(3)(4)); ``measures`` are of Art. 7(1).
    """

    file: str
    number: str
    outcome: str
    reasons: str
    evidence: tuple[str, ...]
    verification: str
    measures: tuple[str, ...]
    appeal: tuple[str, ...]
    rights: str
    language: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.outcome, OUTCOMES, "outcome")
        wants_one_of(self.language, LANGUAGES, "language")
        wants_text(self.number, "number of the decision", 80)
        wants_text(self.reasons, "reasons")
        wants_text(self.verification, "verification note")
        if not self.evidence:
            raise NotOfTheForm("the decision must cite evidence (L72-22.2)")
        if not self.appeal:
            raise NotOfTheForm("the routes of appeal must be named (L72-23.1b)")
        for measure in self.measures:
            wants_one_of(measure, DIRECT_MEASURES, "measure of Art. 7(1)")
        if (self.outcome == "APPLY") != bool(self.measures):
            raise NotOfTheForm("measures are named by a decision to apply, and by no other")


@dataclass(frozen=True, slots=True)
class Order:
    """L72 7(1)(8), 7(2), NT-02: personal security shall be ensured. It names no measure: choosing is the implementing body's."""

    file: str
    number: str
    decision: str
    decision_number: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.decision, 32, "decision")
        wants_text(self.number, "number of the order", 80)


@dataclass(frozen=True, slots=True)
class SelectedMeasure:
    """One measure with its term. ``review_at`` (milliseconds): when its review falls due; the measure then stays in force (AMB-22).

    ``considered`` lists what was tried or weighed and why it cannot secure the person: required for exceptional ones (7(2) pt2).
    """

    code: str
    method: str
    unit: str
    starts_at: int
    review_at: int
    considered: tuple[str, ...]

    def __post_init__(self) -> None:
        wants_one_of(self.code, PERSONAL_MEASURES, "personal measure of Art. 7(2)")
        wants_text(self.method, f"method of {self.code}")
        if self.review_at <= self.starts_at:
            raise NotOfTheForm(f"{self.code}: a term is wanted that ends after it starts (L72-23.4)")
        if PERSONAL_MEASURES[self.code].exceptional and not self.considered:
            raise NotOfTheForm(f"{self.code} is exceptional: name what was considered before it, and why that is not enough (7(2))")


@dataclass(frozen=True, slots=True)
class Selection:
    """L72 23(4): the ruling that chooses measures, terms and methods."""

    file: str
    number: str
    order: str
    measures: tuple[SelectedMeasure, ...]

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.order, 32, "order")
        wants_text(self.number, "number of the ruling", 80)
        if not self.measures:
            raise NotOfTheForm("the ruling chooses no measure (L72-23.4)")
        codes = [measure.code for measure in self.measures]
        if len(set(codes)) != len(codes):
            raise NotOfTheForm("a measure stands twice in the ruling")


@dataclass(frozen=True, slots=True)
class NoticeMeasure:
    """What the deciding body may know of a measure: kind and dates, no place, name or equipment (AMB-15)."""

    code: str
    starts_at: int
    review_at: int


@dataclass(frozen=True, slots=True)
class SelectionNotice:
    """L72 23(5), NT-07..NT-09: the implementing body informs the deciding body."""

    file: str
    number: str
    measures: tuple[NoticeMeasure, ...]

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        for measure in self.measures:
            wants_one_of(measure.code, PERSONAL_MEASURES, "measure")


@dataclass(frozen=True, slots=True)
class Review:
    """DL-18: the review of a measure: extended or changed. Ending needs a ruling of its own (27(2)) and no clock does it."""

    file: str
    measure: str
    outcome: str
    note: str
    next_review_at: int

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.measure, PERSONAL_MEASURES, "measure")
        wants_one_of(self.outcome, ("EXTENDED", "CHANGED"), "outcome of the review")
        wants_text(self.note, "note of the review")


def notice_of(selection: Selection) -> SelectionNotice:
    """The notice that a ruling calls for, with no more than the deciding body may know (AMB-15)."""
    measures = tuple(NoticeMeasure(each.code, each.starts_at, each.review_at) for each in selection.measures)
    return SelectionNotice(selection.file, selection.number, measures)


TYPES = (
    record("decision", Decision, "L72-23.1a", (Circle.PERSON, Circle.FRONT_DESK, Circle.COORDINATION), DEC, title=N_("DECISION")),
    record("order", Order, "L72-23.4", (Circle.COORDINATION,), DEC, title=N_("ORDER for personal security")),
    record("selection", Selection, "L72-23.4", (Circle.PERSON,), IMP, title=N_("MEASURES CHOSEN")),
    record("selection-notice", SelectionNotice, "L72-23.5", (Circle.COORDINATION,), IMP, title=N_("NOTICE of the measures chosen")),
    record("review", Review, "L72-23.4", (Circle.PERSON,), IMP, title=N_("REVIEW of a measure")),
)
