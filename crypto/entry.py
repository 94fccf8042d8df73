"""The entry: header, body and signature: docs/spec/entry.md. Its hash goes into the chain (``crypto.chain``) and the log.

The server parses and verifies thousands of these a second, so the fixed part of the header is one ``struct`` and the body
is not looked into here.

What this does not decide: whether the author may write here (``crypto.roster``), and whether the body opens
(``crypto.ledger``, ``crypto.report``).
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from crypto.body import RecordBody, ReportBody, parse_record_body, parse_report_body
from crypto.codec import Reader, Writer, encode_varint
from crypto.deadline import MAX_NUMBER, DeadlineMode, DeadlineOpen, Escalation, bounded, read_deadline, write_deadline
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.primitives import LABEL_ENTRY, sha256, sign, verify
from crypto.types import CircleId, EntryClass, EntryHash, Epoch, Generation, Holder, Millis, Position, Uid

__all__ = [
    "DeadlineMode",
    "DeadlineOpen",
    "Entry",
    "EntryClass",
    "Escalation",
    "Header",
    "RecordBody",
    "ReportBody",
    "parse_entry",
    "parse_header",
    "parse_record_body",
    "parse_report_body",
    "sign_entry",
    "verify_entry",
]

T = TypeVar("T")

VERSION = 1
MAX_ENTRY = 1 << 20
MAX_HEADER = 1 << 17
MAX_OPENS = 8
MAX_SETTLES = 32
FLAG_RESTRICTED = 1

_FIXED = struct.Struct(">B32sIQB16s32sQQ32s")
_PLACE = struct.Struct(">Q32s")
_NO_DEADLINES = bytes(3)
"""Two empty vectors and no flag: most headers, for which the vectors need not be parsed."""
_NOTHING: tuple[tuple[DeadlineOpen, ...], tuple[bytes, ...], bool] = ((), (), False)
_CLASSES = {int(kind): kind for kind in EntryClass}


@dataclass(frozen=True, slots=True)
class Header:
    """What stands in clear about an entry. ``time`` in ms; ``seen_size`` and ``seen_root`` of the last checkpoint that the
    author verified; ``position`` and ``prev`` (chain hash of the position before) are None for a report and only for one."""

    circle: CircleId
    generation: Generation
    epoch: Epoch
    entry_class: EntryClass
    uid: Uid
    author: Holder
    time: Millis
    seen_size: int
    seen_root: bytes
    opens: tuple[DeadlineOpen, ...] = ()
    settles: tuple[bytes, ...] = ()
    restricted: bool = False
    position: Position | None = None
    prev: bytes | None = None

    def encode(self) -> bytes:
        """Raises ``ValueError`` (a bug of the caller) where a value has no encoding or ``parse_header`` would refuse it."""
        return _encode_header(self)


@lru_cache(maxsize=16)
def _encode_header(header: Header) -> bytes:
    """Kept for a few headers: sealing a record and signing its entry each need the bytes, and reading them back costs most."""
    writer = Writer().u8(VERSION).fixed(header.circle, 32).u32(header.generation).u64(header.epoch).u8(header.entry_class)
    writer.fixed(header.uid, 16).fixed(header.author, 32).u64(header.time).u64(header.seen_size).fixed(header.seen_root, 32)
    writer.vector(header.opens, write_deadline).vector(header.settles, lambda w, value: w.fixed(value, 16))
    writer.u8(FLAG_RESTRICTED if header.restricted else 0)
    if header.position is not None and header.prev is not None:
        writer.u64(header.position).fixed(header.prev, 32)
    data = writer.bytes()
    try:
        if parse_header(data) == header:
            return data
    except Malformed as error:
        raise ValueError(f"no such header can be: {error}") from error
    raise ValueError("the header would not be read back as it is")


@dataclass(frozen=True, slots=True)
class Entry:
    """A parsed entry. ``hash`` is the entry hash; ``header_bytes`` and ``body`` are what the signature covers."""

    header: Header
    header_bytes: bytes
    body: bytes
    body_hash: bytes
    signature: bytes
    hash: EntryHash

    def encode(self) -> bytes:
        head, body = self.header_bytes, self.body
        return b"".join((encode_varint(len(head)), head, encode_varint(len(body)), body, self.signature))


def parse_header(data: bytes) -> Header:
    """Raises ``Malformed``."""
    if len(data) < _FIXED.size:
        raise Malformed("a header is truncated")
    version, circle, generation, epoch, kind, uid, author, time, seen_size, seen_root = _FIXED.unpack_from(data)
    entry_class = _CLASSES.get(kind)
    if version != VERSION:
        raise Malformed("unknown entry version {version}", "unknown-version", version=version)
    if entry_class is None:
        raise Malformed("unknown entry class")
    if not generation or not epoch or max(epoch, time, seen_size) > MAX_NUMBER:
        raise Malformed("a number of the header is out of its range")
    reader = Reader(data)
    reader.fixed(_FIXED.size)
    if data[_FIXED.size : _FIXED.size + 3] == _NO_DEADLINES:
        reader.fixed(3)
        opens, settles, restricted = _NOTHING
    else:
        opens, settles, restricted = _read_record_part(reader, entry_class)
    position, prev = None, None
    if entry_class is not EntryClass.REPORT:
        position, prev = _PLACE.unpack(reader.fixed(_PLACE.size))
        if position > MAX_NUMBER:
            raise Malformed("a position is out of its range")
    reader.finish()
    return Header(
        circle, generation, epoch, entry_class, uid, author, time, seen_size, seen_root, opens, settles, restricted, position, prev
    )


def _read_record_part(reader: Reader, entry_class: EntryClass) -> tuple[tuple[DeadlineOpen, ...], tuple[bytes, ...], bool]:
    """Deadlines opened and settled, and the restricted flag: only a record has any of them (architecture sections 4 and 6)."""
    opens = _unique(bounded(reader, read_deadline, MAX_OPENS), lambda deadline: deadline.id)
    settles = _unique(bounded(reader, lambda r: r.fixed(16), MAX_SETTLES), lambda value: value)
    flags = reader.u8()
    if flags > FLAG_RESTRICTED:
        raise Malformed("unknown flags")
    if entry_class is not EntryClass.RECORD and (opens or settles or flags):
        raise Malformed("only a record opens or settles deadlines or is restricted")
    return opens, settles, bool(flags)


def _unique(items: tuple[T, ...], name: Callable[[T], bytes]) -> tuple[T, ...]:
    if len(items) > 1 and len({name(item) for item in items}) != len(items):
        raise Malformed("a deadline is named twice")
    return items


def parse_entry(data: bytes, limit: int = MAX_ENTRY) -> Entry:
    """Raises ``Malformed`` (also "too-large" above ``limit`` bytes). The signature is not verified here: ``verify_entry``."""
    if len(data) > limit:
        raise Malformed("an entry of {size} bytes is over the limit of {limit}", "too-large", size=len(data), limit=limit)
    reader = Reader(data)
    header_bytes = reader.opaque(MAX_HEADER)
    body = reader.opaque()
    signature = reader.fixed(64)
    reader.finish()
    return _entry(parse_header(header_bytes), header_bytes, body, sha256(body), signature)


def _entry(header: Header, header_bytes: bytes, body: bytes, body_hash: bytes, signature: bytes) -> Entry:
    """Entry hash = SHA-256("Qorgan 1 hash" || header || SHA-256(body) || signature)."""
    entry_hash = EntryHash(sha256(b"Qorgan 1 hash", header_bytes, body_hash, signature))
    return Entry(header, header_bytes, body, body_hash, signature, entry_hash)


def sign_entry(seed: bytes, header: Header, body: bytes) -> Entry:
    """``seed``: the author's signing seed (32 bytes), or its ``signing_key``. The signature covers header || SHA-256(body) after
    its label."""
    header_bytes, body_hash = header.encode(), sha256(body)
    return _entry(header, header_bytes, body, body_hash, sign(seed, LABEL_ENTRY, header_bytes + body_hash))


def verify_entry(entry: Entry, verify_key: bytes) -> None:
    """Raises ``Forged`` unless the signature is of ``verify_key`` (32 bytes). That the key is the author's is the caller's
    to know: from the certificate, or because ``person_hash(verify_key)`` is the header's author."""
    verify(verify_key, LABEL_ENTRY, entry.header_bytes + entry.body_hash, entry.signature)
