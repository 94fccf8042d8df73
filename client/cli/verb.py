"""What a verb is, and what the modules of the parties share: arguments, answers, times, errors."""

from __future__ import annotations

import argparse
import dataclasses
import importlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from client.formats.times import duration_ms, time_ms

if TYPE_CHECKING:
    from client.cli.context import Context

OFFICER, PERSON = "qorgan officer", "qorgan person"
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb gives back: ``lines`` for people, ``data`` for scripts (--json)."""

    lines: tuple[str, ...]
    data: Data = field(default_factory=dict)


def say(*lines: str, **data: Any) -> Answer:
    return Answer(lines, data)


PATHS = ("FILE", "FOLDER", "KIND=FILE")
"""Placeholders of arguments that name a file."""
_NO_WORDS = (int, float, Path, duration_ms, time_ms)

Choices = Sequence[object] | str
"""The values themselves, or ``module:NAME`` of them: a table of the law is imported when its verb is called, not when it is
listed."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a verb. ``flags`` without hyphens: found by its place. ``dest`` is its name in what the verb gets.

    ``many``: may be said again, a tuple of all. ``switch``: has no value. ``places``: how many words one value has. ``parse`` makes
    the value of each word, of a default too. ``secret``: not shown while it is typed.
    """

    flags: tuple[str, ...]
    help: str = ""
    dest: str = ""
    required: bool = False
    default: Any = None
    metavar: str | tuple[str, ...] = ""
    choices: Choices | None = None
    many: bool = False
    switch: bool = False
    places: int = 1
    secret: bool = False
    parse: Callable[[str], Any] | None = None

    @property
    def positional(self) -> bool:
        return not self.flags[0].startswith("-")

    @property
    def name(self) -> str:
        """As a sentence calls it: the flag, or the word in its place."""
        shown = self.metavar if isinstance(self.metavar, str) and self.metavar else self.flags[0].upper()
        return shown if self.positional else self.flags[0]

    @property
    def words(self) -> bool:
        """Whether it holds words, which may come from elsewhere (``client.cli.words_in``): no choice, number, time or path."""
        return self.places == 1 and not (self.switch or self.choices or self.parse in _NO_WORDS or self.metavar in PATHS)

    def allowed(self) -> tuple[object, ...]:
        """The values that it takes; none where it takes any."""
        if isinstance(self.choices, str):
            module, _colon, name = self.choices.partition(":")
            return tuple(getattr(importlib.import_module(module), name))
        return tuple(self.choices or ())


def arg(*flags: str, **options: Any) -> Argument:
    """As ``ArgumentParser.add_argument`` takes it (``action`` and ``nargs`` as far as verbs need them); ``help`` is told where
    it is shown, ``choices`` may be the name of a table (``Choices``)."""
    action, nargs = options.pop("action", None), options.pop("nargs", None)
    positional = not flags[0].startswith("-")
    return Argument(
        flags,
        dest=options.pop("dest", "") or flags[0].lstrip("-").replace("-", "_"),
        required=options.pop("required", False) or (positional and nargs != "?"),
        many=action == "append",
        switch=action == "store_true",
        default=options.pop("default", False if action == "store_true" else None),
        places=nargs if isinstance(nargs, int) else 1,
        parse=options.pop("type", None) or options.pop("parse", None),
        **options,
    )


Run = Callable[["Context", argparse.Namespace], Answer | Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Verb:
    """``example`` follows the words ``qorgan PARTY VERB`` in the help. ``client``: works on the opened store of ``--home``.
    ``hidden``: an older name, which is still taken and not listed. ``verdict``: says whether something is genuine, so that a
    forgery is its answer and no attack (``client.cli.exits``)."""

    name: str
    summary: str
    example: str
    run: Run
    arguments: tuple[Argument, ...] = ()
    client: bool = True
    hidden: bool = False
    verdict: bool = False


def plain(value: object) -> Any:
    """``value`` as JSON can carry it: bytes as hex, tuples as lists, dataclasses as objects."""
    if isinstance(value, bytes):
        return value.hex()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return value
