"""One personal measure as it stands, and its plan; ``measures.py`` says what moves it."""

from __future__ import annotations

from dataclasses import field, replace

from rpds import HashTrieSet

from client.law.consenting import STANDS, Standing
from client.law.file.states import IN_FORCE, MeasureState
from client.law.records.rulings import SelectedMeasure
from crypto.frozen import dataclass

OPEN = (MeasureState.CONSENT_PENDING, MeasureState.AUTHORISED)
"""Chosen and not yet carried out."""


@dataclass(frozen=True, slots=True)
class Measure:
    """``state``: as the records leave it; a review that has come due shows only at a time (``at``).

    Times in milliseconds; ``review_at`` is 0 where the term is an event; ``started_at``: when its start was recorded, 0 before.
    ``terms``: as the newest ruling has them, None where only notices are known; ``ruling`` and ``ruled_at``: that ruling;
    ``chosen_at``: the time of the first one.
    ``change``: entry hash of a ruling whose new method is not carried out yet; ``changed_at``: its time, since a consent from
    before was for another method. ``stopped``: what intruded and was stopped after a withdrawal. ``ended_by``: number of the
    ruling that ended it, ``ends_at``: from when, ``before``: where it stood;
    ``kept``: until a complaint on that ruling is decided (AMB-24). ``told``: known by notices alone.
    """

    code: str
    state: MeasureState
    starts_at: int
    review_at: int
    started_at: int = 0
    terms: SelectedMeasure | None = None
    ruling: str = ""
    ruled_at: int = 0
    chosen_at: int = 0
    change: str = ""
    changed_at: int = 0
    hindrance: str = ""
    result: str = ""
    stopped: str = ""
    ended_by: str = ""
    ends_at: int = 0
    before: MeasureState | None = None
    kept: bool = False
    told: bool = False

    def at(self, now: int) -> MeasureState:
        if self.before is not None and (self.kept or now < self.ends_at):
            return replace(self, state=self.before, before=None).at(now)
        due = self.state is MeasureState.IN_FORCE and self.review_at and now >= self.review_at
        return MeasureState.REVIEW_DUE if due else self.state

    @property
    def ended(self) -> bool:
        """By a ruling, and not kept for a complaint on it."""
        return self.state is MeasureState.ENDED_BY_RULING and not self.kept

    @property
    def running(self) -> bool:
        """Started and not ended. Hindered or without consent it still runs: only a ruling ends it (L72 27(2))."""
        return not self.ended and (self.state in IN_FORCE or bool(self.started_at))


@dataclass(frozen=True, slots=True)
class Plan:
    """L72-26-1.3.2: what carrying out a measure takes. ``steps``: in the order of the plan; ``done``: ids of those done."""

    steps: tuple[tuple[str, str], ...] = ()
    done: HashTrieSet[str] = field(default_factory=HashTrieSet)

    @property
    def open(self) -> tuple[str, ...]:
        return tuple(step for step, _ in self.steps if step not in self.done)


def otherwise(before: SelectedMeasure, after: SelectedMeasure) -> bool:
    """Whether more changes than the term and who is responsible: then the person is asked anew (K14)."""
    same = replace(
        after, starts_at=before.starts_at, review_at=before.review_at, event=before.event, unit=before.unit,
        considered=before.considered,
    )  # fmt: skip
    return same != before


def settled(measure: Measure, now: Standing) -> Measure:
    """With the state that follows from how consent stands. A measure in force stays so unless its consent was withdrawn."""
    state = measure.state
    if now in STANDS:
        if state is MeasureState.WITHDRAWN:
            return replace(measure, state=MeasureState.IN_FORCE if measure.started_at else MeasureState.AUTHORISED, stopped="")
        return replace(measure, state=MeasureState.AUTHORISED) if state in OPEN else measure
    if now is Standing.WITHDRAWN and (state is MeasureState.AUTHORISED or state in IN_FORCE):
        return replace(measure, state=MeasureState.WITHDRAWN)
    return replace(measure, state=MeasureState.CONSENT_PENDING) if state in OPEN else measure
