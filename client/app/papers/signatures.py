"""Whose signatures stand under a record: its author's, and those of the records by which it was answered."""

from __future__ import annotations

from client.app.reading import Seen, lawful, of_type
from client.documents.facts import Signer
from client.law.records.contract import ContractClosed, ContractMinuted
from client.law.records.newdata import DataProposal, DataSigned
from client.law.records.places import StayAgreement, StaySigned
from client.law.records.property import ItemIssued, ItemReceived
from client.law.records.reports import ContractSignature


def signer_of(item: Seen, pseudonym: str) -> Signer:
    """The author of a record."""
    device, key = item.entry.author, item.entry.author_hash.hex()[:16]
    if device is None and item.entry.role not in ("person", "representative"):
        return Signer(f"№ {key[:8]}", "", "APPLICANT", item.at, key)
    if device is None:
        capacity = "REPRESENTATIVE" if item.entry.role == "representative" else "PERSON"
        return Signer(pseudonym, "", capacity, item.at, key)
    return Signer(device.name, device.body.name, "OFFICIAL" if "official" in device.roles else "OFFICER", item.at, key)


def signers_of(items: tuple[Seen, ...], item: Seen, pseudonym: str, before: int | None = None) -> tuple[Signer, ...]:
    """Whose signatures stand under the record beside its author's, as ``before`` says."""
    return signers(signatures_of(items, item, before), pseudonym)


def signers(signed: list[Seen], pseudonym: str) -> tuple[Signer, ...]:
    """Who signed by each of the records."""
    return tuple(_by_pen(each, pseudonym) or signer_of(each, pseudonym) for each in signed)


def signatures_of(items: tuple[Seen, ...], item: Seen, before: int | None = None) -> list[Seen]:
    """The records by which a contract was signed: the person's, or the minute of their signature by pen, then the body's. Whoever
    only offered it has signed nothing yet. Of what else a body offers and signs by writing it: the person's. ``before``: those of
    them that the log had before that index; None: all."""
    return [each for each in _signed_by(items, item) if before is None or each.entry.index < before]


def _signed_by(items: tuple[Seen, ...], item: Seen) -> list[Seen]:
    hash = item.entry.hash.hex()
    if item.name != "contract":
        return _answers(item.value, hash, items)
    closed = [(each, value.signature_entry) for each, value in of_type(items, ContractClosed) if value.contract == hash]
    over = closed[-1][1] if closed else ""
    signed = [each for each in lawful(items) if _signs(each.value, hash)]
    signed = [each for each in items if each.entry.hash.hex() == over] or signed  # sealed for the person, who wrote it
    return [*signed[-1:], *(each for each, _over in closed[-1:])]


def _by_pen(item: Seen, pseudonym: str) -> Signer | None:
    """Whose signature an officer minuted; None where the record is signed by who answers."""
    if not isinstance(item.value, ContractMinuted):
        return None
    capacity = "REPRESENTATIVE" if item.value.by == "REP" else "PERSON"
    return Signer(pseudonym, "", capacity, item.value.answered_at, "", by_pen=True)


def _signs(value: object, contract: str) -> bool:
    return isinstance(value, ContractSignature | ContractMinuted) and value.signed and value.contract == contract


def _answers(offered: object, hash: str, items: tuple[Seen, ...]) -> list[Seen]:
    """The newest record by which the person signed what the body offered and signed by writing it."""
    match offered:
        case StayAgreement():
            found = [each for each, value in of_type(items, StaySigned) if value.signed and value.agreement == hash]
        case DataProposal():
            found = [each for each, value in of_type(items, DataSigned) if value.signed and value.proposal == hash]
        case ItemIssued():
            found = [each for each, value in of_type(items, ItemReceived) if value.issued == hash]
        case _:
            found = []
    return found[-1:]
