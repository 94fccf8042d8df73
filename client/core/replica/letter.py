"""The letter: the plaintext of a report, before it is sealed to the intake key: docs/spec/report-letter.md.

    struct { u8 version = 1; opaque verify_key[32]; opaque reading_key<V>; opaque record<V>; } Letter;

A reporter may be someone whom nobody knows yet. The letter carries the key that the report's signature verifies with, so that
neither an account nor a lookup is needed, and the key that answers are disclosed to. Both stay sealed: the server, which knows
the author by hash, does not learn from the chain which keys belong to it.
"""

from __future__ import annotations

from crypto.codec import Reader, Writer, decode
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.primitives import HPKE_PUBLIC_SIZE

VERSION = 1


@dataclass(frozen=True)
class Letter:
    """``verify_key``: 32 bytes; ``reading_key``: 1216 bytes; ``record``: see ``client.core.records``."""

    verify_key: bytes
    reading_key: bytes
    record: bytes

    def __repr__(self) -> str:
        return "Letter()"

    def encode(self) -> bytes:
        return Writer().u8(VERSION).fixed(self.verify_key, 32).opaque(self.reading_key).opaque(self.record).bytes()


def parse_letter(data: bytes) -> Letter:
    """Raises ``Malformed``."""
    return decode(data, _read)


def _read(reader: Reader) -> Letter:
    if reader.u8() != VERSION:
        raise Malformed("unknown letter version", "unknown-version")
    verify_key, reading_key = reader.fixed(32), reader.opaque()
    if len(reading_key) != HPKE_PUBLIC_SIZE:
        raise Malformed("a letter's reading key has the wrong size")
    return Letter(verify_key, reading_key, reader.opaque())
