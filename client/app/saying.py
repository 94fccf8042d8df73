"""Sentences as values: an English template with typed words, so that ``client.words`` tells each in the reader's language.

A word is a text that stays as it is (a name, a number, what somebody wrote), or one of the values here, which are told otherwise in
each language: a time, a day, a length of time, a term of the catalogues, a code of the law, a list, a sentence within a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from client.law.answer import Said
from crypto.frozen import dataclass

__all__ = ["NOTHING", "Article", "Code", "Day", "Listed", "Moment", "Said", "Span", "Term", "label_of", "say"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in milliseconds since 1970, told with its zone."""

    millis: int

    def __str__(self) -> str:
        return datetime.fromtimestamp(self.millis / 1000, UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Day:
    """A date as a document has it, in the zone of Kazakhstan."""

    millis: int

    def __str__(self) -> str:
        return datetime.fromtimestamp(self.millis / 1000, UTC).date().isoformat()


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in milliseconds, told in its two largest units."""

    millis: int

    def __str__(self) -> str:
        return f"{self.millis // 1000} s"


@dataclass(frozen=True, slots=True)
class Term:
    """A text of the catalogues (its English message id)."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the law (``M2.1a``, ``APPLY``, a kind of circle): told by its name. ``field``: of the record that holds it
    (``complaints.route``), where codes mean different things in different records."""

    code: str
    field: str = ""

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Article:
    """A place of the law as rules have it (``23(1)``, ``T110 18(2)``): told as a jurist cites it."""

    article: str

    def __str__(self) -> str:
        return self.article


@dataclass(frozen=True, slots=True)
class Listed:
    """Several words, in a row."""

    words: tuple[object, ...]
    between: str = ", "

    def __str__(self) -> str:
        return self.between.join(map(str, self.words))

    @classmethod
    def of(cls, words: Iterable[object], between: str = ", ") -> Listed:
        return cls(tuple(words), between)


class Plain(str):
    """Words that somebody typed: shown as they are, also where they happen to be a text of the catalogues."""

    __slots__ = ()


def say(template: str, **words: object) -> Said:
    """A sentence for people. ``template`` is a literal: the catalogues are checked against the sources. ``{}`` in it is filled from
    ``words``, which keep their types until they are told."""
    return Said(template, tuple(words.items()))


NOTHING = Said("")


def label_of(field: str) -> str:
    """The message id of a field's label: ``reply_by`` is "reply by"."""
    return field.replace("_", " ")
