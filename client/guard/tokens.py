"""The words of a text with their places, also those that were pulled apart: by hyphens, line breaks, or letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from client.guard.skeleton import APOSTROPHES, clean, skeletons
from crypto.frozen import dataclass

_INVISIBLE = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u0300-\u036f\u180e"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{re.escape(APOSTROPHES)}](?=[^\W_])|[{_INVISIBLE}])*[{re.escape(APOSTROPHES)}]?")
_ENDS = re.compile(r"[.!?…:;\n\r•—–]\s*[«„\"'(\[]*\s*$|^\s*[«„\"'(\[]*\s*$")
_BETWEEN_LETTERS = re.compile(rf"[\s.,_*·|/\\+~=\-‐-―{_INVISIBLE}]{{1,3}}")
_BROKEN = re.compile(rf"[{_INVISIBLE}]*(?:[-‐‑]\s{{0,3}}|[\s]*[\n\r]\s{{0,8}}|[_*·|/\\+~=])[{_INVISIBLE}]*")
_QUOTES = frozenset('«„“"”»')
_LONGEST = 60
"""Letters of the longest word that is looked at, and of the longest run of single letters."""


@dataclass(frozen=True, slots=True)
class Token:
    """``word``: as it stands; ``begins``: it opens a sentence; ``quoted``: in quotation marks, alone; ``whole``: a word of the
    text, not one put together."""

    start: int
    end: int
    word: str
    begins: bool = False
    quoted: bool = False
    whole: bool = True

    @property
    def capital(self) -> bool:
        return self.word[:1].isupper()

    @property
    def skeletons(self) -> tuple[str, ...]:
        return skeletons(self.word)


def tokens_of(text: str) -> list[Token]:
    """Each word, in order."""
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if end - start > _LONGEST or match[0].isdigit():
            continue
        quoted = text[max(0, start - 1) : start] in _QUOTES and text[end : end + 1] in _QUOTES and start > 0
        begins = bool(_ENDS.search(text, max(0, start - 8), start)) if start else True
        found.append(Token(start, end, match[0].rstrip("'’`") if match[0][-1] in "’`" else match[0], begins, quoted))
    return found


def joined(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """Words that are there when what pulls them apart is taken away. Two to five neighbours with a hyphen or a line break between,
    and every stretch of four or more in a run of single letters."""
    for first, token in enumerate(tokens):
        parts = [token]
        for other in tokens[first + 1 : first + 5]:
            if not _BROKEN.fullmatch(text, parts[-1].end, other.start):
                break
            parts.append(other)
            word = "".join(part.word for part in parts)
            yield Token(token.start, other.end, word, token.begins, whole=False)
    yield from _spelt(text, tokens)


def _spelt(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    run: list[Token] = []
    for token in tokens:
        single = len(clean(token.word)) == 1
        if run and single and _BETWEEN_LETTERS.fullmatch(text, run[-1].end, token.start):
            run.append(token)
            continue
        yield from _stretches(run)
        run = [token] if single else []
    yield from _stretches(run)


def _stretches(run: Sequence[Token]) -> Iterator[Token]:
    letters = run[:_LONGEST]
    for first in range(len(letters) - 3):
        for last in range(first + 4, min(len(letters), first + 30) + 1):
            parts = letters[first:last]
            yield Token(parts[0].start, parts[-1].end, "".join(part.word for part in parts), parts[0].begins, whole=False)
