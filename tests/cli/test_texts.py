"""Every text that people see is there in Kazakh and Russian, with the same places for values."""

from __future__ import annotations

import ast
import dataclasses
import re
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

from client.app.saying import label_of
from client.cli.texts import LANGUAGES, language, told, translated
from client.core.errors import PROBLEMS, problem_template
from client.law.answer import say
from client.law.book import BOOK
from client.law.catalogue import TYPES
from tests.sentences import raised
from tests.texts import entries, messages

CLIENT = Path(__file__).resolve().parents[2] / "client"
PLACES = re.compile(r"\{\w*\}")
TRANSLATED = [name for name in LANGUAGES if name != "en"]


ERRORS = ("Usage", "Refused", "Forged", "Malformed", "CannotOpen", "Stale", "Held", "Offline", "Busy", "SaysTooMuch")
TOLD = ("app", "formats")
"""Where what an error says is a template with its words."""


def texts() -> Iterator[str]:
    """What stands in ``_()``, ``N_()`` and ``say()`` in the sources, and what errors say."""
    for path in sorted(CLIENT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            speaking = ("_", "N_", "say", *(ERRORS if path.relative_to(CLIENT).parts[0] in TOLD else ()))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in speaking:
                yield from first_of(node)
    for kind in TYPES.values():
        yield from labels(kind.form)
    yield from (each.template for each in raised() if each.template and not each.detail)
    yield from (problem_template(code) for code in (*PROBLEMS, "a code that is not ours"))


def first_of(call: ast.Call) -> Iterator[str]:
    for argument in call.args[:1]:
        if isinstance(argument, ast.Constant) and argument.value:
            yield str(argument.value)


def labels(form: type) -> Iterator[str]:
    """Of the fields of a record, and of what is within them."""
    for name, hint in typing.get_type_hints(form).items():
        yield label_of(name)
        for within in (hint, *typing.get_args(hint)):
            if isinstance(within, type) and dataclasses.is_dataclass(within):
                yield from labels(within)


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_text_is_translated(lang: str) -> None:
    assert sorted({text for text in texts() if text not in messages(lang)}) == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_translation_has_the_same_places_for_values(lang: str) -> None:
    wrong = {text: told for text, told in messages(lang).items() if sorted(PLACES.findall(text)) != sorted(PLACES.findall(told))}
    assert wrong == {}


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_translation_is_left_over(lang: str) -> None:
    kinds = {"deciding", "implementing", "executing", "supervising"}
    assert set(messages(lang)) - set(texts()) - kinds == set()


def test_nobody_raises_a_finished_sentence() -> None:
    """An f-string, or a text put together before it is raised, can be told in no other language. The command line says what it
    says in the reader's language already."""
    handed_on = {"error.template", "problem_template(code)", "str(error)"}
    core = [each for each in raised() if not each.where.startswith(("client/cli/", "crypto/mls/"))]
    assert [each for each in core if each.template is None and each.said not in handed_on] == []


def test_an_error_has_a_word_for_each_place_of_its_sentence_and_no_other() -> None:
    given = [each for each in raised() if each.template is not None and each.words]
    assert [
        each for each in given if {f"{{{word}}}" for word in each.words or ()} != set(PLACES.findall(each.template or ""))
    ] == []
    assert [each for each in raised() if each.words == frozenset() and not each.detail and PLACES.search(each.template or "")] == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_text_stands_in_two_catalogues(lang: str) -> None:
    """A jurist who corrects one would wonder why the other is shown."""
    ids = [text for _, text, _ in entries(lang)]
    assert sorted(text for text in set(ids) if ids.count(text) > 1) == []


def test_kazakh_texts_are_kazakh() -> None:
    letters = set("әіңғүұқөһӘІҢҒҮҰҚӨҺ")
    assert sum(bool(letters & set(text)) for text in messages("kk").values()) > 250


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"QORGAN_LANG": "kk", "LANG": "ru_RU.UTF-8"}, "kk"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LC_ALL": "kk_KZ.UTF-8", "LANG": "ru_RU.UTF-8"}, "kk"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_the_readers(variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QORGAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language() == expected


def test_a_text_without_a_translation_is_shown_in_english() -> None:
    assert translated("nobody translated this", "kk") == "nobody translated this"


def test_a_sentence_of_the_law_is_told_whole_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also what stands in its places, where that is a text of the law."""
    monkeypatch.setenv("QORGAN_LANG", "ru")
    clock = BOOK.clock["DL-01"]
    spoken = told(say("missed: {start} -> {end}", start=clock.start, end=clock.end))
    assert translated(clock.start, "ru") in spoken
    assert clock.start not in spoken
