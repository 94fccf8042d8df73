"""What becomes of a measure that was chosen: its start, what hinders it, its plan and its result (L72 23(4)-(5), 26-1(3)(2))."""

from __future__ import annotations

from dataclasses import dataclass

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import IMP, record
from client.law.titles import N_
from client.law.words import MEASURES, PERSONAL_MEASURES, Circle

HINDRANCES = ("DETENTION", "NO_PARTNER", "NO_MEANS", "NO_CONSENT", "OTHER")


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
        wants_hex(self.file, 16, "file")
        wants_one_of(self.measure, PERSONAL_MEASURES, "measure")
        wants_one_of(self.hindrance, HINDRANCES, "what hinders it")
        wants_text(self.reasons, "reasons", 2_000)


TYPES = (
    record("measure-started", MeasureStarted, "L72-23.4", (Circle.PERSON,), IMP, title=N_("MEASURE STARTED")),
    record(
        "measure-not-executable", MeasureNotExecutable, "L72-26-1.3.2", (Circle.PERSON,), IMP, title=N_("MEASURE not executable")
    ),
)
