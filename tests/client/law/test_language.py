"""Which language a person is taken to understand: what they chose, not what another wrote in (S-29)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from client.law.file.information import EMPTY, ON
from client.law.records.information import PersonSpeaks
from client.law.records.reports import Enrol, Statement

STATEMENT = Statement("ab" * 16, "Мені қорқытып жүр", "kk", 1, False, (), ())


def enrol(language: str) -> Enrol:
    return Enrol("ab" * 32, "cd" * 32, language)


@pytest.mark.parametrize(
    ("values", "language"),
    [
        ((STATEMENT,), "kk"),
        ((STATEMENT, enrol("ru")), "ru"),
        ((enrol("ru"), enrol("en")), "ru"),
        ((enrol("ru"), STATEMENT), "ru"),
        ((STATEMENT, PersonSpeaks("uz", True, False, ""), enrol("ru")), "uz"),
    ],
)
def test_what_the_person_chose_counts_before_what_a_statement_was_written_in(values: tuple[object, ...], language: str) -> None:
    state = EMPTY
    for value in values:
        act = SimpleNamespace(form=type(value), value=value)
        state = ON[type(value)](state, cast("Any", act), cast("Any", None))
    assert state.language == language
