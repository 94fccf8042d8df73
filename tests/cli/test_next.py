"""What comes next, as a command that nobody has to copy hex for."""

from __future__ import annotations

import io

import pytest

from client.app.lacking import Lacking, Missing
from client.app.outcome import Next
from client.app.saying import say
from client.cli.context import Output
from client.cli.exits import Exit
from client.cli.showing import command

HASH, NUMBER = "2923b208" + "ab" * 28, "3924c750" + "cd" * 12


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (Next("act", (("type", "notice-given"), ("set", f"of={HASH}"), ("file", NUMBER))), "--set of=@2923b208 --file 3924c750"),
        (Next("act", (("type", "selection-notice"), ("set", f'of=["{HASH}"]'))), "--set of.0=@2923b208"),
        (Next("act", (("type", "note"), ("set", f"text={NUMBER}"))), f"--set text={NUMBER}"),
        (Next("acknowledge", (("report", NUMBER),), ("note",)), "acknowledge 3924c750 --note NOTE"),
    ],
)
def test_a_number_is_shown_by_its_beginning_where_the_verb_takes_that(step: Next, expected: str) -> None:
    assert command(step).endswith(expected)


def test_an_error_that_knows_what_mends_it_shows_the_commands(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QORGAN_LANG", "en")
    error = Lacking(Missing(say("no records"), "nothing-there", (Next("take_order", (("file", NUMBER),)),)))
    Output(False, io.StringIO()).error(error, error.code, Exit.REFUSED)
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "qorgan: no records (nothing-there)"
    assert said[1].strip().endswith("qorgan officer order-take --file 3924c750")
