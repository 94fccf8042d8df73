"""What the guard looks for, as values: the words and numbers of one identity, or words that somebody added by hand.

Terms are as secret as the identity. They live in memory and in the encrypted store of a device whose holder has lawfully seen it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from client.formats.identity import Address, Identity, Name, NewData, Number
from crypto.frozen import dataclass


class Kind(StrEnum):
    """What a place in a text gives away."""

    NAME = "NAME"
    RELATIVE = "RELATIVE"
    BIRTH = "BIRTH"
    ADDRESS = "ADDRESS"
    IIN = "IIN"
    PHONE = "PHONE"
    ID_CARD = "ID_CARD"
    PASSPORT = "PASSPORT"
    DRIVING = "DRIVING"
    PLATE = "PLATE"
    CARD = "CARD"
    ACCOUNT = "ACCOUNT"
    EMAIL = "EMAIL"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True, repr=False)
class Term:
    """``parts``: of a name surname, given name, patronymic (any may be empty); of all else the value alone.

    ``relative``: counts the relatives from 1; 0 is the person. A relative is found by given name and surname together only, since
    either alone is many people's.
    """

    kind: Kind
    parts: tuple[str, ...]
    relative: int = 0

    @property
    def shown_as(self) -> Kind:
        """The kind of the hit."""
        return Kind.RELATIVE if self.relative else self.kind


def terms_of(identity: Identity) -> tuple[Term, ...]:
    """Every term of an identity. Notes are prose: of them the numbers, and, without a form, the name that they begin with."""
    names = identity.names or tuple(_name_in(identity.notes))
    found = [*_of(names, identity.numbers, identity.addresses, 0)]
    found += _of(identity.other_names, (), (), 0)
    found += _birth(identity.birth.date)
    for place, relative in enumerate(identity.relatives, 1):
        found += _of(relative.names, relative.numbers, relative.addresses, place)
    for new in identity.new:
        found += _new(new)
    found += _in_notes(identity.notes)
    return tuple(dict.fromkeys(found))


def _new(new: NewData) -> Iterator[Term]:
    yield from _of(new.names, new.numbers, new.addresses, 0)
    yield from _birth(new.birth.date)
    yield from _in_notes(new.notes)


def _of(names: Iterable[Name], numbers: Iterable[Number], addresses: Iterable[Address], relative: int) -> Iterator[Term]:
    for name in names:
        yield Term(Kind.NAME, (name.surname.strip(), name.given.strip(), name.patronymic.strip()), relative)
    for number in numbers:
        yield Term(Kind(number.kind), (number.value.strip(),), relative)
    for address in addresses:
        yield Term(Kind.ADDRESS, (address.text.strip(),), relative)


def _birth(date: str) -> Iterator[Term]:
    if len(date) == len("1980-01-01"):
        yield Term(Kind.BIRTH, (date,))


def _in_notes(notes: str) -> Iterator[Term]:
    """Numbers, each of the kind that it has the form of; full dates; the lines that name a street."""
    for number in _numbers_in(notes):
        digits = "".join(letter for letter in number if letter.isdigit())
        if date := _ISO.fullmatch(number.strip()):
            yield Term(Kind.BIRTH, (date[0],))
        else:
            yield Term(_KIND_BY_LENGTH.get(len(digits), Kind.OTHER), (number,))
    yield from (Term(Kind.ADDRESS, (line.strip(),)) for line in notes.splitlines() if _STREET.search(line) and len(line) < 1_000)


_KIND_BY_LENGTH = {11: Kind.PHONE, 12: Kind.IIN, 16: Kind.CARD}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_STREET = re.compile(r"көше|даңғыл|ул\.|улиц|просп|street", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"(?<!\d)\+?\d(?:[ ()-]{0,2}\d){6,19}(?!\d)")


def _numbers_in(notes: str) -> list[str]:
    return _LONG_NUMBER.findall(notes)


_CAPITAL = re.compile(r"[^\W\d_][^\W\d_'’-]+")
_FATHERS = re.compile(r"(?:ұлы|улы|қызы|кызы|ович|евич|овна|евна|ич|инична)$")
_FAMILYS = re.compile(r"(?:[оеё]ва?|[иы]на?|[сц]кий|[сц]кая|енко)$")


def _name_in(notes: str) -> Iterator[Name]:
    """The two or three words with capital letters that the first line begins with, each as what it looks like."""
    first = notes.strip().partition("\n")[0]
    words = []
    for word in first.replace(",", " ").split()[:3]:
        if not _CAPITAL.fullmatch(word) or not word[0].isupper():
            break
        words.append(word)
    if len(words) < 2:
        return
    fathers = [word for word in words if _FATHERS.search(word.lower())]
    left = [word for word in words if word not in fathers]
    families = [word for word in left if _FAMILYS.search(word.lower())] or left[:1]
    given = [word for word in left if word not in families] or families[1:]
    yield Name(families[0] if families else "", given[0] if given else "", fathers[0] if fathers else "")


def encode(terms: Iterable[Term]) -> bytes:
    """As the encrypted store keeps them."""
    value = [[term.kind.value, term.relative, *term.parts] for term in terms]
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def decode(data: bytes) -> tuple[Term, ...]:
    """What ``encode`` made; it comes from the own store alone."""
    return tuple(Term(Kind(kind), tuple(parts), relative) for kind, relative, *parts in json.loads(data))
