"""The measures of the deciding body and the court: the table, what is not published, alerts (L72 7(1), 10, 12, 13-1; A.2.1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.law.file.direct import CODES, state_at
from client.law.law72.a10_preventive import REPEAT_S, to_do, to_review
from client.law.law72.a11_court import unpublished
from client.law.law72.a13_1_restraining import breaches
from client.law.tables.bodies import DECIDERS, STAGES
from client.law.tables.direct import EXECUTORS, MEASURES, barred_in_custody, wants_contract
from client.law.words import DIRECT_MEASURES, PERSON_CODES
from tests.client.law.casebook.cast import millis
from tests.client.law.casebook.past import after

BREACH = {"by": "person", "write": "threat", "in": "person@deciding", "with": {"payload_id": "id:breach", "kind": "ORDER_BREACHED"}}


def test_the_table_has_a_row_for_each_measure_of_article_7_1_and_no_other() -> None:
    assert tuple(MEASURES) == DIRECT_MEASURES
    assert {code for codes in CODES.values() for code in codes} == set(DIRECT_MEASURES) - {"M1.8"}


@pytest.mark.parametrize("row", MEASURES.values(), ids=lambda row: row.code)
def test_each_row_speaks_the_words_of_the_law(row: object) -> None:
    found = MEASURES[row.code]  # type: ignore[attr-defined]
    assert set(found.deciders) <= set(DECIDERS)
    assert found.executor in EXECUTORS
    assert set(found.stages) <= set(STAGES)
    assert set(found.persons) <= set(PERSON_CODES)
    assert not found.consent
    assert not found.exceptional


def test_what_is_done_in_the_courtroom_is_the_courts_alone() -> None:
    courtroom = {code for code, row in MEASURES.items() if row.executor == "COURT"}
    assert courtroom == {"M1.4", "M1.5", "M1.6a", "M1.6b", "M1.6c", "M1.6d"}
    assert all(MEASURES[code].deciders == ("COURT",) and MEASURES[code].stages == ("TRIAL",) for code in courtroom)


@pytest.mark.norm("A.2", "passes")
def test_only_the_order_for_personal_security_calls_for_a_contract() -> None:
    assert wants_contract(("M1.1", "M1.8")) is True


@pytest.mark.norm("A.2", "refuses")
def test_measures_of_the_deciding_body_alone_call_for_no_contract() -> None:
    assert wants_contract(code for code in DIRECT_MEASURES if code != "M1.8") is False


@pytest.mark.norm("A.2", "refuses")
def test_custody_bars_no_measure_of_article_7_1() -> None:
    assert barred_in_custody(DIRECT_MEASURES) == ()


@pytest.mark.norm("SYS-56", "passes")
def test_the_press_service_gets_the_number_of_the_ruling_and_nothing_of_the_person() -> None:
    file = after("tried", {"by": "judge", "write": "closed-hearing"})
    assert [(each.number, each.code) for each in unpublished(file)] == [("1-8", "M1.5")]


@pytest.mark.norm("SYS-56", "refuses")
def test_a_hearing_that_may_be_published_is_not_in_the_note() -> None:
    removed = {"by": "judge", "write": "courtroom-removal"}
    assert unpublished(after("tried", removed)) == ()


@pytest.mark.norm("L72-10.3", "passes")
def test_an_alert_is_pushed_again_every_five_minutes_until_it_is_acknowledged() -> None:
    (alarm,) = after("escaped").clocks.of("DL-09")
    assert [(step.what, step.at) for step in to_do(alarm, millis("71m"))] == [
        ("PUSH", millis("60m")),
        ("PUSH", millis("65m")),
        ("PUSH", millis("70m")),
    ]


@pytest.mark.norm("L72-10.3", "refuses")
def test_an_alert_that_is_due_goes_by_telephone_and_the_implementing_body_takes_it_over() -> None:
    (alarm,) = after("escaped").clocks.of("DL-09")
    assert [step for step in to_do(alarm, millis("75m")) if step.what != "PUSH"] == []
    assert {(step.what, step.who) for step in to_do(alarm, millis("76m"))} >= {("PHONE", "DEC"), ("TAKE_OVER", "IMP")}


@given(st.integers(0, 10**7))
def test_pushes_never_stop_while_nobody_answers(seconds: int) -> None:
    (alarm,) = ESCAPED.clocks.of("DL-09")
    now = alarm.started_at + 1000 * seconds
    pushes = [step for step in to_do(alarm, now) if step.what == "PUSH"]
    assert len(pushes) == seconds // REPEAT_S + 1
    assert all(step.at <= now for step in pushes)


ESCAPED = after("escaped")


@pytest.mark.norm("L72-10.3", "passes")
def test_after_an_escape_every_running_measure_is_reviewed() -> None:
    assert to_review(GUARDED_AND_ESCAPED) == ("M2.2a",)


@pytest.mark.norm("L72-10.3", "refuses")
def test_a_measure_reviewed_since_the_escape_is_not_reviewed_again() -> None:
    assert to_review(GUARDED) == ()
    reviewed = {"by": "official", "write": "review", "with": {"measure": "M2.2a", "next_review_at": "at:90d"}}
    assert to_review(after("vest in use", ESCAPE, reviewed)) == ()


ESCAPE = {"by": "investigator", "write": "preventive-changed", "in": "coordination", "with": {"known_at": "at:0m"}}
GUARDED = after("vest in use")
GUARDED_AND_ESCAPED = after("vest in use", ESCAPE)


def test_a_measure_of_the_deciding_body_ends_by_a_ruling_and_an_order_by_its_term() -> None:
    order = {"by": "investigator", "write": "restraining-order", "with": {"starts_at": "at:0m", "ends_at": "at:30d"}}
    file = after("decided", order)
    imposed = file.direct.of("M1.7")
    assert imposed is not None
    assert [state_at(file, imposed, millis(at)) for at in ("1d", "30d", "31d")] == ["IMPOSED", "IMPOSED", "TERM_OVER"]


def test_a_warning_is_announced_by_its_receipt_alone() -> None:
    warned = {"by": "investigator", "write": "official-warning", "as": "warning"}
    told = {"notice": "NT-03", "of": "@warning", "to": "THREATENER", "way": "PAPER"}
    handed = {"by": "investigator", "write": "notice-given", "in": "person@deciding", "with": told}
    signed = {"of": "@notice-given", "to": "THREATENER", "on": "at:1m", "scan": "00ff"}
    receipt = {"by": "investigator", "write": "paper-receipt", "in": "person@deciding", "with": signed}
    steps = (warned, handed, receipt)
    states = [after("decided", *steps[:count]).direct.of("M1.1") for count in (1, 2, 3)]
    assert [each.state for each in states if each is not None] == ["IMPOSED", "IMPOSED", "ANNOUNCED"]


@pytest.mark.norm("L72-13-1", "passes")
def test_a_breach_of_the_order_is_an_urgent_report() -> None:
    assert [each.kind for each in breaches(after("decided", BREACH))] == ["ORDER_BREACHED"]


@pytest.mark.norm("L72-13-1", "refuses")
def test_another_threat_is_no_breach_of_the_order() -> None:
    assert breaches(after("threatened")) == ()
