"""An error keeps its sentence as a template and words, so that a front end can tell it in the reader's language."""

from __future__ import annotations

import pytest

from client.core.errors import Busy, Held, Offline, Problem
from crypto.errors import CannotOpen, Forged, Malformed, QorganError, Refused, Stale, Usage

PLAIN = (QorganError, Malformed, Forged, Refused, Stale, Usage, CannotOpen, Offline, Busy, Held)


class Place:
    """A word that is no text: it is told by its own ``__format__``."""

    def __format__(self, spec: str) -> str:
        return "5th" if spec == "short" else "the fifth"


@pytest.mark.parametrize("kind", PLAIN)
def test_an_error_says_its_template_with_the_words_in_their_places(kind: type[QorganError]) -> None:
    error = kind("{count} files are called {name}", "two-files", count=3, name="x")
    assert (str(error), error.code) == ("3 files are called x", "two-files")
    assert (error.template, error.words) == ("{count} files are called {name}", {"count": 3, "name": "x"})


@pytest.mark.parametrize("kind", PLAIN)
def test_a_finished_sentence_keeps_its_braces(kind: type[QorganError]) -> None:
    error = kind('the field {"a": 1} is wanted')
    assert str(error) == error.template == 'the field {"a": 1} is wanted'
    assert (error.code, error.words) == (kind.code, {})


def test_a_word_of_any_kind_tells_itself() -> None:
    error = Usage("{place} of {all}; {place:short}", place=Place(), all=9)
    assert str(error) == "the fifth of 9; 5th"


def test_a_busy_server_says_how_long_to_wait_beside_the_words() -> None:
    error = Busy("asks to wait {seconds} s", retry_after=7.0, seconds=7)
    assert (str(error), error.retry_after, error.words) == ("asks to wait 7 s", 7.0, {"seconds": 7})


def test_a_problem_of_the_server_is_told_by_its_code() -> None:
    error = Problem(422, "duplicate-uid", "English {x}", {"head": "00"})
    assert (str(error), error.code) == ("the server has another entry of this author under this id", "duplicate-uid")
    assert (error.detail, error.extra) == ("English {x}", {"head": "00"})


def test_a_problem_of_an_unknown_code_shows_the_servers_words() -> None:
    assert str(Problem(409, "new-in-2030", "wants {x}", {})) == "the server refuses: wants {x}"
    assert str(Problem(409, "new-in-2030", "", {})) == "the server refuses: new-in-2030"
