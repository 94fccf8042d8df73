"""The status board of closed data, and what closing a service does not do (L72 17; SYS-01)."""

from __future__ import annotations

import pytest

from client.law.law72.a17_closures import board, danger_signs, warnings
from client.law.tables.services import ADVISED, SERVICES, labels_in, of_system
from tests.client.law.casebook.cast import millis
from tests.client.law.casebook.past import after


def standing(file: object, service: str, at: str) -> str:
    return next(each.state for each in board(file, millis(at)) if each.service == service)  # type: ignore[arg-type]


@pytest.mark.norm("L72-17.1", "passes")
def test_the_board_shows_what_each_service_is_known_to_do() -> None:
    file = after("closed at the bureau")
    assert standing(file, "ADDRESS", "1d") == "CLOSED"
    assert standing(file, "TAX", "1d") == "OWED"
    assert standing(after("closing ordered"), "ADDRESS", "1d") == "SENT"


@pytest.mark.norm("L72-17.1", "refuses")
def test_the_board_calls_nothing_closed_that_nobody_confirmed() -> None:
    refused = {"by": "register", "write": "closure-answer", "in": "task", "with": {"state": "REFUSED", "note": "жазба жоқ"}}
    assert standing(after("closing ordered"), "ADDRESS", "4d") == "NO_ANSWER"
    assert standing(after("closing ordered", refused), "ADDRESS", "1d") == "REFUSED"
    assert standing(after("closed at the bureau"), "ADDRESS", "60d") == "REOPENED"


def test_an_order_to_go_on_leaves_the_service_closed_until_it_answers() -> None:
    longer = {"decision": "id:longer", "kind": "EXTEND", "until": "at:180d", "services": ["ADDRESS"], "left_out": []}
    file = after(
        "closed at the bureau",
        {"by": "official", "write": "closure-decision", "with": longer},
        {"by": "officer", "write": "closure-sent", "with": {"decision": "id:longer", "order": "id:order 2"}},
    )
    assert (standing(file, "ADDRESS", "59d"), standing(file, "ADDRESS", "61d")) == ("CLOSED", "REOPENED")


def test_a_lifted_service_stands_as_lifted() -> None:
    lift = {"decision": "id:lift", "kind": "LIFT", "services": ["ADDRESS"], "left_out": []}
    file = after(
        "closed at the bureau",
        {"by": "official", "write": "closure-decision", "with": lift},
        {"by": "officer", "write": "closure-sent", "with": {"decision": "id:lift", "order": "id:order 2"}},
        {"by": "register", "write": "closure-answer", "in": "task", "with": {"order": "id:order 2"}},
    )
    assert standing(file, "ADDRESS", "5d") == "LIFTED"


@pytest.mark.norm("L72-17.4", "passes")
def test_an_attempt_to_look_up_closed_data_is_a_danger_sign() -> None:
    file = after("closed at the bureau", {"by": "register", "write": "lookup-attempt", "in": "task"})
    assert [(each.source, each.kind, each.closed) for each in danger_signs(file)] == [("REF", "LOOKUP", False)]


@pytest.mark.norm("L72-17.4", "refuses")
def test_the_answer_of_a_service_is_none() -> None:
    assert danger_signs(after("closed at the bureau")) == ()


@pytest.mark.norm("SYS-01", "passes")
def test_the_official_is_told_what_closing_a_service_does_not_do() -> None:
    found = dict(warnings(after("closing chosen"), ("GATEWAY", "MIGRATION")))
    assert "e-services" in found["GATEWAY"]
    assert "fingerprints" in found["MIGRATION"]


@pytest.mark.norm("SYS-01", "refuses")
def test_a_service_without_a_warning_has_none() -> None:
    file = after("closing chosen", {"by": "officer", "write": "service-listed", "with": {"warning": "журнал қағазда"}})
    assert warnings(file, ("ADDRESS", "COURIER")) == (("COURIER", "журнал қағазда"),)


def test_every_service_of_the_register_is_one_that_a_closure_must_think_of() -> None:
    assert {code for system in ADVISED for code in of_system(system)} == set(SERVICES)
    assert of_system("SYS-01") == ("ADDRESS", "PASSPORT", "TRAFFIC", "PHONE")


@pytest.mark.parametrize("text", ["защита свидетеля", "охраняемое лицо", "қорғалатын адам", "Protected person", "куәгер"])
def test_words_that_tell_whom_a_text_is_about_are_found(text: str) -> None:
    assert labels_in(text)


@pytest.mark.parametrize("text", ["запись A-102", "сохранить до апреля", "оплата услуг", "A-102 жазбасы"])
def test_other_words_are_not(text: str) -> None:
    assert labels_in(text) == ()
