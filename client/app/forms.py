"""The types of records and the form of each: what its fields are called, what they take, which choices there are.

A value is filled from words: JSON where it is JSON, else text. ``@type`` is the entry hash of the newest record of that type in the
file, ``@3fa1`` that of the record whose hash begins so, with ``/16`` behind it the first 16 bytes; ``+30d`` is that long from now,
in milliseconds; ``new`` draws a fresh number.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
import types
import typing
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from client.app.saying import Code, Term, label_of
from client.formats.times import duration_ms
from client.law.catalogue import TYPES
from client.law.payload import choices_of, from_payload, plain
from client.law.record_type import RecordType
from crypto.errors import Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.casework.casework import Case
    from crypto.entropy import Entropy


class Kind(StrEnum):
    """What a field takes."""

    TEXT = "text"
    NUMBER = "number"
    TIME = "time"
    TRUTH = "truth"
    FIELDS = "fields"


@dataclass(frozen=True, slots=True)
class FieldRow:
    """``choices``: where only these may be said. ``fields``: those within it."""

    name: str
    label: Term
    kind: Kind
    listed: bool
    optional: bool
    choices: tuple[Code, ...] = ()
    fields: tuple[FieldRow, ...] = ()


@dataclass(frozen=True, slots=True)
class FormView:
    """One type: ``rule`` that it carries out, who writes it and in which circles, its fields."""

    type: str
    title: Term
    rule: Code
    writers: tuple[Code, ...]
    circles: tuple[Code, ...]
    fields: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class TypeRow:
    type: str
    title: Term
    rule: Code


@dataclass(frozen=True, slots=True)
class FormsView:
    types: tuple[str, ...]
    titles: tuple[TypeRow, ...]


@dataclass(frozen=True, slots=True)
class SeeForms:
    """``type``: whose form; all types where nothing is said."""

    type: str | None = None


def see_forms(wish: SeeForms) -> FormView | FormsView:
    """Of this program's book of the law: it asks nobody. Raises ``Usage`` for an unknown type."""
    if wish.type:
        kind = type_named(wish.type)
        writers = tuple(Code(str(each)) for each in sorted((*kind.bodies, *kind.writers)))
        circles = tuple(Code(str(each), "files.circle") for each in sorted(kind.circles))
        return FormView(kind.name, Term(kind.title), Code(kind.rule), writers, circles, fields_of(kind.form))
    rows = tuple(
        TypeRow(each.name, Term(each.title), Code(each.rule)) for each in sorted(TYPES.values(), key=lambda each: each.name)
    )
    return FormsView(tuple(each.type for each in rows), rows)


def type_named(name: str) -> RecordType:
    """Raises ``Usage``."""
    if name not in TYPES:
        raise Usage("there is no record of type {name}; the list of forms has those that there are", "no-such-type", name=name)
    return TYPES[name]


# The form ------------------------------------------------------------------------------------------------------------------


def fields_of(form: type) -> tuple[FieldRow, ...]:
    hints, choices = typing.get_type_hints(form), choices_of(form)
    return tuple(
        _field(field.name, hints[field.name], choices.get(field.name, ()), optional=field.default is not dataclasses.MISSING)
        for field in dataclasses.fields(form)
    )


def _field(name: str, hint: Any, choices: Sequence[str], *, optional: bool) -> FieldRow:
    hint, nullable = _without_none(hint)
    listed = typing.get_origin(hint) is tuple
    inner = typing.get_args(hint)[0] if listed else hint
    nested = fields_of(inner) if dataclasses.is_dataclass(inner) and isinstance(inner, type) else ()
    return FieldRow(name, Term(label_of(name)), _kind(name, inner), listed, optional or nullable, tuple(map(Code, choices)), nested)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return next(each for each in typing.get_args(hint) if each is not types.NoneType), True
    return hint, False


def _kind(name: str, hint: Any) -> Kind:
    if hint is bool:
        return Kind.TRUTH
    if hint is int:
        return Kind.TIME if name.endswith(("_at", "_by", "_until")) or name in ("until", "since", "at") else Kind.NUMBER
    return Kind.TEXT if hint is str else Kind.FIELDS


# Filling it ----------------------------------------------------------------------------------------------------------------


def fill(kind: RecordType, pairs: Sequence[str], base: Any, case: Case | None, entropy: Entropy, now: int) -> object:
    """The typed record. Raises ``Usage`` for a word that is no ``field=value``, ``NotOfTheForm`` for a field not of its form."""
    payload: dict[str, Any] = {**_known(kind, case, now), **(base if isinstance(base, dict) else {})}
    for pair in pairs:
        path, equals, text = pair.partition("=")
        if not equals:
            raise Usage("say field=value, not {text}", text=pair)
        words = kind_of_text(kind.form, path) and text != "new" and not text.startswith("@")
        _put(payload, path.split("."), text if words else _value(text, case, entropy, now))
    value: object = from_payload(kind.form, payload)
    return value


def kind_of_text(form: type, path: str) -> bool:
    """Whether the field holds text: then ``5`` is the text 5, and no number."""
    return typing.get_type_hints(form).get(path) is str


def _known(kind: RecordType, case: Case | None, now: int) -> dict[str, Any]:
    """What the form itself says where nothing is said, and what follows from the file."""
    known: dict[str, Any] = {}
    for field in dataclasses.fields(kind.form):
        if field.default is not dataclasses.MISSING:
            known[field.name] = plain(field.default)
        if field.name == "file" and case is not None:
            known["file"] = case.id
        if field.name in ("made_at", "asked_at"):
            known[field.name] = now
    return known


def _value(text: str, case: Case | None, entropy: Entropy, now: int) -> Any:
    if text == "new":
        return entropy(16).hex()
    if text == "now":
        return now
    if text.startswith("+"):
        return now + duration_ms(text[1:])
    if text.startswith("@"):
        return reference(text[1:], case)
    try:
        return json.loads(text, parse_float=_no_fraction)
    except ValueError:
        return text


def _no_fraction(text: str) -> Any:
    raise Usage("a number is whole here, not {text}", text=text)


def reference(name: str, case: Case | None) -> str:
    """The entry hash that ``name`` stands for. Raises ``Usage``."""
    wanted, _slash, size = name.partition("/")
    entries = () if case is None else case.entries
    found = [each.hash for each in entries if each.name == wanted] or [
        each.hash for each in entries if each.hash.startswith(wanted)
    ]
    if not found:
        raise Usage("no record {name} is in this file", "no-such-record", name=wanted)
    return found[-1][: 2 * int(size)] if size.isdecimal() else found[-1]


def _put(target: Any, path: Sequence[str], value: Any) -> None:
    """Sets a field within fields; lists grow by one where their next place is named."""
    for key, following in itertools.pairwise(path):
        empty: Any = [] if following.isdecimal() else {}
        target = _step(target, key, empty)
    _step(target, path[-1], value, replace=True)


def _step(target: Any, key: str, value: Any, *, replace: bool = False) -> Any:
    if isinstance(target, list):
        at = int(key) if key.isdecimal() else -1
        if at == len(target):
            target.append(value)
        elif not 0 <= at < len(target):
            raise Usage("{key} is no place of the list", key=key)
        elif replace:
            target[at] = value
        return target[at]
    if not isinstance(target, dict):
        raise Usage("{key} is within something that has no fields", key=key)
    if replace or key not in target:
        target[key] = value
    return target[key]
