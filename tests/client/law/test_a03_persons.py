"""Art. 3 and 9 where they are no rules on acts: who is who, and what a text or a record gives away."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.law.catalogue import TYPES
from client.law.file import File
from client.law.law72.a03_persons import codes_at, is_protected, may_bear_weapons
from client.law.law72.a09_data import Secret, identity_fields, leaks, pseudonym_free
from client.law.law72.a28_liability import object_of
from client.law.tables.access import SEALED_OBJECTS
from client.law.tables.persons import OWN_ROLES, PERSONS
from client.law.words import PERSON_CODES
from tests.client.law.casebook.cast import millis
from tests.client.law.casebook.scene import scene


def with_codes(*codes: str) -> File:
    return scene("opened", steps=f"- {{by: investigator, write: person-code, with: {{codes: {list(codes)}}}}}").file


@pytest.mark.norm("A.1", "passes")
def test_article_3_has_31_codes_in_22_subparagraphs_and_one_more_by_treaty() -> None:
    assert tuple(PERSONS) == PERSON_CODES
    assert len(PERSONS) - 1 == 31
    assert len({row.subparagraph for row in PERSONS.values() if row.subparagraph}) == 22
    assert [code for code, row in PERSONS.items() if row.link] == ["P19a", "P19b", "PX24"]
    assert {"P06-1", "P06-2", "P06-3"} < set(OWN_ROLES)


@pytest.mark.norm("L72-3", "passes")
@pytest.mark.parametrize("code", ["P01", "P03", "P04", "P05", "P06"])
def test_five_subparagraphs_may_bear_weapons(code: str) -> None:
    assert may_bear_weapons(with_codes(code))
    assert may_bear_weapons(with_codes("P12a", code))


@pytest.mark.norm("L72-3", "refuses")
@pytest.mark.parametrize("code", [code for code in OWN_ROLES if not PERSONS[code].weapons])
def test_nobody_else_may(code: str) -> None:
    assert may_bear_weapons(with_codes(code)) is False


@pytest.mark.norm("L72-3", "refuses")
def test_the_spouse_of_a_judge_may_not() -> None:
    file = scene(
        "opened",
        steps="""
        - {by: investigator, write: person-linked, with: {primary_codes: [P01]}}
        - {by: investigator, write: person-code, with: {codes: [P19a]}}
        """,
    ).file
    assert file.persons.primary_codes == ("P01",)
    assert may_bear_weapons(file) is False


@pytest.mark.norm("L72-3", "passes")
def test_the_status_of_a_protected_person_arises_with_the_decision() -> None:
    assert is_protected(scene("decided").file)


@pytest.mark.norm("L72-3", "refuses")
@pytest.mark.parametrize("before", ["stated", "opened", "refused"])
def test_and_with_nothing_before_it(before: str) -> None:
    assert is_protected(scene(before).file) is False


@pytest.mark.norm("A.1", "refuses")
def test_the_history_of_codes_is_appended_to() -> None:
    file = scene(
        "opened",
        steps="""
        - {by: investigator, write: person-code, at: 1d, with: {codes: [P13]}}
        - {by: investigator, write: person-code, at: 9d, with: {codes: [P14a]}}
        - {by: investigator, write: person-code, at: 40d, with: {codes: [P14b]}}
        """,
    ).file
    assert [codes_at(file, millis(at)) for at in ("2h", "2d", "10d", "41d")] == [("P12a",), ("P13",), ("P14a",), ("P14b",)]
    assert codes_at(file, millis("0m") - 1) == ()


# Art. 9 -------------------------------------------------------------------------------------------------------------------


@pytest.mark.norm("SYS-02", "passes")
@pytest.mark.norm("L72-9", "passes")
def test_a_pseudonym_that_nobody_has_is_free() -> None:
    assert pseudonym_free("Аққу", ["Қарлығаш"], ["Айгүл Серікова"])


@pytest.mark.norm("SYS-02", "refuses")
@pytest.mark.norm("L72-9", "refuses")
@pytest.mark.parametrize("taken", ["Қарлығаш", "қарлығаш ", "ҚАРЛЫ-ҒАШ", "Айгүл", "айгүл7", "-", ""])
def test_a_pseudonym_in_use_or_of_the_real_name_is_not(taken: str) -> None:
    assert pseudonym_free(taken, ["Қарлығаш"], ["Айгүл"]) is False


@pytest.mark.norm("L72-9", "passes")
@pytest.mark.parametrize("name", sorted(TYPES))
def test_data_of_identity_stand_in_no_record_that_is_not_sealed(name: str) -> None:
    found = identity_fields(TYPES[name].form)
    assert not found or object_of(name) in SEALED_OBJECTS


@dataclass(frozen=True)
class Plain:
    text: str
    address: str


@pytest.mark.norm("L72-9", "refuses")
def test_a_record_with_a_field_for_an_address_is_found() -> None:
    assert identity_fields(Plain) == ("address",)


SECRETS = (
    Secret("NAME", "Айгүл Серікқызы Нұрланова", "PERSON"),
    Secret("NAME", "Бек", "RELATIVE"),
    Secret("NUMBER", "880101 400123", "PERSON"),
    Secret("NUMBER", "+7 701 123-45-67", "PERSON"),
    Secret("NUMBER", "123 ABC 02", "HELPER"),
    Secret("PLACE", "Абай 15", "RELATIVE"),
)


@pytest.mark.norm("S-02", "refuses")
@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Нұрлановаға хабарлаңыз", "PERSON"),
        ("встретить Нурланову нельзя, АЙГҮЛДІҢ үйі", "PERSON"),
        ("ЖСН 8801 0140 0123", "PERSON"),
        ("тел. 8 (701) 123 45 67", "PERSON"),
        ("ағасы Бек келді", "RELATIVE"),
        ("көлігі 123abc02", "HELPER"),
        ("Абай көшесі, 15 үй", "RELATIVE"),
    ],
)
def test_a_text_that_gives_away_the_person_a_relative_or_a_helper_is_found(text: str, whose: str) -> None:
    assert whose in {each.whose for each in leaks(text, SECRETS)}


@pytest.mark.norm("S-02", "passes")
@pytest.mark.parametrize("text", ["Қарлығаш бүгін келеді", "бекініс салынды", "Абай 16", "тел. 8 701 123 45 68", ""])
def test_a_text_that_gives_nothing_away_is_let_go(text: str) -> None:
    assert leaks(text, SECRETS) == ()


@pytest.mark.norm("S-02", "refuses")
@given(st.text(alphabet="абвгд 0123456789-().", max_size=20), st.text(alphabet="абвгд ", max_size=20))
def test_an_identity_number_is_found_wherever_it_stands(before: str, after: str) -> None:
    assert SECRETS[2] in leaks(f"{before}880101400123{after}", SECRETS)
