"""Words that need not stand in the arguments of a process, where others on the machine and the shell's history see them.

``-`` is standard input and ``@FILE`` what is in a file, for every argument that holds words; ``@@...`` is a text that begins with
``@``. What must be said and is not is asked for, where somebody sits at a terminal.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from typing import Any, Protocol

from client.cli.texts import N_, _
from client.cli.verb import Argument
from client.formats.disk import read_text
from crypto.errors import Usage

STANDARD_INPUT = "-"
LIMIT = 1 << 20
"""Bytes of a text, as of one from a file."""


class Source(Protocol):
    """Where a command has words from that are not in its arguments."""

    def asks(self) -> bool:
        """Whether somebody can be asked."""

    def ask(self, prompt: str, *, secret: bool) -> str:
        """What they answer; empty for nothing."""

    def read(self) -> str:
        """All of standard input. Raises ``Usage``."""


class Nowhere:
    """A session reads its verbs from standard input, and nobody sits there."""

    def asks(self) -> bool:
        return False

    def ask(self, prompt: str, *, secret: bool) -> str:
        raise RuntimeError("nobody can be asked")

    def read(self) -> str:
        raise Usage(N_("in a session - is no text: write @FILE, or the words themselves"))


class Terminal:
    """A command of its own; one for a program (``--json``) asks nothing."""

    def __init__(self, *, as_json: bool = False) -> None:
        self._as_json = as_json

    def asks(self) -> bool:
        return not self._as_json and sys.stdin.isatty() and sys.stderr.isatty()

    def ask(self, prompt: str, *, secret: bool) -> str:
        if secret:
            return getpass.getpass(prompt).strip()
        print(prompt, end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip()

    def read(self) -> str:
        if sys.stdin.isatty():
            print(_("Write the text; end it with Ctrl-D on a line of its own."), file=sys.stderr, flush=True)
        data = sys.stdin.buffer.read(LIMIT + 1)
        if len(data) > LIMIT:
            raise Usage(N_("standard input: larger than {limit} bytes"), limit=LIMIT)
        try:
            return data.decode("utf-8-sig").strip()
        except UnicodeDecodeError:
            raise Usage(N_("standard input: not UTF-8 text")) from None


def missing(arguments: Sequence[Argument], said: dict[str, Any]) -> list[Argument]:
    """What must be said and is not."""
    return [each for each in arguments if each.required and said[each.dest] in (None, ())]


def asked(arguments: Sequence[Argument], said: dict[str, Any], source: Source) -> dict[str, Any]:
    """What was said, with what is missing asked for where somebody can be asked."""
    if not source.asks():
        return said
    return {**said, **{each.dest: _answer(each, source) for each in missing(arguments, said)}}


def _answer(argument: Argument, source: Source) -> Any:
    parts = argument.metavar if isinstance(argument.metavar, tuple) else (argument.name,)
    answers = tuple(source.ask(_prompt(argument, part), secret=argument.secret) for part in parts)
    if not all(answers):
        return None
    said = answers if argument.places > 1 else answers[0]
    return (said,) if argument.many else said


def _prompt(argument: Argument, part: str) -> str:
    allowed = "|".join(map(str, argument.allowed()))
    told = "; ".join(each for each in (_(argument.help) if argument.help else "", allowed) if each)
    return f"{part} ({told}): " if told else f"{part}: "


def fetched(program: str, arguments: Sequence[Argument], said: dict[str, Any], source: Source) -> dict[str, Any]:
    """What was said, with the words fetched that stand elsewhere. Raises ``Usage``."""
    holding = [each for each in arguments if each.words and said[each.dest] is not None]
    from_input = [each.name for each in holding for word in _listed(said[each.dest]) if word == STANDARD_INPUT]
    if len(from_input) > 1:
        raise Usage(N_("{program}: only one text can come from standard input"), program=program)
    found = {
        each.dest: tuple(_fetch(word, source) for word in said[each.dest]) if each.many else _fetch(said[each.dest], source)
        for each in holding
    }
    return {**said, **found}


def _listed(said: Any) -> tuple[str, ...]:
    return said if isinstance(said, tuple) else (said,)


def _fetch(word: str, source: Source) -> str:
    if word == STANDARD_INPUT:
        return source.read()
    if word.startswith("@@"):
        return word[1:]
    return read_text(word[1:]) if word.startswith("@") else word
