"""From a record that this holder reads to the document made of it: the facts, the code, and where a code comes from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from client.app.reading import Seen, everything, lawful, of_type
from client.cli.related import related_to
from client.cli.texts import _
from client.documents.document import Document
from client.documents.errors import SaysTooMuch
from client.documents.facts import Facts, Related, Signer
from client.documents.registry import Template, for_record
from client.documents.templates.outside import unlabelled
from client.documents.words import Words
from client.law.file import EMPTY_FILE, File
from client.law.records.contract import ContractClosed, ContractMinuted
from client.law.records.newdata import DataProposal, DataSigned
from client.law.records.papers import DocumentIssued
from client.law.records.places import StayAgreement, StaySigned
from client.law.records.property import ItemIssued, ItemReceived
from client.law.records.reports import ContractSignature
from crypto.document import document_code, printed
from crypto.errors import Forged, Refused, Usage

if TYPE_CHECKING:
    from client.app.office import Office
    from crypto.trust import Directory

MAX_PAPER = 16 << 20
"""Bytes of a document, or of its evidence, that is read back."""


def document_of(
    office: Office,
    item: Seen,
    language: str,
    watermark: str,
    before: int | None = None,
    *,
    form: str = "",
    known_as: str = "",
    alone: bool = False,
    items: tuple[Seen, ...] = (),
) -> Document:
    """The document of a record, with its code. ``before``: index in the log up to which signatures under it count; None: all that
    there are. ``form``: id of the form, of a record that makes several. ``known_as``: the pseudonym, for a holder whose records do
    not say it. ``alone``: of the record alone, as the person's own copy, who reads no other. ``items``: all records, where they are
    at hand. Raises ``Usage`` where such a record does not make that form, or makes several and none is named, ``MissingField``."""
    facts = _facts(office, item, items or everything(office), language, before, known_as)
    if alone:
        facts = replace(facts, related={})
    return made_from(item, facts, language, watermark, form=form)


def made_from(item: Seen, facts: Facts[object], language: str, watermark: str, *, form: str = "") -> Document:
    """As ``document_of``, where the facts are at hand. A paper that leaves the pseudonym out does not get it by its watermark: new
    data beside it would say who has them (A.11). Raises ``SaysTooMuch``."""
    made = template_of(item, form).make(facts)
    text, pseudonym = "\n".join(made.texts()), facts.file.case.pseudonym
    if pseudonym and pseudonym in watermark and pseudonym not in text:
        raise SaysTooMuch(_("this paper does not name the person: say otherwise who gets it"))
    if made.unlabelled:
        unlabelled(watermark)
    code = document_code(made.form, language, item.entry.hash, text)
    return replace(made, code=printed(code), watermark=watermark)


def made_again(office: Office, issued: Seen, value: DocumentIssued, source: Seen) -> Document:
    """A document that was given out, made anew from its record as the file stood then. Raises ``Forged`` ("other-text") where it is
    another, ``MissingField``, ``SaysTooMuch``."""
    own = issued.entry.author is None  # the person's own copy
    again = document_of(office, source, value.language, value.watermark, before=issued.entry.index, form=value.form, alone=own)
    if (again.form, again.code) != (value.form, value.code):
        raise Forged(_("the paper does not say what the record says"), "other-text")
    return again


def source_of(items: tuple[Seen, ...], issued: DocumentIssued) -> Seen:
    """The record that a document was made from. Raises ``Refused`` where it is sealed for this holder, or does not count: a
    paper of it would say what the file does not."""
    source = next((each for each in items if each.entry.hash.hex() == issued.of), None)
    if source is None or source.value is None:
        raise Refused(_("the record that it was made from is sealed for you"), "sealed")
    if source.unlawful:
        line = _("the record that it was made from does not count by the law: {reason}")
        raise Refused(line.format(reason=source.unlawful), "unlawful")
    return source


def forms_of(item: Seen) -> tuple[Template, ...]:
    """The forms that can be made from a record."""
    return for_record(item.name, item.value) if item.value is not None else ()


def template_of(item: Seen, form: str) -> Template:
    """Who gets which paper is said by the officer, and never guessed: one may say what another may not."""
    found = forms_of(item)
    if not found:
        raise Usage(_("no document is made from a record of type {name}").format(name=item.name), "no-such-document")
    named = [each for each in found if each.id == (form or item.name)] or ([] if form else list(found))
    if len(named) != 1:
        forms = ", ".join(each.id for each in found)
        raise Usage(_("say which paper, with --form: {forms}").format(forms=forms), "which-form")
    return named[0]


def _facts(office: Office, item: Seen, items: tuple[Seen, ...], language: str, before: int | None, known_as: str) -> Facts[object]:
    named = getattr(item.value, "file", "")  # a copy at the front desk stands outside the circles of its file
    case = office.casework.of_circle(item.circle) or next((each for each in office.casework.cases() if each.id == named), None)
    file = EMPTY_FILE if case is None else case.file
    if known_as and not file.case.pseudonym:
        file = replace(file, case=replace(file.case, pseudonym=known_as))
    return facts_of(item, items, file, language, before, names_of(office), keeper_of(office, item))


def facts_of(
    item: Seen, items: tuple[Seen, ...], file: File, language: str, before: int | None, names: dict[str, str], keeper: str
) -> Facts[object]:
    """``items``: the records at hand, in the order of the log."""
    pseudonym = file.case.pseudonym
    author = signer_of(item, pseudonym)
    signed = signatures_of(items, item, before)
    further = _signers(signed, pseudonym)
    others = related_to(item, items) | {
        name: tuple(each for each in signed if each.name == name) for name in {each.name for each in signed}
    }
    return Facts(
        item.value,
        item.entry.hash.hex(),
        author,
        file,
        Words(language, file.case.zone_minutes),
        names=names,
        keeper=keeper,
        signers=further if item.name == "contract" else (author, *further),
        related={
            name: tuple(
                Related(each.value, each.entry.hash.hex(), signer_of(each, pseudonym), signers_of(items, each, pseudonym, before))
                for each in found
            )
            for name, found in others.items()
        },
    )


def signers_of(items: tuple[Seen, ...], item: Seen, pseudonym: str, before: int | None = None) -> tuple[Signer, ...]:
    """Whose signatures stand under the record beside its author's, as ``before`` says."""
    return _signers(signatures_of(items, item, before), pseudonym)


