"""Files for tests of functions: what a background of the cases makes of one, and steps after it."""

from __future__ import annotations

from typing import Any

from client.law.file import File
from tests.client.law.casebook.model import case_of
from tests.client.law.casebook.run import Stage


def played(*names: str, then: tuple[dict[str, Any], ...] = ()) -> File:
    """The file after those backgrounds and the further steps, each written as in a case. Every step must be lawful."""
    case = case_of({"norm": "-", "title": "-", "given": list(names), "and": list(then), "then": {}}, "played")
    stage = Stage(case)
    for step in case.past:
        stage.play(step)
    return stage.file
