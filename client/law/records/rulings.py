"""Decisions and rulings: apply or refuse, the order for personal security, the choice of measures, notices and reviews."""

from __future__ import annotations

from typing import Any

from client.law.payload import NotOfTheForm, to_payload, wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, IMP, record
from client.law.records.basis import Basis
from client.law.tables.bodies import DECIDERS, IMPLEMENTERS, STAGES
from client.law.tables.measures import ServiceBody
from client.law.titles import N_
from client.law.words import LANGUAGES, MEASURES, PERSONAL_MEASURES, Circle
from crypto.frozen import dataclass

OUTCOMES = ("APPLY", "REFUSE")

EXECUTORS = ("", "IMP", "UNI", "PEN", "DEC", "CRT", "LEB", "DOC", "HLT", "REF", "EMP")
"""Codes of A.0.1: by whom a measure is carried out."""

NOTICE_EVENTS = ("CHOSEN", "STARTED", "CHANGED", "ADDED", "RESULT", "NOT_EXECUTABLE", "WITHDRAWN", "ENDED")
RESULTS = ("ACHIEVED", "PARTLY", "NOT_ACHIEVED")
"""What a measure came to, in words of a list: free text to the deciding body might tell a place (AMB-15)."""


@dataclass(frozen=True, slots=True)
class Decision:
    """L72 23(1): to apply or to refuse. That it has reasons, evidence, measures and routes of appeal are rules (``law72``), so that
    a record without them is a finding with its article.

    ``evidence``: numbers of items of evidence of the file, or ``statement``. ``appeal`` lists the lawful routes (23(2)-(3), 25(3));
    ``rights`` is the leaflet (26-1(3)(4)); ``measures`` are of Art. 7(1). ``stage`` and ``decider`` are empty where a record of
    version 1 did not say. ``answers``: ids of the statements that it answers; none: all that wait. ``proceedings``: number of new
    proceedings about the threat, where those of the case are over (AMB-38). Copies in other circles carry the same ``number``.
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
    stage: str = "INVESTIGATION"
    decider: str = "INVESTIGATOR"
    bases: tuple[Basis, ...] = (Basis("L72", "23(1)"),)
    answers: tuple[str, ...] = ()
    proceedings: str = ""

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.outcome, OUTCOMES, "outcome")
        wants_one_of(self.language, LANGUAGES, "language")
        wants_one_of(self.stage, ("", *STAGES), "stage")
        wants_one_of(self.decider, ("", *DECIDERS), "kind of deciding body")
        wants_text(self.number, "number of the decision", 80)
        for each in self.answers:
            wants_hex(each, 16, "statement answered")
        for measure in self.measures:
            wants_text(measure, "measure", 8)


def _decision_v1(payload: dict[str, Any]) -> dict[str, Any]:
    """Version 1 told neither stage nor kind of body; it rested on 23(1), as every decision does."""
    basis = {"act": "L72", "article": "23(1)", "approver": ""}
    return {**payload, "stage": "", "decider": "", "bases": [basis], "answers": [], "proceedings": ""}


@dataclass(frozen=True, slots=True)
class Implementer:
    """A body that implements. ``kind``: of ``IMPLEMENTERS``; ``body``: hex of its certificate; ``part``: what it does, where it is
    not the lead (AMB-37)."""

    kind: str
    body: str
    part: str = ""

    def __post_init__(self) -> None:
        wants_one_of(self.kind, IMPLEMENTERS, "kind of implementer")
        wants_hex(self.body, 32, "body")


@dataclass(frozen=True, slots=True)
class Order:
    """L72 7(1)(8), 7(2), NT-02: personal security shall be ensured. It names no measure: choosing is the implementing body's.

    ``implementer``: who leads; None where the circle says it (an order of a court names one: 2(3)). ``others`` implement the parts
    in custody and in the courtroom (AMB-37).
    """

    file: str
    number: str
    decision: str
    decision_number: str
    implementer: Implementer | None = None
    others: tuple[Implementer, ...] = ()
    bases: tuple[Basis, ...] = (Basis("L72", "7(1)(8)"),)

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.decision, 32, "decision")
        wants_text(self.number, "number of the order", 80)


def _order_v1(payload: dict[str, Any]) -> dict[str, Any]:
    basis = {"act": "L72", "article": "7(1)(8)", "approver": ""}
    return {**payload, "implementer": None, "others": [], "bases": [basis]}


@dataclass(frozen=True, slots=True)
class Considered:
    """L72 7(2) second part: another measure that was tried or considered, and why it cannot secure the person. ``measure``: its
    code, or OTHER where it is none of Art. 7."""

    measure: str
    tried: bool
    reasons: str

    def __post_init__(self) -> None:
        wants_one_of(self.measure, (*MEASURES, "OTHER"), "measure that was considered")

    @classmethod
    def of(cls, text: str) -> Considered:
        """From words that begin with the code of the measure."""
        code, _, reasons = text.strip().partition(" ")
        return cls(code, False, reasons.strip()) if code in MEASURES else cls("OTHER", False, text.strip())


@dataclass(frozen=True, slots=True)
class PostTransfer:
    """L72 21-1: from which kind of service body to which; grades of the post now and then as numbers of the body's own table, where
    a higher number is a higher post; ``only_employment``: it stays the main or only one."""

    source: str
    target: str
    old_grade: int
    new_grade: int
    only_employment: bool

    def __post_init__(self) -> None:
        wants_one_of(self.source, ServiceBody, "kind of service body now")
        wants_one_of(self.target, ServiceBody, "kind of the new service body")


@dataclass(frozen=True, slots=True)
class Abroad:
    """UNTOC 24(3), SYS-38: the person goes to another state, by which agreement, approved by whom (L72 1(2))."""

    state: str
    agreement: str
    approver: str


@dataclass(frozen=True, slots=True)
class SelectedMeasure:
    """One measure with its term and method. ``review_at`` (milliseconds): when the term ends and its review falls due; the measure
    then stays in force (AMB-22). ``event``: what ends the term, where it is no date; ``review_at`` may then be 0.

    ``considered``: of an exceptional measure, what was weighed before it (7(2) pt2). ``need``: why equipment at home is needed
    (14). ``basis``: the provision, of M4.3. ``duration``: TEMPORARY or PERMANENT, of M2.5 (18). ``moved``: who is moved, of
    M4.1. ``transfer``: of M3. ``abroad``: of a relocation to another state. ``executor``: who carries it out, in the codes of
    A.0.1; empty: whom Art. 21 names.
    """

    code: str
    method: str
    unit: str
    starts_at: int
    review_at: int
    considered: tuple[Considered, ...] = ()
    event: str = ""
    need: str = ""
    basis: str = ""
    duration: str = ""
    moved: str = ""
    transfer: PostTransfer | None = None
    abroad: Abroad | None = None
    executor: str = ""

    def __post_init__(self) -> None:
        wants_one_of(self.code, MEASURES, "measure of Art. 7")
        wants_one_of(self.duration, ("", "TEMPORARY", "PERMANENT"), "temporary or permanent")
        wants_one_of(self.moved, ("", "PROTECTED", "THREATENER"), "who is moved")
        wants_one_of(self.executor, EXECUTORS, "who carries it out")


@dataclass(frozen=True, slots=True)
class Selection:
    """L72 23(4): the ruling that chooses measures, terms and methods. A later one changes and adds (26-1(2)(1)): it names the
    ruling that it ``amends`` and its own ``version``; what it does not name goes on as it was, since only a ruling of Art. 27
    ends a measure. ``reasons``: of an amendment."""

    file: str
    number: str
    order: str
    measures: tuple[SelectedMeasure, ...]
    version: int = 1
    amends: str = ""
    reasons: str = ""

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.order, 32, "order")
        wants_text(self.number, "number of the ruling", 80)
        wants_hex(self.amends, 32 if self.amends else None, "amends")
        codes = [measure.code for measure in self.measures]
        if len(set(codes)) != len(codes):
            raise NotOfTheForm("a measure stands twice in the ruling")


@dataclass(frozen=True, slots=True)
class NoticeMeasure:
    """What the deciding body may know of a measure: what happened, kind, dates and result; no place, name or equipment (AMB-15).
    ``result``: of ``RESULTS``, empty where there is none yet."""

    code: str
    starts_at: int
    review_at: int
    event: str = "CHOSEN"
    result: str = ""

    def __post_init__(self) -> None:
        wants_one_of(self.code, PERSONAL_MEASURES, "measure")
        wants_one_of(self.event, NOTICE_EVENTS, "what happened")
        wants_one_of(self.result, ("", *RESULTS), "result")


@dataclass(frozen=True, slots=True)
class SelectionNotice:
    """L72 23(5), NT-07..NT-10: the implementing body tells the deciding body of measures chosen, changed and added, and of results.
    ``of``: entry hashes of the records that it tells of. ``number``: of the ruling."""

    file: str
    number: str
    measures: tuple[NoticeMeasure, ...]
    of: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        for each in self.of:
            wants_hex(each, 32, "of")


@dataclass(frozen=True, slots=True)
class Review:
    """DL-18: the review of a measure: extended or changed. Ending needs a ruling of its own (27(2)) and no clock does it.
    ``asked_by``: who asked for it (S-05)."""

    file: str
    measure: str
    outcome: str
    note: str
    next_review_at: int
    asked_by: str = "IMP"

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.measure, PERSONAL_MEASURES, "measure")
        wants_one_of(self.outcome, ("EXTENDED", "CHANGED"), "outcome of the review")
        wants_text(self.note, "note of the review")
        wants_one_of(self.asked_by, ("PP", "REP", "DEC", "IMP"), "who asked")


def notice_of(selection: Selection, entry: str = "") -> SelectionNotice:
    """The notice that a ruling calls for, with no more than the deciding body may know (AMB-15). ``entry``: its entry hash."""
    event = "CHANGED" if selection.amends else "CHOSEN"
    measures = tuple(NoticeMeasure(each.code, each.starts_at, each.review_at, event) for each in selection.measures)
    return SelectionNotice(selection.file, selection.number, measures, (entry,) if entry else ())


def _selection_v1(payload: dict[str, Any]) -> dict[str, Any]:
    measures = [_selected_v1(each) for each in payload["measures"]]
    return {**payload, "measures": measures, "version": 1, "amends": "", "reasons": ""}


def _selected_v1(payload: dict[str, Any]) -> dict[str, Any]:
    """Version 1 had no words of their own for the need of equipment at home, nor for how long somebody moves: the method held the
    need, and temporary is the lesser of the two."""
    code, considered = payload["code"], [to_payload(Considered.of(each)) for each in payload["considered"]]
    added = dict.fromkeys(("event", "basis", "moved", "executor"), "")
    need = payload["method"] if code == "M2.1d" else ""
    duration = "TEMPORARY" if code.startswith("M2.5") else ""
    return {
        **payload, **added, "considered": considered, "need": need, "duration": duration, "transfer": None, "abroad": None,
    }  # fmt: skip


def _notice_v1(payload: dict[str, Any]) -> dict[str, Any]:
    return {**payload, "measures": [{**each, "event": "CHOSEN", "result": ""} for each in payload["measures"]], "of": []}


def _review_v1(payload: dict[str, Any]) -> dict[str, Any]:
    return {**payload, "asked_by": "IMP"}


TYPES = (
    record(
        "decision", Decision, "L72-23.1a", (Circle.PERSON, Circle.FRONT_DESK, Circle.COORDINATION), DEC,
        title=N_("DECISION"), version=2, upgrades={1: _decision_v1},
    ),
    record(
        "order", Order, "L72-23.4", (Circle.COORDINATION,), DEC,
        title=N_("ORDER for personal security"), version=2, upgrades={1: _order_v1},
    ),
    record(
        "selection", Selection, "L72-23.4", (Circle.PERSON,), IMP,
        title=N_("MEASURES CHOSEN"), version=2, upgrades={1: _selection_v1},
    ),
    record(
        "selection-notice", SelectionNotice, "L72-23.5", (Circle.COORDINATION,), IMP,
        title=N_("NOTICE of the measures chosen"), version=2, upgrades={1: _notice_v1},
    ),
    record(
        "review", Review, "L72-23.4", (Circle.PERSON,), IMP,
        title=N_("REVIEW of a measure"), version=2, upgrades={1: _review_v1},
    ),
)  # fmt: skip
