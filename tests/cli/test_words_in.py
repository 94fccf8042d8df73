"""Words need not stand in the arguments: standard input and files are taken for every text, and for nothing else."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from client.cli.main import PARTIES, load
from client.cli.parser import COMMON, LEAK_REASON, namespace, parse
from client.cli.values import no_file
from client.cli.verb import Argument, arg
from client.cli.words_in import LIMIT, Terminal
from client.formats.times import duration_ms, time_ms
from crypto.errors import Usage

ALL = [
    (f"{party} {verb.name}", each)
    for party in PARTIES
    if party != "server"
    for verb in load(party).values()
    for each in (*verb.arguments, *COMMON, LEAK_REASON)
]
TEXT, MANY = arg("--text"), arg("--note", action="append")


class Given:
    """Standard input that holds ``text``."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self) -> str:
        return self.text

    def asks(self) -> bool:
        return False

    def ask(self, prompt: str, *, secret: bool) -> str:
        raise AssertionError


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_an_argument_holds_words_or_is_a_choice_a_number_a_time_or_a_path() -> None:
    def other(each: Argument) -> bool:
        kind = each.switch or each.places > 1 or bool(each.choices) or each.parse in (int, float, Path, duration_ms, time_ms)
        return kind or each.metavar in ("FILE", "FOLDER", "KIND=FILE")

    assert [(where, each.name) for where, each in ALL if each.words is other(each)] == []


@pytest.mark.parametrize(
    ("flag", "verbs"),
    [
        ("--text", {"person statement", "person threat", "person complain", "person explain", "officer demand"}),
        ("--card", {"person enrol", "person read", "person statement"}),
        ("--reasons", {"officer decide", "officer measures-end"}),
        ("--file", {"officer decide", "officer show"}),
        ("--measure", {"officer select-measures"}),
        ("--set", {"officer act", "person act"}),
    ],
)
def test_what_names_somebody_or_tells_of_somebody_is_words(flag: str, verbs: set[str]) -> None:
    found = {where: each.words for where, each in ALL if flag in each.flags}
    assert {where for where in verbs if found[where]} == verbs


def test_no_help_says_that_a_text_is_a_file() -> None:
    """Files that hold an argument's words are named with @, by all verbs alike."""
    assert [(where, each.name) for where, each in ALL if each.name in ("--text-file", "--reasons-file", "--instruction-file")] == []


def test_words_are_taken_from_a_file_and_from_standard_input(tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes("\ufeffМені қорқытып жүр\n".encode())
    assert namespace("x", (TEXT,), ["--text", f"@{tmp_path / 'text'}"]).text == "Мені қорқытып жүр"
    assert namespace("x", (TEXT,), ["--text", "-"], Given("сыртта")).text == "сыртта"
    found = namespace("x", (MANY,), ["--note", f"@{tmp_path / 'text'}", "--note", "-", "--note", "plain"], Given("сыртта"))
    assert found.note == ["Мені қорқытып жүр", "сыртта", "plain"]


def test_two_at_signs_begin_a_text_that_begins_with_one() -> None:
    assert namespace("x", (TEXT,), ["--text", "@@home"]).text == "@home"


def test_standard_input_is_taken_once_a_command() -> None:
    with pytest.raises(Usage, match="only one text"):
        namespace("x", (TEXT, MANY), ["--text", "-", "--note", "-"], Given("a"))


def test_a_session_has_no_standard_input_to_give() -> None:
    """Else a record would hold the commands that follow."""
    with pytest.raises(Usage, match="in a session"):
        parse("officer", load("officer"), ["note", "--file", "S", "-"])


@pytest.mark.parametrize(("name", "content"), [("none", None), ("large", b"x" * (LIMIT + 1)), ("bytes", b"\xff\xfe\xfd")])
def test_a_file_that_is_no_text_is_refused(name: str, content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Usage, match=name):
        namespace("x", (TEXT,), ["--text", f"@{tmp_path / name}"])


@pytest.mark.parametrize(("data", "said"), [(b"x" * (LIMIT + 1), "larger than"), (b"\xff\xfe\xfd", "not UTF-8")])
def test_standard_input_that_is_no_text_is_refused(data: bytes, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, data)
    with pytest.raises(Usage, match=said):
        Terminal().read()


def test_paths_choices_and_times_are_taken_as_they_stand(tmp_path: Path) -> None:
    arguments = (arg("--out", metavar="FILE"), arg("--kind", choices=("-", "@x")), arg("--folder", parse=Path))
    found = namespace("x", arguments, ["--out", "@x", "--kind", "-", "--folder", "-"], Given("never"))
    assert (found.out, found.kind, found.folder) == ("@x", "-", Path("-"))


def test_the_bare_name_of_a_file_is_not_sent_as_a_statement(tmp_path: Path) -> None:
    (tmp_path / "statement.txt").write_text("Мені қорқытып жүр")
    with pytest.raises(Usage, match="is a file: write @"):
        no_file(str(tmp_path / "statement.txt"))
    assert no_file("words, " * 1000) == "words, " * 1000
    words = ["statement", "--card", "c", "--text", str(tmp_path / "statement.txt")]
    with pytest.raises(Usage, match="is a file: write @"):
        parse("person", load("person"), words)


def test_a_command_of_its_own_reads_a_text_from_standard_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "client.cli.main", "person", "statement", "--card", "-", "--text", "x"],
        input="QORGAN1 is no card",
        capture_output=True,
        text=True,
        env={"QORGAN_LANG": "en", "PATH": "", "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert "the sum of a card is not right" in done.stderr
