"""What a command still needs is asked for where somebody sits at a terminal, and nowhere else."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from client.cli.main import load
from client.cli.parser import namespace, parse
from client.cli.verb import arg
from crypto.errors import Usage

ROOT = Path(__file__).parents[2]
NEEDED = (
    arg("--text", required=True, help="what happened"),
    arg("--card", required=True, secret=True),
    arg("--kind", required=True, choices=("A", "B")),
    arg("--pair", required=True, nargs=2, metavar=("OLD", "NEW")),
    arg("--also", required=True, action="append"),
    arg("--note"),
)


class Person:
    """Answers in turn."""

    def __init__(self, *answers: str) -> None:
        self.answers, self.asked = list(answers), list[tuple[str, bool]]()

    def read(self) -> str:
        return "from standard input"

    def asks(self) -> bool:
        return True

    def ask(self, prompt: str, *, secret: bool) -> str:
        self.asked.append((prompt, secret))
        return self.answers.pop(0)


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """Both ends: what the person types into, and what the command has."""
    person, command = pty.openpty()
    yield person, command
    for each in (person, command):
        os.close(each)


def run(terminal: tuple[int, int], words: list[str], typed: str) -> tuple[int, str, str]:
    person, command = terminal
    process = subprocess.Popen(
        [sys.executable, "-m", "client.cli.main", *words],
        stdin=command,
        stderr=command,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={"QORGAN_LANG": "en", "PATH": "", "PYTHONPATH": str(ROOT)},
    )
    shown = ""
    while not shown.endswith(": ") and process.poll() is None:
        if select.select([person], [], [], 0.05)[0]:
            shown += os.read(person, 1 << 16).decode()
    if typed:
        os.write(person, typed.encode())
    out, _none = process.communicate(timeout=60)
    while select.select([person], [], [], 0)[0]:
        shown += os.read(person, 1 << 16).decode()
    return process.returncode, out, shown


def test_all_that_is_missing_is_asked_for_once_and_nothing_else() -> None:
    person = Person("words", "QORGAN1", "B", "Old", "New", "more")
    found = namespace("x", NEEDED, [], person)
    assert (found.text, found.card, found.kind, found.pair, found.also, found.note) == (
        "words", "QORGAN1", "B", ["Old", "New"], ["more"], None,
    )  # fmt: skip
    assert [prompt for prompt, _secret in person.asked] == [
        "--text (what happened): ", "--card: ", "--kind (A|B): ", "OLD: ", "NEW: ", "--also: ",
    ]  # fmt: skip
    assert [secret for _prompt, secret in person.asked] == [False, True, False, False, False, False]


def test_what_is_said_is_not_asked_for() -> None:
    person = Person("QORGAN1")
    words = ["--text", "w", "--kind", "A", "--pair", "a", "b", "--also", "c"]
    assert namespace("x", NEEDED, words, person).card == "QORGAN1"
    assert len(person.asked) == 1


def test_an_answer_may_be_a_file_or_standard_input_like_a_word_of_the_command(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("from a file")
    assert namespace("x", NEEDED[:2], [], Person(f"@{tmp_path / 'text'}", "c")).text == "from a file"
    assert namespace("x", NEEDED[:2], [], Person("-", "c")).text == "from standard input"


def test_what_is_not_answered_is_still_missing() -> None:
    with pytest.raises(Usage, match=r"x still needs: --text, --pair$"):
        namespace("x", NEEDED, [], Person("", "c", "A", "Old", "", "d"))


def test_an_answer_is_held_to_the_choices() -> None:
    with pytest.raises(Usage, match="--kind is one of A, B, not C"):
        namespace("x", NEEDED[2:3], [], Person("C"))


def test_a_session_asks_nobody_and_names_all_that_is_missing() -> None:
    with pytest.raises(Usage, match="still needs: ENTRY, --to, --reason"):
        parse("officer", load("officer"), ["disclose"])


def test_at_a_terminal_a_command_asks_for_what_it_needs(terminal: tuple[int, int]) -> None:
    code, out, shown = run(terminal, ["person", "statement", "--text", "x"], "QORGAN1 is no card\n")
    assert "--card (the public front desk card: its text, or a file): " in shown
    assert "the sum of a card is not right" in shown
    assert (code != 0, out) == (True, "")


def test_the_card_of_a_person_is_not_shown_while_it_is_typed(terminal: tuple[int, int]) -> None:
    _code, _out, shown = run(terminal, ["person", "enrol"], "QORGAN1 is no card\n")
    assert "--card (the enrolment card: its text, or a file): " in shown
    assert "is no card" not in shown
    assert {each.name for each in load("person")["enrol"].arguments if each.secret} == {"--card"}


def test_a_program_is_not_asked(terminal: tuple[int, int]) -> None:
    code, out, shown = run(terminal, ["person", "statement", "--json"], "")
    assert code == 2
    assert "still needs: --card, --text" in out
    assert "front desk card" not in shown


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_question_is_in_the_readers_language(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QORGAN_LANG", language)
    person = Person("w")
    namespace("x", (arg("--text", required=True, help="what happened"),), [], person)
    assert person.asked == [({"kk": "--text (не болды): ", "ru": "--text (что случилось): "}[language], False)]
