"""What is signed of a contract: the text that binds, and the same in the reader's language beside it."""

from __future__ import annotations

from client.law.records.contract import Beside, Contract, Rendition
from crypto.errors import Refused, Usage
from crypto.primitives import sha256


def beside(contract: Contract, wanted: str | None, language: str) -> Rendition | None:
    """The text to be read beside the binding one: in the language that is asked for, else in the reader's. Raises ``Usage`` where
    the contract has no text in the language asked for."""
    found = contract.rendition(wanted or language)
    if wanted and found is None and wanted != contract.language:
        raise Usage("the contract has no text in {language}", "no-such-text", language=wanted)
    return found


def fingerprint(contract: Contract, rendition: Rendition | None) -> str:
    """First 16 hex digits of SHA-256 over the texts as they were shown: the binding one, then the one beside it."""
    texts = (contract.text,) if rendition is None else (contract.text, rendition.text)
    return sha256("\n\n".join(texts).encode()).hex()[:16]


def shown(contract: Contract, wanted: str | None, read: str | None, language: str) -> Beside | None:
    """What was read beside the contract, once each hash has been made here anew. ``read``: the fingerprint that the reader noted.
    Raises ``Refused`` where a text is not the one that its hash names, or where something else was read."""
    rendition = beside(contract, wanted, language)
    pairs = [(contract.text, contract.text_hash)] + ([] if rendition is None else [(rendition.text, rendition.text_hash)])
    if any(sha256(text.encode()).hex() != named for text, named in pairs):
        raise Refused("the contract's text is not the one that its hash names", "other-text")
    if read and read != fingerprint(contract, rendition):
        raise Refused("the contract is not the one that you read: read it again", "other-text")
    return None if rendition is None else Beside(rendition.language, rendition.text_hash)


def shown_beside(contract: Contract, language: str | None) -> Beside | None:
    """What stood beside the binding text on paper. Raises ``Usage`` where the contract has no text in that language."""
    if not language or language == contract.language:
        return None
    found = contract.rendition(language)
    if found is None:
        raise Usage("the contract has no text in {language}", "no-such-text", language=language)
    return Beside(found.language, found.text_hash)
