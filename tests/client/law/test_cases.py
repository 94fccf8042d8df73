"""The cases of the law (``cases/*.yaml``), each as it stands there."""

from __future__ import annotations

import pytest

from tests.client.law.casebook.model import Case, all_cases
from tests.client.law.casebook.run import run


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_the_law_answers_as_the_case_says(case: Case) -> None:
    run(case)


def test_no_two_cases_have_the_same_title() -> None:
    ids = [case.id for case in all_cases()]
    assert sorted({each for each in ids if ids.count(each) > 1}) == []
