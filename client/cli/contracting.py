"""The contract as the person reads it, and what is signed of it: the text that binds, and the same in their language beside it."""

from __future__ import annotations

from collections.abc import Iterator

from client.cli.texts import _, language
from client.law.contract.assemble import SPOKEN
from client.law.records.contract import Beside, Contract, Rendition
from crypto.errors import Refused, Usage
from crypto.primitives import sha256


def clauses(contract: Contract, wanted: str | None) -> Iterator[str]:
    """Clause by clause, below each the same in the reader's language where the contract has it; then what to sign it by."""
    rendition = beside(contract, wanted)
    if rendition is not None:
        yield _("The text that binds: {language}. The text beside it ({other}) says the same, so that it is understood.").format(
            language=_(SPOKEN[contract.language]), other=_(SPOKEN[rendition.language])
        )
    for number, text, other in _rows(contract, rendition):
        yield f"{number}. {text}"
        if rendition is not None:
            yield f"    [{rendition.language}] {other}"
    yield _("fingerprint of what you read: {fingerprint}").format(fingerprint=fingerprint(contract, rendition))


def _rows(contract: Contract, rendition: Rendition | None) -> Iterator[tuple[str, str, str]]:
    """Number, binding text, text beside it; a clause that the rendition lacks has none."""
    texts = {} if rendition is None else {each.id: each.text for each in rendition.clauses}
    annexes = {} if rendition is None else {each.id: each.text for each in rendition.annexes}
    yield from ((each.id, each.text, texts.get(each.id, "-")) for each in contract.clauses)
    yield from ((f"{each.id} +", each.text, annexes.get(each.id, "-")) for each in contract.annexes)


def beside(contract: Contract, wanted: str | None) -> Rendition | None:
    """The text to be read beside the binding one: in the language that is asked for, else in that of this terminal. Raises
    ``Usage`` where the contract has no text in the language asked for."""
    found = contract.rendition(wanted or language())
    if wanted and found is None and wanted != contract.language:
        raise Usage(_("the contract has no text in {language}").format(language=wanted), "no-such-text")
    return found


def fingerprint(contract: Contract, rendition: Rendition | None) -> str:
    """First 16 hex digits of SHA-256 over the texts as they were shown: the binding one, then the one beside it."""
    texts = (contract.text,) if rendition is None else (contract.text, rendition.text)
    return sha256("\n\n".join(texts).encode()).hex()[:16]


def shown(contract: Contract, wanted: str | None, read: str | None) -> Beside | None:
    """What was read beside the contract, once each hash has been made here anew. ``read``: the fingerprint that the reader noted.
    Raises ``Refused`` where a text is not the one that its hash names, or where something else was read."""
    rendition = beside(contract, wanted)
    pairs = [(contract.text, contract.text_hash)] + ([] if rendition is None else [(rendition.text, rendition.text_hash)])
    if any(sha256(text.encode()).hex() != named for text, named in pairs):
        raise Refused(_("the contract's text is not the one that its hash names"), "other-text")
    if read and read != fingerprint(contract, rendition):
        raise Refused(_("the contract is not the one that you read: read it again"), "other-text")
    return None if rendition is None else Beside(rendition.language, rendition.text_hash)
