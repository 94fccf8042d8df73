"""How a case begins, whatever the order in which its copies come: no second clock, no time won, no protection lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from client.law.file import File, file_state
from client.law.file.states import FileState
from tests.client.law.casebook.cast import T0
from tests.client.law.casebook.past import after

DAY_MS = 86_400_000
STATEMENTS = [{"by": "anyone", "write": "statement", "in": place} for place in ("front desk@deciding", "front desk@implementing")]
COPIES = [
    {"by": "investigator", "write": "decision", "in": place} for place in ("person@deciding", "front desk@deciding", "coordination")
]
RECEIPT: dict[str, Any] = {"by": "person", "write": "receipt", "in": "person@implementing", "with": {"entry": "@decision"}}


def _clocks(file: File) -> tuple[object, ...]:
    ids = ("DL-01", "DL-02", "DL-03")
    running = [(id, each.key, each.started_at, each.due_at) for id in ids for each in file.clocks.of(id)]
    return (*running, *sorted((id, key) for id, key, _entry in file.clocks.done if id in ids))


@given(st.lists(st.sampled_from([*STATEMENTS, *COPIES]), max_size=6))
@settings(max_examples=40, deadline=None)
def test_copies_of_a_statement_and_of_a_decision_change_nothing(copies: list[dict[str, Any]]) -> None:
    first, more = after("decided"), after("decided", *copies)
    assert _clocks(more) == _clocks(first)
    assert (file_state(more), more.case.decision, more.case.measures) == (FileState.DECIDED_APPLY, "12-1", ("M1.8",))


@given(st.lists(st.sampled_from(COPIES), max_size=4))
@settings(max_examples=20, deadline=None)
def test_a_copy_that_comes_after_the_receipt_is_not_to_be_served_again(copies: list[dict[str, Any]]) -> None:
    assert after("decided", RECEIPT, *copies).clocks.of("DL-03") == ()


@given(st.permutations(STATEMENTS), st.integers(0, 3))
@settings(max_examples=20, deadline=None)
def test_the_24_hours_run_from_the_first_receipt_by_the_deciding_body(order: list[dict[str, Any]], again: int) -> None:
    file = after([], *order, *order[:again])
    began = order.index(STATEMENTS[0])
    assert [each.due_at for each in file.clocks.of("DL-01")] == [T0 + (began + 1) * 60_000 + DAY_MS]


@given(st.lists(st.booleans(), min_size=1, max_size=5))
@settings(max_examples=30, deadline=None)
def test_once_protection_is_decided_no_decision_takes_it_back(applies: list[bool]) -> None:
    steps = []
    for number, apply in enumerate(applies):
        what = {"number": f"n-{number}", "outcome": "APPLY" if apply else "REFUSE", "measures": ["M1.8"] if apply else []}
        refused_late = not apply and any(applies[:number])
        steps.append({"by": "investigator", "write": "decision", "in": "person@deciding", "with": what, "void": refused_late})
    assert after("opened", *steps).case.outcome == ("APPLY" if any(applies) else "REFUSE")
