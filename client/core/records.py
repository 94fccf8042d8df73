"""The envelope of a record: what stands in an entry once it is open.

    {"payload":{"text":"..."},"type":"statement","version":1}

Canonical JSON: the subset of RFC 8785 with no numbers but integers of at most 53 bits, and with ASCII member names (so that the
order of section 3.2.3, by UTF-16 units, is the order of bytes). One value has one spelling: ``parse`` refuses every other, so two
clients that show the same bytes show the same record. See docs/spec/record.md.

What a type means, and who may write it, is in ``client/law``; here it is a word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import NoReturn, TypeAlias

from crypto.errors import Malformed, Usage
from crypto.frozen import dataclass

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

MAX_DEPTH = 24
_MAX_INTEGER = (1 << 53) - 1
_TYPE = re.compile(r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*")
_TYPE_LIMIT = 64
_NAME_LIMIT = 64
_MEMBERS = frozenset({"type", "version", "payload"})


@dataclass(frozen=True)
class Record:
    """``type``: 1 to 64 characters of a-z, 0-9, inner dots and dashes. ``version``: 1 to 65,535."""

    type: str
    version: int
    payload: Mapping[str, Json]

    def encode(self) -> bytes:
        """Raises ``Usage`` where the payload has a float, a key that is not ASCII, or goes too deep."""
        value: dict[str, Json] = {"type": self.type, "version": self.version, "payload": dict(self.payload)}
        _check_head(value, Usage)
        return canonical(value)


def parse(plaintext: bytes) -> Record:
    """The record that ``plaintext`` spells. Raises ``Malformed`` unless ``encode`` of it gives these very bytes."""
    value = _load(plaintext)
    if not isinstance(value, dict) or value.keys() != _MEMBERS:
        raise Malformed("a record has other members than type, version and payload", "malformed-record")
    _check_head(value, Malformed)
    try:
        spelt = canonical(value)
    except Usage as error:
        raise Malformed(error.template, error.code, **error.words) from error
    if spelt != plaintext:
        raise Malformed("a record is not in its canonical spelling", "malformed-record")
    payload = value["payload"]
    if not isinstance(payload, dict):
        raise Malformed("a record's payload is no object", "malformed-record")
    return Record(str(value["type"]), _integer(value["version"]), payload)


def canonical(value: Json) -> bytes:
    """RFC 8785 section 3.2. Raises ``Usage`` on a value that has no canonical form here."""
    _check(value, 0)
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise Usage("a record has half of a surrogate pair in a text", "malformed-record") from error


def _load(plaintext: bytes) -> Json:
    try:
        value: Json = json.loads(plaintext.decode(), parse_float=_no_number, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        # the cause may quote the plaintext, and an error's text goes to logs
        raise Malformed("a record is no JSON of the format ({error})", "malformed-record", error=type(error).__name__) from None
    return value


def _no_number(_: str) -> NoReturn:
    raise ValueError("no number but an integer")


def _integer(value: Json) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _check_head(value: Mapping[str, Json], error: type[Malformed | Usage]) -> None:
    name = value["type"]
    if not isinstance(name, str) or len(name) > _TYPE_LIMIT or _TYPE.fullmatch(name) is None:
        raise error("a record's type is no word of the format", "malformed-record")
    if not 1 <= _integer(value["version"]) <= 65535:
        raise error("a record's version is no number from 1 to 65,535", "malformed-record")
    if not isinstance(value["payload"], dict):
        raise error("a record's payload is no object", "malformed-record")


def _check(value: object, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise Usage("a record is nested deeper than {limit}", "malformed-record", limit=MAX_DEPTH)
    if value is None or isinstance(value, (bool, str)):
        return
    if isinstance(value, int):
        if abs(value) > _MAX_INTEGER:
            raise Usage("a record has an integer of more than 53 bits", "malformed-record")
    elif isinstance(value, (list, tuple)):
        for item in value:
            _check(item, depth + 1)
    elif isinstance(value, dict):
        for name, item in value.items():
            if not isinstance(name, str) or not name.isascii() or len(name) > _NAME_LIMIT:
                raise Usage("a record has a member name that is not short ASCII", "malformed-record")
            _check(item, depth + 1)
    else:
        kind = type(value).__name__
        raise Usage("a record has a value of type {kind}, which has no canonical form", "malformed-record", kind=kind)
