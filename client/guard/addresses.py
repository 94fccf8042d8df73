"""Addresses and dates of birth in a text: a street together with its house, in any case, script and abbreviation.

The street alone says nothing (many live there), nor does the house; the flat is not asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from client.guard.endings import Forms
from client.guard.hits import Hit
from client.guard.numerals import runs
from client.guard.skeleton import clean
from client.guard.terms import Kind, Term
from client.guard.tokens import Token, tokens_of
from crypto.frozen import dataclass

_MARK = re.compile(
    r"(?:көше\w*|көш|к|даңғыл\w*|даң|д-лы|бұлвар\w*|тұйы\w*|тас|жол\w*|ул|улиц\w*|пр|пр-т|просп\w*|бульвар\w*|б-р|бул|переул\w*|пер|"
    r"шоссе|тракт\w*|проезд\w*|мкр|микрорайон\w*|шағын|ықшам|аудан\w*|алаң\w*|площад\w*|пл|street|st|str|avenue|ave|ul|ulitsa|koshesi|"
    r"kóshesi|köşesi|ko'shesi|dangyly|dańǵyly|prospekt|үй\w*|дом\w*|д|house|h|uy|úı|dom|№|no|n)",
    re.IGNORECASE,
)
_STREET_MARK = re.compile(
    r"(?:көше\w*|көш|даңғыл\w*|даң|бұлвар\w*|тұйы\w*|ул|улиц\w*|пр|просп\w*|бульвар\w*|бул|переул\w*|пер|шоссе|тракт\w*|проезд\w*|"
    r"мкр|микрорайон\w*|street|st|avenue|ave|ul|koshesi|prospekt)",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"(?<![\w/])(\d{1,4})\s?(?:(/\d{1,3})|[«\"]?([а-яa-z])[»\"]?(?![\w]))?", re.IGNORECASE)
_NEAR = 26


@dataclass(frozen=True, slots=True, repr=False)
class _Place:
    """``street``: each of its words in any form; ``house``: as it is written, without spaces."""

    street: tuple[Forms, ...]
    house: str
    kind: Kind


class Addresses:
    """The addresses and dates of birth of an identity."""

    def __init__(self, terms: Iterable[Term]) -> None:
        kept = list(terms)
        self._places = [place for term in kept if term.kind is Kind.ADDRESS for place in _places(term)]
        self._dates = {term.parts[0]: term.shown_as for term in kept if term.kind is Kind.BIRTH}

    def find(self, text: str, tokens: Sequence[Token]) -> Iterator[Hit]:
        if self._places:
            words = [(token, frozenset(token.skeletons)) for token in tokens if token.word]
            for place in self._places:
                yield from _standing(text, words, place)
        if self._dates:
            yield from (Hit(start, end, self._dates[date]) for start, end, date in dates(text) if date in self._dates)


def _places(term: Term) -> Iterator[_Place]:
    """The street is the words beside a mark of a street; else those before the first number."""
    text = term.parts[0]
    for piece, following in _pieces(text):
        tokens = tokens_of(piece)
        names = [token for token in tokens if not _MARK.fullmatch(token.word) and len(clean(token.word)) > 1]
        house = _first_house(piece[names[-1].end :] if names else "") or _first_house(following)
        marked = any(_STREET_MARK.fullmatch(token.word) for token in tokens)
        if names and house and (marked or not any(_STREET_MARK.fullmatch(each.word) for each in tokens_of(text))):
            street = tuple(Forms(clean(token.word).lower(), ("surname", "given")) for token in names)
            yield _Place(street, house, term.shown_as)


def _pieces(text: str) -> list[tuple[str, str]]:
    pieces = [piece.strip() for piece in re.split(r"[,;]", text)]
    return [(piece, pieces[at + 1] if at + 1 < len(pieces) else "") for at, piece in enumerate(pieces)]


def _first_house(text: str) -> str:
    found = _HOUSE.search(text)
    return _written(found) if found else ""


def _written(match: re.Match[str]) -> str:
    letter = (match[3] or "").lower().translate(str.maketrans("abckxeo", "авскхео"))
    return f"{match[1].lstrip('0')}{match[2] or ''}{letter}"


def _standing(text: str, words: Sequence[tuple[Token, frozenset[str]]], place: _Place) -> Iterator[Hit]:
    size = len(place.street)
    for at in range(len(words) - size + 1):
        if all(place.street[offset].has(words[at + offset][1]) for offset in range(size)):
            start, end = words[at][0].start, words[at + size - 1][0].end
            if span := _with_house(text, start, end, place.house):
                yield Hit(*span, place.kind)


def _with_house(text: str, start: int, end: int, house: str) -> tuple[int, int] | None:
    """The street at ``start`` to ``end`` with this house: the first number after it, or the one right before it."""
    after = text[end : end + _NEAR + 14]
    found = _HOUSE.search(after)
    if found and found.start() <= _NEAR and _only_marks(after[: found.start()]):
        return (start, end + found.end()) if _is(found, house, after) else None
    for run in runs(after):  # in words
        if run.digits.lstrip("0").startswith(house) and len(house) in run.edges and _only_marks(after[: run.at[0][0]]):
            return start, end + run.at[len(house) - 1][1]
        break
    before = text[max(0, start - _NEAR) : start]
    for match in reversed(list(_HOUSE.finditer(before))):
        if _only_marks(before[match.end() :]) and _is(match, house, before):
            return start - len(before) + match.start(), end
        break
    return None


def _is(match: re.Match[str], house: str, around: str) -> bool:
    written = _written(match)
    if written == house:
        return True
    flat = around[match.end() : match.end() + 1] in "-/"  # 26/13 and 26-13: house and flat
    return (flat or bool(match[2]) or bool(match[3])) and match[1].lstrip("0") == house


def _only_marks(text: str) -> bool:
    return all(_MARK.fullmatch(token.word) or len(token.word) <= 2 for token in tokens_of(text))


# --- dates

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "қаңтар январ january", "ақпан феврал february", "наурыз март march", "сәуір апрел april", "мамыр ма мая may",
            "маусым июн june",
            "шілде июл july", "тамыз август august",
            "қыркүйек сентябр september", "қазан октябр october", "қараша ноябр november",
            "желтоқсан декабр december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s?[./\-\s]\s?(\d{1,2})\s?[./\-\s]\s?(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})(?:-го|-е)?\s+([^\W\d_]{2,12})\s+(\d{4})", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s*(?:жылғы|жылы|ж\.|г\.|года)?\s*(\d{1,2})[- ]?\s*([^\W\d_]{3,14})", re.IGNORECASE)


def dates(text: str) -> Iterator[tuple[int, int, str]]:
    """Every full date of the text: start, end, YYYY-MM-DD."""
    for match in _NUMERIC.finditer(text):
        year = match[3] if len(match[3]) == 4 else ("19" if match[3] > "30" else "20") + match[3]
        yield *match.span(), f"{year}-{int(match[2]):02}-{int(match[1]):02}"
    for match in _ISO.finditer(text):
        yield *match.span(), f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    for match in _DAY_FIRST.finditer(text):
        if month := _month(match[2]):
            yield *match.span(), f"{match[3]}-{month:02}-{int(match[1]):02}"
    for match in _YEAR_FIRST.finditer(text):
        if month := _month(match[3]):
            yield *match.span(), f"{match[1]}-{month:02}-{int(match[2]):02}"


def _month(word: str) -> int | None:
    small = word.lower()
    return next((number for name, number in _MONTHS.items() if small.startswith(name) and len(small) - len(name) < 6), None)
