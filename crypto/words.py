"""Passphrases of generated words, and the short code that two people compare.

The words are the EFF's long list (Bonneau 2016, CC BY 3.0 US), which the package ``xkcdpass`` (BSD-3-Clause) carries; its
bytes are pinned by a hash here. Of its 7,776 words the four with a hyphen are left out, so that a hyphen can stand for a
space: six of 7,772 words are 77.5 bits. A passphrase is never chosen by a person. See docs/spec/words.md.
"""

from __future__ import annotations

import difflib
import math
import unicodedata
from functools import cache
from importlib import resources
from typing import Final

from crypto.entropy import Entropy
from crypto.errors import Usage
from crypto.primitives import sha256

MIN_WORDS: Final = 6
MAX_WORDS: Final = 24
LIST_HASH: Final = "abae49761b88f3f1ba31ef944bea1f61b795a3cd7e1cfb7d276ed45bf77967ba"
"""SHA-256 of the 7,776 words joined by newlines."""

# Letters that look Latin, as a Kazakh or Russian keyboard writes them (after lower-casing). No word of the list has letters
# beyond a-z, so reading them as Latin can make no two words the same.
_LOOKALIKES: Final = str.maketrans("авсеһіјкмнорѕтухѵԁԛԝ", "abcehijkmhopstyxvdqw")
_HYPHENS: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212-_"
_AS_SPACE: Final = dict.fromkeys(map(ord, _HYPHENS), " ")


@cache
def word_list() -> tuple[str, ...]:
    """The 7,772 words, in the order of the list. Raises ``RuntimeError`` where the installed list is not the pinned one."""
    text = resources.files("xkcdpass").joinpath("static", "eff-long").read_text("ascii")
    words = text.split()
    if sha256("\n".join(words).encode()).hex() != LIST_HASH:
        raise RuntimeError("the installed list of words is not the one that this version was made with")
    return tuple(word for word in words if "-" not in word)


@cache
def _known() -> frozenset[str]:
    return frozenset(word_list())


def entropy_bits(count: int) -> float:
    """The bits of a passphrase of ``count`` words."""
    return count * math.log2(len(word_list()))


def new_passphrase(entropy: Entropy, count: int = MIN_WORDS) -> str:
    """``count`` words, each drawn evenly. Raises ``Usage`` below six words (77 bits)."""
    if not MIN_WORDS <= count <= MAX_WORDS:
        raise Usage(
            "a passphrase has {least} words at least and {most} at most", "weak-passphrase", least=MIN_WORDS, most=MAX_WORDS
        )
    return " ".join(word_list()[_below(len(word_list()), entropy)] for _ in range(count))


def normalise(text: str) -> str:
    """One spelling for all: NFKD without marks, lower case, look-alike letters as Latin, hyphens and line ends as one space.

    It is applied before every derivation, so it may never change for a given text.
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(c for c in folded if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return " ".join(letters.translate(_AS_SPACE).translate(_LOOKALIKES).split())


def check(text: str) -> str:
    """The normalised passphrase. Raises ``Usage``: too few words, or the place of the word that is not on the list.

    The message never repeats what was typed, nor words near it: errors may be logged.
    """
    words = normalise(text).split(" ")
    for place, word in enumerate(words, 1):
        if word not in _known():
            raise Usage("word {place} is not on the list of words", "unknown-word", place=place)
    if not MIN_WORDS <= len(words) <= MAX_WORDS:
        raise Usage(
            "a passphrase has {least} words at least; these are {count}", "weak-passphrase", least=MIN_WORDS, count=len(words)
        )
    return " ".join(words)


def near(word: str) -> tuple[str, ...]:
    """Up to three words of the list that a mistyped word may have meant: for the screen only, since they tell the word."""
    return tuple(difflib.get_close_matches(normalise(word)[:16], word_list(), 3))


def short_code(*values: bytes) -> str:
    """Twelve digits in two groups, for two people to compare: SHA-256 over the sized values, modulo 10**12 (40 bits).

    It commits to nothing by itself: values that an attacker may choose freely must be fixed before the code is read out.
    """
    sized = b"".join(len(value).to_bytes(4, "big") + value for value in values)
    digits = f"{int.from_bytes(sha256(b'Qorgan 1 short code', sized), 'big') % 10**12:012d}"
    return f"{digits[:6]} {digits[6:]}"


def _below(limit: int, entropy: Entropy) -> int:
    """A number below ``limit`` (at most 65,536), drawn evenly by rejection."""
    while True:
        drawn = int.from_bytes(entropy(2), "big")
        if drawn < 65536 - 65536 % limit:
            return drawn % limit
