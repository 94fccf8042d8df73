"""The labelled set is what its README says."""

from __future__ import annotations

import re
from pathlib import Path

from tests.guard import make_lines
from tests.guard.labelled import identities, lines, lines_by_hand, unwritten, written
from tests.guard.making import grammar
from tests.guard.making.persons import PEOPLE

HERE = Path(__file__).parent


def test_the_set_is_made_anew_as_it_stands() -> None:
    for name, text in make_lines.made().items():
        assert (HERE / name).read_text(encoding="utf-8") == text, f"run python -m tests.guard.make_lines: {name}"


def test_it_is_large_and_half_of_it_gives_nobody_away() -> None:
    found = lines()
    honest = [line for line in found if not line.kinds]
    assert len(found) >= 2400
    assert len(identities()) >= 40
    assert len(honest) * 2 >= len(found)
    assert len({line.id for line in found}) == len(found)
    assert {line.language for line in found} == {"kk", "ru", "en"}


def test_a_span_stands_in_its_text_and_only_where_something_is_given_away() -> None:
    for line in (*lines(), *lines_by_hand()):
        assert bool(line.kinds) == bool(line.spans), line.id
        assert all(span in line.text for span in line.spans), line.id
        assert not re.search(r"\{\w\}", line.text), line.id
        assert line.identity in identities()


def test_no_distractor_has_the_surname() -> None:
    own = {person.id: {person.human.surname.lower(), person.human.russian.surname.lower()} for person in PEOPLE}
    for line in lines():
        if line.kinds or line.group == "common":
            continue
        words = re.findall(r"\w+", line.text.lower())
        for surname in own[line.identity]:
            endings = {grammar.kazakh(surname, case)[len(surname) :] for case in grammar.KAZAKH_CASES} | {
                "а",
                "у",
                "е",
                "ой",
                "ым",
                "ом",
            }
            hit = {word for word in words if word.startswith(surname) and word[len(surname) :] in endings}
            assert not hit, (line.id, hit)


def test_what_cannot_be_seen_is_written_out_and_read_back() -> None:
    for text in ("a\\nb", "a\nb\u00ad\\", "\\\\u200b\u200b"):
        assert unwritten(written(text)) == text
        assert "\n" not in written(text)


def test_inflection_of_known_names() -> None:
    """Against forms looked up by hand, not made."""
    known = {
        "Нұрлан": "Нұрланның Нұрланға Нұрланды Нұрланда Нұрланнан Нұрланмен",
        "Серік": "Серіктің Серікке Серікті Серікте Серіктен Серікпен",
    }
    known |= {
        "Айгүл": "Айгүлдің Айгүлге Айгүлді Айгүлде Айгүлден Айгүлмен",
        "Назарбаев": "Назарбаевтың Назарбаевқа Назарбаевты Назарбаевта Назарбаевтан Назарбаевпен",
    }
    known |= {"Ораз": "Ораздың Оразға Оразды Оразда Ораздан Оразбен", "Алма": "Алманың Алмаға Алманы Алмада Алмадан Алмамен"}
    known |= {"Әбішұлы": "Әбішұлының Әбішұлына Әбішұлын Әбішұлында Әбішұлынан Әбішұлымен"}
    for word, forms in known.items():
        assert " ".join(grammar.kazakh(word, case) for case in grammar.KAZAKH_CASES[1:]) == forms
    assert grammar.kazakh_own("Серік", "my", "dat") == "Серігіме"
    assert grammar.kazakh_own("Нұрлан", "their", "dat") == "Нұрланына"
    assert grammar.kazakh_plural("Сәрсенбаев", "gen") == "Сәрсенбаевтардың"
    assert (
        " ".join(grammar.russian_surname("Вишневская", woman=True).values())
        == "Вишневская Вишневской Вишневской Вишневскую Вишневской Вишневской"
    )
    assert " ".join(grammar.russian_given("Лев", woman=False).values()) == "Лев Льва Льву Льва Львом Льве"
    assert (
        " ".join(grammar.russian_plural("Кузнецов").values()) == "Кузнецовы Кузнецовых Кузнецовым Кузнецовых Кузнецовыми Кузнецовых"
    )
