"""What others wrote, on the terminal of whoever reads it."""

from __future__ import annotations

import io

import pytest

from client.app.saying import say
from client.cli.context import Output
from client.cli.verb import Answer
from client.words.saying import one_line


def test_what_others_wrote_does_not_command_the_terminal() -> None:
    said = io.StringIO()
    Output(False, said).answer(Answer(("a\x1b[2Kb\rc\x9bd\u202ee", "қазақ\n\tсөз")))
    Output(False, said).seen("seen", ("\x1b]52;c;x\x07",))
    assert said.getvalue() == "a\ufffd[2Kb\ufffdc\ufffdd\ufffde\nқазақ\n\tсөз\n\ufffd]52;c;x\ufffd\n"


def test_words_of_somebody_else_begin_no_line_of_their_own() -> None:
    assert one_line("the court\nmade anew from the record") == "the court made anew from the record"


@pytest.mark.parametrize(("terminal", "as_json"), [(True, False), (True, True), (False, False)])
def test_only_a_terminal_is_told_how_far_a_long_work_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], terminal: bool, as_json: bool
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    show = Output(as_json).progress(say("sending {name}", name="a\x1b[2J"))
    for done in (1, 2, 3, 4):
        show(done, 4)
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\r") == (4 if terminal and not as_json else 0)
    assert "\x1b" not in told.err
