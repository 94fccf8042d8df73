"""Whether a document is genuine, told by its file, the evidence that came with it and the root's fingerprint.

It needs no account, no store and no server: what it says follows from signatures, and from the records that the evidence opens.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from client.app.casework.entries import author_of
from client.app.papers.comparing import Likeness, held_against
from client.app.papers.facts import facts_of, names_in
from client.app.papers.making import made_from
from client.app.papers.seals import GoodSeal, seal_held, seal_of
from client.app.reading import Seen
from client.app.saying import Code, say
from client.core.records import parse as parse_record
from client.core.replica.letter import parse_letter
from client.core.values import ShownEntry
from client.law.act import Place
from client.law.answer import Met, NotMet
from client.law.catalogue import TYPES, may_write, parse
from client.law.file import EMPTY_FILE
from client.law.payload import NotOfTheForm
from client.law.records.contract import Contract, ContractClosed, ContractMinuted
from client.law.records.papers import DocumentIssued
from client.law.records.reports import ContractSignature
from crypto.errors import Forged, Malformed, QorganError, Usage
from crypto.evidence import Evidence, Proven, Verified, verify_evidence
from crypto.primitives import sha256
from crypto.types import EntryClass, LogIndex, Position

if TYPE_CHECKING:
    from client.core.records import Record
    from client.documents.document import Document
    from crypto.trust import Device

FINGERPRINT = 32
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class CheckDocument:
    """``paper``: the bytes of the document, as it was given out; ``evidence``: of the file that came with it; ``root``: the
    fingerprint of the deployment's root, from a place that the reader trusts."""

    paper: bytes = field(repr=False)
    evidence: bytes = field(repr=False)
    root: bytes


@dataclass(frozen=True, slots=True)
class Hand:
    """Which device wrote something, of which body, and when."""

    at: int
    name: str
    body: str


@dataclass(frozen=True, slots=True)
class Signature:
    """The person's under a contract: by a key of theirs, or by pen, as an officer minuted it. ``text_hash``, ``language``: of what
    was signed; ``beside``: the language of what was read beside it, empty where nothing was."""

    at: int
    key: str
    minuted: Hand | None
    representative: bool
    text_hash: str
    language: str
    beside: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed a contract. ``body``: None where the text was only offered."""

    person: Signature | None
    body: Hand | None


@dataclass(frozen=True, slots=True)
class RevocationList:
    """The newest list of a body that the evidence has: nothing is known of what was revoked after it."""

    body: str
    number: int
    at: int


@dataclass(frozen=True, slots=True)
class CheckedView:
    """What was found. ``body``: name of the body that gave it out; ``compared``: whether its words are those of the record, and not
    only its file the one that was given out; ``entry``: hash (hex) of the record that it was made from; ``revoked``: names of
    devices that were revoked later."""

    form: str
    language: str
    code: str
    entry: str
    body: str
    compared: bool
    record: object
    recipient: str
    given: Hand
    made: Hand
    seal: GoodSeal | None
    contract: Signed | None
    likeness: Likeness
    revoked: tuple[str, ...]
    revocations: RevocationList | None


def check_document(wish: CheckDocument) -> CheckedView:
    """Raises ``Forged``, ``Refused``, ``Malformed``: each says what does not hold."""
    evidence = Evidence.decode(wish.evidence)
    verified = verify_evidence(evidence, wish.root)
    items = tuple(sorted((_seen(each) for each in verified.proven), key=lambda each: each.entry.index))
    given, value, source = _given_and_source(items, sha256(wish.paper).hex())
    device, author = _device(given), _device(source)
    found = seal_of(wish.paper)
    again = _made_anew(source, given, value, items, verified, evidence.context)
    seal = seal_held(found, verified.directory, device.body, given.entry.index, given.at)
    contract = _signed(source, items)
    original = wish.paper if found is None else found.original
    return CheckedView(
        form=value.form,
        language=value.language,
        code=value.code,
        entry=value.of,
        body=device.body.name,
        compared=again is not None,
        record=source.value,
        recipient=value.recipient,
        given=_hand(given),
        made=_hand(source),
        seal=seal,
        contract=contract,
        likeness=Likeness.UNCOMPARED if again is None else held_against(original, again, source.at),
        revoked=_revoked_later(verified, (device, author)),
        revocations=_newest_list(verified, device),
    )


def fingerprint(text: str) -> bytes:
    """Of a root, as people write it. Raises ``Usage``."""
    try:
        root = bytes.fromhex(text)
    except ValueError:
        root = b""
    if len(root) != FINGERPRINT:
        raise Usage("the fingerprint of the root has 64 hex digits")
    return root


def _given_and_source(items: tuple[Seen, ...], digest: str) -> tuple[Seen, DocumentIssued, Seen]:
    """The newest record that the file was given out, and the one that it was made from. Raises ``Forged``."""
    issued = [(each, each.value) for each in items if isinstance(each.value, DocumentIssued) and each.value.file_hash == digest]
    if not issued:
        raise Forged("this file is not the one that the evidence is about, or it was altered", "unknown-document")
    given, value = issued[-1]
    source = next((each for each in items if each.entry.hash.hex() == value.of and each.circle == given.circle), None)
    if source is None:
        raise _no_source()
    return given, value, source


def _no_source() -> Forged:
    return Forged("the evidence lacks the record that the document was made from", "no-source")


def _device(item: Seen) -> Device:
    if item.entry.author is None:
        raise _no_source()
    return item.entry.author


def _hand(item: Seen) -> Hand:
    device = _device(item)
    return Hand(item.at, device.name, device.body.name)


def _seen(proven: Proven) -> Seen:
    """As a holder of the file would see it. Raises ``Forged`` for a record that its author may not write by the law: a member's
    client can put anything into the chain, the person's signature too."""
    header, device = proven.entry.header, proven.device
    text, role = proven.plaintext, "member"
    if header.entry_class is EntryClass.REPORT:
        letter = parse_letter(text)
        text, role = letter.record, "person"
    record = parse_record(text)
    try:
        value = parse(record.type, record.version, dict(record.payload))
    except NotOfTheForm as error:
        raise Forged("a record in the evidence is not of the form: {error}", "malformed-record", error=error) from None
    if isinstance(value, ContractSignature) and value.capacity not in ("", "SELF"):
        role = "representative"
    entry = _entry(proven, device, role, record)
    answer = may_write(record.type, Place(min(TYPES[record.type].circles)), author_of(entry))
    if not isinstance(answer, Met):
        because = answer.because if isinstance(answer, NotMet) else answer.missing
        reason = say("{because} ({rule})", because=because, rule=Code(answer.rule))
        raise Forged("a record in the evidence is not its author's to write: {reason}", "unlawful", reason=reason)
    return Seen(header.circle, entry, record.type, value, "", None)


