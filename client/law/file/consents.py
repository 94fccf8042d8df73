"""Who said yes or no to which measure, in what form, to what text (L72 14, 16, 18-20, 21-1(4), 25(2); A.8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.records.reports import ContractSignature

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Given:
    """The latest word of one giver on one measure. ``written``: a signed document; ``entry`` and ``at``: where and when."""

    given: bool
    written: bool
    text_hash: str
    entry: str
    at: int


@dataclass(frozen=True, slots=True)
class Consents:
    """``by_measure``: (code of the measure, giver: person, representative) -> the latest word."""

    by_measure: HashTrieMap[tuple[str, str], Given] = field(default_factory=HashTrieMap)

    def of(self, measure: str, giver: str) -> Given | None:
        return self.by_measure.get((measure, giver))


EMPTY = Consents()


def _signed(consents: Consents, act: Act[ContractSignature], _: File) -> Consents:
    known = consents.by_measure
    for each in act.value.consents:
        known = known.insert((each.measure, str(act.author.writer)), Given(each.given, True, each.text_hash, act.hash, act.at))
    return Consents(known)


ON: Mapping[type, Callable[[Consents, Act[Any], File], Consents]] = {ContractSignature: _signed}
