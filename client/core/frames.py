"""Frames: what the server delivers, parsed strictly, once, into frozen values. Nothing here is verified yet.

JSON with base64 for bytes and lower-case hex for ids; the form stands in the server's OpenAPI document. A frame that is not of the
form raises ``Malformed``; numbers are bounded to 63 bits, lists to ``MAX_ITEMS``.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import itertools
import json
import re
from collections.abc import Callable
from typing import Any, Final

from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.types import CircleId, DeadlineId, LogIndex, Millis, Position

MAX_ITEMS: Final = 10_000
_HEX32 = re.compile(r"[0-9a-f]{64}")
_HEX16 = re.compile(r"[0-9a-f]{32}")
_CURSOR = re.compile(r"(0|[1-9][0-9]{0,17})\.(0|[1-9][0-9]{0,17})")


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """The next log index and the last notice that were delivered."""

    index: int
    notice: int

    def __str__(self) -> str:
        return f"{self.index}.{self.notice}"

    @classmethod
    def parse(cls, value: object) -> Cursor:
        found = _CURSOR.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            raise Malformed("a cursor is not of the form <index>.<notice>", "bad-frame")
        return cls(int(found[1]), int(found[2]))


@dataclass(frozen=True, slots=True)
class Consistency:
    """An RFC 9162 consistency proof from the tree of ``start`` leaves to the frame's checkpoint."""

    start: int
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class EntryItem:
    """An entry (its encoding), where it stands and how its leaf is opened."""

    index: LogIndex
    proof: tuple[bytes, ...]
    circle: CircleId
    position: Position
    accepted_at: Millis
    salt: bytes
    entry: bytes


@dataclass(frozen=True, slots=True)
class CertificateItem:
    """A DER certificate; its leaf is clear."""

    index: LogIndex
    proof: tuple[bytes, ...]
    data: bytes


@dataclass(frozen=True, slots=True)
class RevocationItem:
    """A DER revocation list; its leaf is clear."""

    index: LogIndex
    proof: tuple[bytes, ...]
    data: bytes


@dataclass(frozen=True, slots=True)
class StatementItem:
    """A reading-key statement."""

    index: LogIndex
    proof: tuple[bytes, ...]
    salt: bytes
    accepted_at: Millis
    data: bytes


@dataclass(frozen=True, slots=True)
class AlarmItem:
    """An alarm about an entry of a circle that this holder sees."""

    index: LogIndex
    proof: tuple[bytes, ...]
    salt: bytes
    accepted_at: Millis
    data: bytes


@dataclass(frozen=True, slots=True)
class Notice:
    """A deadline that fired. ``circle`` is None for an addressee outside the circle. Not a leaf: only the server says it."""

    seq: int
    deadline: DeadlineId
    step: int
    fired_at: Millis
    circle: CircleId | None


Leaf = EntryItem | CertificateItem | RevocationItem | StatementItem | AlarmItem


@dataclass(frozen=True, slots=True)
class Frame:
    """``items`` in log order, ``notices`` in order of their number."""

    items: tuple[Leaf, ...]
    notices: tuple[Notice, ...]
    cursor: Cursor | None
    checkpoint: str
    consistency: Consistency | None
    more: bool


def decode_json(data: str | bytes) -> Any:
    """JSON without floats' strange values, and without nesting that exhausts the stack. Raises ``Malformed``."""
    try:
        return json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Malformed("the server's answer is not JSON", "bad-frame") from None


def parse_frame(value: object) -> Frame:
    """Raises ``Malformed`` (``bad-frame``), also where leaves are out of order or given twice."""
    fields = as_object(value)
    raw_items = as_list(fields.get("items"), MAX_ITEMS)
    items: list[Leaf] = []
    notices: list[Notice] = []
    for raw in raw_items:
        item = as_object(raw)
        if item.get("kind") == "notice":
            notices.append(_notice(item))
        else:
            items.append(_leaf(item))
    _check_order([item.index for item in items])
    _check_order([notice.seq for notice in notices])
    cursor = fields.get("cursor")
    return Frame(
        tuple(items),
        tuple(notices),
        None if cursor is None else Cursor.parse(cursor),
        as_text(fields.get("checkpoint")),
        parse_consistency(fields.get("consistency")),
        as_bool(fields.get("more", False)),
    )


def parse_consistency(value: object) -> Consistency | None:
    if value is None:
        return None
    fields = as_object(value)
    return Consistency(as_count(fields.get("from")), as_proof(fields.get("proof")))


def _check_order(numbers: list[Any]) -> None:
    if any(later <= earlier for earlier, later in itertools.pairwise(numbers)):
        raise Malformed("a frame's items are out of order or twice there", "reordered")


