"""Pseudonyms by chance: a plain name that fits a language, a sex, an age and a region, and nothing of the person it stands for.

A name is drawn, each as likely as the next, from lists of common names; it is never made out of anything. What could tie it to a
real name (a word that both have, words that begin alike, the same two initials) is drawn again. Nothing here knows whether another
person bears it already: ``client.app.naming.take_name`` asks that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from crypto.entropy import Entropy
from crypto.errors import Malformed, Usage
from crypto.frozen import dataclass
from crypto.naming import normalised

LANGUAGES: Final = ("kk", "ru")
SEXES: Final = ("m", "w")
REGIONS: Final = ("north", "south", "west", "east", "centre")
TRIES: Final = 200
OLDEST: Final = 1940
ALIKE: Final = 4
"""Letters at the beginning by which two words would be taken for one family's."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the name is to fit. ``decade``: any year of birth in it, 1940 to 2019. Empty or None leaves it to chance. Raises
    ``Usage``."""

    language: str = "kk"
    sex: str = ""
    decade: int | None = None
    region: str = ""
    father: bool = False

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES or self.sex not in ("", *SEXES) or self.region not in ("", *REGIONS):
            raise Usage("there are no names of this kind", "no-such-names")
        if self.decade is not None and not OLDEST <= self.decade < OLDEST + 80:
            raise Usage("names are known of those born from {first} to {last}", "no-such-names", first=OLDEST, last=OLDEST + 79)


@dataclass(frozen=True, slots=True)
class Lists:
    """``given``: by language and sex, with the first and last decade. ``surnames``: by language and region."""

    given: tuple[tuple[str, str, int, int, tuple[str, ...]], ...]
    surnames: tuple[tuple[str, str, tuple[str, ...]], ...]
    fathers: dict[str, tuple[str, ...]]


@cache
def lists() -> Lists:
    """The names of names.txt."""
    given, surnames, fathers = [], [], {}
    text = re.sub(r"^#.*$", "", (Path(__file__).parent / "names.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
    for head, names in re.findall(r"\[([^\]]+)\]([^\[]*)", text):
        kind, *about = head.split()
        found = tuple(dict.fromkeys(names.split()))
        if kind == "given":
            given.append((about[0], about[1], int(about[2]), int(about[3]), found))
        elif kind == "surname":
            surnames.append((about[0], about[1], found))
        else:
            fathers[about[0]] = found
    return Lists(tuple(given), tuple(surnames), fathers)


def suggest(wish: Wish, entropy: Entropy, real: Iterable[str] = (), used: Iterable[str] = ()) -> str:
    """One name, surname first. ``real``: names of the person, of relatives, of whoever must not be thought of; ``used``: names that
    stand for somebody already. Raises ``Usage`` (``no-name``) where none is found in ``TRIES``."""
    known, others = tuple(real), {normalised(each) for each in used}
    for _ in range(TRIES):
        name = _drawn(wish, entropy)
        if normalised(name) not in others and not resembles(name, known):
            return name
    raise Usage("no name is left that is like none of those given: widen the wish", "no-name")


def _drawn(wish: Wish, entropy: Entropy) -> str:
    sex = wish.sex or SEXES[below(len(SEXES), entropy)]
    given = choice(given_names(wish.language, sex, wish.decade), entropy)
    surname = choice(surnames(wish.language, wish.region), entropy)
    parts = [feminine(surname) if sex == "w" else surname, given]
    if wish.father:
        parts.append(father_name(choice(lists().fathers[wish.language], entropy), wish.language, sex))
    return " ".join(parts)


def given_names(language: str, sex: str, decade: int | None) -> tuple[str, ...]:
    """Each once, in the order of the list."""
    rows = [row for row in lists().given if row[:2] == (language, sex)]
    fit = [row for row in rows if decade is None or row[2] <= decade < row[3] + 10]
    return tuple(dict.fromkeys(name for row in fit for name in row[4]))


def surnames(language: str, region: str) -> tuple[str, ...]:
    """Those that are common everywhere, and the region's; of all regions where none is wished."""
    fit = [names for tongue, place, names in lists().surnames if tongue == language and (not region or place in {"*", region})]
    return tuple(dict.fromkeys(name for names in fit for name in names))


def feminine(surname: str) -> str:
    """As a woman bears it: Омаров, Омарова; Шмидт stays."""
    return surname + "а" if re.search(r"(ов|ев|ёв|ин|ын)$", surname) and len(surname) > 3 else surname


_FATHERS = {"Пётр": "Петр", "Павел": "Павл"}


def father_name(given: str, language: str, sex: str) -> str:
    """Серікұлы, Серікқызы; Иванович, Сергеевна, Юрьевна."""
    if language == "kk":
        return given + ("ұлы" if sex == "m" else "қызы")
    stem, man, woman = _FATHERS.get(given, given), "ович", "овна"
    if given.endswith("ий"):
        stem, man, woman = given[:-2] + ("и" if given in {"Дмитрий", "Юлий"} else "ь"), "евич", "евна"
    elif given.endswith(("й", "ь")):
        stem, man, woman = given[:-1], "евич", "евна"
    return stem + (man if sex == "m" else woman)


def resembles(name: str, real: Iterable[str]) -> bool:
    """Whether ``name`` could lead to one of ``real``: a word or its beginning in common, or the same first letters of two words."""
    words = normalised(name).split()
    for each in real:
        try:
            others = normalised(each).split()
        except Malformed:
            continue
        if any(_alike(mine, other) for mine in words for other in others):
            return True
        if len(others) > 1 and {word[0] for word in words[:2]} == {word[0] for word in others[:2]}:
            return True
    return False


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= ALIKE and one[:ALIKE] == other[:ALIKE])


def choice(names: tuple[str, ...], entropy: Entropy) -> str:
    """Each as likely as the next."""
    return names[below(len(names), entropy)]


def below(limit: int, entropy: Entropy) -> int:
    """A number from 0 to ``limit`` - 1, all alike: what would favour the first ones is drawn again."""
    whole = (1 << 32) - (1 << 32) % limit
    while True:
        number = int.from_bytes(entropy(4), "big")
        if number < whole:
            return number % limit
