"""Cards: what stands on paper or in a QR code, so that a person's device needs to believe no server.

    EnrolmentCard{ u8 version=1; u8 kind=1; root_fingerprint[32]; salt[16]; opaque url<V>; circle[32] circles<V>;
                   u64 checkpoint_size; checkpoint_root[32]; invitation_seed[32]; u64 expires }
    FrontDeskCard{ u8 version=1; u8 kind=2; root_fingerprint[32]; salt[16]; opaque url<V>; circle[32] circles<V>;
                   opaque name<V> names<V> }
    text = "QORGAN1-" || base32(card || SHA-256("Qorgan 1 card" || card)[:5]) without "=", in groups of eight with "-" between

The text has only letters, digits and hyphens of a QR code's alphanumeric mode. Reading forgives case, spaces and line ends, and
where the hyphens stand; nothing else. The sum finds slips of the hand, no forger: an enrolment card is handed over in person.
See docs/spec/card.md.
"""

from __future__ import annotations

import base64
import binascii
import unicodedata
from dataclasses import field
from typing import Final
from urllib.parse import urlsplit

from crypto.codec import Reader, Writer, decode
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.primitives import equal, sha256
from crypto.types import CircleId

PREFIX: Final = "QORGAN1"
VERSION: Final = 1
ENROLMENT: Final = 1
FRONT_DESK: Final = 2
MAX_TEXT: Final = 4096

_SUM = 5


@dataclass(frozen=True)
class EnrolmentCard:
    """Invites one person into the circles of one file. A secret until used: whoever has it may ask to be enrolled."""

    root_fingerprint: bytes
    salt: bytes
    url: str
    circles: tuple[CircleId, ...]
    checkpoint_size: int
    checkpoint_root: bytes
    invitation_seed: bytes = field(repr=False)
    expires: int

    def encode(self) -> str:
        """The card's text. Raises ``Malformed`` where a part cannot stand on a card."""
        _check(self.url, self.circles, 2)
        writer = Writer().u8(VERSION).u8(ENROLMENT).fixed(self.root_fingerprint, 32).fixed(self.salt, 16)
        writer.opaque(self.url.encode()).vector(self.circles, lambda w, circle: w.fixed(circle, 32))
        writer.u64(self.checkpoint_size).fixed(self.checkpoint_root, 32).fixed(self.invitation_seed, 32)
        return _to_text(writer.u64(self.expires).bytes())

    @staticmethod
    def decode(text: str) -> EnrolmentCard:
        """Raises ``Malformed``. Whether it has expired is the caller's to ask."""
        return decode(_from_text(text), _read_enrolment)


@dataclass(frozen=True)
class FrontDeskCard:
    """Public, without a secret: where anyone may report. ``names[i]`` is the name of the desk ``circles[i]``."""

    root_fingerprint: bytes
    salt: bytes
    url: str
    circles: tuple[CircleId, ...]
    names: tuple[str, ...]

    def encode(self) -> str:
        """The card's text. Raises ``Malformed`` where a part cannot stand on a card."""
        _check(self.url, self.circles, 8)
        _check_names(self.names, len(self.circles))
        writer = Writer().u8(VERSION).u8(FRONT_DESK).fixed(self.root_fingerprint, 32).fixed(self.salt, 16)
        writer.opaque(self.url.encode()).vector(self.circles, lambda w, circle: w.fixed(circle, 32))
        return _to_text(writer.vector(self.names, lambda w, name: w.opaque(name.encode())).bytes())

    @staticmethod
    def decode(text: str) -> FrontDeskCard:
        """Raises ``Malformed``."""
        return decode(_from_text(text), _read_front_desk)


def _to_text(card: bytes) -> str:
    letters = base64.b32encode(card + _sum(card)).decode().rstrip("=")
    return "-".join([PREFIX, *(letters[i : i + 8] for i in range(0, len(letters), 8))])


def _from_text(text: str) -> bytes:
    if len(text) > MAX_TEXT or not text.isascii():
        raise Malformed("not a card", "bad-card")
    letters = "".join(text.split()).replace("-", "").upper()
    if not letters.startswith(PREFIX):
        raise Malformed("not a card", "bad-card")
    letters = letters.removeprefix(PREFIX)
    try:
        data = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except binascii.Error:
        raise Malformed("a card has a letter that is none, or one too few", "bad-card") from None
    if base64.b32encode(data).decode().rstrip("=") != letters:
        raise Malformed("a card that nobody writes like this", "bad-card")
    card, check = data[:-_SUM], data[-_SUM:]
    if not equal(_sum(card), check):
        raise Malformed("the sum of a card is not right: a letter is wrong", "bad-card-sum")
    return card


def _sum(card: bytes) -> bytes:
    return sha256(b"Qorgan 1 card", card)[:_SUM]


def _check(url: str, circles: tuple[bytes, ...], most: int) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0 and "@" not in parts.netloc
    except ValueError:
        good = False
    if not good or parts.query or parts.fragment or not url.isascii() or not url.isprintable() or " " in url or len(url) > 255:
        raise Malformed("a card has no plain http(s) address", "bad-card")
    if not 1 <= len(circles) <= most or len(set(circles)) != len(circles):
        raise Malformed("a card has no circle, too many, or one twice", "bad-card")


def _check_names(names: tuple[str, ...], count: int) -> None:
    for name in names:
        hidden = any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in name)
        if hidden or not name.strip() or len(name) > 64:
            raise Malformed("a card has a name that cannot be", "bad-card")
    if len(names) != count:
        raise Malformed("a card has not one name for each circle", "bad-card")


def _start(reader: Reader, kind: int) -> tuple[bytes, bytes, str, tuple[CircleId, ...]]:
    if reader.u8() != VERSION:
        raise Malformed("a card of an unknown version", "bad-card")
    if reader.u8() != kind:
        raise Malformed("a card of another kind", "other-card")
    fingerprint, salt, url = reader.fixed(32), reader.fixed(16), _text(reader.opaque(255))
    return fingerprint, salt, url, reader.vector(lambda r: CircleId(r.fixed(32)), 256)


def _read_enrolment(reader: Reader) -> EnrolmentCard:
    start = _start(reader, ENROLMENT)
    _check(start[2], start[3], 2)
    return EnrolmentCard(*start, reader.u64(), reader.fixed(32), reader.fixed(32), reader.u64())


def _read_front_desk(reader: Reader) -> FrontDeskCard:
    start = _start(reader, FRONT_DESK)
    _check(start[2], start[3], 8)
    names = reader.vector(lambda r: _text(r.opaque(256)), 2100)
    _check_names(names, len(start[3]))
    return FrontDeskCard(*start, names)


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Malformed("a card has a text that is not UTF-8", "bad-card") from None
