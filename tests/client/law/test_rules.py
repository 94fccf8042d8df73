"""The rules that the records carry with them, each with its article."""

from __future__ import annotations

import dataclasses

import pytest

from client.law.act import Author, Place
from client.law.answer import Met, NotMet
from client.law.book import BOOK
from client.law.catalogue import TYPES, may_write
from client.law.file.clocks import Running
from client.law.payload import NotOfTheForm
from client.law.records.contract import MANDATORY, Clause, Contract, consents_wanted
from client.law.records.files import FileOpened
from client.law.records.reports import Consent, ContractSignature
from client.law.records.rulings import Decision, notice_of
from client.law.words import BodyRole, Circle, Writer
from tests.client.law.examples import EXAMPLES, HASH, ID, SELECTION


def officer(body: BodyRole) -> Author:
    return Author(Writer.OFFICER, HASH, HASH, body, frozenset({"officer", "official"}))


def example(form: type) -> object:
    return next(each for each in EXAMPLES if type(each) is form)


def test_the_decision_has_24_hours_by_article_23_1() -> None:
    clock = BOOK.clock["DL-01"]
    assert (clock.article, clock.statutory, clock.limit_s) == ("23(1)", True, 24 * 3600)
    assert clock.warnings_s == (12 * 3600, 20 * 3600, 23 * 3600)


def test_a_request_to_lift_has_72_hours_by_article_27() -> None:
    found = {BOOK.clock[name] for name in ("DL-10", "DL-13")}
    assert {(clock.limit_s, clock.statutory) for clock in found} == {(72 * 3600, True)}


def test_a_clock_is_overdue_after_its_last_millisecond_and_not_at_it() -> None:
    running = Running("DL-01", "", 0, 1_000, HASH, 1, HASH)
    assert not running.late(1_000)
    assert running.late(1_001)
    assert not dataclasses.replace(running, done_at=1_000).late(5_000)
    assert dataclasses.replace(running, done_at=1_001).late(0)


def test_a_file_needs_a_code_of_article_3() -> None:
    with pytest.raises(NotOfTheForm, match=r"Art\. 3"):
        dataclasses.replace(example(FileOpened), person_codes=())  # type: ignore[type-var]
    with pytest.raises(NotOfTheForm):
        dataclasses.replace(example(FileOpened), person_codes=("P99",))  # type: ignore[type-var]


@pytest.mark.parametrize(("field", "value"), [("number", " "), ("outcome", "GRANTED"), ("stage", "LATER"), ("decider", "NOBODY")])
def test_a_decision_of_another_form_is_none(field: str, value: object) -> None:
    """What Articles 22 and 23(1) ask of it are rules: cases/a22_grounds.yaml, a23_1_decision.yaml."""
    decision = example(Decision)
    assert isinstance(decision, Decision)
    with pytest.raises(NotOfTheForm):
        dataclasses.replace(decision, **{field: value})  # type: ignore[arg-type]


def test_the_notice_to_the_deciding_body_holds_kind_and_dates_only() -> None:
    notice = notice_of(SELECTION)
    assert {field.name for field in dataclasses.fields(notice.measures[0])} == {"code", "starts_at", "review_at", "event", "result"}


def test_consent_is_asked_for_each_measure_that_needs_it() -> None:
    contract = Contract(ID, 1, "kk", HASH, ("M2.1a", "M2.4", "M2.5a"), tuple(Clause(each, "x") for each in MANDATORY), HASH)
    assert consents_wanted(contract) == ("M2.1a", "M2.5a")


def test_a_consent_is_bound_to_the_text_that_was_read() -> None:
    with pytest.raises(NotOfTheForm, match="another contract"):
        ContractSignature(HASH, HASH, "kk", True, "", (Consent(HASH, "M2.1a", True, "b2" * 32),))


def test_refusing_the_contract_needs_reasons() -> None:
    with pytest.raises(NotOfTheForm, match="refusal"):
        ContractSignature(HASH, HASH, "kk", False, "", ())


def test_who_supervises_writes_nothing_and_who_decides_complaints_only_their_outcome() -> None:
    """Two roles of the prosecutor's office, never one key (AMB-34)."""
    supervising = Author(Writer.OFFICER, HASH, HASH, BodyRole.SUPERVISING, frozenset({"prosecutor"}))
    allowed = {
        name: who.roles
        for who in (supervising, officer(BodyRole.SUPERVISING))
        for name in TYPES
        for circle in Circle
        if may_write(name, Place(circle), who) == Met()
    }
    assert set(allowed) == {"complaint-taken", "complaint-outcome"}
    assert not any("prosecutor" in roles for roles in allowed.values())


def test_the_deciding_body_chooses_no_measures_and_the_implementing_body_decides_nothing() -> None:
    dec, imp = officer(BodyRole.DECIDING), officer(BodyRole.IMPLEMENTING)
    assert isinstance(may_write("selection", Place(Circle.PERSON), dec), NotMet)
    assert isinstance(may_write("decision", Place(Circle.PERSON), imp), NotMet)
    assert may_write("decision", Place(Circle.PERSON), dec) == Met()
    assert may_write("selection", Place(Circle.PERSON), imp) == Met()


def test_an_invitation_enrols_and_does_nothing_else() -> None:
    invitation = Author(Writer.INVITATION, HASH)
    allowed = {name for name in TYPES for circle in Circle if may_write(name, Place(circle), invitation) == Met()}
    assert allowed == {"enrol"}


def test_a_record_outside_its_circle_is_not_met_with_the_rule() -> None:
    answer = may_write("task", Place(Circle.PERSON), officer(BodyRole.IMPLEMENTING))
    assert isinstance(answer, NotMet)
    assert answer.rule == "L72-24.1"
