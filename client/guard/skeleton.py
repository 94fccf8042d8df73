"""Letters of any script to one coarse Latin form, a *skeleton*, in which spellings of one name are equal.

Kazakh and Russian Cyrillic, the Kazakh Latin alphabets of 2017 (with apostrophes), 2018 (with acutes) and 2021 (with umlauts), the
letters of Russian passports (ICAO 9303), GOST 7.79 and what people type in mail all give ``ahmetov`` for Ахметов. Where a Latin
letter has two readings (``j`` is ж in Kazakh and й in GOST) a word has two skeletons. Some different names become equal (Алия in
the genitive is Али): whoever asks decides by what stands beside it.

Symbols: a-z as they sound, and Z (ж), S (ш, щ), C (ч). ``i`` stands for и, й, ы, і.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import lru_cache

_CYRILLIC = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "Z", "з": "z", "и": "i",
    "й": "i", "і": "i", "ї": "i", "ы": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ў": "u", "ф": "f", "х": "h", "һ": "h", "ц": "c",
    "ч": "C", "ш": "S", "щ": "S", "ъ": "", "ь": "", "э": "e", "є": "e", "ю": "iu", "я": "ia",
}  # fmt: skip

# Longest first. Each piece may be read in several ways.
_LATIN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("shch", ("S",)), ("sch", ("S", "sC")), ("shh", ("S",)), ("tch", ("C",)),
    ("zh", ("Z",)), ("kh", ("h",)), ("ch", ("C",)), ("sh", ("S",)), ("gh", ("g",)), ("ph", ("f",)), ("dj", ("dZ", "Z")),
    ("cz", ("c",)), ("ck", ("k",)),
    ("s'", ("S", "s")), ("c'", ("C", "c")), ("y'", ("u", "i")),
    ("ş", ("S",)), ("š", ("S",)), ("ç", ("C",)), ("č", ("C",)), ("ž", ("Z",)), ("ý", ("u",)), ("ú", ("u",)), ("ü", ("u",)),
    ("ū", ("u",)), ("û", ("u",)), ("ŭ", ("u",)), ("ä", ("a",)), ("á", ("a",)), ("ă", ("a",)), ("ə", ("a",)),
    ("ö", ("o",)), ("ó", ("o",)), ("ő", ("o",)),
    ("ğ", ("g",)), ("ǵ", ("g",)), ("ģ", ("g",)), ("ñ", ("n",)), ("ń", ("n",)), ("ŋ", ("n",)), ("ı", ("i",)),
    ("í", ("i",)), ("ë", ("e",)), ("é", ("e",)), ("è", ("e",)),
    ("j", ("Z", "i")), ("x", ("ks", "h")), ("w", ("u", "v", "S")), ("q", ("k",)), ("y", ("i",)), ("c", ("c", "k")), ("h", ("h",)),
    ("'", ("",)),
)  # fmt: skip
_PIECES = dict(_LATIN)
_PIECE = re.compile("|".join(re.escape(piece) for piece, _ in _LATIN) + "|.", re.DOTALL)
_READINGS = 12

APOSTROPHES = "'’‘ʼʹ′`´"
_DOUBLES = re.compile(r"(.)\1+")

# What looks like a Cyrillic letter, as it is written (capital and small letters look like different ones).
TO_CYRILLIC = str.maketrans(
    "ABCEHKMOPTXYIaceopxyikhuΑΒΕΗΙΚΜΝΟΡΤΥΧαοερυνικ0346",
    "АВСЕНКМОРТХУІасеорхуікһиАВЕНІКМНОРТУХаоерунікОЗЧб",
)
TO_LATIN = str.maketrans(
    "АВСЕНКМОРТХУІЅЈԚԜасеорхуіѕјһΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοερνικ0135",
    "ABCEHKMOPTXYISJQWaceopxyisjhABEZHIKMNOPTYXaoepvikolзs",
)
_LOOKS = frozenset("ABCEHKMOPTXYIaceopxyi")


def collapse(raw: str) -> str:
    """The last step: what is spelt now so, now so, is made equal."""
    word = _DOUBLES.sub(r"\1", raw)
    for before, after in (("sC", "S"), ("SC", "S"), ("ts", "c"), ("tc", "c"), ("ng", "n"), ("ie", "e"), ("io", "e"), ("iu", "u")):
        if before in word:
            word = word.replace(before, after)
    return _DOUBLES.sub(r"\1", word)


def raw_cyrillic(word: str) -> str:
    """Letter by letter, before ``collapse``. ``word`` is in small letters."""
    return "".join(_CYRILLIC.get(letter, letter) for letter in word)


def of_term(word: str) -> str:
    """One skeleton of a word of an identity, which is Cyrillic or (a foreigner's) Latin."""
    return next(iter(skeletons(word)), "")


@lru_cache(maxsize=16_384)
def skeletons(word: str) -> tuple[str, ...]:
    """Each skeleton that ``word`` can have, the likeliest first. ``word``: as it stands in the text, marks and all."""
    plain = clean(word)
    cyrillic = sum("Ѐ" <= letter <= "ԯ" for letter in plain)
    latin = sum(letter.isalpha() and not "Ѐ" <= letter <= "ԯ" for letter in plain)
    digits = any(letter.isdigit() for letter in plain)
    found: list[str] = []
    if cyrillic and not latin and not digits:
        return (collapse(raw_cyrillic(_without_apostrophes(plain).lower())),)
    if cyrillic or digits or _LOOKS.issuperset(plain):
        found.append(collapse(raw_cyrillic(_without_apostrophes(plain).translate(TO_CYRILLIC).lower())))
    if latin and (not cyrillic or latin > cyrillic):
        found.extend(_latin(plain.translate(TO_LATIN).lower() if cyrillic or digits else plain.lower()))
    elif latin:
        found.extend(_latin(plain.translate(TO_LATIN).lower()))
    return tuple(dict.fromkeys(each for each in found if each))


def clean(word: str) -> str:
    """Compatibility forms (full width, styled letters) as plain ones; without marks that nobody sees; one kind of apostrophe."""
    if word.isascii():
        return word.replace("`", "'")
    shown = "".join(letter for letter in word if unicodedata.category(letter) != "Cf")
    composed = unicodedata.normalize("NFKC", shown)
    for mark in APOSTROPHES[1:]:
        composed = composed.replace(mark, "'")
    return "".join(letter for letter in composed if unicodedata.category(letter) != "Mn")


def _without_apostrophes(word: str) -> str:
    return word.replace("'", "")


def _latin(word: str) -> list[str]:
    pieces = [_PIECES.get(piece, (piece,)) for piece in _PIECE.findall(unicodedata.normalize("NFC", word).replace("i̇", "i"))]
    mixed = ["".join(pick) for pick in itertools.islice(itertools.product(*pieces), _READINGS)]
    return [collapse(raw_cyrillic(each)) for each in mixed]
