"""The leak guard: a text in, the places that give a protected person away out. Pure; it keeps and logs nothing."""

from __future__ import annotations

from collections.abc import Iterable

from client.guard.addresses import Addresses
from client.guard.hits import Hit, merged
from client.guard.names import Names
from client.guard.numbers import Numbers, general
from client.guard.numerals import runs
from client.guard.terms import Term
from client.guard.tokens import tokens_of


class Guard:
    """What it knows is ``terms``; without any it has the general detectors alone. Making it takes some milliseconds an identity."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        kept = tuple(terms)
        self._names, self._numbers, self._addresses = Names(kept), Numbers(kept), Addresses(kept)

    def check(self, text: str) -> tuple[Hit, ...]:
        """Every place, in the order of the text."""
        return merged((*self.known(text), *general(text, runs(text))))

    def known(self, text: str) -> tuple[Hit, ...]:
        """Only what the terms find."""
        tokens = tokens_of(text)
        return merged((*self._names.find(text, tokens), *self._numbers.find(text, runs(text)), *self._addresses.find(text, tokens)))
