"""Reports for the finance office (A.12, S-14), the claim for harm (L72 30), and plans for documents (S-31)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.law.file.money import Expense
from client.law.law72.a19_documents import planned_until
from client.law.law72.a29_expenses import Spent, Total, by_line, totals
from client.law.law72.a30_guarantees import claim
from client.law.tables.expenses import ANY_MEASURE, EXPENSES, LINES, OF_MEASURE
from client.law.words import PERSONAL_MEASURES
from tests.client.law.casebook.past import after

PAID = Expense("29" * 16, "RELOCATION", "M2.5a", 100, "BUDGET", "", "unit", 0, "PAID")
HARM = "30" * 16


def spent(count: int, **words: object) -> list[Spent]:
    return [Spent(replace(PAID, **words), 2026, 1)] * count  # type: ignore[arg-type]


@pytest.mark.norm("A.12", "passes")
def test_five_cases_are_shown() -> None:
    assert totals(spent(5)) == (Total("RELOCATION", "unit", 2026, 1, 5, 500),)


@pytest.mark.norm("A.12", "refuses")
def test_four_cases_are_not() -> None:
    assert totals(spent(4)) == (Total("RELOCATION", "unit", 2026, 1, None, None),)


def test_what_is_not_paid_yet_costs_nothing() -> None:
    assert totals(spent(9, state="APPROVED")) == ()


@pytest.mark.norm("S-14", "passes")
def test_costs_are_added_by_the_lines_of_the_budget() -> None:
    assert by_line([*spent(5, type="EMPLOYMENT"), *spent(5, type="STUDY")]) == {"vocational": 1000}


@pytest.mark.norm("S-14", "refuses")
def test_a_line_does_not_tell_the_one_cell_that_the_totals_hide() -> None:
    assert by_line([*spent(5, type="EMPLOYMENT"), *spent(1, type="STUDY")]) == {"vocational": None}


@given(st.integers(0, 9), st.integers(0, 9))
def test_no_line_minus_the_totals_leaves_fewer_than_five(work: int, study: int) -> None:
    rows = [*spent(work, type="EMPLOYMENT"), *spent(study, type="STUDY")]
    line = by_line(rows).get("vocational")
    if line is not None:
        shown = sum(each.amount or 0 for each in totals(rows))
        assert line == shown or (line - shown) // PAID.amount >= 5


def test_each_personal_measure_of_article_7_has_a_type_of_expense() -> None:
    assert {each for each in PERSONAL_MEASURES if each.startswith("M2")} == set(OF_MEASURE)
    assert set(OF_MEASURE.values()) | ANY_MEASURE == set(EXPENSES)
    assert len(LINES) == len({each.line for each in EXPENSES.values()})


@pytest.mark.norm("L72-30.1", "passes")
def test_harm_becomes_a_claim_under_the_pseudonym() -> None:
    file = after("ordered", {"by": "investigator", "write": "harm", "in": "coordination"})
    made = claim(file, HARM)
    assert made is not None
    assert (made.pseudonym, made.decision, made.recourse) == ("Қарлығаш", "12-1", "AGAINST_CULPRIT")


@pytest.mark.norm("L72-30.1", "refuses")
def test_who_is_covered_by_another_law_has_no_claim_here() -> None:
    assert claim(after("ordered", {"by": "investigator", "write": "harm", "in": "coordination"}), HARM) is not None
    covered = {"covered": True, "other_regime": "судьялар туралы заң"}
    file = after("ordered", {"by": "investigator", "write": "harm", "in": "coordination", "with": covered})
    assert file.money.harms.get(HARM) is not None
    assert claim(file, HARM) is None


def day(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000) - 300 * 60_000


@pytest.mark.norm("S-31", "passes")
def test_seventeen_business_days_pass_over_weekends() -> None:
    asked = day("2026-01-05") + 9 * 3_600_000  # a Monday morning
    assert planned_until(asked, expedited=False, zone_minutes=300) == day("2026-01-28")
    assert planned_until(asked, expedited=True, zone_minutes=300) == day("2026-01-14")


@pytest.mark.norm("S-31", "refuses")
def test_a_holiday_is_no_business_day() -> None:
    asked = day("2026-01-05")
    assert planned_until(asked, expedited=True, zone_minutes=300, holidays=(day("2026-01-07"),)) == day("2026-01-15")
