"""How a record's words become a payload of plain values (text, whole number, truth, list, object) and come back.

Strict both ways: a field too many, a field too few, another type, a number out of range or text that is not what the field
says is refused, so that ``from_payload(cls, to_payload(x)) == x`` and nothing else decodes. Floats do not exist here: times
are milliseconds since 1970 UTC.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from typing import Any, TypeVar

T = TypeVar("T")

Plain = Any  # str | int | bool | None | list[Plain] | dict[str, Plain]; a recursive alias says no more to the checker than this

MAX_NUMBER = 2**53 - 1  # the largest whole number that every JSON reader keeps exactly (RFC 8259 section 6)


class NotOfTheForm(ValueError):
    """The payload is not what its type says: the writer's fault. A template with words, as ``crypto.errors.QorganError``."""

    def __init__(self, template: str, /, **words: object) -> None:
        super().__init__(template.format(**words) if words else template)
        self.template = template
        self.words = words


def to_payload(value: object) -> dict[str, Plain]:
    """The object of plain values of a record dataclass."""
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        raise TypeError("only a record has a payload")
    return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}


def plain(value: object) -> Plain:
    """A field's value as plain values."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return to_payload(value)
    return value


def from_payload(cls: type[T], payload: Plain) -> T:
    """Parse ``payload`` as ``cls``. Raises ``NotOfTheForm``, also where the class's own ``__post_init__`` refuses it."""
    if not isinstance(payload, dict):
        raise NotOfTheForm("{what}: an object is wanted", what=cls.__name__)
    hints: dict[str, Any] = _hints(cls)  # type: ignore[arg-type]
    unknown = sorted(set(payload) - set(hints))
    if unknown:
        raise NotOfTheForm("{what}: unknown field {field}", what=cls.__name__, field=unknown[0])
    missing = [name for name in hints if name not in payload]
    if missing:
        raise NotOfTheForm("{what}: field {field} is missing", what=cls.__name__, field=missing[0])
    return cls(**{name: _typed(hints[name], payload[name], f"{cls.__name__}.{name}") for name in hints})


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    """The fields and their types; looking them up anew would be most of a parse."""
    hints = typing.get_type_hints(cls)
    return {field.name: hints[field.name] for field in dataclasses.fields(cls)}


def _typed(hint: Any, value: Plain, where: str) -> Any:
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        if value is None:
            return None
        return _typed(next(arm for arm in typing.get_args(hint) if arm is not types.NoneType), value, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise NotOfTheForm("{what}: a list is wanted", what=where)
        return tuple(_typed(typing.get_args(hint)[0], item, where) for item in value)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return from_payload(hint, value)
    if type(value) is not hint:  # ``type``, since a truth is also an ``int``
        raise NotOfTheForm("{what}: {kind} is wanted", what=where, kind=hint.__name__)
    if hint is int and not 0 <= value <= MAX_NUMBER:
        raise NotOfTheForm("{what}: the number is out of range", what=where)
    return value


class _Asked(str):
    """Stands in a field while its form is asked what it wants there: ``choices`` has what it named."""

    choices: tuple[str, ...] = ()


@functools.cache
def choices_of(form: type) -> dict[str, tuple[str, ...]]:
    """By field of text (or list of texts): what alone it takes, as the form's own ``__post_init__`` says. A form that stops before
    it has asked for a field (because of another one's value) says nothing about that one."""
    asked: dict[str, _Asked] = {}
    value: Any = object.__new__(form)
    for name, hint in _hints(form).items():
        object.__setattr__(value, name, _stand_in(hint, asked.setdefault(name, _Asked())))
    check = getattr(value, "__post_init__", None)
    try:
        if check is not None:
            check()
    except (ValueError, TypeError, LookupError, AttributeError):  # not about choices: what was asked before stays known
        pass
    return {name: each.choices for name, each in asked.items() if each.choices}


def _stand_in(hint: Any, asked: _Asked) -> Any:
    if hint is str:
        return asked
    if typing.get_origin(hint) is tuple:
        return (_stand_in(typing.get_args(hint)[0], asked),)
    return _SOME_TIME if hint is int else False if hint is bool else None


_SOME_TIME = 2_000_000_000_000


def wants_hex(value: str, size: int | None, what: str) -> None:
    """Lower-case hex of ``size`` bytes (any size where None). Raises ``NotOfTheForm``."""
    if isinstance(value, _Asked):
        return
    if any(letter not in "0123456789abcdef" for letter in value) or len(value) % 2 or (size is not None and len(value) != 2 * size):
        if size is None:
            raise NotOfTheForm("{what}: lower-case hex is wanted", what=what)
        raise NotOfTheForm("{what}: lower-case hex of {size} bytes is wanted", what=what, size=size)


def wants_text(value: str, what: str, limit: int = 20_000) -> None:
    """Text with something in it, at most ``limit`` letters. Raises ``NotOfTheForm``."""
    if isinstance(value, _Asked):
        return
    if not value.strip():
        raise NotOfTheForm("{what}: must not be empty", what=what)
    if len(value) > limit:
        raise NotOfTheForm("{what}: longer than {limit} letters", what=what, limit=limit)


def wants_one_of(value: str, allowed: typing.Iterable[str], what: str) -> None:
    """Raises ``NotOfTheForm`` where ``value`` is none of ``allowed``."""
    names = tuple(allowed)
    if isinstance(value, _Asked):
        value.choices = value.choices or tuple(name for name in names if name)
        return
    if value not in names:
        raise NotOfTheForm("{what}: one of {names} is wanted", what=what, names=", ".join(names))
