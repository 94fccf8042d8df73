"""Who said yes or no to which measure, in what form, to what text (L72 14, 16, 18-20, 21-1(4), 25(2); A.8).

Kept as it was said; whether it is the yes that the law wants is ``client.law.consenting``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.records.consents import MeasureConsent, MinutedConsent
from client.law.records.reports import ContractSignature
from client.law.tables.consents import PERSON, REPRESENTATIVE
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Given:
    """The latest word of one giver on one measure. ``given``: yes; ``written``: a signed document; ``entry`` and ``at``: where and
    when it was recorded. ``who``: key of who said it, or the id of a representative. ``withdrawn``: a no after a yes.
    ``opinion``: of the child, where a representative spoke."""

    given: bool
    written: bool
    text_hash: str
    entry: str
    at: int
    language: str = ""
    word: str = ""
    capacity: str = ""
    who: str = ""
    opinion: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Consents:
    """``by_measure``: (code of the measure, giver: person, representative) -> the latest word. ``by_representative``: (code, key or
    id of the representative) -> the latest word of each."""

    by_measure: HashTrieMap[tuple[str, str], Given] = field(default_factory=HashTrieMap)
    by_representative: HashTrieMap[tuple[str, str], Given] = field(default_factory=HashTrieMap)

    def of(self, measure: str, giver: str) -> Given | None:
        return self.by_measure.get((measure, giver))

    def of_representative(self, measure: str, *names: str) -> Given | None:
        """The latest word of one representative, whom the file knows by an id and perhaps by a key."""
        said = (self.by_representative.get((measure, name)) for name in names if name)
        return max((each for each in said if each is not None), key=lambda each: each.at, default=None)

    def said(self, measure: str, giver: str, word: Given, file: File) -> Consents:
        known, own = self.by_measure, self.by_representative
        before = own.get((measure, word.who)) if giver == REPRESENTATIVE else known.get((measure, giver))
        word = replace(word, withdrawn=_withdraws(word, before, _changing(file, measure)))
        if giver == REPRESENTATIVE:
            own = own.insert((measure, word.who), word)
        return Consents(known.insert((measure, giver), word), own)


EMPTY = Consents()


def _withdraws(word: Given, before: Given | None, changing: bool) -> bool:
    """A no after a yes takes it back, save where a change of the method waits: then the change is refused, and the measure goes on
    as it was (L72-26-1.2.1)."""
    taken_back = not word.given and before is not None and (before.given or before.withdrawn) and not changing
    return taken_back or word.word == "WITHDRAWAL"


def _changing(file: File, measure: str) -> bool:
    known = file.measures.of(measure)
    return known is not None and bool(known.change)


def _consented(consents: Consents, act: Act[MeasureConsent], file: File) -> Consents:
    value = act.value
    word = Given(
        value.given, value.written, value.text_hash, act.hash, act.at,
        value.language, value.word, value.capacity, act.author.holder, value.opinion,
    )  # fmt: skip
    return consents.said(value.measure, str(act.author.writer), word, file)


def _minuted(consents: Consents, act: Act[MinutedConsent], file: File) -> Consents:
    value = act.value
    word = Given(
        value.given, value.written, value.text_hash, act.hash, act.at,
        value.language, value.word, value.capacity, value.representative, value.opinion,
    )  # fmt: skip
    return consents.said(value.measure, REPRESENTATIVE if value.giver == "REP" else PERSON, word, file)


def _signed(consents: Consents, act: Act[ContractSignature], file: File) -> Consents:
    """Those beside the contract's signature (K04): in writing, where the contract was signed."""
    value = act.value
    for each in value.consents:
        said = "CONSENT" if each.given else "REFUSAL"
        word = Given(
            each.given, value.signed, each.text_hash, act.hash, act.at, value.language, said, "", act.author.holder
        )  # fmt: skip
        consents = consents.said(each.measure, str(act.author.writer), word, file)
    return consents


ON: Mapping[type, Callable[[Consents, Act[Any], File], Consents]] = {
    MeasureConsent: _consented,
    MinutedConsent: _minuted,
    ContractSignature: _signed,
}
