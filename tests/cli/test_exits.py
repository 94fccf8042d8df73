"""Exit codes: what went wrong is told to scripts by a number, one table, the same in help and document."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from client.app.casework import casework
from client.cli.exits import _CLASSES, MEANINGS, Exit, exit_of, exit_of_answer
from client.cli.main import main, overview
from client.core import errors as channel
from client.law import payload
from crypto import errors
from crypto.errors import CannotOpen, Forged, Malformed, Refused, Stale, Usage

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "exit-codes.md"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Usage("x"), 2),
        (Usage("x", "no-such-file"), 2),
        (payload.NotOfTheForm("x"), 2),
        (Refused("x", "leak"), 4),
        (Refused("x", "leak-reason"), 4),
        (Refused("x", "role"), 5),
        (channel.Problem(409, "stale-head", "x", {}), 5),
        (Stale("x"), 5),
        (CannotOpen("x"), 5),
        (channel.Offline("x"), 6),
        (channel.Busy("x"), 6),
        (Refused("x", "offline"), 6),
        (channel.Held("x"), 8),
        (channel.Held("x", "fork"), 8),
        (Forged("x"), 9),
        (Malformed("x"), 9),
        (Refused("x", "other-device"), 9),
        (Refused("x", "void"), 10),
        (ZeroDivisionError(), 70),
    ],
)
def test_each_kind_of_failure_has_its_code(error: Exception, code: int) -> None:
    assert exit_of(error) == code


def test_what_the_law_refuses_has_a_code_of_its_own() -> None:
    assert _CLASSES[casework.Unlawful.__name__] is Exit.UNLAWFUL
    assert exit_of(type("Unlawful", (Refused,), {})("x")) == 3


def test_the_classes_that_have_a_code_are_there() -> None:
    names = {name for module in (errors, channel, payload, casework) for name in vars(module)}
    assert set(_CLASSES) <= names


@pytest.mark.parametrize("error", [Forged("x"), Malformed("x"), Refused("x")])
def test_a_forgery_is_the_answer_of_a_verb_that_says_whether_something_is_genuine(error: Exception) -> None:
    assert exit_of(error, verdict=True) == 1


@pytest.mark.parametrize("error", [Usage("x"), channel.Offline("x")])
def test_a_verdict_is_not_made_of_a_mistyped_command_or_a_lost_network(error: Exception) -> None:
    assert exit_of(error, verdict=True) == exit_of(error)


def test_what_waits_in_the_outbox_is_not_done() -> None:
    assert exit_of_answer({"queued": True}) == 7
    assert exit_of_answer({"entry": "00"}) == 0


def test_the_table_stands_in_help_and_document() -> None:
    assert set(MEANINGS) == set(Exit)
    told, written = " ".join(overview().split()), DOCUMENT.read_text(encoding="utf-8")
    for code, meaning in MEANINGS.items():
        assert f"{int(code)} {meaning}" in told
        assert f"| {int(code)} | {meaning} |" in written


def test_a_reader_that_goes_away_is_no_fault() -> None:
    """``qorgan officer --help | head -1``: nothing on standard error."""
    shell = f"{sys.executable} -m client.cli.main officer --help; echo code $? >&2"
    done = subprocess.run(["bash", "-c", f"({shell}) | true"], capture_output=True, text=True, check=False)
    assert done.stderr in ("code 141\n", "code 0\n")


def test_a_verb_whose_reader_has_gone_says_nothing(tmp_path: Path) -> None:
    shell = f"{sys.executable} -m client.cli.main officer forms 2>{tmp_path / 'said'}; echo $? >{tmp_path / 'code'}"
    subprocess.run(["bash", "-c", f"(sleep 0.2; {shell}) | true"], check=False)
    assert (tmp_path / "said").read_text() == ""
    assert (tmp_path / "code").read_text() == "141\n"


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("qorgan 0.")


def test_an_error_in_json_has_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["officer", "order", "--json"]) == 2
    assert '"exit": 2' in capsys.readouterr().out
