"""Reports of threats: how they are handled, what they are linked to, what is offered (L72 5(2), 23(7), 26(2); SYS-22)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.law.answer import Met, NotMet
from client.law.book import BOOK
from client.law.catalogue import may_write
from client.law.law72.a23_7_investigation import registrations, to_offer
from client.law.law72.a26_threats import handling, shown_to_sender
from client.law.tables.threats import HOTLINES, KINDS, URGENT_KINDS, for_leaflet, hotline, pressing
from tests.client.law.casebook.cast import PLACES, author, place
from tests.client.law.casebook.past import after
from tests.client.law.examples import BY_NAME

ID = "0b" * 16
NO_GROUNDS = {
    "by": "investigator",
    "write": "threat-investigation",
    "with": {"outcome": "NO_GROUNDS", "number": "", "reasons": "қателік"},
}


def report(**changes: Any) -> Any:
    file = after("decided", {"by": "person", "write": "threat", "in": "person@deciding", "with": changes})
    return file.threats.of(ID)


@pytest.mark.norm("L72-26.2", "passes")
def test_an_open_report_may_be_answered_aloud() -> None:
    found = handling(report(urgent=False))
    assert (found.loud, found.call, found.urgent) == (True, True, False)


@pytest.mark.norm("L72-26.2", "refuses")
@pytest.mark.parametrize("sign", ["duress", "silent"])
def test_nothing_sounds_and_nobody_calls_back_where_the_sender_could_be_overheard(sign: str) -> None:
    found = handling(report(urgent=False, **{sign: True}))
    assert (found.loud, found.call) == (False, False)
    assert found.urgent is (sign == "duress")


@pytest.mark.norm("L72-26.2", "passes")
def test_the_sender_sees_when_a_human_has_the_report() -> None:
    assert shown_to_sender(after("acknowledged"), ID) == "ACKNOWLEDGED"


@pytest.mark.norm("L72-26.2", "refuses")
def test_a_report_that_nobody_has_seen_is_not_shown_as_acknowledged() -> None:
    assert shown_to_sender(after("threatened"), ID) == "SENT"
    assert shown_to_sender(after("decided"), ID) == ""


def test_no_clock_watches_the_person_who_reports() -> None:
    assert "DL-15" not in BOOK.clock


@given(st.sampled_from(sorted(KINDS)), st.booleans(), st.booleans())
def test_nothing_makes_an_urgent_report_less_so(kind: str, urgent: bool, duress: bool) -> None:
    value = {**{name: getattr(BY_NAME["threat"], name) for name in BY_NAME["threat"].__dataclass_fields__}, "kind": kind}  # type: ignore[attr-defined]
    found = type(BY_NAME["threat"])(**{**value, "urgent": urgent, "duress": duress})
    assert pressing(found) is (urgent or duress or kind in URGENT_KINDS)


def test_the_same_report_in_both_circles_is_one() -> None:
    file = after("threatened")
    assert [each.id for each in file.threats.all()] == [ID]


def test_what_comes_in_again_after_it_was_closed_is_open() -> None:
    closed = ({"by": "investigator", "write": "threat-closed"}, {"by": "person", "write": "threat", "in": "person@implementing"})
    assert [each.id for each in after("unfounded", NO_GROUNDS, *closed).threats.open()] == [ID]


def test_a_new_assessment_opens_a_closed_report_again() -> None:
    answered = {"outcome": "NO_GROUNDS", "number": "", "reasons": "қателік"}
    closed = [
        {"by": "investigator", "write": "threat-investigation", "with": answered},
        {"by": "investigator", "write": "threat-closed"},
    ]
    again = {"by": "investigator", "write": "threat-assessment", "in": "coordination"}
    assert after("unfounded", *closed).threats.open() == ()
    assert [each.id for each in after("unfounded", *closed, again).threats.open()] == [ID]


@pytest.mark.norm("L72-5.2", "passes")
def test_a_report_is_linked_to_each_registration_of_the_attack() -> None:
    linked = {"by": "investigator", "write": "threat-linked", "with": {"number": "267500031000999"}}
    started = {"by": "investigator", "write": "threat-investigation"}
    found = registrations(after("threatened", started, linked))
    assert found == ((ID, "267500031000123"), (ID, "267500031000999"))


@pytest.mark.norm("L72-5.2", "refuses")
def test_a_report_that_was_not_registered_has_no_number() -> None:
    no = {
        "by": "investigator",
        "write": "threat-investigation",
        "with": {"outcome": "NO_GROUNDS", "number": "", "reasons": "қателік"},
    }
    assert registrations(after("threatened", no)) == ()


@pytest.mark.norm("L72-23.7a", "passes")
def test_support_is_to_be_offered_when_measures_begin() -> None:
    assert to_offer(after("vest in use")) == ("ACTIVATION",)


@pytest.mark.norm("L72-23.7a", "refuses")
def test_support_that_was_offered_is_not_owed_again() -> None:
    assert to_offer(after("vest in use", {"by": "officer", "write": "support-offered"})) == ()
    assert to_offer(after("decided")) == ()


def test_notes_of_the_psychologist_have_no_place_where_officers_read() -> None:
    psychologist = author("psychologist")
    assert may_write("support-note", place("support"), psychologist) == Met()
    for elsewhere in set(PLACES) - {"support"}:
        assert isinstance(may_write("support-note", place(elsewhere), psychologist), NotMet)
    assert isinstance(may_write("support-note", place("support"), author("officer")), NotMet)


@pytest.mark.norm("SYS-22", "passes")
def test_a_line_is_known_by_its_number_however_it_is_spaced() -> None:
    found = hotline("0800-0000-189")
    assert found is not None
    assert found.foreign


@pytest.mark.norm("SYS-22", "refuses")
def test_a_number_that_is_no_line_is_not_taken_for_one() -> None:
    assert hotline("102") is None
    assert [each.number for each in for_leaflet()] == ["116 16", "0800 0000 189"]
    assert len(for_leaflet()) == len(HOTLINES)
