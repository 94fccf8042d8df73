"""The verification code that a document carries: docs/spec/document.md.

It says which entry of the chain the document was made from, and with which words. It is no signature: who holds the chain checks
it by making the document anew.
"""

from __future__ import annotations

from crypto.codec import Writer
from crypto.errors import Malformed
from crypto.primitives import sha256
from crypto.types import EntryHash

CODE_SIZE = 15
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUP, _LETTERS = 4, 24
_READ_AS = str.maketrans("OIL", "011")


def document_code(form: str, language: str, entry: EntryHash, text: str) -> bytes:
    """15 bytes of SHA-256("Qorgan 1 document" || form<V> || language<V> || entry hash || SHA-256(text))."""
    body = Writer().opaque(form.encode()).opaque(language.encode()).fixed(entry, 32).fixed(sha256(text.encode()), 32).bytes()
    return sha256(b"Qorgan 1 document" + body)[:CODE_SIZE]


def printed(code: bytes) -> str:
    """Crockford's base 32, six groups of four letters: ``3F7K-...``."""
    number = int.from_bytes(code, "big")
    letters = "".join(_ALPHABET[number >> shift & 31] for shift in range(5 * (_LETTERS - 1), -1, -5))
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LETTERS, _GROUP))


def read_code(text: str) -> bytes:
    """A code as somebody typed it: spaces and hyphens do not count, O is 0, I and L are 1. Raises ``Malformed``."""
    letters = "".join(each for each in text.upper() if each not in " -").translate(_READ_AS)
    if len(letters) != _LETTERS or not set(letters) <= set(_ALPHABET):
        raise Malformed("a verification code has 24 letters and digits", "bad-code")
    number = 0
    for letter in letters:
        number = number << 5 | _ALPHABET.index(letter)
    return number.to_bytes(CODE_SIZE, "big")
