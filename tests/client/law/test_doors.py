"""Only what a person can reach counts: each norm that is a function is led to by a verb, or a lawyer would accept why not."""

from __future__ import annotations

import pytest

from tests.client.law.conformance import doors


def test_every_norm_that_is_a_function_has_a_door_or_a_reason() -> None:
    assert doors.without_a_door() == ()


def test_a_reason_is_given_only_where_there_is_no_door_and_says_something() -> None:
    needless = [each for each in doors.exceptions() if doors.doors_of_function(each)]
    assert needless == []
    assert set(doors.exceptions()) <= set(doors.functions())
    assert all(len(why.split()) >= 8 for why in doors.exceptions().values())


def test_every_norm_of_the_law_that_is_inside_this_code_has_a_door() -> None:
    """A rule, a clock, a notice: the verbs that write a record of its form."""
    assert [id for id, found in doors.doors().items() if not found and not _excepted(id)] == []


def _excepted(id: str) -> bool:
    return any(id in ids for function, ids in doors.functions().items() if function in doors.exceptions())


@pytest.mark.parametrize(
    ("function", "verb"),
    [
        ("client.law.law72.a28_liability:access_report", "officer about"),
        ("client.law.exports.counts:commission_report", "officer figures"),
        ("client.law.law72.a25_rights:may_know", "person about"),
    ],
)
def test_the_way_from_a_verb_to_a_norm_is_found_in_the_sources(function: str, verb: str) -> None:
    assert verb in doors.doors_of_function(function)


def test_being_registered_with_the_law_is_no_door() -> None:
    """Else every norm would be reached from every act, whether anybody asks it or not."""
    assert "client.law.law72.a28_liability:access_report" not in doors.registered()
