"""No code of the law stands before a person without its words."""

from __future__ import annotations

import pytest

from client.law.book import BOOK
from client.law.words import MEASURES, PERSON_CODES, SPOKEN_LANGUAGES, BodyRole, Circle, Writer
from client.texts import LANGUAGES, TRANSLATED, has_text
from client.words.code_names import IN_FIELD, NAMES
from client.words.codes import code_name, measure_name
from tests.codes import coded_fields


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_that_a_record_may_hold_has_a_name(lang: str) -> None:
    bare = {
        f"{module}.{field} {code}"
        for module, field, codes in coded_fields()
        for code in codes - set(SPOKEN_LANGUAGES)
        if code_name(code, lang, f"{module}.{field}") == code
    }
    assert bare == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_measure_person_body_circle_and_norm_has_a_name(lang: str) -> None:
    norms = [each.id for group in (BOOK.rules, BOOK.clocks, BOOK.notices) for each in group]
    codes = (*MEASURES, *PERSON_CODES, *map(str, BodyRole), *map(str, Circle), *map(str, Writer), *norms)
    assert [code for code in codes if code_name(code, lang) in ("", code)] == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_name_is_told_in_the_language(lang: str) -> None:
    names = {*NAMES.values(), *(name for names in IN_FIELD.values() for name in names.values())}
    assert [name for name in names if not has_text(name, lang)] == []


def test_a_field_that_gives_a_code_another_meaning_is_one_of_a_record() -> None:
    fields = {f"{module}.{field}": codes for module, field, codes in coded_fields()}
    assert [field for field in IN_FIELD if field not in fields] == []


@pytest.mark.parametrize(
    ("code", "field", "lang", "name"),
    [
        ("HIGHER_COURT", "complaints.route", "ru", "в вышестоящий суд"),
        ("COURT", "complaints.route", "en", "to a court"),
        ("COURT", "files.decider", "en", "court"),
        ("M2.1a", "", "en", "bodyguard (M2.1a)"),
        ("P12a", "", "ru", "свидетель (P12a)"),
        ("NEWER_THAN_THIS", "", "kk", "NEWER_THAN_THIS"),
    ],
)
def test_a_code_is_called_by_its_name_in_its_field(code: str, field: str, lang: str, name: str) -> None:
    assert code_name(code, lang, field) == name


def test_a_measure_of_a_newer_edition_is_shown_by_its_code() -> None:
    assert measure_name("M9.9", "ru") == "M9.9"
