"""No small cell can be computed from what is published."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.law.statistics.hiding import HIDDEN, LEAST, SMALL, Line, median, share, shown

counts = st.lists(st.integers(0, 12), min_size=1, max_size=4)


def line(values: list[int]) -> Line:
    return Line("x", tuple((f"k{number}", value) for number, value in enumerate(values)))


@pytest.mark.norm("SYS-06", "refuses")
@given(counts)
def test_a_hidden_cell_has_more_than_one_value_that_fits_what_is_shown(values: list[int]) -> None:
    """Every table of the same shape that would be shown alike is tried."""
    told = shown(line(values))
    places = [index for index, value in enumerate(values) if value < LEAST]
    assert [told.cells[index][1] for index in places] == [SMALL] * len(places)
    fits: list[tuple[int, ...]] = []
    for tried in itertools.product(range(LEAST), repeat=len(places)):
        other = list(values)
        for index, value in zip(places, tried, strict=True):
            other[index] = value
        if shown(line(other)) == told:
            fits.append(tried)
    for at in range(len(places)):
        assert len({each[at] for each in fits}) > 1


@pytest.mark.norm("SYS-06", "passes")
def test_large_cells_are_shown_with_their_total() -> None:
    told = shown(line([7, 12]))
    assert told.cells == (("k0", "7"), ("k1", "12"))
    assert told.total == "19"


def test_a_small_cell_is_shown_as_less_than_five_and_hides_the_total_that_would_tell_it() -> None:
    assert shown(line([3, 9])).cells[0] == ("k0", SMALL)
    assert shown(line([3, 9])).total == HIDDEN
    assert shown(line([3, 2, 9])).total == "14"


def test_a_share_is_hidden_where_few_are_on_either_side() -> None:
    assert (share(50, 60), share(58, 60), share(2, 60), share(60, 60), share(3, 3)) == ("83 %", HIDDEN, HIDDEN, "100 %", HIDDEN)


def test_a_median_of_few_is_hidden() -> None:
    assert median([1, 2, 3, 4]) is None
    assert median([5, 1, 3, 2, 4]) == 3
