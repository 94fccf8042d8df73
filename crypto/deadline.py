"""Deadlines as they stand in clear in headers and policies: docs/spec/entry.md.

The server runs them without knowing what for: it sees when, whom to tell and whom to tell next. The text is sealed
(``crypto.ledger.seal_deadline``).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from enum import IntEnum
from typing import TypeVar

from crypto.codec import Reader, Writer
from crypto.errors import Malformed
from crypto.frozen import dataclass

T = TypeVar("T")

MAX_NUMBER = (1 << 53) - 1
"""Largest u64 that any of our formats carries: what a double (the page's number type) and a signed 64-bit column both hold."""
MAX_ADDRESSEES = 32
MAX_ESCALATIONS = 8
MAX_SEALED_TEXT = 2048
MAX_SECONDS = 100 * 366 * 24 * 3600
"""A hundred years: longer is an error, and sums of times stay far below ``MAX_NUMBER`` milliseconds."""


class DeadlineMode(IntEnum):
    """How ``DeadlineOpen.value`` is read."""

    AT = 1
    """milliseconds since 1970 UTC"""
    AFTER = 2
    """seconds after the entry's ``accepted_at``"""


@dataclass(frozen=True, slots=True)
class Escalation:
    """Whom to tell ``after_seconds`` seconds after the deadline fired, if it is not settled by then."""

    after_seconds: int
    addressees: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class DeadlineOpen:
    """A deadline that a record opens. ``notify`` and escalations: certificate hashes (of a device, or of a body: all its
    devices in the roster) or person hashes, 32 bytes each. ``text`` is sealed, at most 2048 bytes."""

    id: bytes
    mode: DeadlineMode
    value: int
    notify: tuple[bytes, ...]
    escalations: tuple[Escalation, ...]
    text: bytes

    def clear(self) -> bytes:
        """Everything but the text, encoded: what the sealed text is bound to."""
        return write_deadline_head(Writer(), self).bytes()


def number(reader: Reader) -> int:
    """A u64 of at most ``MAX_NUMBER``. Raises ``Malformed``."""
    value = reader.u64()
    if value > MAX_NUMBER:
        raise Malformed("a number is larger than 2^53 - 1")
    return value


def seconds(value: int) -> int:
    """``value`` if it is a permitted number of seconds, else ``Malformed``."""
    if value > MAX_SECONDS:
        raise Malformed("a period is longer than a hundred years")
    return value


def hashes(reader: Reader, most: int) -> tuple[bytes, ...]:
    """``opaque hashes[32]<V>``: at most ``most``, each once. Raises ``Malformed``."""
    data = reader.opaque(32 * most)
    if not data:
        return ()
    if len(data) % 32:
        raise Malformed("a list of hashes is not a multiple of 32 bytes")
    values = tuple(data[i : i + 32] for i in range(0, len(data), 32))
    if len(set(values)) != len(values):
        raise Malformed("a list of hashes names one twice")
    return values


def bounded(reader: Reader, read: Callable[[Reader], T], most: int) -> tuple[T, ...]:
    """``T items<V>`` of at most ``most`` items: it stops at the first too many, so a long vector costs its sender more than the
    reader. Raises ``Malformed``."""
    inner = Reader(reader.opaque())
    items: list[T] = []
    while inner.remaining:
        if len(items) == most:
            raise Malformed("a vector has more than {most} items", most=most)
        items.append(read(inner))
    return tuple(items)


def write_hashes(writer: Writer, values: tuple[bytes, ...]) -> Writer:
    return writer.vector(values, lambda w, value: w.fixed(value, 32))


def read_escalations(reader: Reader) -> tuple[Escalation, ...]:
    """At most eight, each later than the one before. Raises ``Malformed``."""
    steps = bounded(reader, _read_escalation, MAX_ESCALATIONS)
    if any(a.after_seconds >= b.after_seconds for a, b in itertools.pairwise(steps)):
        raise Malformed("escalations are not in the order of their times")
    return steps


def _read_escalation(reader: Reader) -> Escalation:
    return Escalation(seconds(reader.u32()), hashes(reader, MAX_ADDRESSEES))


def write_escalations(writer: Writer, steps: tuple[Escalation, ...]) -> Writer:
    return writer.vector(steps, lambda w, step: write_hashes(w.u32(step.after_seconds), step.addressees))


def read_deadline(reader: Reader) -> DeadlineOpen:
    """Raises ``Malformed``."""
    identity = reader.fixed(16)
    try:
        mode = DeadlineMode(reader.u8())
    except ValueError:
        raise Malformed("unknown deadline mode") from None
    value = number(reader)
    if mode is DeadlineMode.AFTER:
        seconds(value)
    notify = hashes(reader, MAX_ADDRESSEES)
    escalations = read_escalations(reader)
    return DeadlineOpen(identity, mode, value, notify, escalations, reader.opaque(MAX_SEALED_TEXT))


def write_deadline(writer: Writer, deadline: DeadlineOpen) -> Writer:
    return write_deadline_head(writer, deadline).opaque(deadline.text)


def write_deadline_head(writer: Writer, deadline: DeadlineOpen) -> Writer:
    writer.fixed(deadline.id, 16).u8(deadline.mode).u64(deadline.value)
    write_hashes(writer, deadline.notify)
    return write_escalations(writer, deadline.escalations)
