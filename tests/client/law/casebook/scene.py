"""For tests of norms that are functions: the file that some steps leave, written as in the cases."""

from __future__ import annotations

import yaml

from tests.client.law.casebook.model import case_of
from tests.client.law.casebook.run import Stage


def scene(*given: str, steps: str = "") -> Stage:
    """``given``: backgrounds; ``steps``: YAML as under ``and`` of a case. The stage has the file, and resolves ``@names``."""
    case = case_of({"norm": "", "title": "", "then": {}, "given": list(given), "and": yaml.safe_load(steps) or []}, "scene")
    stage = Stage(case)
    for step in case.past:
        stage.play(step)
    return stage
