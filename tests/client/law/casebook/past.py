"""A file after some backgrounds and steps, for tests of norms that are no rules on acts."""

from __future__ import annotations

from typing import Any

from client.law.file import File
from tests.client.law.casebook.model import case_of
from tests.client.law.casebook.run import Stage


def after(given: str | list[str], *steps: dict[str, Any]) -> File:
    """The steps are those of a case (``model.py``)."""
    case = case_of({"norm": "", "title": "", "given": given, "and": list(steps), "then": {}}, "test")
    stage = Stage(case)
    for step in case.past:
        stage.play(step)
    return stage.file
