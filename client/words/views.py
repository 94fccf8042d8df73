"""Views become lines: each view of ``client.app.SUBJECT`` is told by ``client.words.SUBJECT``, which registers how.

    @tells(FilesView)
    def files(view: FilesView, lang: str) -> list[str]: ...

A teller may put what comes next (``Next``) between its lines: a front end shows it in its own way, as a command or a button.

A subject's words are imported when one of its views is told for the first time: a command pays for no other's.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from client.app.asof import AsOf
from client.app.outcome import Next
from client.app.saying import Moment, say
from client.words.saying import tell

V = TypeVar("V")
Line = str | Next
Teller = Callable[[V, str], Sequence[Line]]

_TELLERS: dict[type, Teller[Any]] = {}
_APP = "client.app."


def tells(form: type[V]) -> Callable[[Teller[V]], Teller[V]]:
    """Registers what tells a view: ``(view, language) -> lines``."""

    def register(teller: Teller[V]) -> Teller[V]:
        _TELLERS[form] = teller
        return teller

    return register


def tell_view(view: object, lang: str) -> list[str]:
    """Its lines, without what comes next."""
    return [line for line in lines_of(view, lang) if isinstance(line, str)]


def lines_of(view: object, lang: str) -> list[Line]:
    """Its lines, and as of when they hold where the view says it."""
    lines = list(teller_of(type(view))(view, lang))
    as_of = getattr(view, "as_of", None)
    return [*lines, as_of_line(as_of, lang)] if isinstance(as_of, AsOf) else lines


def teller_of(form: type) -> Teller[Any]:
    """Raises ``KeyError`` for a type that nobody tells: a test finds it first."""
    if form not in _TELLERS:
        importlib.import_module(f"client.words.{subject_of(form)}")
    return _TELLERS[form]


def subject_of(form: type) -> str:
    """``client.app.person.reading`` is of the subject ``person``."""
    return form.__module__.removeprefix(_APP).partition(".")[0]


def as_of_line(as_of: AsOf, lang: str) -> str:
    if not as_of.at and not as_of.why.template:
        return tell(say("nothing was ever fetched from the server"), lang)
    if not as_of.at:
        return tell(say("nothing was ever fetched from the server: {why}", why=as_of.why), lang)
    if as_of.why.template:
        return tell(say("as of {time}; not newer: {why}", time=Moment(as_of.at), why=as_of.why), lang)
    return tell(say("as of {time}", time=Moment(as_of.at)), lang)
