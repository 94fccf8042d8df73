"""A view or an outcome as JSON can carry it: bytes as hex, sentences told in the reader's language, values as objects."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from client.app.asof import AsOf
from client.app.outcome import Next, Written
from client.app.saying import Article, Code, Day, Listed, Moment, Said, Span, Term
from client.words.saying import tell, word
from client.words.views import as_of_line

Command = Callable[[Next], str]
"""What comes next, as whoever reads this would do it."""


def data_of(value: object, lang: str, command: Command) -> Any:
    match value:
        case Said():
            return tell(value, lang)
        case Moment() | Day() | Span():
            return value.millis
        case Term() | Code() | Article() | Listed():
            return word(value, lang)
        case AsOf():
            return {"at": value.at, "why": tell(value.why, lang), "line": as_of_line(value, lang)}
        case Next():
            return {"act": value.act, "command": command(value), "lacks": list(value.lacks)}
        case Written():
            return {"type": value.type, "circle": value.circle.hex(), "uid": value.uid.hex(), "standing": str(value.standing)}
        case bytes():
            return value.hex()
        case Enum():
            return value.value
    return _parts(value, lambda part: data_of(part, lang, command))


def _parts(value: object, each: Callable[[object], Any]) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: each(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): each(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [each(item) for item in value]
    return value
