"""Documents on paper and as files: what was given out, to whom, and what it must look like (A.11 rule e)."""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, EVERYWHERE, EXE, IMP, PERSONAL, record
from client.law.titles import N_
from client.law.words import LANGUAGES
from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class DocumentIssued:
    """Written before the file is; by the person too, of their own copy. ``form``: id of the form; ``of``: entry hash of the record
    that it was made from; ``code``: the verification code as printed; ``file_hash``: SHA-256 (hex) of the file; ``watermark``: the
    words across each page."""

    form: str
    of: str
    language: str
    format: str
    code: str
    file_hash: str
    recipient: str
    purpose: str
    watermark: str

    def __post_init__(self) -> None:
        wants_text(self.form, "form", 40)
        wants_hex(self.of, 32, "of")
        wants_one_of(self.language, LANGUAGES, "language")
        wants_one_of(self.format, ("PDF", "HTML"), "format")
        wants_text(self.code, "code", 40)
        wants_hex(self.file_hash, 32, "file_hash")
        wants_text(self.recipient, "recipient", 200)
        wants_text(self.purpose, "purpose", 2_000)
        wants_text(self.watermark, "watermark", 300)


@dataclass(frozen=True, slots=True)
class EvidenceGiven:
    """Written before the file is: with it, whoever has the document and the root's fingerprint reads what it opens and checks it.
    ``opened``: entry hashes of what can be read by it; ``file_hash``: SHA-256 (hex) of the file."""

    opened: tuple[str, ...]
    file_hash: str
    recipient: str
    purpose: str

    def __post_init__(self) -> None:
        for each in self.opened:
            wants_hex(each, 32, "opened")
        wants_hex(self.file_hash, 32, "file_hash")
        wants_text(self.recipient, "recipient", 200)
        wants_text(self.purpose, "purpose", 2_000)


EXPORTS = ("CHAINS", "STATISTICS", "ATTACHMENT", "PAPER")
"""CHAINS: entries as they stand in the chains, sealed as they are there. STATISTICS: counts of a quarter, small cells hidden.
ATTACHMENT: a file as it was sent, which carries no mark, since evidence is not altered."""


@dataclass(frozen=True, slots=True)
class ExportMade:
    """Written before what it tells of leaves the program. ``about``: the quarter and region, the file, or nothing; ``digest``:
    SHA-256 (hex) of what was given out, of an attachment that of its sealed chunks; ``mark``: who, when and for whom, as it stands
    in what was given out."""

    what: str
    about: str
    digest: str
    recipient: str
    purpose: str
    mark: str

    def __post_init__(self) -> None:
        wants_one_of(self.what, EXPORTS, "what was given out")
        wants_hex(self.digest, 32, "digest")
        wants_text(self.recipient, "recipient", 200)
        wants_text(self.purpose, "purpose", 2_000)
        wants_text(self.mark, "mark", 300)


TYPES = (
    record("document-issued", DocumentIssued, "A.11", EVERYWHERE, DEC, IMP, EXE, title=N_("DOCUMENT given out"), writers=PERSONAL),
    record("export-made", ExportMade, "A.11", EVERYWHERE, DEC, IMP, EXE, title=N_("EXPORT made")),
    record("evidence-given", EvidenceGiven, "A.11", EVERYWHERE, DEC, IMP, EXE, title=N_("EVIDENCE given out")),
)
