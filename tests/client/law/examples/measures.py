"""Well-formed records of ``client.law.records.measures``."""

from __future__ import annotations

from client.law.records.measures import (
    IdentifierChanged,
    IntrusionStopped,
    MeasureNotExecutable,
    MeasurePlan,
    MeasureResult,
    MeasuresSuggested,
    MeasureStarted,
    PlanStep,
    PlanStepDone,
    ReviewedMeasure,
    SituationReview,
)
from tests.client.law.casebook.cast import millis

ID = "0b" * 16
LATER = millis("2d")

EXAMPLES: tuple[object, ...] = (
    MeasureStarted(ID, "M2.1a", LATER, ""),
    MeasureNotExecutable(ID, "M2.1a", "NO_MEANS", "жасақ жоқ"),
    MeasureResult(ID, "M2.1a", "ACHIEVED", True, "қауіп тоқтады"),
    IntrusionStopped(ID, "M2.1a", "үйдегі күзет алынды"),
    MeasurePlan(ID, "M2.1a", (PlanStep("1", "жасақты тағайындау", "1-бөлім", LATER), PlanStep("2", "бағытты тексеру", "", LATER))),
    PlanStepDone(ID, "M2.1a", "1", ""),
    IdentifierChanged(ID, "PHONE", "+7 701 555 01 02", "+7 702 555 03 04"),
    MeasuresSuggested(ID, ("M2.1a",), "үй маңында бақылау бар"),
    SituationReview(ID, "HIGH", "қауіп сақталды", (ReviewedMeasure("M2.1a", "керек"),), "сәйкес", "берілген"),
)
