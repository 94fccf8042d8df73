"""``qorgan verify``: whether a document is genuine, told by its file, the evidence that came with it and the root's fingerprint.

It needs no account, no store and no server: what it says follows from signatures, and from the records that the evidence opens.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace

from client.app.casework.entries import author_of
from client.app.reading import Seen
from client.cli.context import Context
from client.cli.papers import MAX_PAPER, facts_of, made_from, names_in
from client.cli.remade import held_against
from client.cli.sealing import seal_lines, seal_of
from client.cli.texts import N_, _, language
from client.cli.verb import Answer, Verb, arg, one_line, plain, say, when
from client.core.records import Record
from client.core.records import parse as parse_record
from client.core.replica.letter import parse_letter
from client.core.values import ShownEntry
from client.documents.document import Document
from client.documents.words import Words
from client.formats.disk import read_file
from client.law.act import Place
from client.law.answer import Met
from client.law.catalogue import TYPES, may_write, parse
from client.law.file import EMPTY_FILE
from client.law.payload import NotOfTheForm
from client.law.records.contract import Contract, ContractClosed, ContractMinuted
from client.law.records.papers import DocumentIssued
from client.law.records.reports import ContractSignature
from crypto.errors import Forged, Malformed, QorganError, Usage
from crypto.evidence import Evidence, Proven, Verified, verify_evidence
from crypto.primitives import sha256
from crypto.trust import Device
from crypto.types import EntryClass, LogIndex, Position


def verify(_context: Context, args: argparse.Namespace) -> Answer:
    """Raises ``Forged``, ``Refused``, ``Malformed``: each says what does not hold."""
    data, root = read_file(args.paper, MAX_PAPER), _fingerprint(args.root)
    evidence = Evidence.decode(read_file(args.evidence, MAX_PAPER))
    verified = verify_evidence(evidence, root)
    items = tuple(sorted((_seen(each) for each in verified.proven), key=lambda each: each.entry.index))
    digest = sha256(data).hex()
    issued = [(each, each.value) for each in items if isinstance(each.value, DocumentIssued) and each.value.file_hash == digest]
    if not issued:
        raise Forged(_("this file is not the one that the evidence is about, or it was altered"), "unknown-document")
    given, value = issued[-1]
    source = next((each for each in items if each.entry.hash.hex() == value.of and each.circle == given.circle), None)
    if source is None:
        raise Forged(_("the evidence lacks the record that the document was made from"), "no-source")
    device, author = _device(given), _device(source)
    made = _("made from a record of {time} by {name}, {body}")
    found = seal_of(data)
    again = _made_anew(source, given, value, items, verified, evidence.context)
    told = _("genuine: given out {time} by {name}, {body}, to {recipient}")
    if again is None:  # whoever gave it out may have given out words of their own
        told = _("given out {time} by {name}, {body}, to {recipient}; its words were NOT checked")
    lines = [
        told.format(time=when(given.at), name=device.name, body=device.body.name, recipient=one_line(value.recipient)),
        made.format(time=when(source.at), name=author.name, body=author.body.name),
        *seal_lines(found, verified.directory, device.body, given.entry.index, given.at),
        *_contract_lines(source, items),
        _words_line(data if found is None else found.original, source, again),
        *_revocation_lines(verified, (device, author)),
    ]
    shown = [json.dumps(plain(source.value), ensure_ascii=False, indent=2)] if args.record else []
    return say(
        *lines, *shown, form=value.form, language=value.language, code=value.code, entry=value.of, body=device.body.name,
        compared=again is not None, record=plain(source.value),
    )  # fmt: skip


def _device(item: Seen) -> Device:
    if item.entry.author is None:
        raise Forged(_("the evidence lacks the record that the document was made from"), "no-source")
    return item.entry.author


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
        raise Forged(_("a record in the evidence is not of the form: {error}").format(error=error), "malformed-record") from None
    if isinstance(value, ContractSignature) and value.capacity not in ("", "SELF"):
        role = "representative"
    entry = _entry(proven, device, role, record)
    answer = may_write(record.type, Place(min(TYPES[record.type].circles)), author_of(entry))
    if not isinstance(answer, Met):
        raise Forged(_("a record in the evidence is not its author's to write: {reason}").format(reason=answer), "unlawful")
    return Seen(header.circle, entry, record.type, value, "", None)


def _entry(proven: Proven, device: Device | None, role: str, record: Record) -> ShownEntry:
    header = proven.entry.header
    return ShownEntry(
        header.circle, Position(proven.position), LogIndex(proven.index), proven.accepted_at, proven.entry.hash, header.uid, device,
        header.author, role, record, None, header.restricted, (), "evidence",
    )  # fmt: skip


def _contract_lines(source: Seen, items: tuple[Seen, ...]) -> list[str]:
    """Who signed a contract, and that it was this text. Raises ``Forged`` where a signature is of another, or missing."""
    contract = source.value
    if not isinstance(contract, Contract):
        return []
    texts = ((contract.text, contract.text_hash), *((each.text, each.text_hash) for each in contract.renditions))
    if any(sha256(text.encode()).hex() != known for text, known in texts):
        raise Forged(_("the contract states the fingerprint of another text"), "other-text")
    hash = source.entry.hash.hex()
    items = tuple(each for each in items if _of_one_party(each, source))
    closed = [(each, each.value) for each in items if isinstance(each.value, ContractClosed) and each.value.contract == hash]
    answers = [(each, each.value) for each in items if isinstance(each.value, ContractSignature | ContractMinuted)]
    if closed:
        answers = [pair for pair in answers if pair[0].entry.hash.hex() == closed[-1][1].signature_entry]
        if not answers:
            raise Forged(_("the evidence lacks the signature of the person"), "no-signature")
    lines = [_answer_line(each, signed, contract, hash) for each, signed in answers[-1:]]
    if not closed:
        return [*lines, _("NOT signed by both: the text was only offered")]
    last, device = closed[-1][0], _device(closed[-1][0])
    body = _("signed by the body {time}: {name}, {body}")
    return [*lines, body.format(time=when(last.at), name=device.name, body=device.body.name)]


def _of_one_party(item: Seen, contract: Seen) -> bool:
    """In the circle of the contract, where the server takes reports of the persons that its policy names alone; of officers, by the
    body that made it. At a front desk anybody can say that they sign."""
    author = item.entry.author
    return item.circle == contract.circle and (author is None or author.body.hash == _device(contract).body.hash)


def _answer_line(answer: Seen, signed: ContractSignature | ContractMinuted, contract: Contract, hash: str) -> str:
    """Raises ``Forged`` where the person answered to another text than the contract and what stood beside it, or refused."""
    beside = None if signed.beside is None else contract.rendition(signed.beside.language)
    same = signed.beside is None or (beside is not None and beside.text_hash == signed.beside.text_hash)
    if not signed.signed or (signed.contract, signed.text_hash) != (hash, contract.text_hash) or not same:
        raise Forged(_("the person signed another text, or refused"), "other-text")
    return _person_line(answer, signed, contract)


def _person_line(answer: Seen, signed: ContractSignature | ContractMinuted, contract: Contract) -> str:
    if isinstance(signed, ContractMinuted):
        device = _device(answer)
        line = _("signed by the person on paper, minuted {time} by {name}, {body}: the text {hash}, {language}")
        names = {"name": device.name, "body": device.body.name}
    else:
        line = _("signed by the person {time}, key {key}: the text {hash}, {language}")
        names = {"key": answer.entry.author_hash.hex()[:16]}
    if answer.entry.role == "representative":
        line = _("signed by the person's representative {time}, key {key}: the text {hash}, {language}")
    words = Words(language())
    told = line.format(time=when(answer.at), hash=contract.text_hash[:16], language=words.language_name(contract.language), **names)
    if signed.beside is None:
        return told
    return f"{told}; " + _("read beside it in {language}").format(language=words.language_name(signed.beside.language))


def _made_anew(
    source: Seen, given: Seen, value: DocumentIssued, items: tuple[Seen, ...], verified: Verified, context: bytes
) -> Document | None:
    """The document, of what the evidence opens; None where it also rests on other records. Its code stands in the chain, so one
    that has the same code has the words that were given out."""
    words = _context(context)
    case = replace(EMPTY_FILE.case, pseudonym=words["pseudonym"], zone_minutes=int(words["zone_minutes"]))
    file = replace(EMPTY_FILE, case=case)
    names, before = names_in(verified.directory), int(given.entry.index)
    try:
        facts = facts_of(source, items, file, value.language, before, names, words["keeper"])
        again = made_from(source, facts, value.language, value.watermark, form=value.form)
    except QorganError:
        return None
    return again if (again.form, again.code) == (value.form, value.code) else None


def _words_line(original: bytes, source: Seen, again: Document | None) -> str:
    """Raises ``Forged`` where the file has other words than its record makes."""
    if again is None:
        return _("its words also rest on records that the evidence does not open: compare them with the record (--record)")
    return held_against(original, again, source.at)


def _context(data: bytes) -> dict[str, str]:
    try:
        value = json.loads(data or b"{}")
        return {
            "pseudonym": str(value.get("pseudonym", "")),
            "keeper": str(value.get("keeper", "")),
            "zone_minutes": str(int(value.get("zone_minutes", 300))),
        }
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise Malformed("the context of the evidence is not of the form", "bad-context") from None


def _revocation_lines(verified: Verified, devices: tuple[Device, ...]) -> list[str]:
    directory = verified.directory
    late = dict.fromkeys(each.name for each in devices if directory.is_revoked(each.hash))
    lines = [_("{name} was revoked later: what was signed before that stands").format(name=name) for name in late]
    newest = directory.newest_crl(devices[0].body.verify_key)
    if newest is not None:
        line = _("revocations of {body} are known up to its list {number} of {time}")
        lines.append(line.format(body=devices[0].body.name, number=newest.number, time=when(newest.this_update)))
    return lines


def _fingerprint(text: str) -> bytes:
    try:
        root = bytes.fromhex(text)
    except ValueError:
        root = b""
    if len(root) != 32:
        raise Usage(_("the fingerprint of the root has 64 hex digits"))
    return root


VERBS = (
    Verb(
        "verify",
        N_("check a document that was given out, with its evidence: no account and no server are needed"),
        "contract.pdf --evidence contract.evidence --root 64HEX",
        verify,
        (
            arg("paper", metavar="FILE", help=N_("the document, as it was given out")),
            arg("--evidence", required=True, metavar="FILE", help=N_("the evidence that came with it")),
            arg(
                "--root",
                required=True,
                metavar="FINGERPRINT",
                help=N_("fingerprint of the deployment's root, from a place you trust"),
            ),
            arg("--record", action="store_true", help=N_("show the record that the document was made from")),
        ),
        client=False,
    ),
)
