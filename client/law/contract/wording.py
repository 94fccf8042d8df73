"""What a text of the contract says, as far as its words tell (``tables.wording``): Kazakh, Russian and English alike, whichever
language it is said to be in, since a forbidden clause is not made lawful by standing in another language."""

from __future__ import annotations

import re
from functools import cache

from client.law.tables.wording import FORBIDDEN, IDENTIFYING, MUST_SAY, NUMBERED, Forbidden


def plain(text: str) -> str:
    """Lower case, single spaces, ё as е, one form of apostrophe: as the patterns want it."""
    return re.sub(r"\s+", " ", text.casefold().replace("ё", "е").replace("’", "'"))


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def found(pattern: str, text: str) -> bool:
    return _pattern(pattern).search(text) is not None


def forbidden(norm: str, text: str) -> Forbidden | None:
    """The wording of that norm which the text has. Each sentence is looked at by itself, so that one does not borrow from the
    next."""
    sentences = [plain(each) for each in re.split(r"[.;!?\n]+(?:\s|$)", text)]
    for each in FORBIDDEN:
        if each.norm == norm and any(
            found(pattern, sentence) for patterns in each.patterns.values() for pattern in patterns for sentence in sentences
        ):
            return each
    return None


def missing(clause: str, text: str) -> str:
    """A sentence on what the clause has to say and does not; empty where it says all."""
    wanted, said = MUST_SAY.get(clause), plain(text)
    if wanted is None or all(any(found(pattern, said) for pattern in group) for group in wanted.groups):
        return ""
    return wanted.says


def identifying(text: str) -> str:
    """A sentence on which data of identity the text seems to hold; empty for none."""
    said = plain(text)
    return next((kind for kind, patterns in IDENTIFYING.items() if any(found(each, said) for each in patterns)), "")


def numbered(text: str) -> bool:
    """Whether the text has what looks like the number of a record."""
    return found(NUMBERED, plain(text))


def figures(text: str) -> tuple[str, ...]:
    """The numbers of the text, whatever their order: words of another language stand in another one."""
    return tuple(sorted(re.findall(r"\d+", text)))


def names(text: str, word: str) -> bool:
    """Whether ``word`` stands in the text as a word of its own: M2.1 is not named by M2.1a, nor 12-1 by 112-1."""
    return found(rf"(?<![\w.-]){re.escape(plain(word))}(?![\w-]|\.\d)", plain(text))
