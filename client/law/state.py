"""Where a file stands (A.0.2), computed from its records in the order of the log. No timer moves it: only records do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from client.law.records.contract import ContractClosed
from client.law.records.files import FileOpened
from client.law.records.reports import ContractSignature
from client.law.records.rulings import Decision, NoticeMeasure, Order, Review, SelectedMeasure, Selection, SelectionNotice


class FileState(StrEnum):
    """A.0.2, as far as the present records go."""

    UNKNOWN = "UNKNOWN"
    VERIFYING = "VERIFYING"
    DECIDED_REFUSE = "DECIDED_REFUSE"
    DECIDED_APPLY = "DECIDED_APPLY"
    ORDERED = "ORDERED"
    ACTIVE_UNCONTRACTED = "ACTIVE_UNCONTRACTED"
    ACTIVE = "ACTIVE"


class MeasureState(StrEnum):
    """A.0.2: a review that has come due changes nothing but the name; the measure stays in force (AMB-22)."""

    IN_FORCE = "IN_FORCE"
    REVIEW_DUE = "REVIEW_DUE"

    @property
    def in_force(self) -> bool:
        """Only a ruling ends a measure (L72 27(2)); neither of the states here does."""
        return True


@dataclass(frozen=True, slots=True)
class MeasureStanding:
    """``review_at``: when the next review falls due, in milliseconds."""

    code: str
    review_at: int
    state: MeasureState


def file_state(records: Iterable[object]) -> FileState:
    """The state after ``records``. What needs a circle that the reader cannot see stays where the records leave it."""
    state = FileState.UNKNOWN
    for record in records:
        state = _after(state, record)
    return state


def _after(state: FileState, record: object) -> FileState:
    match record:
        case FileOpened() if state is FileState.UNKNOWN:
            return FileState.VERIFYING
        case Decision(outcome="APPLY"):
            return FileState.DECIDED_APPLY
        case Decision():
            return FileState.DECIDED_REFUSE
        case Order():
            return FileState.ORDERED
        case Selection() | SelectionNotice():
            return FileState.ACTIVE_UNCONTRACTED if state is not FileState.ACTIVE else state
        case ContractClosed():
            return FileState.ACTIVE
        case ContractSignature(signed=False):
            return state  # a refusal proposes a ground (27(1)); it switches nothing off (A.7)
    return state


def measures(records: Iterable[object], now: int) -> tuple[MeasureStanding, ...]:
    """Each measure chosen, with its next review, at ``now`` (milliseconds)."""
    due: dict[str, int] = {}
    for record in records:
        match record:
            case Selection() | SelectionNotice():
                for measure in record.measures:
                    due[measure.code] = _review_at(measure)
            case Review():
                due[record.measure] = record.next_review_at
    return tuple(
        MeasureStanding(code, at, MeasureState.REVIEW_DUE if now >= at else MeasureState.IN_FORCE)
        for code, at in sorted(due.items())
    )


def _review_at(measure: SelectedMeasure | NoticeMeasure) -> int:
    return measure.review_at
