"""Digits in a text however they are written: with separators, in other scripts' digits, in Kazakh or Russian words, or mixed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import decimal

from crypto.frozen import dataclass

_UNITS = {
    "ноль": 0, "нуль": 0, "один": 1, "одна": 1, "раз": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6,
    "семь": 7, "восемь": 8, "девять": 9, "нөл": 0, "нол": 0, "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7,
    "сегіз": 8, "тоғыз": 9, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9,
}  # fmt: skip
_TEENS = {
    "десять": 10, "одиннадцать": 11, "двенадцать": 12, "тринадцать": 13, "четырнадцать": 14, "пятнадцать": 15, "шестнадцать": 16,
    "семнадцать": 17, "восемнадцать": 18, "девятнадцать": 19,
}  # fmt: skip
_TENS = {
    "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60, "семьдесят": 70, "восемьдесят": 80,
    "девяносто": 90,
    "он": 10, "жиырма": 20, "отыз": 30, "қырық": 40, "елу": 50, "алпыс": 60, "жетпіс": 70, "сексен": 80, "тоқсан": 90,
}  # fmt: skip
_HUNDREDS = {
    "сто": 100, "двести": 200, "триста": 300, "четыреста": 400, "пятьсот": 500, "шестьсот": 600, "семьсот": 700, "восемьсот": 800,
    "девятьсот": 900,
}  # fmt: skip
_HUNDRED = "жүз"
_TIMES = {"два": 2, "две": 2, "три": 3, "четыре": 4, "екі": 2, "үш": 3, "төрт": 4}
_MANY = {
    "нуля": 0, "ноля": 0, "единицы": 1, "двойки": 2, "тройки": 3, "четвёрки": 4, "четверки": 4, "пятёрки": 5, "пятерки": 5,
    "шестёрки": 6, "шестерки": 6, "семёрки": 7, "семерки": 7, "восьмёрки": 8, "восьмерки": 8, "девятки": 9,
}  # fmt: skip
_WORDS = {**_UNITS, **_TEENS, **_TENS, **_HUNDREDS, **_MANY, _HUNDRED: 100}

_ATOM = re.compile(r"\d+|[^\W\d_]+")
_LOOKS_LIKE_ZERO = re.compile(r"(?<=\d)[OoОо](?=[\dOoОо\s-]|$)|(?<![^\W\d])[OoОо](?=\d)")
_GAP = re.compile(r"[\s\-‐-―.,()/+·_*'\u00ad\u200b-\u200f\u2060]{0,5}")


@dataclass(frozen=True, slots=True, repr=False)
class Run:
    """Digits that stand together. ``at[i]``: start and end in the text of what gave digit i; ``edges``: where a group
    begins, and the length of all."""

    digits: str
    at: tuple[tuple[int, int], ...]
    edges: frozenset[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the digits ``start`` to ``end`` stand in the text."""
        return self.at[start][0], self.at[end - 1][1]


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    digits: str
    spoken: bool


def runs(text: str) -> list[Run]:
    """Every run of digits, longest first where words can be read in two ways."""
    plain = _LOOKS_LIKE_ZERO.sub("0", text)
    found: list[Run] = []
    group: list[_Atom] = []
    for atom in _atoms(plain):
        if group and not _GAP.fullmatch(plain, group[-1].end, atom.start):
            found.append(_run(group))
            group = []
        group.append(atom)
    if group:
        found.append(_run(group))
    return found


def _run(group: Sequence[_Atom]) -> Run:
    places: list[tuple[int, int]] = []
    edges = {0}
    for atom in group:
        if len(atom.digits) == atom.end - atom.start and not atom.spoken:
            places += ((atom.start + offset, atom.start + offset + 1) for offset in range(len(atom.digits)))
        else:
            places += [(atom.start, atom.end)] * len(atom.digits)
        edges.add(len(places))
    return Run("".join(atom.digits for atom in group), tuple(places), frozenset(edges))


def _atoms(text: str) -> Iterator[_Atom]:
    spoken: list[re.Match[str]] = []
    for match in _ATOM.finditer(text):
        word = match[0]
        number = word[0].isdigit()
        if spoken and (number or word.lower() not in _WORDS or not _GAP.fullmatch(text, spoken[-1].end(), match.start())):
            yield from _spoken(spoken)
            spoken = []
        if number:
            yield _Atom(match.start(), match.end(), "".join(str(decimal(each, 0)) for each in word), spoken=False)
        elif word.lower() in _WORDS:
            spoken.append(match)
    yield from _spoken(spoken)


def _spoken(matches: Sequence[re.Match[str]]) -> Iterator[_Atom]:
    """Numbers as they are said: a hundred, a ten and a unit that follow one another are one number."""
    place = 0
    while place < len(matches):
        size, digits = _said([match[0].lower() for match in matches[place : place + 4]])
        yield _Atom(matches[place].start(), matches[place + size - 1].end(), digits, spoken=True)
        place += size


def _said(words: Sequence[str]) -> tuple[int, str]:
    """How many words the first number takes, and its digits."""
    first, following = words[0], [*words[1:], ""]
    if first in _TIMES and following[0] in _MANY:
        return 2, str(_MANY[following[0]]) * _TIMES[first]
    used, value = 1, 0
    if first in _UNITS and following[0] == _HUNDRED and _UNITS[first]:
        used, value = 2, _UNITS[first] * 100
    elif first == _HUNDRED or first in _HUNDREDS:
        value = _WORDS[first]
    else:
        return _below_hundred(words)
    if used < len(words) and words[used] in {**_TENS, **_TEENS, **_UNITS} and words[used] not in ("ноль", "нуль", "нөл", "нол"):
        if [*words, ""][used + 1] == _HUNDRED:  # the unit belongs to the next hundred
            return used, str(value)
        more, rest = _below_hundred(words[used:])
        return used + more, str(value + int(rest))
    return used, str(value)


def _below_hundred(words: Sequence[str]) -> tuple[int, str]:
    first, second, third = [*words, "", ""][:3]
    if first in _TENS:
        if second in _UNITS and _UNITS[second] and third != _HUNDRED:
            return 2, str(_TENS[first] + _UNITS[second])
        return 1, str(_TENS[first])
    return 1, str(_WORDS[first])
