"""Pseudonyms by chance: each as likely as the next, and none that leads to a real name."""

from __future__ import annotations

import os
import random
from collections import Counter

import pytest

from client.app import pseudonyms
from client.app.pseudonyms import Wish, below, father_name, feminine, given_names, resembles, suggest, surnames
from crypto.errors import Usage
from crypto.naming import normalised
from tests.guard.labelled import identities


def test_the_draw_is_uniform() -> None:
    """Chi-squared over 48 kinds; 99.9 % of fair draws stay below 90."""
    chance = random.Random(72)
    counts = Counter(below(48, chance.randbytes) for _ in range(48_000))
    assert set(counts) == set(range(48))
    assert sum((count - 1000) ** 2 / 1000 for count in counts.values()) < 90


def test_what_would_favour_the_first_names_is_drawn_again() -> None:
    high = ((1 << 32) - 1).to_bytes(4, "big")
    parts = [high, (7).to_bytes(4, "big")]
    assert below(10, lambda _size: parts.pop(0)) == 7


@pytest.mark.parametrize("language", pseudonyms.LANGUAGES)
@pytest.mark.parametrize("sex", pseudonyms.SEXES)
@pytest.mark.parametrize("decade", [1940, 1969, 1970, 1985, 1990, 2019, None])
@pytest.mark.parametrize("region", ["", *pseudonyms.REGIONS])
def test_there_are_many_names_for_every_wish(language: str, sex: str, decade: int | None, region: str) -> None:
    assert len(given_names(language, sex, decade)) * len(surnames(language, region)) > 1_500


def test_a_name_is_of_its_time() -> None:
    assert "Айару" in given_names("kk", "w", 1995)
    assert "Айару" not in given_names("kk", "w", 1955)
    assert "Зинаида" not in given_names("ru", "w", 1989)
    assert set(given_names("kk", "m", None)) > set(given_names("kk", "m", 1974))


@pytest.mark.parametrize("decade", [1939, 2020, 0, 19, 1_000_000])
def test_of_other_times_no_names_are_known(decade: int) -> None:
    with pytest.raises(Usage):
        Wish(decade=decade)


def test_the_lists_have_letters_of_their_language_and_no_name_twice() -> None:
    kazakh, russian = set("әғқңөұүһі"), set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
    for language, _sex, _first, _last, names in pseudonyms.lists().given:
        letters = set("".join(names).lower())
        assert letters <= russian | (kazakh if language == "kk" else set()), letters - russian
    for language, _region, names in pseudonyms.lists().surnames:
        assert len(names) == len(set(names))
        assert set("".join(names).lower()) <= russian | (kazakh if language == "kk" else set())


@pytest.mark.parametrize(
    ("surname", "woman"),
    [("Омаров", "Омарова"), ("Сәдуақасов", "Сәдуақасова"), ("Шмидт", "Шмидт"), ("Ли", "Ли"), ("Фомин", "Фомина")],
)
def test_a_surname_as_a_woman_bears_it(surname: str, woman: str) -> None:
    assert feminine(surname) == woman


def test_father_names() -> None:
    known = {"Пётр": "Петрович Петровна", "Павел": "Павлович Павловна", "Юрий": "Юрьевич Юрьевна", "Сергей": "Сергеевич Сергеевна"}
    known |= {"Игорь": "Игоревич Игоревна", "Дмитрий": "Дмитриевич Дмитриевна", "Валерий": "Валерьевич Валерьевна"}
    known |= {"Иван": "Иванович Ивановна", "Николай": "Николаевич Николаевна"}
    for given, both in known.items():
        assert f"{father_name(given, 'ru', 'm')} {father_name(given, 'ru', 'w')}" == both
    assert father_name("Серік", "kk", "w") == "Серікқызы"


@pytest.mark.parametrize(
    ("name", "real"),
    [
        ("Сәрсенов Болат", "Сәрсенбаев Нұрлан"),
        ("Омаров Нурлан", "Сәрсенбаев Нұрлан"),
        ("Садықов Нығмет", "Сәрсенбаев Нұрлан"),
        ("Ким Олег", "Ким Вячеслав Сергеевич"),
    ],
)
def test_what_could_lead_to_a_real_name_is_seen(name: str, real: str) -> None:
    assert resembles(name, (real,))


def test_what_could_not_is_not() -> None:
    assert not resembles("Омаров Болат", ("Сәрсенбаев Нұрлан", "", "-"))


def test_no_pseudonym_of_a_person_is_like_one_of_their_names() -> None:
    from client.app.pseudonyms.giving import real_names

    for person in identities().values():
        real = real_names(person)
        for language in pseudonyms.LANGUAGES:
            name = suggest(Wish(language), os.urandom, real)
            words, own = set(normalised(name).split()), {word for each in real for word in normalised(each).split()}
            assert not words & own


def test_no_name_that_could_lead_to_the_person_is_drawn() -> None:
    real = ("Ким Алексей", "Захарова Полина", "Абдуллаев Руслан")
    for _ in range(300):
        assert not resembles(suggest(Wish("ru", "m", 1990, "south"), os.urandom, real), real)


def test_a_name_that_stands_for_somebody_is_not_drawn() -> None:
    wish = Wish("ru", "m", 1990, "south")
    taken = [f"{surname} {given}" for surname in surnames("ru", "south") for given in given_names("ru", "m", 1990)]
    free = taken.pop(random.Random(1).randrange(len(taken)))
    with pytest.raises(Usage):
        suggest(wish, os.urandom, (), (*taken, free))
    assert suggest(Wish("ru", "w"), os.urandom, (), taken) not in taken


@pytest.mark.parametrize("wrong", [{"language": "fr"}, {"sex": "x"}, {"region": "moon"}])
def test_a_wish_that_cannot_be_met_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(Usage):
        Wish(**wrong)  # type: ignore[arg-type]
