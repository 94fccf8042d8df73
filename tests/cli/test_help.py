"""Every verb teaches itself, in every language, with an example that its own parser takes."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from client.cli import main as program
from client.cli.helping import help_of, wrapped_command
from client.cli.main import ALONE, PARTIES, listing_of, load, overview
from client.cli.parser import HelpWanted, namespace, parse, program_of
from client.cli.subjects import SUBJECTS
from client.cli.texts import translated
from client.cli.verb import Verb, arg
from client.formats.times import duration_ms
from crypto.errors import Usage

VERBS = [(party, verb) for party in PARTIES if party != "server" for verb in load(party).values()]
NAMES = [f"{party}-{verb.name}" for party, verb in VERBS]


@pytest.mark.parametrize(("party", "verb"), VERBS, ids=NAMES)
def test_the_example_in_the_help_is_one_that_the_verb_takes(
    party: str, verb: Verb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for word in shlex.split(verb.example):
        if word.startswith("@"):
            (tmp_path / word[1:]).write_text("words")
    found, _arguments = parse(party, load(party), [verb.name, *shlex.split(verb.example)])
    assert found is not None
    assert found.name == verb.name


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(("party", "verb"), VERBS, ids=NAMES)
def test_help_has_a_summary_and_an_example(party: str, verb: Verb, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QORGAN_LANG", language)
    with pytest.raises(HelpWanted) as wanted:
        parse(party, load(party), [verb.name, "--help"])
    told = wanted.value.text
    assert "".join(translated(verb.summary, language).split()) in "".join(told.split())
    assert " ".join(told.split()).count(program_of(party, verb.name)) == 2  # how it is called, and the example


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("party", [*(party for party in PARTIES if party != "server"), ""])
def test_help_fits_a_terminal_of_80_columns(party: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QORGAN_LANG", language)
    texts = [overview()] if not party else [listing_of(party), *(help_of(party, each) for each in load(party).values())]
    assert [line for text in texts for line in text.splitlines() if len(line) >= 80] == []


def test_an_example_in_the_help_can_be_copied_into_a_shell() -> None:
    words = [
        "qorgan",
        "officer",
        "decide",
        *shlex.split('--reasons "' + "threat " * 9 + '" --number 12/3 --ground "G1=OTHER:it\'s over"'),
    ]
    shell = "qorgan() { printf '%s\\n' qorgan \"$@\"; }; " + "\n".join(wrapped_command(words))
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("inbox --synk", "qorgan officer inbox has no --synk; did you mean --sync"),
        ("inbox --nothing-like-it", "qorgan officer inbox has no --nothing-like-it; --help lists what it has"),
        ("inbox --photo-to", "qorgan officer inbox: --photo-to needs a value"),
        ("inbox --sync=yes", "qorgan officer inbox: --sync takes no value"),
        ("inbox now", "qorgan officer inbox takes no now in this place"),
        ("policy-propose --replace-reader A", "qorgan officer policy-propose: --replace-reader needs 2 values"),
        ("order", "qorgan officer order still needs: --number"),
        ("disclose", "qorgan officer disclose still needs: ENTRY, --to, --reason"),
        ("decide --outcome PERHAPS --number 1 --evidence e --verification v", "--outcome is one of APPLY, REFUSE, not PERHAPS"),
        ("watch --seconds soon", "qorgan officer watch: --seconds is a number, not soon"),
        ("statement-acept", "unknown verb statement-acept; did you mean statement-accept?"),
    ],
)
def test_what_is_wrong_with_a_command_is_said_in_a_sentence(words: str, said: str) -> None:
    with pytest.raises(Usage) as refused:
        parse("officer", load("officer"), shlex.split(words))
    assert said in str(refused.value)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_is_wrong_with_a_command_is_said_in_the_readers_language(
    language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QORGAN_LANG", language)
    assert program.main(["officer", "order"]) == 2
    assert translated("{program} still needs: {names}", language).partition("{names}")[0][-12:] in capsys.readouterr().err


PAIRS = ["--pair", "A B", "C", "--for", "1m", "--for=1h"]


def test_values_come_as_they_were_meant() -> None:
    _verb, found = parse("officer", load("officer"), shlex.split("pseudonym-suggest --count 3 --sex w"))
    assert (found.count, found.sex, found.decade, found.home, found.json) == (3, "w", None, None, False)
    _verb, found = parse("officer", load("officer"), shlex.split("watch --seconds 2.5 --json"))
    assert (found.seconds, found.until, found.json) == (2.5, None, True)
    found = namespace("x", (arg("--pair", nargs=2), arg("--for", dest="spans", action="append", parse=duration_ms)), PAIRS)
    assert (found.pair, found.spans) == (["A B", "C"], [60_000, 3_600_000])
    _verb, found = parse("officer", load("officer"), ["note", "--file", "S", "--", "--not a flag"])
    assert found.text == "--not a flag"


@pytest.mark.parametrize("party", [party for party in PARTIES if party not in ("server", ALONE)])
def test_a_party_lists_its_verbs(party: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main([party, "--help"]) == 0
    shown = capsys.readouterr().out
    assert all((f"  {name} " in shown) is not verb.hidden for name, verb in load(party).items())


@pytest.mark.parametrize("party", SUBJECTS)
def test_each_verb_stands_under_one_subject(party: str) -> None:
    names = [name for _heading, within in SUBJECTS[party] for name in within]
    assert sorted(names) == sorted(name for name, verb in load(party).items() if not verb.hidden)


def test_an_unknown_verb_is_refused_by_name() -> None:
    with pytest.raises(Usage, match="dance"):
        parse("officer", load("officer"), ["dance"])


def test_a_prosecutor_has_no_verb_that_writes_a_record() -> None:
    assert {name for name, verb in load("prosecutor").items() if not verb.hidden} == {
        "enrol-request", "setup", "sync", "files", "show", "clocks", "watch", "verify", "rotate-reading-key",
        "policy-consent", "board", "ask-disclosure", "findings", "forms", "statistics", "devices", "about",
    }  # fmt: skip
