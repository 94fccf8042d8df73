"""A shell completes parties, verbs, flags, choices, and names of a home that opens without asking; else it offers nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from client.app.office import Office as AppOffice
from client.cli import completion
from client.cli import main as program
from client.cli.main import PARTIES, load
from tests.cli.office import Office, open_office, opened_file
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    return await open_office(server, town, tmp_path)


def at_tab(*words: str, shell: str = "bash", **environment: str) -> list[str]:
    """What the shell is offered for the last of ``words``, in a process of its own; nothing is written beside it."""
    place = {"COMP_WORDS": "\n".join(("qorgan", *words)), "COMP_CWORD": str(len(words)) if shell == "bash" else words[-1]}
    done = subprocess.run(
        [sys.executable, "-m", "client.cli.main"],
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
        env={"QORGAN_LANG": "en", "PYTHONPATH": str(ROOT), "_QORGAN_COMPLETE": f"{shell}_complete", **place, **environment},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split("\n")[:-1] if done.stdout.strip() else []


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("off",), ["plain,officer"]),
        (("officer", "file"), ["plain,file-open", "plain,file-take", "plain,files"]),
        (("officer", "decide", "--outc"), ["plain,--outcome"]),
        (("officer", "decide", "--outcome", ""), ["plain,APPLY", "plain,REFUSE"]),
        (("person", "document", "c"), ["plain,contract"]),
        (("verify", "--ev"), ["plain,--evidence"]),
        (("officer", "seal-identity", "--identity-file", "a"), ["file,a"]),
        (("officer", "decide", "--reasons", "a"), []),
        (("officer", "dance", "--o"), []),
        (("completion", "z"), ["plain,zsh"]),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_words_are_completed_from_the_tables(words: tuple[str, ...], offered: list[str]) -> None:
    assert at_tab(*words) == offered


def test_all_parties_are_offered() -> None:
    assert at_tab("") == [f"plain,{party}" for party in (*PARTIES, "completion")]


def test_a_hidden_verb_is_not_offered() -> None:
    hidden = {verb.name for verb in load("officer").values() if verb.hidden}
    assert hidden
    assert not {f"plain,{name}" for name in hidden} & set(at_tab("officer", ""))


def test_fish_and_zsh_tell_what_a_verb_does() -> None:
    assert at_tab("officer", "note", shell="fish")[0].partition("\t")[0] == "plain,note"


@pytest.mark.parametrize(
    "environment",
    [{}, {"QORGAN_HOME": "/nowhere"}, {"QORGAN_HOME": "/nowhere", "QORGAN_PASSPHRASE": "x"}, {"QORGAN_PASSPHRASE": "x"}],
    ids=["neither", "no passphrase", "no such home", "no home"],
)
def test_names_of_a_home_that_does_not_open_are_not_offered(environment: dict[str, str]) -> None:
    """Nothing is asked, and nothing is said: a person is typing."""
    assert at_tab("officer", "show", "--file", "", **environment) == []


async def test_pseudonyms_and_devices_are_offered_from_an_opened_home(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await opened_file(office)

    @asynccontextmanager
    async def opened(*_args: object, **_options: object) -> AsyncIterator[AppOffice]:
        yield office.investigator.office

    monkeypatch.setattr("client.app.opening.open_office", opened)
    assert await completion._of_home(Path("home"), "passphrase", devices=False) == ["Swallow"]
    assert {"Investigator", "Chief", "Guard"} <= set(await completion._of_home(Path("home"), "passphrase", devices=True))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_takes_its_script(shell: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert program.main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "_QORGAN_COMPLETE" in script
    if shutil.which(shell) is None:
        return
    (tmp_path / "script").write_text(script)
    done = subprocess.run([shell, "-n", str(tmp_path / "script")], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_bash_completes_a_line_with_the_script(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert program.main(["completion", "bash"]) == 0
    (tmp_path / "script").write_text(capsys.readouterr().out)
    (tmp_path / "qorgan").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m client.cli.main "$@"\n')
    (tmp_path / "qorgan").chmod(0o755)
    line = f"""
        source {tmp_path / "script"}
        complete -p qorgan
        COMP_WORDS=(qorgan officer decide --outcome A) COMP_CWORD=4
        _qorgan_completion qorgan
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    path = f"{tmp_path}:{os.environ['PATH']}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, env={"PATH": path, "PYTHONPATH": str(ROOT)})
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["complete -o nosort -F _qorgan_completion qorgan", "APPLY"]


@pytest.mark.parametrize("words", [[], ["tcsh"], ["bash", "zsh"]])
def test_another_shell_is_refused_with_those_there_are(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["completion", *words]) == 2
    assert "qorgan completion bash|zsh|fish" in capsys.readouterr().err


def test_a_name_of_several_words_is_one_word_for_bash() -> None:
    assert (completion._quoted("B. Implementer", "bash"), completion._quoted("B. Implementer", "fish")) == (
        "'B. Implementer'",
        "B. Implementer",
    )
