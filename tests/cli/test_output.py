"""What others wrote, on the terminal of whoever reads it."""

from __future__ import annotations

import io

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
