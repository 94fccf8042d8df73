"""The form of a record, filled from words on the command line: ``field=value``, a JSON file, references, times.

A value is JSON where it is JSON, else text. ``@type`` is the entry hash of the newest record of that type in the file, ``@3fa1``
that of the record whose hash begins so, with ``/16`` behind it the first 16 bytes; ``+30d`` is that long from now, in milliseconds;
``new`` draws a fresh number.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
import types
import typing
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from client.cli.texts import _
from client.cli.verb import duration_ms
from client.law.catalogue import TYPES
from client.law.payload import from_payload, plain
from client.law.record_type import RecordType
from crypto.errors import Usage

if TYPE_CHECKING:
    from client.app.casework.casework import Case
    from crypto.entropy import Entropy


def type_named(name: str) -> RecordType:
    """Raises ``Usage``."""
    if name not in TYPES:
        raise Usage(_("there is no record of type {name}; qorgan officer forms lists them").format(name=name), "no-such-type")
    return TYPES[name]


def fill(kind: RecordType, pairs: Sequence[str], base: Any, case: Case | None, entropy: Entropy, now: int) -> object:
    """The typed record. Raises ``Usage`` for a word that is no ``field=value``, ``NotOfTheForm`` for a field not of its form."""
    payload: dict[str, Any] = {**_known(kind, case, now), **(base if isinstance(base, dict) else {})}
    for pair in pairs:
        path, equals, text = pair.partition("=")
        if not equals:
            raise Usage(_("say field=value, not {text}").format(text=pair))
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
    raise Usage(_("a number is whole here, not {text}").format(text=text))


def reference(name: str, case: Case | None) -> str:
    """The entry hash that ``name`` stands for. Raises ``Usage``."""
    wanted, _slash, size = name.partition("/")
    entries = () if case is None else case.entries
    found = [each.hash for each in entries if each.name == wanted] or [
        each.hash for each in entries if each.hash.startswith(wanted)
    ]
    if not found:
        raise Usage(_("no record {name} is in this file").format(name=wanted), "no-such-record")
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
            raise Usage(_("{key} is no place of the list").format(key=key))
        elif replace:
            target[at] = value
        return target[at]
    if not isinstance(target, dict):
        raise Usage(_("{key} is within something that has no fields").format(key=key))
    if replace or key not in target:
        target[key] = value
    return target[key]


def describe(form: type, indent: str = "  ") -> list[str]:
    """A line a field: its name, what it takes, and whether it may be left out."""
    hints, lines = typing.get_type_hints(form), []
    for field in dataclasses.fields(form):
        kind, nested = _kind(hints[field.name])
        optional = "" if field.default is dataclasses.MISSING else " " + _("(may be left out)")
        lines.append(f"{indent}{field.name}: {kind}{optional}")
        if nested is not None:
            lines += describe(nested, indent + "  ")
    return lines


_NAMES: dict[Any, Callable[[], str]] = {
    str: lambda: _("text"),
    int: lambda: _("whole number (a time in milliseconds: +30d, now)"),
    bool: lambda: _("true or false"),
}


def _kind(hint: Any) -> tuple[str, type | None]:
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        arm = next(each for each in typing.get_args(hint) if each is not types.NoneType)
        name, nested = _kind(arm)
        return _("{kind}, or null").format(kind=name), nested
    if origin is tuple:
        name, nested = _kind(typing.get_args(hint)[0])
        return _("list of {kind}").format(kind=name), nested
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _("fields:"), hint
    return _NAMES.get(hint, lambda: str(hint))(), None
