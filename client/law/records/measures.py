"""What becomes of measures after they are chosen: start, hindrance, plan, result, a withdrawal obeyed, the periodic review.

L72 14, 23(4)-(5), 26-1(2)(1), 26-1(3)(2); A.0.2, A.8; DL-21.
"""

from __future__ import annotations

from client.law.payload import NotOfTheForm, wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, IMP, record
from client.law.records.rulings import RESULTS
from client.law.titles import N_
from client.law.words import MEASURES, PERSONAL_MEASURES, Circle
from crypto.frozen import dataclass

HINDRANCES = ("DETENTION", "NO_PARTNER", "NO_MEANS", "NO_CONSENT", "OTHER")
LEVELS = ("LOW", "MEDIUM", "HIGH", "IMMEDIATE")


def _wants_measure(file: str, measure: str) -> None:
    wants_hex(file, 16, "file")
    wants_one_of(measure, PERSONAL_MEASURES, "measure")


@dataclass(frozen=True, slots=True)
class MeasureStarted:
    """A chosen measure is carried out from ``started_at`` (milliseconds), or a change of it that an amending ruling brought."""

    file: str
    measure: str
    started_at: int
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.measure, MEASURES, "measure")


@dataclass(frozen=True, slots=True)
class MeasureNotExecutable:
    """A.0.2: it cannot be carried out, for ``hindrance`` and ``reasons``. That ends nothing: a ruling is wanted (27(2))."""

    file: str
    measure: str
    hindrance: str
    reasons: str

    def __post_init__(self) -> None:
        _wants_measure(self.file, self.measure)
        wants_one_of(self.hindrance, HINDRANCES, "what hinders it")
        wants_text(self.reasons, "reasons", 2_000)


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """L72 23(5): what it came to. ``complete``: all that it takes was done. The words stay with the implementing body and the
    person; the deciding body is told ``result``."""

    file: str
    measure: str
    result: str
    complete: bool
    note: str

    def __post_init__(self) -> None:
        _wants_measure(self.file, self.measure)
        wants_one_of(self.result, RESULTS, "result")


@dataclass(frozen=True, slots=True)
class IntrusionStopped:
    """A.8: consent was withdrawn, and the body stopped what intrudes (a guard in the home, a device) for its own part."""

    file: str
    measure: str
    what: str

    def __post_init__(self) -> None:
        _wants_measure(self.file, self.measure)
        wants_text(self.what, "what was stopped", 2_000)


@dataclass(frozen=True, slots=True)
class PlanStep:
    """``step``: its id within the plan; ``by``: unit or kind of body; ``due_at`` in milliseconds."""

    step: str
    what: str
    by: str
    due_at: int

    def __post_init__(self) -> None:
        wants_text(self.step, "id of the step", 20)
        wants_text(self.what, "step", 500)


@dataclass(frozen=True, slots=True)
class MeasurePlan:
    """L72-26-1.3.2: what carrying out a measure takes."""

    file: str
    measure: str
    steps: tuple[PlanStep, ...]

    def __post_init__(self) -> None:
        _wants_measure(self.file, self.measure)
        ids = [each.step for each in self.steps]
        if not ids or len(set(ids)) != len(ids):
            raise NotOfTheForm("a plan has steps, each with its own id")


@dataclass(frozen=True, slots=True)
class PlanStepDone:
    file: str
    measure: str
    step: str
    note: str

    def __post_init__(self) -> None:
        _wants_measure(self.file, self.measure)
        wants_text(self.step, "id of the step", 20)


@dataclass(frozen=True, slots=True)
class IdentifierChanged:
    """L72 14: a telephone number or a vehicle's plate was changed (M2.1e). The record is restricted: the old one is kept sealed, so
    that nothing that goes out tells it again."""

    file: str
    kind: str
    old: str
    new: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.kind, ("PHONE", "PLATE"), "kind")
        wants_text(self.old, "old number or plate", 40)
        wants_text(self.new, "new number or plate", 40)


@dataclass(frozen=True, slots=True)
class MeasuresSuggested:
    """L72-7.2a: the deciding body thinks of these. It binds nobody: choosing is the implementing body's."""

    file: str
    measures: tuple[str, ...]
    reasons: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        for each in self.measures:
            wants_one_of(each, PERSONAL_MEASURES, "measure")
        wants_text(self.reasons, "reasons", 2_000)


@dataclass(frozen=True, slots=True)
class ReviewedMeasure:
    measure: str
    finding: str

    def __post_init__(self) -> None:
        wants_one_of(self.measure, PERSONAL_MEASURES, "measure")


@dataclass(frozen=True, slots=True)
class SituationReview:
    """DL-21, policy: the file is looked at as a whole. ``level``: of the threat; one finding for each running measure; ``contract``
    and ``consents``: whether they still fit."""

    file: str
    level: str
    reasons: str
    measures: tuple[ReviewedMeasure, ...]
    contract: str
    consents: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.level, LEVELS, "level of the threat")


HERE = (Circle.PERSON,)

TYPES = (
    record("measure-started", MeasureStarted, "L72-23.4", HERE, IMP, title=N_("MEASURE STARTED")),
    record("measure-not-executable", MeasureNotExecutable, "L72-26-1.3.2", HERE, IMP, title=N_("MEASURE not executable")),
    record("measure-result", MeasureResult, "L72-23.5", HERE, IMP, title=N_("MEASURE: result")),
    record("intrusion-stopped", IntrusionStopped, "A.8", HERE, IMP, title=N_("MEASURE: stopped after a withdrawal")),
    record("measure-plan", MeasurePlan, "L72-26-1.3.2", HERE, IMP, title=N_("MEASURE: plan")),
    record("plan-step-done", PlanStepDone, "L72-26-1.3.2", HERE, IMP, title=N_("MEASURE: step of the plan done")),
    record("identifier-changed", IdentifierChanged, "L72-14.3", HERE, IMP, title=N_("NUMBER or plate changed")),
    record("measures-suggested", MeasuresSuggested, "L72-7.2a", (Circle.COORDINATION,), DEC, title=N_("MEASURES suggested")),
    record("situation-review", SituationReview, "DL-21", HERE, IMP, title=N_("REVIEW of the whole file")),
)
