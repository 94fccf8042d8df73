"""Well-formed records of ``client.law.records.measures``."""

from __future__ import annotations

from client.law.records.measures import MeasureNotExecutable, MeasureStarted
from tests.client.law.casebook.cast import T0

ID = "0b" * 16

EXAMPLES: tuple[object, ...] = (
    MeasureStarted(ID, "M2.1a", T0, ""),
    MeasureNotExecutable(ID, "M2.1a", "NO_MEANS", "жасақ жоқ"),
)
