"""Pseudonyms: what stands for a person may stand in a text, also where it has the surname of somebody whom the guard knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from client.guard.hits import Hit
from client.guard.names import Names
from client.guard.terms import Kind, Term
from client.guard.tokens import tokens_of


def without_pseudonyms(hits: Iterable[Hit], text: str, pseudonyms: Iterable[str]) -> tuple[Hit, ...]:
    """The hits that are not within a pseudonym, in any of its forms. Of a pseudonym of two words both must be there: by its surname
    alone nobody tells it from a real one."""
    found = tuple(hits)
    if not any(hit.kind is Kind.NAME for hit in found):
        return found
    spans = [span for pseudonym in pseudonyms for span in _standing(text, pseudonym.split())]
    return tuple(hit for hit in found if hit.kind is not Kind.NAME or not any(a <= hit.start and hit.end <= b for a, b in spans))


def _standing(text: str, words: list[str]) -> Iterator[tuple[int, int]]:
    if len(words) == 1:
        yield from (match.span() for match in re.finditer(rf"(?<!\w){re.escape(words[0])}\w{{0,8}}", text, re.IGNORECASE))
    elif words:
        first, second, third = (*words, "")[:3] if len(words) < 3 else words[:3]
        names = Names([Term(Kind.NAME, (first, second, third)), Term(Kind.NAME, (second, first, third))])
        yield from ((hit.start, hit.end) for hit in names.find(text, tokens_of(text)) if " " in text[hit.start : hit.end])
