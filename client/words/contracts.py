"""The contract as the person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from client.app.contracts.reading import fingerprint
from client.app.saying import Term, say
from client.law.contract.assemble import SPOKEN
from client.law.records.contract import Contract, Rendition
from client.words.saying import tell


def clauses(contract: Contract, rendition: Rendition | None, lang: str) -> Iterator[str]:
    """Clause by clause, below each the same in the reader's language where the contract has it; then what to sign it by."""
    if rendition is not None:
        says = say(
            "The text that binds: {language}. The text beside it ({other}) says the same, so that it is understood.",
            language=Term(SPOKEN[contract.language]),
            other=Term(SPOKEN[rendition.language]),
        )
        yield tell(says, lang)
    for number, text, other in _rows(contract, rendition):
        yield f"{number}. {text}"
        if rendition is not None:
            yield f"    [{rendition.language}] {other}"
    yield tell(say("fingerprint of what you read: {fingerprint}", fingerprint=fingerprint(contract, rendition)), lang)


def _rows(contract: Contract, rendition: Rendition | None) -> Iterator[tuple[str, str, str]]:
    """Number, binding text, text beside it; a clause that the rendition lacks has none."""
    texts = {} if rendition is None else {each.id: each.text for each in rendition.clauses}
    annexes = {} if rendition is None else {each.id: each.text for each in rendition.annexes}
    yield from ((each.id, each.text, texts.get(each.id, "-")) for each in contract.clauses)
    yield from ((f"{each.id} +", each.text, annexes.get(each.id, "-")) for each in contract.annexes)
