"""What Kazakh and Russian add to a name: the forms in which one name stands in a text, as skeletons.

Kazakh: plural, possessive, case, in this order, then what makes an adjective of it (Ахметовтардікі, Айжанымның, Серіктегі). A name
that ends in a vowel takes other endings than one that ends in a consonant; of the vowel harmony a skeleton keeps a and e, and both
are taken, since names are written by Russian rules as well. Final к, қ, п become г, ғ, б before a vowel (Серігі).
Russian: six cases, both genders and the plural of surnames (-ов, -ин, -ский), the declensions of given names, patronymics.
A patronymic is known in both languages: Серікұлы is also Серикович.

Not done: pet names that are not listed (Ерке for Еркебұлан), adjectives of names (Айгулин).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from client.guard.skeleton import collapse, raw_cyrillic


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_CONSONANT_CASES = (
    "",
    *_list("ның нің дың дің тың тің ны ні ды ді ты ті ға ге қа ке да де та те нан нен дан ден тан тен мен бен пен"),
)
_VOWEL_CASES = ("", *_list("ның нің ны ні ға ге да де дан ден мен"))
_THIRD_CASES = ("", *_list("ның нің н на не нда нде нан нен мен"))
_FIRST_CASES = ("", *_list("ның нің ды ді а е ға ге да де нан нен мен"))
_TAILS_CONSONANT = _list("дікі тікі нікі дағы дегі тағы тегі дай дей тай тей ша ше сыз сіз")
_TAILS_VOWEL = _list("нікі дағы дегі дай дей ша ше сыз сіз")
_PLURALS = _list("лар лер дар дер тар тер")


def _possessed(consonant: bool) -> Iterator[str]:
    link = ("ы", "і") if consonant else ("",)
    for each in link:
        for owner in ("м", "ң", "мыз", "міз", "ңыз", "ңіз"):
            yield from (each + owner + case for case in _FIRST_CASES)
    for third in ("ы", "і") if consonant else ("сы", "сі"):
        yield from (third + case for case in _THIRD_CASES)
        yield from (third + tail for tail in ("нікі", "ндағы", "ндегі"))


@cache
def kazakh(consonant: bool, vowel: bool, possessed: bool = True) -> tuple[str, ...]:
    """All chains of endings after a stem that ends so (и, й and у count as both), before ``collapse``. ``possessed``: with the
    possessives of the singular, which a surname does not take (Щербинін would be Щербинин)."""
    chains: set[str] = set()
    if consonant:
        chains.update(_CONSONANT_CASES, _TAILS_CONSONANT, _possessed(True) if possessed else ())
    if vowel:
        chains.update(_VOWEL_CASES, _TAILS_VOWEL, _possessed(False) if possessed else ())
    for plural in _PLURALS:
        if consonant or plural[0] == "л":
            rest = (*_CONSONANT_CASES, *_TAILS_CONSONANT, *_possessed(True))
            chains.update(plural + each for each in rest)
    return tuple(dict.fromkeys(raw_cyrillic(chain) for chain in sorted(chains)))


_SURNAME_OV = re.compile(r"(.+(?:ов|ев|ёв|ин|ын))(а?)")
_SURNAME_ADJECTIVE = re.compile(r"(.+)(?:ий|ый|ой|ая|яя)")
_OV = ("", *_list("а у ым е ой ою ы ых ыми"))
_ADJECTIVE = _list("ий ый ой ого ому им ым ом ем его ему ая ую ою ие ые их ых ими ыми")
_SON = re.compile(r"(.+?)(?:-|\s)?(ұлы|улы|үлы|қызы|кызы)")
_SON_RU = re.compile(r"(.+?)(ович|евич|ьевич|овна|евна|ич|ична|инична)")
_SOFT = "жшчщц"


def forms_of(word: str, part: str, *, man: bool = False) -> frozenset[str]:
    """Skeletons of every form of one word of a name. ``part``: surname, given or patronymic. ``word``: small letters.
    ``man``: known to be one, so that a surname in -ина is no woman's form of -ин."""
    if part == "surname":
        raws = _surname(word, man)
    elif part == "patronymic":
        raws = _patronymic(word)
    else:
        raws = _declined(word, _given(word))
    return frozenset(each for raw in raws if len(each := collapse(raw)) > 1)


class Forms:
    """The forms of one word, made when a text first has a word that begins alike: making all takes milliseconds a word."""

    def __init__(self, word: str, parts: Sequence[str], *, man: bool = False) -> None:
        self._word, self._parts, self._man = word, parts, man
        self.beginning = beginning(collapse(raw_cyrillic(word)))
        self._made: frozenset[str] | None = None

    def has(self, skeletons: Iterable[str]) -> bool:
        """Whether one of them is a form of the word."""
        alike = [each for each in skeletons if each.startswith(self.beginning)]
        if alike and self._made is None:
            self._made = frozenset().union(*(forms_of(self._word, part, man=self._man) for part in self._parts))
        return self._made is not None and any(each in self._made for each in alike)