def _entry(proven: Proven, device: Device | None, role: str, record: Record) -> ShownEntry:
    header = proven.entry.header
    return ShownEntry(
        header.circle, Position(proven.position), LogIndex(proven.index), proven.accepted_at, proven.entry.hash, header.uid, device,
        header.author, role, record, None, header.restricted, (), "evidence",
    )  # fmt: skip


def _signed(source: Seen, items: tuple[Seen, ...]) -> Signed | None:
    """Who signed a contract, and that it was this text. Raises ``Forged`` where a signature is of another, or missing."""
    contract = source.value
    if not isinstance(contract, Contract):
        return None
    texts = ((contract.text, contract.text_hash), *((each.text, each.text_hash) for each in contract.renditions))
    if any(sha256(text.encode()).hex() != known for text, known in texts):
        raise Forged("the contract states the fingerprint of another text", "other-text")
    hash = source.entry.hash.hex()
    items = tuple(each for each in items if _of_one_party(each, source))
    closed = [(each, each.value) for each in items if isinstance(each.value, ContractClosed) and each.value.contract == hash]
    answers = [(each, each.value) for each in items if isinstance(each.value, ContractSignature | ContractMinuted)]
    if closed:
        answers = [pair for pair in answers if pair[0].entry.hash.hex() == closed[-1][1].signature_entry]
        if not answers:
            raise Forged("the evidence lacks the signature of the person", "no-signature")
    person = [_signature(each, signed, contract, hash) for each, signed in answers[-1:]]
    return Signed(person[0] if person else None, _hand(closed[-1][0]) if closed else None)


def _of_one_party(item: Seen, contract: Seen) -> bool:
    """In the circle of the contract, where the server takes reports of the persons that its policy names alone; of officers, by the
    body that made it. At a front desk anybody can say that they sign."""
    author = item.entry.author
    return item.circle == contract.circle and (author is None or author.body.hash == _device(contract).body.hash)


def _signature(answer: Seen, signed: ContractSignature | ContractMinuted, contract: Contract, hash: str) -> Signature:
    """Raises ``Forged`` where the person answered to another text than the contract and what stood beside it, or refused."""
    beside = None if signed.beside is None else contract.rendition(signed.beside.language)
    same = signed.beside is None or (beside is not None and beside.text_hash == signed.beside.text_hash)
    if not signed.signed or (signed.contract, signed.text_hash) != (hash, contract.text_hash) or not same:
        raise Forged("the person signed another text, or refused", "other-text")
    return Signature(
        at=answer.at,
        key=answer.entry.author_hash.hex()[:16],
        minuted=_hand(answer) if isinstance(signed, ContractMinuted) else None,
        representative=answer.entry.role == "representative",
        text_hash=contract.text_hash,
        language=contract.language,
        beside="" if signed.beside is None else signed.beside.language,
    )


def _made_anew(
    source: Seen, given: Seen, value: DocumentIssued, items: tuple[Seen, ...], verified: Verified, context: bytes
) -> Document | None:
    """The document, of what the evidence opens; None where it also rests on other records. Its code stands in the chain, so one
    that has the same code has the words that were given out."""
    pseudonym, keeper, zone = _context(context)
    case = replace(EMPTY_FILE.case, pseudonym=pseudonym, zone_minutes=zone)
    file = replace(EMPTY_FILE, case=case)
    names, before = names_in(verified.directory), int(given.entry.index)
    try:
        facts = facts_of(source, items, file, value.language, before, names, keeper)
        again = made_from(source, facts, value.language, value.watermark, form=value.form)
    except QorganError:
        return None
    return again if (again.form, again.code) == (value.form, value.code) else None


def _context(data: bytes) -> tuple[str, str, int]:
    """Pseudonym, keeper and the body's zone in minutes east of UTC. Raises ``Malformed``."""
    try:
        value = json.loads(data or b"{}")
        zone = int(value.get("zone_minutes", 300))
        if abs(zone) >= DAY_MINUTES:
            raise ValueError("no zone")
        return str(value.get("pseudonym", "")), str(value.get("keeper", "")), zone
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        raise Malformed("the context of the evidence is not of the form", "bad-context") from None


def _revoked_later(verified: Verified, devices: tuple[Device, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.name for each in devices if verified.directory.is_revoked(each.hash)))


def _newest_list(verified: Verified, device: Device) -> RevocationList | None:
    found = verified.directory.newest_crl(device.body.verify_key)
    return None if found is None else RevocationList(device.body.name, found.number, int(found.this_update))
