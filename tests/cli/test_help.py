"""Every verb teaches itself, in every language, with an example that its own parser takes."""

from __future__ import annotations

import shlex

import pytest

from client.cli import main as program
from client.cli.main import ALONE, PARTIES, load, parse
from client.cli.verb import Verb
from crypto.errors import Usage

VERBS = [(party, verb) for party in PARTIES if party != "server" for verb in load(party).values()]
NAMES = [f"{party}-{verb.name}" for party, verb in VERBS]


@pytest.mark.parametrize(("party", "verb"), VERBS, ids=NAMES)
def test_the_example_in_the_help_is_one_that_the_verb_takes(party: str, verb: Verb) -> None:
    found, _arguments = parse(party, load(party), [verb.name, *shlex.split(verb.example)])
    assert found is not None
    assert found.name == verb.name


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(("party", "verb"), VERBS, ids=NAMES)
def test_help_has_a_summary_and_an_example(
    party: str, verb: Verb, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QORGAN_LANG", language)
    with pytest.raises(SystemExit) as stopped:
        parse(party, load(party), [verb.name, "--help"])
    assert stopped.value.code == 0
    called = ("qorgan", party) if party == verb.name else ("qorgan", party, verb.name)
    assert " ".join(called) in capsys.readouterr().out


@pytest.mark.parametrize("party", [party for party in PARTIES if party not in ("server", ALONE)])
def test_a_party_lists_its_verbs(party: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main([party, "--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in load(party))


def test_an_unknown_verb_is_refused_by_name() -> None:
    with pytest.raises(Usage, match="dance"):
        parse("officer", load("officer"), ["dance"])


def test_a_prosecutor_has_no_verb_that_writes_a_record() -> None:
    assert set(load("prosecutor")) == {
        "enrol-request", "setup", "sync", "files", "show", "clocks", "watch", "verify", "rotate-reading-key",
        "policy-consent", "ask-disclosure", "findings", "law-clocks", "forms", "statistics",
    }  # fmt: skip