def _signers(signed: list[Seen], pseudonym: str) -> tuple[Signer, ...]:
    return tuple(_by_pen(each, pseudonym) or signer_of(each, pseudonym) for each in signed)


def names_of(office: Office) -> dict[str, str]:
    """By hex of the certificate: bodies and their devices."""
    return names_in(office.channel.directory)


def names_in(directory: Directory) -> dict[str, str]:
    """The same, of a directory alone."""
    bodies = {each.hash.hex(): each.name for each in directory.bodies()}
    return bodies | {each.hash.hex(): each.name for each in directory.devices()}


def keeper_of(office: Office, item: Seen) -> str:
    """Name of the body whose circle the record stands in, empty where several have it."""
    view = office.channel.circle(item.circle).view
    bodies = () if view is None else tuple(view.policy.bodies)
    return names_of(office).get(bodies[0].hash.hex(), "") if len(bodies) == 1 else ""


def signer_of(item: Seen, pseudonym: str) -> Signer:
    device, key = item.entry.author, item.entry.author_hash.hex()[:16]
    if device is None and item.entry.role not in ("person", "representative"):
        return Signer(f"№ {key[:8]}", "", "APPLICANT", item.at, key)
    if device is None:
        capacity = "REPRESENTATIVE" if item.entry.role == "representative" else "PERSON"
        return Signer(pseudonym, "", capacity, item.at, key)
    return Signer(device.name, device.body.name, "OFFICIAL" if "official" in device.roles else "OFFICER", item.at, key)


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
