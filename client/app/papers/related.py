"""Which other records a record refers to: by entry hash, by an id that both carry, or by the number of the same paper."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from client.app.reading import Seen, lawful

_HEX = frozenset("0123456789abcdef")
_OWN = ("file", "circle")
"""Fields that are no reference to a record."""


def related_to(item: Seen, items: Sequence[Seen]) -> dict[str, tuple[Seen, ...]]:
    """The earlier records among ``items``, by type, oldest first; of copies in several circles the first. A number says which
    record is meant only where no hash or id does: two bodies may give the same."""
    links, number = frozenset(_links(item.value)), _number(item.value)
    found: dict[str, tuple[Seen, ...]] = {}
    numbered: dict[str, tuple[Seen, ...]] = {}
    for each in lawful(tuple(items)):
        if each.entry.index >= item.entry.index or each.entry.hash == item.entry.hash:
            continue
        same = each.entry.hash.hex() in links or not links.isdisjoint(_ids(each.value))
        if not same and (not number or _number(each.value) != number):
            continue
        into = found if same else numbered
        known = into.get(each.name, ())
        if each.value not in [other.value for other in known]:
            into[each.name] = (*known, each)
    return numbered | found


def _links(value: object) -> Iterator[str]:
    """Hashes and ids that the record has in its own fields."""
    for text in _texts(value):
        if len(text) in (32, 64) and _HEX.issuperset(text):
            yield text


def _ids(value: object) -> Iterator[str]:
    """The random ids of a record: 16 bytes, unlike hashes."""
    return (text for text in _links(value) if len(text) == 32)


def _texts(value: object) -> Iterator[str]:
    if value is None or not dataclasses.is_dataclass(value):
        return
    for field in dataclasses.fields(value):
        held = getattr(value, field.name)
        if field.name in _OWN:
            continue
        if isinstance(held, str):
            yield held
        elif isinstance(held, tuple):
            yield from (each for each in held if isinstance(each, str))


def _number(value: object) -> tuple[str, str] | None:
    """File and number, of a numbered paper: a ruling and the notice of it, an instruction and its report."""
    file, number = getattr(value, "file", ""), getattr(value, "number", "")
    return (file, number) if isinstance(file, str) and isinstance(number, str) and file and number else None
