"""Numbers in a text: those of an identity in any writing; without one, whatever has the form of such a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from client.guard.hits import Hit
from client.guard.numerals import Run
from client.guard.terms import Kind, Term

_LETTERS = str.maketrans("АВСЕНКМОРТХУІасеорхуіАБ", "ABCEHKMOPTXYIACEOPXYIAB")
_GAP = r"[\s\-‐-―.,()/·_]{0,3}"
_AT = r"\s{0,2}(?:@|\(at\)|\[at\]|\bat\b|собака|\(собака\))\s{0,2}"
_DOT = r"\s{0,2}(?:\.|\(dot\)|\[dot\]|\bdot\b|точка|нүкте)\s{0,2}"


class Numbers:
    """The numbers of an identity: digits alone, digits with letters, addresses of mail."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._digits: list[tuple[str, Term]] = []
        self._patterns: list[tuple[re.Pattern[str], Term]] = []
        for term in terms:
            if term.kind not in (Kind.NAME, Kind.ADDRESS, Kind.BIRTH):
                self._add(term)

    def _add(self, term: Term) -> None:
        value = term.parts[0]
        digits = "".join(letter for letter in value if letter.isdecimal())
        letters = any(letter.isalpha() for letter in value)
        if "@" in value:
            local, _, domain = value.partition("@")
            domain = _DOT.join(re.escape(each) for each in domain.split("."))
            self._patterns.append((re.compile(rf"(?<![\w.]){re.escape(local)}{_AT}{domain}(?!\w)", re.IGNORECASE), term))
        elif term.kind is Kind.PHONE and len(digits) >= 10:
            self._digits.append((digits[-10:], term))
        elif not letters or (term.kind is not Kind.PLATE and len(digits) >= 7):
            if len(digits) >= 4:
                self._digits.append((digits, term))
        elif len(value) >= 4:
            signs = [re.escape(sign) for sign in _folded(value) if sign.isalnum()]
            self._patterns.append((re.compile(rf"(?<![^\W_]){_GAP.join(signs)}(?![^\W_])"), term))

    def find(self, text: str, found: Sequence[Run]) -> Iterator[Hit]:
        for run in found:
            for digits, term in self._digits:
                phone = term.kind is Kind.PHONE
                if span := _within(run, digits, phone=phone):
                    yield Hit(*run.span(*span), term.shown_as)
                elif phone and run.digits == digits[-7:]:  # without the code of the network
                    yield Hit(*run.span(0, 7), term.shown_as)
        if self._patterns:
            folded = _folded(text)
            for pattern, term in self._patterns:
                subject = text if "@" in term.parts[0] else folded
                yield from (Hit(*match.span(), term.shown_as) for match in pattern.finditer(subject))


def _folded(text: str) -> str:
    """The same number of letters, capital, Latin where they look alike."""
    upper = "".join(each if len(each) == 1 else letter for letter in text for each in (letter.upper(),))
    return upper.translate(_LETTERS)


def _within(run: Run, digits: str, *, phone: bool) -> tuple[int, int] | None:
    """Where ``digits`` stand in the run as whole groups; before a telephone number a 7 or 8 may stand in its group."""
    at = run.digits.find(digits)
    while at >= 0:
        end = at + len(digits)
        begins = at in run.edges or (phone and run.digits[at - 1] in "78")
        if begins and end in run.edges:
            return at, end
        at = run.digits.find(digits, at + 1)
    return None


# --- without terms: the form of a number

_OPERATORS = frozenset(("700", "701", "702", "705", "706", "707", "708", "747", "771", "775", "776", "777", "778"))
_TOWNS = re.compile(r"7[12]\d")
_PLATE = re.compile(
    r"(?<![^\W_])\d{3}[ -]?[A-Z]{2,3}[ -]?(?:0[1-9]|1\d|20)(?![^\W_])|(?<![^\W_])[A-Z][ -]?\d{3}[ -]?[A-Z]{2,3}(?![^\W_])"
)
_PASSPORT = re.compile(r"(?<![^\W_])[NН] ?№? ?\d{8}(?!\d)")
_EMAIL = re.compile(r"(?<![\w.])[\w.+-]{2,40}@[\w-]{2,40}(?:\.[\w-]{2,20})+")


def general(text: str, found: Sequence[Run]) -> Iterator[Hit]:
    """What has the form of an individual number, telephone, card, document, plate or address of mail, whoever's it is."""
    for run in found:
        yield from _of_a_run(run)
    folded = _folded(text)
    yield from (Hit(*match.span(), Kind.PLATE, known=False) for match in _PLATE.finditer(folded))
    yield from (Hit(*match.span(), Kind.PASSPORT, known=False) for match in _PASSPORT.finditer(folded))
    yield from (Hit(*match.span(), Kind.EMAIL, known=False) for match in _EMAIL.finditer(text))


def _of_a_run(run: Run) -> Iterator[Hit]:
    edges = sorted(run.edges)
    for place, start in enumerate(edges):
        for end in edges[place + 1 : place + 17]:
            if end - start > 16:
                break
            kind = _form(run.digits[start:end], alone=start == 0 and end == len(run.digits))
            if kind is not None:
                yield Hit(*run.span(start, end), kind, known=False)


def _form(digits: str, *, alone: bool) -> Kind | None:
    if len(digits) == 12 and is_iin(digits):
        return Kind.IIN
    if len(digits) == 16 and digits[0] in "23456" and _luhn(digits):
        return Kind.CARD
    national = digits[1:] if len(digits) == 11 and digits[0] in "78" else digits if len(digits) == 10 and alone else ""
    if national and (national[:3] in _OPERATORS or (len(digits) == 11 and _TOWNS.match(national))):
        return Kind.PHONE
    if len(digits) == 9 and alone and digits.startswith("0"):
        return Kind.ID_CARD
    return None


def is_iin(digits: str) -> bool:
    """Individual identification number: a date of birth, a century and sex, and a check digit (two rounds of weights)."""
    if not ("01" <= digits[2:4] <= "12" and "01" <= digits[4:6] <= "31" and digits[6] in "0123456"):
        return False
    values = [int(each) for each in digits]
    control = sum(value * weight for value, weight in zip(values[:11], range(1, 12), strict=True)) % 11
    if control == 10:
        weights = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
        control = sum(value * weight for value, weight in zip(values[:11], weights, strict=True)) % 11
    return control == values[11]


def _luhn(digits: str) -> bool:
    doubled = (int(each) * 2 if place % 2 == 0 else int(each) for place, each in enumerate(digits))
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0
