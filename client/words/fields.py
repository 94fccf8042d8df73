"""The fields of a record as people read them, for every type that has no words of its own: a label and the value, a line each.

The label is the field's name in words; the catalogues have it in each language. Numbers that only programs use (ids, hashes) are
left out; every field is in ``--json``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from client.app.saying import label_of, say
from client.texts import translated
from client.words.saying import moment, tell

_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64,}")
_FIRST_TIME = 10**12
"""A whole number from here on is a time in milliseconds: the year 2001."""


def fields_of(value: object, lang: str) -> Iterator[str]:
    """``label: value`` for each field that says something to people."""
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return
    for field in dataclasses.fields(value):
        label = translated(label_of(field.name), lang)
        item = getattr(value, field.name)
        nested = _nested(item)
        if nested:
            yield f"{label}:"
            for each in nested:
                yield from (f"  {line}" for line in fields_of(each, lang))
        else:
            told = _told(item, lang)
            if told:
                yield f"{label}: {told}"


def _nested(item: object) -> tuple[object, ...]:
    items = item if isinstance(item, tuple) else (item,)
    return tuple(each for each in items if dataclasses.is_dataclass(each) and not isinstance(each, type))


def _told(item: object, lang: str) -> str:
    if item is None or item in ("", ()):
        return ""
    if isinstance(item, bool):
        return tell(say("yes") if item else say("no"), lang)
    if isinstance(item, int):
        return moment(item) if item >= _FIRST_TIME else str(item)
    if isinstance(item, tuple):
        return "; ".join(told for told in (_told(each, lang) for each in item) if told)
    return "" if _ID.fullmatch(str(item)) else str(item)
