"""What a caller asks to be written: a record's options as values, and how they are kept until they go out.

Apart from ``queue``, so that a command which only names them starts without the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, field
from typing import Any

from crypto.frozen import dataclass


@dataclass(frozen=True)
class EscalationDraft:
    """Whom to tell ``after_seconds`` after the deadline fired."""

    after_seconds: int
    addressees: tuple[bytes, ...]


@dataclass(frozen=True)
class DeadlineDraft:
    """A deadline to open: ``at`` (ms since 1970) or ``after`` (seconds after acceptance), exactly one of them. ``id`` is drawn
    where it is not given."""

    text: str
    at: int | None = None
    after: int | None = None
    notify: tuple[bytes, ...] = ()
    escalations: tuple[EscalationDraft, ...] = ()
    id: bytes = b""


@dataclass(frozen=True)
class DisclosureDraft:
    """An earlier record of the same circle (its entry hash), to be disclosed to a holder (32 bytes) or a reading key (1216)."""

    entry_hash: bytes
    target: bytes


@dataclass(frozen=True)
class Content:
    """What a draft says. ``disclose_to``: holders (32 bytes) or reading keys (1216 bytes); ``disclose``: earlier records.
    ``about``: what the writer notes beside it for the gate of the outbox; it is not sent."""

    plaintext: bytes = field(repr=False)
    restricted: bool = False
    opens: tuple[DeadlineDraft, ...] = ()
    settles: tuple[bytes, ...] = ()
    disclose_to: tuple[bytes, ...] = ()
    disclose: tuple[DisclosureDraft, ...] = ()
    about: str = ""

    def encode(self) -> bytes:
        return json.dumps(asdict(self), default=_hex).encode()

    @classmethod
    def decode(cls, data: bytes) -> Content:
        raw = json.loads(data)
        return cls(
            bytes.fromhex(raw["plaintext"]),
            raw["restricted"],
            tuple(_deadline(item) for item in raw["opens"]),
            _bytes(raw["settles"]),
            _bytes(raw["disclose_to"]),
            tuple(DisclosureDraft(*_bytes((item["entry_hash"], item["target"]))) for item in raw["disclose"]),
            raw.get("about", ""),
        )


def _hex(value: object) -> str:
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError


def _bytes(values: Iterable[str]) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(value) for value in values)


def _deadline(raw: dict[str, Any]) -> DeadlineDraft:
    steps = tuple(EscalationDraft(step["after_seconds"], _bytes(step["addressees"])) for step in raw["escalations"])
    return DeadlineDraft(raw["text"], raw["at"], raw["after"], _bytes(raw["notify"]), steps, bytes.fromhex(raw["id"]))
