"""A sentence with its words, told in one language; and times as people read them, with their zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from client.app.saying import Article, Code, Day, Listed, Moment, Said, Span, Term
from client.formats.times import KAZAKHSTAN, day
from client.texts import N_, translated

_SPANS = (
    (86_400, N_("{days} d {hours} h")),
    (3600, N_("{hours} h {minutes} min")),
    (60, N_("{minutes} min {seconds} s")),
    (0, N_("{seconds} s")),
)


def tell(said: Said, lang: str) -> str:
    """The sentence in ``lang``. A text among its words that is itself a text of the law's catalogues is told too."""
    return fill(said.template, dict(said.words), lang)


def fill(template: str, words: Mapping[str, object], lang: str) -> str:
    """A template of the catalogues with its words in their places. A finished sentence (no words) may have braces of its own."""
    text = translated(template, lang)
    return text.format(**{name: word(value, lang) for name, value in words.items()}) if words else text


def word(value: object, lang: str) -> str:
    """One word of a sentence. Those that tell codes, places and errors tell sentences by this module, so they are imported late."""
    match value:
        case Said():
            return tell(value, lang)
        case Moment(millis):
            return moment(millis)
        case Day(millis):
            return day(millis)
        case Span(millis):
            return span(millis, lang)
        case Term(text):
            return translated(text, lang)
        case Code(code, field):
            from client.words.codes import code_name

            return code_name(code, lang, field)
        case Article(article):
            from client.words.citing import citation

            return citation(article, lang)
        case Listed(words, between):
            return between.join(word(each, lang) for each in words)
        case Exception():
            from client.words.errors import tell_error

            return tell_error(value, lang)
        case str() if type(value) is str:
            return translated(value, lang)
    return str(value)


def moment(millis: int) -> str:
    """In the zone of this country: one zone in whatever a file says."""
    return datetime.fromtimestamp(millis / 1000, KAZAKHSTAN).strftime("%Y-%m-%d %H:%M:%S %z")


def span(millis: int, lang: str) -> str:
    """A length of time in its two largest units."""
    seconds = max(millis, 0) // 1000
    parts = {"days": seconds // 86_400, "hours": seconds // 3600 % 24, "minutes": seconds // 60 % 60, "seconds": seconds % 60}
    if not parts["days"] and not parts["hours"] and not parts["minutes"]:
        return fill(_SPANS[3][1], parts, lang)
    return next(fill(text, parts, lang) for least, text in _SPANS if seconds >= least)


def one_line(text: str) -> str:
    """Words of somebody else's within a line of ours: they must not begin a line of their own."""
    return " ".join(text.split())
