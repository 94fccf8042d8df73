"""Norms of Law 110-VIII that are no rules on acts: the time to decide, what is independent of what, calendars, state machines."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.law.book import BOOK
from client.law.catalogue import TYPES
from client.law.file import file_state
from client.law.file.ending import Ruled
from client.law.file.referrals import NEXT, ReferralState
from client.law.law110.a01_status import asks_for_signs, protection_status
from client.law.law110.a05_confidentiality import COMPARTMENT, passed_on
from client.law.law110.a17_rights import TIME_TO_DECIDE_MS, statement_of, time_to_decide, victim_first, waiting
from client.law.law110.a21_children import acts_for_the_child
from client.law.law110.months import plus_months
from client.law.records.referrals import ReferralIn
from client.law.records.reports import Threat
from client.law.records.rulings import Decision
from client.law.tables.referrals import KINDS, SUBJECTS, telling
from tests.client.law.casebook.cast import millis
from tests.client.law.casebook.model import Step, background, case_of
from tests.client.law.casebook.played import played
from tests.client.law.casebook.run import Stage
from tests.client.law.examples import BY_NAME

DAY = 86_400_000
SENT = tuple(background("referral sent"))


def restricted(by: str, write: str, at: str | None = None, **changes: object) -> dict[str, object]:
    step: dict[str, object] = {"by": by, "write": write, "in": "coordination", "restricted": True, "with": changes}
    return step if at is None else {**step, "at": at}


# The time to decide -----------------------------------------------------------------------------------------------------


@pytest.mark.norm("DLT-1", "refuses")
def test_an_immigrant_has_thirty_days_from_the_identification() -> None:
    file = played("victim")
    period = time_to_decide(file)
    assert period is not None
    assert period.statutory
    assert period.until == file.trafficking.identified_at + TIME_TO_DECIDE_MS == file.trafficking.identified_at + 30 * DAY
    assert period.runs(period.until - 1)
    assert not period.runs(period.until)


@pytest.mark.norm("DLT-1", "refuses")
def test_it_does_not_end_while_services_run_nor_before_they_end() -> None:
    running = time_to_decide(played("served victim"))
    assert running is not None
    assert running.until is None
    over = time_to_decide(played("ready to return"))
    assert over is not None
    assert over.until == millis("50d")


@pytest.mark.norm("DLT-1", "passes")
def test_the_persons_own_act_ends_it_and_a_citizen_has_it_by_policy_only() -> None:
    decided = {"by": "person", "write": "cooperation-decided", "in": "person@implementing"}
    assert time_to_decide(played("victim", then=(decided,))) is None
    assert time_to_decide(played("potential victim")) is None
    citizen = played("citizen victim")
    assert time_to_decide(citizen) is None
    targets = citizen.case.targets.insert("DLT-1", 20 * 86_400)
    period = time_to_decide(dataclasses.replace(citizen, case=dataclasses.replace(citizen.case, targets=targets)))
    assert period is not None
    assert not period.statutory


@pytest.mark.norm("T110-17.2.12", "refuses")
def test_what_waits_is_shown_only_once_it_may_be_asked() -> None:
    ask = {"by": "investigator", "write": "person-asked", "in": "coordination", "at": "2d", "with": {"wait": True}}
    file = played("victim", then=(ask,))
    assert waiting(file, millis("10d")) == ()
    assert [each.ask for each in waiting(file, millis("40d"))] == ["2a" * 16]


@pytest.mark.norm("T110-17.2.12", "passes")
def test_no_rule_of_the_time_to_decide_looks_at_a_threat_or_a_decision() -> None:
    touched = {form for rule in BOOK.rules if rule.id == "T110-17.2.12" for form in rule.forms}
    assert not touched & {Threat, Decision}
    assert waiting(played("opened"), 0) == ()


# Two statuses, neither moves the other ----------------------------------------------------------------------------------


@pytest.mark.norm("T110-1.7", "refuses")
def test_protection_and_status_are_independent() -> None:
    """B.0: every pair of them exists."""
    assert protection_status(played("stated")) == "APP"
    assert protection_status(played("victim")) == "APP"
    assert protection_status(played("decided")) == "PP"
    none = played("decided", then=(restricted("investigator", "vot-status", status="NONE"),))
    assert (protection_status(none), none.trafficking.status) == ("PP", "NONE")
    ruling = Ruled("9", "e", "INVESTIGATOR", "ALL", (), ("G1",), 0, 0, ())
    ended = dataclasses.replace(none, ending=dataclasses.replace(none.ending, rulings=none.ending.rulings.insert("9", ruling)))
    assert protection_status(ended) == "ENDED"


@pytest.mark.norm("T110-1.7", "passes")
def test_losing_the_status_or_the_services_moves_no_file() -> None:
    before = played("served victim", then=({"by": "investigator", "write": "decision", "in": "person@deciding"},))
    after = played(
        "served victim",
        then=(
            {"by": "investigator", "write": "decision", "in": "person@deciding"},
            restricted("officer", "vot-services", running=False),
            restricted("investigator", "vot-status", status="NONE"),
        ),
    )
    assert file_state(before) == file_state(after)
    assert protection_status(after) == "PP"


@pytest.mark.norm("T110-17.2.7", "passes")
def test_a_referral_for_state_protection_is_a_statement() -> None:
    referral = BY_NAME["referral-in"]
    assert isinstance(referral, ReferralIn)
    statement = statement_of(referral)
    assert statement is not None
    assert (statement.payload_id, statement.text, statement.urgent) == (referral.payload_id, referral.text, referral.urgent)
    assert statement_of(dataclasses.replace(referral, kind="MEDICAL")) is None


@pytest.mark.norm("T110-17.2.7", "refuses")
def test_the_statement_names_neither_the_sender_nor_the_reason_why_it_came_that_way() -> None:
    referral = BY_NAME["referral-in"]
    assert isinstance(referral, ReferralIn)
    statement = statement_of(referral)
    assert statement is not None
    assert statement.addressed_to == ()
    assert referral.sender not in (statement.text, *statement.addressed_to)
    assert not telling(statement.text)


# Compartment ------------------------------------------------------------------------------------------------------------


@pytest.mark.norm("T110-5.8", "passes")
def test_every_record_of_an_officer_on_victims_is_of_the_compartment_or_named_as_plain() -> None:
    names = {each.name for each in TYPES.values() if each.form in COMPARTMENT}
    assert {"vot-status", "referral", "return-decided", "child-consent", "residence-granted", "vot-leaflet"} <= names
    assert not {"statement", "threat", "decision", "person-asked"} & names


@pytest.mark.norm("T110-17.2.2", "refuses")
def test_the_person_sees_to_whom_what_was_passed_on_and_what_for() -> None:
    (line,) = passed_on(played("referral sent"))
    assert (line.to, line.purpose, line.facts, line.state) == ("HLT", "ем", ("pseudonym", "language"), "SENT")


@pytest.mark.norm("T110-17.2.2", "passes")
def test_what_was_not_sent_is_not_listed() -> None:
    assert passed_on(played("referral agreed")) == ()


@pytest.mark.parametrize("text", ["Жертва", "TRAFFICKING case", "адам саудасы бойынша", "өзінің құрбандары"])
def test_telling_words_are_found(text: str) -> None:
    assert telling(text)


@pytest.mark.parametrize("text", ["Хат", "Жаңа хабар", "Письмо", "A message for you", "құжат", "құлып"])
def test_plain_words_tell_nothing(text: str) -> None:
    assert not telling(text)


# Questions and children -------------------------------------------------------------------------------------------------


@pytest.mark.norm("T110-15.2", "refuses")
def test_the_verification_asks_for_signs_until_somebody_has_answered() -> None:
    assert asks_for_signs(played("opened")) is True
    assert asks_for_signs(played("opened", then=(restricted("investigator", "trafficking-signs", signs="NO"),))) is False


@pytest.mark.norm("T110-15.2", "passes")
def test_who_is_known_is_not_asked_about_again() -> None:
    assert not asks_for_signs(played("potential victim"))


@pytest.mark.norm("S-28", "refuses")
def test_the_victim_comes_first_in_what_an_officer_asks() -> None:
    questions = victim_first(played("potential victim"))
    assert len(questions) == 4
    assert "safe" in questions[0]


@pytest.mark.norm("S-28", "passes")
def test_nothing_is_asked_where_the_signs_were_ruled_out() -> None:
    assert victim_first(played("opened", then=(restricted("investigator", "trafficking-signs", signs="NO"),))) == ()


@pytest.mark.norm("T110-21.3", "refuses")
def test_the_guardianship_authority_acts_for_the_child_until_a_representative_is_verified() -> None:
    assert acts_for_the_child(played("child victim")) == "GUARDIANSHIP"
    verified = {"by": "officer", "write": "representative", "in": "coordination"}
    assert acts_for_the_child(played("child victim", then=(verified,))) == "REP"


@pytest.mark.norm("T110-21.3", "passes")
def test_an_adult_acts_alone() -> None:
    assert acts_for_the_child(played("victim")) == "NOBODY"


# Tables, calendars, the machine of referrals ----------------------------------------------------------------------------


def test_every_kind_of_referral_goes_to_bodies_that_may_receive() -> None:
    for kind in KINDS.values():
        assert kind.to, kind.code
        for body in kind.to:
            assert SUBJECTS[body].receives, (kind.code, body)


def test_every_kind_is_held_by_a_rule_of_its_norm() -> None:
    ids = {each.id for each in BOOK.rules}
    assert {kind.rule for kind in KINDS.values()} <= ids


def test_no_kind_carries_a_reason_a_threat_or_a_place_save_that_of_state_protection() -> None:
    for kind in KINDS.values():
        assert not {"reason", "location", "status", "exploitation"} & set(kind.carries), kind.code
        assert ("threat" in kind.carries) == (kind.code == "STATE_PROTECTION")


def test_no_answer_leads_out_of_an_end() -> None:
    for state, answers in NEXT.items():
        assert state not in (ReferralState.DONE, ReferralState.DECLINED, ReferralState.REROUTED, ReferralState.CLOSED)
        assert str(state) not in answers


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-01-05", 6, "2026-07-05"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
    ],
)
def test_months_are_those_of_the_calendar(start: str, months: int, end: str) -> None:
    at, until = (int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1000) for day in (start, end))
    assert plus_months(at, months, 0) == until


def test_the_month_is_that_of_the_bodys_own_zone() -> None:
    """31 August, 22:00 in London is 1 September in Kazakhstan: six months later is 1 March there, not 28 February."""
    at = int(datetime(2026, 8, 31, 22, tzinfo=UTC).timestamp() * 1000)
    assert plus_months(at, 6, 300) == int(datetime(2027, 2, 28, 22, tzinfo=UTC).timestamp() * 1000)
    assert plus_months(at, 6, 0) == int(datetime(2027, 2, 28, 22, tzinfo=UTC).timestamp() * 1000)


@given(at=st.integers(0, 4_102_444_800_000), first=st.integers(1, 6), second=st.integers(1, 6), zone=st.integers(-720, 840))
def test_more_months_are_never_sooner(at: int, first: int, second: int, zone: int) -> None:
    later = plus_months(at, first, zone)
    assert at + 27 * DAY * first < later <= at + 31 * DAY * first
    assert plus_months(at, first + second, zone) > later


@given(at=st.integers(0, 2**53 - 1), months=st.integers(1, 12), zone=st.integers(-720, 840))
def test_a_number_that_is_no_date_fails_no_rule(at: int, months: int, zone: int) -> None:
    assert plus_months(at, months, zone) > at


ANSWERS = st.lists(st.sampled_from(("ACCEPTED", "IN_PROGRESS", "DONE", "DECLINED")), max_size=6)


@given(ANSWERS)
def test_a_referral_is_always_answered_open_or_shown_as_dropped(answers: list[str]) -> None:
    """Whatever the receiving body writes: it ends DONE, or a clock runs or is missed, or it is in hand."""
    stage = Stage(case_of({"norm": "-", "title": "-", "given": "referral sent", "then": {}}, "property"))
    for step in SENT:
        stage.play(step)
    for number, answer in enumerate(answers):
        stage.take(
            stage.entry(Step("clinic", "referral-answer", "task", f"{number + 1}h", changes={"state": answer, "reason": "-"}))
        )
    (sent,) = stage.file.referrals.all()
    running = stage.file.clocks.of("T110-18.1")
    assert sent.state in ReferralState
    if sent.state in (ReferralState.SENT, ReferralState.DECLINED):
        assert running
    else:
        assert not running
        assert sent.open or sent.state is ReferralState.DONE
