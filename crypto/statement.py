"""Reading-key statements: a holder says which reading key is theirs from now on, numbered and chained, as leaves of the log.

    ReadingKeyStatement{ holder[32]; u32 number; opaque reading_key<V>; previous[32]; u64 not_before; verify_key[32];
                         signature[64] }

``holder`` is the hash of a device's certificate, or the person's hash of ``verify_key``. The signature is that of ``verify_key``,
with the label "Qorgan 1 statement", over all before it. Numbers start at 1; ``previous`` is the hash of the statement before, zero
at the first. Policies name holders, never keys. See docs/spec/trust.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import TYPE_CHECKING

from crypto.codec import Reader, Writer, decode
from crypto.errors import Refused
from crypto.frozen import dataclass
from crypto.primitives import HPKE_PUBLIC_SIZE, LABEL_STATEMENT, check_reading_key, ed25519_public, sha256, sign, verify
from crypto.ring import person_hash, reading_key_hash
from crypto.types import ZERO32, CertificateHash, Holder, KeyHash, LogIndex, Millis

if TYPE_CHECKING:
    from crypto.trust import Directory


@dataclass(frozen=True)
class ReadingKeyStatement:
    """``not_before`` says from when the holder wants the key used."""

    holder: Holder
    number: int
    reading_key: bytes = field(repr=False)
    previous: bytes
    not_before: Millis
    verify_key: bytes
    signature: bytes

    @property
    def hash(self) -> bytes:
        """What the next statement names as ``previous``."""
        return sha256(b"Qorgan 1 statement", self.encode())

    @property
    def key_hash(self) -> KeyHash:
        return reading_key_hash(self.reading_key)

    @staticmethod
    def sign(seed: bytes, holder: bytes, number: int, reading_key: bytes, previous: bytes, not_before: int) -> ReadingKeyStatement:
        """The next statement of ``holder``, whose signing seed is ``seed``. ``Statements.next`` fills in number and previous."""
        key = ed25519_public(seed)
        parts = Holder(holder), number, reading_key, previous, Millis(not_before), key
        unsigned = ReadingKeyStatement(*parts, bytes(64))
        return ReadingKeyStatement(*parts, sign(seed, LABEL_STATEMENT, unsigned._signed_part()))

    def verify(self) -> None:
        """The signature and the reading key. Raises ``Forged`` or ``Malformed``. Whose key it is, ``Statements`` checks."""
        verify(self.verify_key, LABEL_STATEMENT, self._signed_part(), self.signature)
        check_reading_key(self.reading_key)

    def encode(self) -> bytes:
        return self._signed_part() + self.signature

    @staticmethod
    def decode(data: bytes) -> ReadingKeyStatement:
        """Raises ``Malformed``."""
        return decode(data, _read)

    def _signed_part(self) -> bytes:
        writer = Writer().fixed(self.holder, 32).u32(self.number).opaque(self.reading_key)
        return writer.fixed(self.previous, 32).u64(self.not_before).fixed(self.verify_key, 32).bytes()


def _read(reader: Reader) -> ReadingKeyStatement:
    holder, number, key = Holder(reader.fixed(32)), reader.u32(), reader.opaque(HPKE_PUBLIC_SIZE)
    return ReadingKeyStatement(holder, number, key, reader.fixed(32), Millis(reader.u64()), reader.fixed(32), reader.fixed(64))


@dataclass(frozen=True)
class Statements:
    """All accepted statements, by holder, in the order of their numbers, each with its place in the log. Immutable."""

    _book: Mapping[bytes, tuple[tuple[LogIndex, ReadingKeyStatement], ...]] = field(default_factory=lambda: MappingProxyType({}))

    def with_statement(self, statement: ReadingKeyStatement, index: int, directory: Directory) -> Statements:
        """Accepts the leaf at ``index``. The same statement again (a leaf read twice) changes nothing.

        Raises ``Forged`` or ``Malformed`` where it does not verify, ``Refused``: "unknown-certificate" or "revoked" (the holder's
        certificate is not in the log before ``index``), "not-the-holder" (another's key), "number" or "previous".
        """
        known = self._book.get(statement.holder, ())
        if any(s == statement for _, s in known):
            return self
        statement.verify()
        _check_holder(statement, LogIndex(index), directory)
        last = known[-1] if known else None
        if statement.number != (last[1].number + 1 if last else 1) or (last and index <= last[0]):
            raise Refused("a reading-key statement has not the next number", "number")
        if statement.previous != (last[1].hash if last else ZERO32):
            raise Refused("a reading-key statement names another as the one before", "previous")
        book = {**self._book, statement.holder: (*known, (LogIndex(index), statement))}
        return Statements(MappingProxyType(book))

    def current(self, holder: bytes, before: int, at: int | None = None) -> ReadingKeyStatement:
        """The newest statement of ``holder`` in a leaf before the index ``before``, and (given ``at``) whose time has come.

        Raises ``Refused`` ("no-reading-key").
        """
        for index, statement in reversed(self._book.get(holder, ())):
            if index < before and (at is None or statement.not_before <= at):
                return statement
        raise Refused("the holder has stated no reading key", "no-reading-key")

    def history(self, holder: bytes) -> tuple[ReadingKeyStatement, ...]:
        """All of a holder's statements, oldest first."""
        return tuple(statement for _, statement in self._book.get(holder, ()))

    def next(self, seed: bytes, holder: bytes, reading_key: bytes, not_before: int) -> ReadingKeyStatement:
        """Signs the holder's next statement."""
        known = self.history(holder)
        number, previous = (known[-1].number + 1, known[-1].hash) if known else (1, ZERO32)
        return ReadingKeyStatement.sign(seed, holder, number, reading_key, previous, not_before)


def _check_holder(statement: ReadingKeyStatement, index: LogIndex, directory: Directory) -> None:
    if statement.holder == person_hash(statement.verify_key):
        return
    device = directory.certified(CertificateHash(statement.holder), index)
    if device.verify_key != statement.verify_key:
        raise Refused("a reading-key statement is signed by another's key", "not-the-holder")
