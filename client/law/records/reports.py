"""What a person writes: a first statement, a threat, the enrolment, consent, the contract's signature, a receipt."""

from __future__ import annotations

from typing import Any

from client.law.payload import NotOfTheForm, wants_hex, wants_one_of, wants_text
from client.law.record_type import PERSONAL, report
from client.law.records.contract import Beside
from client.law.tables.threats import KINDS, UNSAID
from client.law.titles import N_
from client.law.words import LANGUAGES, PERSONAL_MEASURES, SPOKEN_LANGUAGES, Circle, Writer
from crypto.frozen import dataclass

HIDDEN = {
    "PLACE": N_("where the picture was taken"),
    "DEVICE": N_("camera or program that made it"),
    "TIME": N_("times of making and changing"),
    "AUTHOR": N_("names of authors"),
    "TITLE": N_("title, subject and key words"),
    "PREVIEW": N_("small preview picture"),
    "HISTORY": N_("earlier versions and tracked changes"),
    "COMMENTS": N_("comments"),
    "FILES": N_("files inside the file"),
    "SCRIPTS": N_("programs inside the file"),
    "PATHS": N_("names of folders, printers and templates"),
    "SIGNATURE": N_("signature of the file"),
    "OTHER": N_("other hidden data"),
}
"""What a file can hold beside what it shows, by word."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """``blob`` is the encoded reference with the key of the encrypted file, as hex; ``size`` in bytes of the clear file.

    ``removed``: what was hidden in the file and taken out before it was sent, by the words of ``HIDDEN``. ``original``: the encoded
    reference (hex) of the file as it was, sealed beside it; empty where the file was sent as it was.
    """

    blob: str
    name: str
    media_type: str
    size: int
    removed: tuple[str, ...] = ()
    original: str = ""

    def __post_init__(self) -> None:
        wants_hex(self.blob, None, "blob")
        wants_text(self.name, "name of the attachment", 200)
        for each in self.removed:
            wants_one_of(each, HIDDEN, "removed")
        wants_hex(self.original, None, "original")


def attachment_v1(payload: dict[str, Any]) -> dict[str, Any]:
    """An attachment of before metadata were taken out: sent as it was."""
    return {**payload, "removed": [], "original": ""}


def _statement_v1(payload: dict[str, Any]) -> dict[str, Any]:
    return {**payload, "attachments": [attachment_v1(each) for each in payload["attachments"]]}


@dataclass(frozen=True, slots=True)
class Statement:
    """L72 23(1), 22: a statement of a threat. It goes to both bodies as two entries with the same ``payload_id``."""

    payload_id: str
    text: str
    language: str
    made_at: int
    urgent: bool
    addressed_to: tuple[str, ...]
    attachments: tuple[Attachment, ...]

    def __post_init__(self) -> None:
        wants_hex(self.payload_id, 16, "payload_id")
        wants_text(self.text, "text of the statement")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class Threat:
    """L72 26(2), NT-24: the protected person reports every threat at once, to both bodies, with the same ``payload_id``.

    ``kind``: of ``tables.threats.KINDS``; ORDER_BREACHED: a restraining order was (13-1). ``happened_at`` (milliseconds): None
    where it is not said; a late report is heard as any other (DL-15). ``duress``: sent with the sign that somebody forces the
    sender; ``silent``: nothing may sound, light up or answer aloud at the sender's device.
    """

    payload_id: str
    text: str
    language: str
    made_at: int
    urgent: bool
    kind: str = UNSAID
    happened_at: int | None = None
    duress: bool = False
    silent: bool = False

    def __post_init__(self) -> None:
        wants_hex(self.payload_id, 16, "payload_id")
        wants_text(self.text, "text of the threat")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")
        wants_one_of(self.kind, KINDS, "kind of threat")


def _threat_v1(payload: dict[str, Any]) -> dict[str, Any]:
    return {**payload, "kind": UNSAID, "happened_at": None, "duress": False, "silent": False}


@dataclass(frozen=True, slots=True)
class Enrol:
    """The one report that an invitation may send: the key that the person's own device made."""

    verify_key: str
    reading_key_hash: str
    language: str

    def __post_init__(self) -> None:
        wants_hex(self.verify_key, 32, "verify_key")
        wants_hex(self.reading_key_hash, 32, "reading_key_hash")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class Consent:
    """Yes or no of the person to one measure, bound to the contract text that was read (L72 14, 16, 18-20; K04)."""

    contract: str
    measure: str
    given: bool
    text_hash: str

    def __post_init__(self) -> None:
        wants_hex(self.contract, 32, "contract")
        wants_hex(self.text_hash, 32, "text_hash")
        wants_one_of(self.measure, PERSONAL_MEASURES, "measure")


@dataclass(frozen=True, slots=True)
class ContractSignature:
    """L72 23(6), NT-19: the person signs the contract record of this entry hash; refusing is also an act, with its reasons.

    The consents given stand beside it, each for its own measure. ``capacity``: SELF, or for whom the representative signs
    (PARENTAL, REPRESENTATIVE); empty where version 1 did not say. ``consequences``: what a refusal can lead to was shown (27(1)).
    ``text_hash`` and ``language`` are of the text that binds, ``beside`` of what was read beside it in another language.
    """

    contract: str
    text_hash: str
    language: str
    signed: bool
    reasons: str
    consents: tuple[Consent, ...]
    capacity: str = ""
    consequences: bool = False
    beside: Beside | None = None

    def __post_init__(self) -> None:
        wants_hex(self.contract, 32, "contract")
        wants_hex(self.text_hash, 32, "text_hash")
        wants_one_of(self.language, LANGUAGES, "language")
        wants_one_of(self.capacity, ("", "SELF", "PARENTAL", "REPRESENTATIVE"), "capacity")
        if any(consent.contract != self.contract or consent.text_hash != self.text_hash for consent in self.consents):
            raise NotOfTheForm("a consent is bound to another contract")
        if not self.signed:
            wants_text(self.reasons, "reasons of the refusal")


@dataclass(frozen=True, slots=True)
class Receipt:
    """The person has read the record of this entry hash (L72 23(1) second part: the copy was served)."""

    entry: str

    def __post_init__(self) -> None:
        wants_hex(self.entry, 32, "entry")


def _with_capacity(payload: dict[str, Any]) -> dict[str, Any]:
    """Version 1 of a contract's signature said neither in which capacity nor what was shown."""
    return {**payload, "capacity": "", "consequences": False}


def _with_beside(payload: dict[str, Any]) -> dict[str, Any]:
    """Before version 3 of a contract there was nothing to read beside it."""
    return {**payload, "beside": None}


TYPES = (
    report(
        "statement",
        Statement,
        "L72-22.1",
        (Circle.FRONT_DESK,),
        Writer.ANYONE,
        title=N_("STATEMENT"),
        version=2,
        upgrades={1: _statement_v1},
    ),
    report("enrol", Enrol, "architecture 5", (Circle.PERSON,), Writer.INVITATION, title=N_("ENROLMENT")),
    report("threat", Threat, "L72-26.2", (Circle.PERSON,), *PERSONAL, title=N_("THREAT"), version=2, upgrades={1: _threat_v1}),
    report(
        "contract-signature",
        ContractSignature,
        "L72-23.6a",
        (Circle.PERSON,),
        *PERSONAL,
        title=N_("CONTRACT: the person's answer"),
        version=3,
        upgrades={1: _with_capacity, 2: _with_beside},
    ),
    report("receipt", Receipt, "L72-23.1b", (Circle.PERSON,), *PERSONAL, title=N_("RECEIPT")),
)