def _leaf(item: dict[str, Any]) -> Leaf:
    kind = item.get("kind")
    parse = _KINDS.get(kind) if isinstance(kind, str) else None
    if parse is None:
        raise Malformed("a frame has an item of unknown kind", "bad-frame")
    return parse(item, LogIndex(as_count(item.get("index"))), as_proof(item.get("proof")))


def _entry(item: dict[str, Any], index: LogIndex, proof: tuple[bytes, ...]) -> EntryItem:
    return EntryItem(
        index,
        proof,
        CircleId(as_hex32(item.get("circle"))),
        Position(as_count(item.get("position"))),
        Millis(as_count(item.get("accepted_at"))),
        as_salt(item.get("salt")),
        as_bytes(item.get("entry")),
    )


def _certificate(item: dict[str, Any], index: LogIndex, proof: tuple[bytes, ...]) -> CertificateItem:
    return CertificateItem(index, proof, as_bytes(item.get("data")))


def _revocation(item: dict[str, Any], index: LogIndex, proof: tuple[bytes, ...]) -> RevocationItem:
    return RevocationItem(index, proof, as_bytes(item.get("data")))


def _statement(item: dict[str, Any], index: LogIndex, proof: tuple[bytes, ...]) -> StatementItem:
    salt, accepted_at = as_salt(item.get("salt")), Millis(as_count(item.get("accepted_at")))
    return StatementItem(index, proof, salt, accepted_at, as_bytes(item.get("data")))


def _alarm(item: dict[str, Any], index: LogIndex, proof: tuple[bytes, ...]) -> AlarmItem:
    salt, accepted_at = as_salt(item.get("salt")), Millis(as_count(item.get("accepted_at")))
    return AlarmItem(index, proof, salt, accepted_at, as_bytes(item.get("data")))


_KINDS: Final[dict[str, Callable[[dict[str, Any], LogIndex, tuple[bytes, ...]], Leaf]]] = {
    "entry": _entry,
    "certificate": _certificate,
    "revocation": _revocation,
    "statement": _statement,
    "alarm": _alarm,
}


def _notice(item: dict[str, Any]) -> Notice:
    circle = item.get("circle")
    return Notice(
        as_count(item.get("seq")),
        DeadlineId(as_hex16(item.get("deadline"))),
        as_count(item.get("step")),
        Millis(as_count(item.get("fired_at"))),
        None if circle is None else CircleId(as_hex32(circle)),
    )


def as_object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Malformed("the server's answer lacks an object", "bad-frame")
    return value


def as_list(value: object, limit: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > limit:
        raise Malformed("the server's answer lacks a list, or it is too long", "bad-frame")
    return value


def as_text(value: object) -> str:
    if not isinstance(value, str):
        raise Malformed("the server's answer lacks a text", "bad-frame")
    return value


def as_bool(value: object) -> bool:
    if not isinstance(value, bool):
        raise Malformed("the server's answer lacks a truth value", "bad-frame")
    return value


def as_count(value: object) -> int:
    """A whole number from 0 below 2^63 (a JSON ``true`` is none)."""
    if type(value) is not int or not 0 <= value < 1 << 63:
        raise Malformed("the server's answer lacks a number, or it is out of range", "bad-frame")
    return value


def as_bytes(value: object) -> bytes:
    """Strict base64: no other characters, canonical padding."""
    try:
        data = base64.b64decode(as_text(value), validate=True)
    except (binascii.Error, ValueError):
        raise Malformed("the server's answer has bad base64", "bad-frame") from None
    if base64.b64encode(data).decode() != value:
        raise Malformed("the server's answer has base64 that is not canonical", "bad-frame")
    return data


def as_salt(value: object) -> bytes:
    data = as_bytes(value)
    if len(data) != 16:
        raise Malformed("a leaf's salt has not 16 bytes", "bad-frame")
    return data


def as_proof(value: object) -> tuple[bytes, ...]:
    """At most 64 hashes: the depth of a tree of 2^63 leaves, one to spare."""
    proof = tuple(as_bytes(step) for step in as_list(value, 64))
    if any(len(step) != 32 for step in proof):
        raise Malformed("a proof has a step that is not a hash", "bad-frame")
    return proof


def as_hex32(value: object) -> bytes:
    if not isinstance(value, str) or not _HEX32.fullmatch(value):
        raise Malformed("the server's answer lacks an id of 32 bytes", "bad-frame")
    return bytes.fromhex(value)


def as_hex16(value: object) -> bytes:
    if not isinstance(value, str) or not _HEX16.fullmatch(value):
        raise Malformed("the server's answer lacks an id of 16 bytes", "bad-frame")
    return bytes.fromhex(value)


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
