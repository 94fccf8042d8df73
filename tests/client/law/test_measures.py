"""The life of a personal measure: what puts it in force, what keeps it so, who must say yes, and what each reader knows of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from client.law.book import BOOK, Book
from client.law.catalogue import envelope, parse
from client.law.consenting import Standing, consent_wanted, standing
from client.law.file import File
from client.law.file.file import EMPTY_FILE
from client.law.file.states import IN_FORCE, MeasureState
from client.law.fold import permitted
from client.law.law72.a07_personal import open_to
from client.law.law72.a21_routing import executor
from client.law.records.rulings import Review, Selection, SelectionNotice, notice_of
from client.law.tables.consents import MATRIX, PERSON, REPRESENTATIVE
from client.law.tables.measures import PERSONAL_MEASURES, ROUTES, ConsentForm, Executor
from client.law.tables.partners import required
from client.law.words import MEASURES, Flag
from tests.client.law.casebook.cast import author, millis, place
from tests.client.law.casebook.model import Case, Step, background
from tests.client.law.casebook.run import Stage
from tests.client.law.examples import SELECTION

ADULT, MINOR, UNABLE = frozenset[str](), frozenset({Flag.MINOR}), frozenset({Flag.INCAPABLE})


def of(flags: frozenset[str]) -> File:
    return replace(EMPTY_FILE, persons=replace(EMPTY_FILE.persons, flags=flags))


def stage(*names: str, sight: tuple[str, ...] | None = None, book: Book = BOOK) -> Stage:
    """What happened in these backgrounds, as a reader of those places has it."""
    found = Stage(Case("", "", "", (), None, {}, sight, "passes"), book)
    for name in names:
        for step in background(name):
            found.take(found.entry(step))
    return found


def state(file: File, code: str = "M2.1a") -> MeasureState | None:
    known = file.measures.of(code)
    return known.state if known is not None else None


# Tables -------------------------------------------------------------------------------------------------------------------


def test_every_measure_has_one_executor_and_one_row_of_consent() -> None:
    assert set(ROUTES) == set(MEASURES)
    assert set(MATRIX) == set(PERSONAL_MEASURES)


@pytest.mark.parametrize("code", PERSONAL_MEASURES)
def test_the_row_of_a_measure_says_of_an_adult_s_consent_what_the_matrix_says(code: str) -> None:
    row, yes = PERSONAL_MEASURES[code], MATRIX[code].adult
    assert (yes.form, yes.application, yes.wanted) == (row.form, row.application, row.consent)


def test_joint_measures_are_those_with_a_partner_of_the_law() -> None:
    shared = {code for code, row in PERSONAL_MEASURES.items() if row.executor in (Executor.JOINT, Executor.DETENTION)}
    assert shared == {code for code in PERSONAL_MEASURES if required(code)}


@pytest.mark.norm("L72-21.7", "passes")
def test_the_order_is_carried_out_by_the_implementing_body() -> None:
    assert executor("M1.8") is Executor.IMPLEMENTING


@pytest.mark.norm("A.8", "passes")
@pytest.mark.parametrize(
    ("code", "flags", "giver", "form"),
    [
        ("M2.1a", ADULT, PERSON, ConsentForm.RECORDED),
        ("M2.1a", MINOR, REPRESENTATIVE, ConsentForm.RECORDED),
        ("M2.1d", UNABLE, REPRESENTATIVE, ConsentForm.RECORDED),
        ("M2.2e", ADULT, "", ConsentForm.NONE),
        ("M2.3", MINOR, REPRESENTATIVE, ConsentForm.RECORDED),
        ("M2.4", MINOR, "", ConsentForm.NONE),
        ("M2.5a", frozenset({Flag.MINOR_PRESUMED}), REPRESENTATIVE, ConsentForm.RECORDED),
        ("M2.7", ADULT, PERSON, ConsentForm.RECORDED),
        ("M2.7", MINOR | UNABLE, REPRESENTATIVE, ConsentForm.WRITTEN),
        ("M3.1", ADULT, PERSON, ConsentForm.WRITTEN),
        ("M3.2", ADULT, "", ConsentForm.NONE),
        ("M4.1", MINOR, "", ConsentForm.NONE),
    ],
)
def test_who_says_yes_and_how(code: str, flags: frozenset[str], giver: str, form: ConsentForm) -> None:
    yes = consent_wanted(of(flags), code)
    assert (yes.giver, yes.form) == (giver, form)


@pytest.mark.norm("S-18", "passes")
@pytest.mark.norm("S-18", "refuses")
def test_an_accused_in_detention_has_what_detention_allows_and_no_bodyguard() -> None:
    file = stage("in detention").file
    accused = replace(file, persons=replace(file.persons, codes=("P14a",)))
    assert {row.code for row in open_to(accused)} == {"M2.3", "M2.4", "M4.1", "M4.2", "M4.3"}


def test_outside_detention_a_suspect_has_the_same_measures_as_a_witness() -> None:
    file = stage("ordered").file
    suspect = replace(file, persons=replace(file.persons, codes=("P13",)))
    assert open_to(suspect) == open_to(file)
    assert "M3.1" not in {row.code for row in open_to(file)}
    assert "M3.1" in {row.code for row in open_to(stage("serving").file)}


@pytest.mark.norm("L72-23.4", "refuses")
def test_before_a_ruling_nothing_may_be_started_and_only_the_official_may_rule() -> None:
    answers = {}
    for given_, actor in (("ordered", "officer"), ("ordered", "official"), ("guard chosen", "officer")):
        file = stage(given_).file
        here = place("person@implementing")
        answers[given_, actor] = {
            each.name: str(getattr(each.answer, "rule", "met"))
            for each in permitted(file, author(actor), file.at)
            if each.place == here
        }
    assert answers["ordered", "officer"]["measure-started"] == "L72-23.4"
    assert answers["ordered", "officer"]["selection"] == "L72-23.4"
    assert answers["ordered", "official"]["selection"] == "met"
    assert answers["guard chosen", "officer"]["measure-started"] == "met"


# Representatives ----------------------------------------------------------------------------------------------------------


def test_where_two_representatives_disagree_there_is_no_consent() -> None:
    found = stage("safe place for a child")
    father = {"representative": "id:father", "holder": "hash:father"}
    for step in (
        Step("officer", "representative", "coordination", changes=father),
        Step("representative", "consent", changes={"measure": "M2.3", "capacity": "PARENTAL", "opinion": "иә"}),
    ):
        found.take(found.entry(step))
    assert state(found.file, "M2.3") is MeasureState.AUTHORISED
    no = {"measure": "M2.3", "word": "REFUSAL", "giver": "REP", "representative": "id:father", "capacity": "PARENTAL"}
    found.take(found.entry(Step("officer", "consent-minuted", changes=no)))
    assert standing(found.file, "M2.3") is Standing.DISAGREED
    assert state(found.file, "M2.3") is MeasureState.CONSENT_PENDING


def test_a_child_who_comes_of_age_is_asked_and_keeps_what_is_in_force() -> None:
    found = stage("safe place for a child")
    yes = {"measure": "M2.3", "capacity": "PARENTAL", "opinion": "иә"}
    found.take(found.entry(Step("representative", "consent", changes=yes)))
    found.take(found.entry(Step("officer", "measure-started", changes={"measure": "M2.3"})))
    found.take(found.entry(Step("investigator", "person-flagged", "coordination", changes={"flag": "MINOR", "on": False})))
    assert standing(found.file, "M2.3") is Standing.WANTING
    assert state(found.file, "M2.3") is MeasureState.IN_FORCE


# Older records ------------------------------------------------------------------------------------------------------------


def old(value: object, drop: dict[str, tuple[str, ...]], **changes: Any) -> tuple[str, dict[str, Any]]:
    """A payload of version 1: without the fields that came since."""
    name, _, payload = envelope(value)
    payload = {key: item for key, item in json.loads(json.dumps(payload)).items() if key not in drop[""]}
    payload["measures"] = [
        {**{key: item for key, item in each.items() if key not in drop["measures"]}, **changes} for each in payload["measures"]
    ]
    return name, payload


def test_a_ruling_of_version_1_still_parses() -> None:
    new = ("event", "need", "basis", "duration", "moved", "transfer", "abroad", "executor")
    name, payload = old(
        SELECTION, {"": ("version", "amends", "reasons"), "measures": new}, code="M2.5a", considered=["M2.1a жеткіліксіз", "басқа"]
    )
    found = parse(name, 1, payload)
    assert isinstance(found, Selection)
    assert [(each.measure, each.reasons) for each in found.measures[0].considered] == [("M2.1a", "жеткіліксіз"), ("OTHER", "басқа")]
    assert (found.version, found.measures[0].duration) == (1, "TEMPORARY")


def test_a_notice_and_a_review_of_version_1_still_parse() -> None:
    name, payload = old(notice_of(SELECTION), {"": ("of",), "measures": ("event", "result")})
    found = parse(name, 1, payload)
    assert isinstance(found, SelectionNotice)
    assert (found.of, found.measures[0].event) == ((), "CHOSEN")
    review = {"file": "0b" * 16, "measure": "M2.1a", "outcome": "EXTENDED", "note": "иә", "next_review_at": 5}
    assert parse("review", 1, review) == Review("0b" * 16, "M2.1a", "EXTENDED", "иә", 5)


# The life of a measure ----------------------------------------------------------------------------------------------------

PEOPLE = {
    "yes": Step("person", "consent"),
    "no": Step("person", "consent", changes={"word": "REFUSAL"}),
    "withdraw": Step("person", "consent", changes={"word": "WITHDRAWAL"}),
    "minuted": Step("officer", "consent-minuted", changes={"way": "ORAL", "scan": ""}),
    "start": Step("officer", "measure-started"),
    "hinder": Step("officer", "measure-not-executable"),
    "stop": Step("officer", "intrusion-stopped"),
    "review": Step("official", "review"),
    "sign": Step("official", "selection", "person@implementing", changes={"order": "@order"}),
    "detain": Step("investigator", "person-flagged", "coordination", changes={"flag": "CUSTODY"}),
    "release": Step("investigator", "person-flagged", "coordination", changes={"flag": "CUSTODY", "on": False}),
    "revoke": Step("investigator", "revocation", "person@deciding"),
}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(sorted(PEOPLE)), max_size=12))
def test_nothing_but_a_start_with_consent_puts_a_measure_in_force_and_nothing_but_a_ruling_ends_it(acts: list[str]) -> None:
    """Also records that break the law are folded here, as a modified client would write them."""
    found = stage("guard chosen")
    for act in acts:
        before = found.file
        entry = found.entry(PEOPLE[act])
        found.take(entry)
        was, now = state(before), state(found.file)
        if now in IN_FORCE and was not in IN_FORCE:
            assert act in ("start", "yes", "minuted")
            assert standing(found.file, "M2.1a") is Standing.GIVEN
        if was is not MeasureState.ENDED_BY_RULING and now is MeasureState.ENDED_BY_RULING:
            assert act == "revoke"
            assert found.file.ref(entry.hash) is not None
        if before.measures.any_in_force and not found.file.measures.any_in_force:
            assert act == "revoke"


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=0, max_value=400))
def test_time_alone_changes_no_more_than_the_name_of_the_state(days: int) -> None:
    file = stage("guarded").file
    known = file.measures.of("M2.1a")
    assert known is not None
    assert known.at(millis(f"{days}d")) is (MeasureState.REVIEW_DUE if days >= 30 else MeasureState.IN_FORCE)
    assert file.measures.any_in_force


EVENTS = {
    "yes": (PEOPLE["yes"], None),
    "start": (PEOPLE["start"], "STARTED"),
    "hinder": (PEOPLE["hinder"], "NOT_EXECUTABLE"),
    "withdraw": (PEOPLE["withdraw"], "WITHDRAWN"),
}


@pytest.mark.parametrize(
    "acts", [("yes", "start"), ("yes", "start", "withdraw"), ("yes", "start", "hinder"), ("yes", "hinder", "start"), ()]
)
def test_the_deciding_body_knows_from_notices_what_the_implementing_body_knows(acts: tuple[str, ...]) -> None:
    told = stage("guard chosen")
    told.take(told.entry(Step("officer", "selection-notice", changes={"of": ["@choice"]})))
    deciding = stage("guard chosen", sight=("coordination", "person@deciding"))
    deciding.take(deciding.entry(Step("officer", "selection-notice", changes={"of": ["@choice"]})))
    for act in acts:
        step, event = EVENTS[act]
        notice = None if event is None else Step("officer", "selection-notice", changes={"measures.0.event": event})
        for each in (told, deciding):
            each.take(each.entry(step))
            if notice is not None:
                each.take(each.entry(notice))
    for file in (told.file, deciding.file):
        assert len(file.measures.all()) == 1
    if acts:
        assert state(deciding.file) == state(told.file)
    assert deciding.file.measures.any_in_force == told.file.measures.any_in_force


LATER = millis("90d")


def revoked() -> Stage:
    """Without the rules, which have their own cases: whether the ruling was lawful is not asked here."""
    found = stage("guarded", book=Book((), (), ()))
    found.take(found.entry(Step("investigator", "revocation", "person@deciding", name="over")))
    return found


def at_last(found: Stage) -> MeasureState:
    known = found.file.measures.of("M2.1a")
    assert known is not None
    return known.at(LATER)


def outcome(word: str) -> Step:
    return Step("investigator", "outcome-received", changes={"about": "REVOCATION", "of": "@over", "outcome": word})


def test_a_ruling_ends_what_it_covers() -> None:
    found = revoked()
    assert at_last(found) is MeasureState.ENDED_BY_RULING
    assert not found.file.measures.any_in_force


def test_a_ruling_that_is_cancelled_ends_nothing() -> None:
    found = revoked()
    found.take(found.entry(outcome("DECISION_CANCELLED")))
    assert state(found.file) is MeasureState.IN_FORCE
    assert found.file.measures.any_in_force


def test_while_a_complaint_on_the_ruling_is_pending_what_it_ended_is_kept() -> None:
    """AMB-24; and the copy of the ruling that comes meanwhile changes nothing."""
    found = revoked()
    found.take(found.entry(Step("person", "complaint", "complaint", changes={"about": "REVOCATION", "of": "@over"})))
    found.take(found.entry(Step("investigator", "revocation", "coordination")))
    assert at_last(found) is MeasureState.REVIEW_DUE
    assert found.file.measures.any_in_force
    assert [each.ended_by for each in found.file.measures.running]
    found.take(found.entry(outcome("DISMISSED")))
    assert at_last(found) is MeasureState.ENDED_BY_RULING


def test_an_official_may_choose_to_stop_before_the_complaint_is_decided() -> None:
    found = revoked()
    found.take(found.entry(Step("person", "complaint", "complaint", changes={"about": "REVOCATION", "of": "@over"})))
    stop = {"revocation": "@over", "keep": False, "reasons": "қауіп төндірген адам қайтыс болды"}
    found.take(found.entry(Step("official", "complaint-hold", changes=stop)))
    assert at_last(found) is MeasureState.ENDED_BY_RULING
