"""Names in a text: of the person in any form, of a relative by given name and surname together.

A surname gives the person away by itself. A given name does where it is written as a name and nobody else's surname, father's name
or initials stand beside it; where it is also a word (Бақыт, Вера) it must not open a sentence either. Neither does in the name of a
place (Абай көшесі, улица Абая): there the address says whether it is the person's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from client.guard.beside import addressed, is_initial, names_a_house, names_a_place, others_name
from client.guard.endings import Forms, father_of
from client.guard.hits import Hit
from client.guard.lexicon import is_a_word
from client.guard.skeleton import clean, of_term
from client.guard.terms import Kind, Term
from client.guard.tokens import Token, joined
from crypto.frozen import dataclass

_SON = re.compile(r"(?:ұлы|улы|ич)$")
# my, our: as a mother says it.
_MINE = re.compile(r"i?m(?:iz)?(?:nin|di|a|e|ga|ge|da|de|nan|nen|en)?$")
PARTS = ("surname", "given", "patronymic")


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """One word of one name. ``common``: a word of the language too. ``short``: needs something beside it."""

    term: int
    part: str
    relative: int
    common: bool
    short: bool
    initials: frozenset[str]


class Names:
    """The forms of all names, and where they stand."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._words: defaultdict[str, list[tuple[Forms, Part]]] = defaultdict(list)
        for number, term in enumerate(term for term in terms if term.kind is Kind.NAME):
            initials = frozenset(of_term(each.lower())[:1] for each in term.parts if each)
            man = bool(_SON.search(term.parts[2].lower()))
            for part, text in zip(PARTS, term.parts, strict=True):
                for word in (spelt for each in _words(text) for spelt in _spellings(each)):
                    forms = Forms(word, (part,), man=man)
                    name = Part(number, part, term.relative, is_a_word(word), len(word) <= 2, initials)
                    self._words[forms.beginning].append((forms, name))
            self._glued(number, term, initials)

    def _glued(self, number: int, term: Term, initials: frozenset[str]) -> None:
        """Surname and given name in one, as in addresses of pages: КожахметовСерик, serikkozhakhmetov."""
        surname, given = ("".join(_words(each)[:1]) for each in term.parts[:2])
        if surname and given and not term.relative:
            for word, part in ((surname + given, "given"), (given + surname, "surname")):
                forms = Forms(word, (part,))
                self._words[forms.beginning].append((forms, Part(number, "surname", 0, False, False, initials)))

    def find(self, text: str, tokens: Sequence[Token]) -> Iterator[Hit]:
        if not self._words:
            return
        places = {place: parts for place, token in enumerate(tokens) if (parts := self._parts(token))}
        for place, parts in places.items():
            for part in parts:
                if span := _gives_away(text, tokens, places, place, part):
                    yield Hit(*span, Kind.RELATIVE if part.relative else Kind.NAME)
        for token in joined(text, tokens):
            yield from self._in_pieces(token)

    def _parts(self, token: Token) -> tuple[Part, ...]:
        found: list[Part] = []
        for skeleton in token.skeletons:
            found += self._named(skeleton)
            if skeleton.endswith("s") and token.word[-1:] in "sS":  # English: Akhmetov's
                found += self._named(skeleton[:-1])
        return tuple(dict.fromkeys(found))

    def _named(self, skeleton: str) -> Iterator[Part]:
        for start in {skeleton[:1], skeleton[:3]}:
            yield from (part for forms, part in self._words.get(start, ()) if forms.has((skeleton,)))

    def _in_pieces(self, token: Token) -> Iterator[Hit]:
        """A word that was pulled apart is the person's however it is written: nobody pulls a word apart by chance."""
        for part in self._parts(token):
            if not part.relative and part.part != "patronymic" and len(token.word) > 3 and not (part.common and not token.capital):
                yield Hit(token.start, token.end, Kind.NAME)


def _words(text: str) -> list[str]:
    """The words of one part of a name, small: a double surname is two, Серік ұлы one."""
    small = clean(text).lower()
    if father_of(small):
        return [small.replace(" ", "").replace("-", "")]
    words = [word for word in small.replace("-", " ").split() if len(word) > 1]
    return [*words, *(["".join(words)] if len(words) > 1 else [])]


def _spellings(word: str) -> Iterator[str]:
    """The word, and as Russian papers have it where they do not go by letters: Өтеген, Утеген; Тұрсын, Турсун; Ләззат, Ляззат."""
    yield word
    other = ("у" + word[1:] if word.startswith("ө") else word).replace("лә", "ля")
    other = re.sub(r"(ұ[^аеёиоуэюяәіөүұы]{1,2})ы", r"\1у", other)
    if other != word:
        yield other


def _gives_away(
    text: str, tokens: Sequence[Token], places: dict[int, tuple[Part, ...]], place: int, part: Part
) -> tuple[int, int] | None:
    """The span in which the name stands, or None where it is not the person's."""
    own = [other for other in (place - 1, place + 1) if _same_name(text, tokens, places, place, other, part)]
    span = (min(tokens[at].start for at in (place, *own)), max(tokens[at].end for at in (place, *own)))
    if part.relative:
        together = any(each.part != part.part and _fits(each, part) for at in own for each in places[at])
        return span if part.part in ("surname", "given") and together else None
    if own:
        return span
    return span if _alone(text, tokens, place, part) else None


def _fits(one: Part, other: Part) -> bool:
    return one.relative == other.relative


def _same_name(text: str, tokens: Sequence[Token], places: dict[int, tuple[Part, ...]], place: int, other: int, part: Part) -> bool:
    """Whether the neighbour is another part of the same person's name, with nothing but spaces (or an initial's point) between."""
    if other not in places:
        return False
    first, second = sorted((place, other))
    between = text[tokens[first].end : tokens[second].start]
    if not set(between) <= set(" \t\n\r\u00a0._-,*"):
        return False
    family = part.part == "surname" and not part.relative  # the surname with a relative's given name is the person's too
    return any((_fits(each, part) or family) and each.part != part.part for each in places[other])


def _alone(text: str, tokens: Sequence[Token], place: int, part: Part) -> bool:
    token = tokens[place]
    if part.part == "patronymic" or names_a_place(text, tokens, place):
        return False
    beside = is_initial(text, tokens, place, part.initials)
    if part.part == "surname":
        if part.short or part.common:
            return beside is True or (part.common and not part.short and token.capital and not token.begins and beside is None)
        return True
    called = text[token.end : token.end + 1] == "," or any(_MINE.search(each) for each in token.skeletons)
    if not token.quoted and token.capital and addressed(text, tokens, place) and not others_name(text, tokens, place):
        return True
    spoken = text[: token.start].endswith("«") and called  # «Слава, иди домой», «Жанарыма тимесін»
    if token.quoted and (part.common or names_a_house(tokens, place)):
        return False
    if not token.capital or (part.common and token.begins and not (token.word.isupper() or spoken)):
        return False
    return beside is not False and not others_name(text, tokens, place)
