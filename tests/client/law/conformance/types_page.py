"""``docs/spec/record-types.md``: every type of record, who writes it where, and its fields."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator
from typing import Any

from client.law.catalogue import TYPES
from client.law.record_type import RecordType
from tests.client.law.conformance.norms import ROOT

PAGE = ROOT / "docs" / "spec" / "record-types.md"

_HEAD = """# Types of records

What the payload of a [record](record.md) holds, by its type. Written by `make conformance` from `client/law/records`; a test keeps
it true.

```json
{"payload":{"of":"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b","note":"patrol sent"},"type":"acknowledgement","version":1}
```

Every field is there, none besides; a time is in milliseconds since 1970 UTC; an id has 16 bytes and a hash 32, in lower-case hex.
An older version is read as the newest (`upgrades`); a type or version that a client does not know is kept, shown as such, and
folded once it does. Who may write a type is the law's matter and comes after the channel's own checks: what is written all the
same is shown as a finding.
"""


def text() -> str:
    return _HEAD + "\n".join(line for name in sorted(TYPES) for line in _section(TYPES[name])) + "\n"


def _section(kind: RecordType) -> Iterator[str]:
    who = ", ".join([*sorted(kind.bodies), *sorted(kind.writers)])
    signed = f" with the role {', '.join(sorted(kind.roles))}" if kind.roles else ""
    yield f"\n## {kind.name}\n"
    where = ", ".join(sorted(kind.circles))
    yield f"{kind.title}. {kind.rule}. Version {kind.version}. By {who}{signed}; in circles of kind {where}.\n"
    yield "| field | holds |"
    yield "| --- | --- |"
    yield from _rows(kind.form, "")


def _rows(form: type, before: str) -> Iterator[str]:
    hints: dict[str, Any] = typing.get_type_hints(form)
    for each in dataclasses.fields(form):
        holds, nested = _holds(hints[each.name])
        yield f"| {before}`{each.name}` | {holds} |"
        if nested is not None:
            yield from _rows(nested, before + f"`{each.name}` / ")


def _holds(hint: Any) -> tuple[str, type | None]:
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        holds, nested = _holds(next(each for each in typing.get_args(hint) if each is not types.NoneType))
        return f"{holds}, or null", nested
    if origin is tuple:
        holds, nested = _holds(typing.get_args(hint)[0])
        return f"list of {holds}", nested
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return "object", hint
    return {str: "text", int: "whole number", bool: "true or false"}[hint], None


def write() -> None:
    PAGE.write_text(text(), encoding="utf-8")