def beginning(skeleton: str) -> str:
    """What every form of a word has at its beginning (Льва of Лев has but one letter)."""
    return skeleton[: 3 if len(skeleton) > 4 else 1]


def _declined(word: str, russian: Iterable[str], possessed: bool = True) -> Iterator[str]:
    yield from (raw_cyrillic(each) for each in russian)
    yield from _in_kazakh(word, possessed)


def _in_kazakh(word: str, possessed: bool = True) -> Iterator[str]:
    stem = raw_cyrillic(word)
    last = word.rstrip("ьъ")[-1:]
    both = last in "ийуыіү" and bool(last)
    consonant, vowel = both or last not in "аәеэяёоөюұ", both or last in "аәеэяёоөюұ"
    yield from (stem + ending for ending in kazakh(consonant, vowel, possessed))
    if last in ("к", "қ", "п") and possessed:
        voiced = raw_cyrillic(word.rstrip("ьъ")[:-1] + {"к": "г", "қ": "ғ", "п": "б"}[last])
        yield from (voiced + ending for ending in kazakh(True, False) if ending[:1] == "i")


def _given(word: str) -> Iterator[str]:
    """Nominative and oblique cases in Russian, by the last letter."""
    yield word
    stem, last = word[:-1], word[-1:]
    if last == "а":
        soft = stem[-1:] in _SOFT
        yield from (stem + each for each in ("ы", "и", "е", "у", "ей" if soft else "ой", "ою"))
        yield from (stem + each for each in ("ам", "ами", "ах"))
    elif last == "я":
        yield from (stem + each for each in ("и", "е", "ю", "ей", "ею", "ям", "ями"))
    elif last == "й":
        yield from (stem + each for each in ("я", "ю", "ем", "е", "и", "ям", "ями"))
    elif last == "ь":
        yield from (stem + each for each in ("я", "ю", "ем", "ём", "е", "и", "ью"))
    elif last and last not in "еёиоуыэюәөүұі":
        yield from (stem + last + each for each in ("а", "у", "е", "ем" if last in _SOFT else "ом", "ы", "и", "ам", "ами", "ах"))
        if word.endswith(("ел", "ев", "ок", "ец")) and len(word) < 6:
            short = word[:-2] + ("ь" if word == "лев" else "") + last
            yield from (short + each for each in ("а", "у", "ом", "е"))


def _surname(word: str, man: bool) -> Iterator[str]:
    if _SON.fullmatch(word):
        yield from _patronymic(word)
        return
    ov, adjective = _SURNAME_OV.fullmatch(word), _SURNAME_ADJECTIVE.fullmatch(word)
    if ov and not (man and ov[2]):
        base = ov[1]
        yield from (raw_cyrillic(base + each) for each in _OV)
        if not word.endswith("ина"):  # Щербиннің sounds as Щербинин, another surname
            yield from _in_kazakh(base, possessed=False)
        yield from _in_kazakh(base + "а", possessed=False)
    elif adjective and len(adjective[1]) > 2:
        base = adjective[1]
        yield from (raw_cyrillic(base + each) for each in _ADJECTIVE)
        for each in ("ий", "ая"):
            yield from _in_kazakh(base + each, possessed=False)
    else:
        yield from _declined(word, _given(word), possessed=False)
        if word[-1:] not in "аеёиоуыэюяәөүұіьй":
            yield from (raw_cyrillic(word + each) for each in ("ов", "ых"))


def father_of(patronymic: str) -> str:
    """The father's name in a patronymic, about: Серік of Серікұлы, Серик of Серикович; empty where it is of neither form."""
    for form in (_SON, _SON_RU):
        found = form.fullmatch(patronymic)
        if found:
            return found[1]
    return ""


def _patronymic(word: str) -> Iterator[str]:
    father = father_of(word)
    if not father:
        yield from _declined(word, _given(word))
        return
    for child in ("ұлы", "қызы"):
        stem = raw_cyrillic(father + child)
        yield from (stem + raw_cyrillic(case) for case in (*_THIRD_CASES, "нікі", "ндай", "лары"))
        yield raw_cyrillic(father + child[:-1])  # Серікұл, Серікқыз
    for link in ("ов", "ев"):
        for son in ("ич", "ыч"):
            yield from (raw_cyrillic(father + link + son + each) for each in ("", "а", "у", "ем", "е", "и", "ей", "ам"))
            yield from _in_kazakh(father + link + son)
        yield from (raw_cyrillic(father + link + "н" + each) for each in ("а", "ы", "е", "у", "ой", "ою"))
        yield from _in_kazakh(father + link + "на")
    yield from _declined(word, _given(word))
