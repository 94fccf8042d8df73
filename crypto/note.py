"""Signed notes (C2SP signed-note), with Ed25519 keys only.

A note is a text that ends in a newline, an empty line, and signature lines "— <name> <base64(key id || signature)>".
Signatures of unknown keys are ignored, as the specification demands; one of a known key that fails refuses the note.
"""

from __future__ import annotations

import base64
import binascii
import unicodedata
from functools import lru_cache
from typing import Final

from crypto.errors import Forged, Malformed
from crypto.primitives import ed25519_public, sha256, sign_raw, verify_raw

ED25519_TYPE: Final = b"\x01"
MAX_NOTE: Final = 131_072
"""Characters: room for sixteen post-quantum signatures of 5 kB, the least that a verifier must accept."""

_DASH = "\u2014"


@lru_cache(maxsize=64)
def check_name(name: str) -> None:
    """Key names are not empty and have neither spaces, plus signs nor control characters. Raises ``Malformed``."""
    bad = not name or "+" in name or any(c.isspace() or unicodedata.category(c) in {"Cc", "Cs"} for c in name)
    if bad:
        raise Malformed("a key name is empty or has a space, a plus sign or a control character", "bad-key-name")


def key_id(name: str, key: bytes) -> bytes:
    """SHA-256(key name || 0x0A || 0x01 || 32-byte Ed25519 public key)[:4]."""
    return sha256(name.encode(), b"\n", ED25519_TYPE, key)[:4]


def verifier_key(name: str, key: bytes) -> str:
    """The vkey of the specification: <key name>+hex(key id)+base64(type || public key)."""
    check_name(name)
    return f"{name}+{key_id(name, key).hex()}+{base64.b64encode(ED25519_TYPE + key).decode()}"


def sign_note(seed: bytes, name: str, text: str) -> str:
    """The text with one signature. Raises ``Malformed`` where text or name cannot stand in a note."""
    check_name(name)
    if not text.endswith("\n"):
        raise Malformed("the text of a note ends in a newline", "bad-note")
    signature = sign_raw(seed, _checked(text))
    line = base64.b64encode(key_id(name, ed25519_public(seed)) + signature).decode()
    return f"{text}\n{_DASH} {name} {line}\n"


def open_note(note: str, name: str, key: bytes) -> str:
    """The text of a note that ``key`` signed under ``name``.

    Raises ``Malformed`` where it is no note, ``Forged`` where the known key did not sign it or a signature of it fails.
    """
    text, signatures = parse_note(note)
    known = [s for n, i, s in signatures if n == name and i == key_id(name, key)]
    if not known:
        raise Forged("no signature by the known key", "unsigned-note")
    for signature in known:
        verify_raw(key, text.encode(), signature)
    return text


def parse_note(note: str) -> tuple[str, tuple[tuple[str, bytes, bytes], ...]]:
    """The text and (name, key id, signature) of each signature line: nothing is verified yet. Raises ``Malformed``."""
    if len(note) > MAX_NOTE:
        raise Malformed("a note is too long", "bad-note")
    _checked(note)
    text, separator, tail = note.rpartition("\n\n")
    if not separator or not tail.endswith("\n"):
        raise Malformed("a note has a text, an empty line and signature lines", "bad-note")
    return text + "\n", tuple(_signature(line) for line in tail[:-1].split("\n"))


def _signature(line: str) -> tuple[str, bytes, bytes]:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != _DASH:
        raise Malformed("a signature line of a note is not of the form", "bad-note")
    check_name(parts[1])
    value = decode_base64(parts[2])
    if len(value) < 5:
        raise Malformed("a signature of a note is too short", "bad-note")
    return parts[1], value[:4], value[4:]


def decode_base64(text: str) -> bytes:
    """RFC 4648 section 4, only as an encoder writes it: no spaces, no stray bits. Raises ``Malformed``."""
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Malformed("not base64", "bad-base64") from None
    if base64.b64encode(value).decode() != text:
        raise Malformed("base64 that no encoder writes", "bad-base64")
    return value


def _checked(text: str) -> bytes:
    """Notes are valid UTF-8 without control characters below U+0020 other than newline."""
    if any(c < " " and c != "\n" for c in text):
        raise Malformed("a note has a control character", "bad-note")
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise Malformed("a note is not UTF-8", "bad-note") from None
