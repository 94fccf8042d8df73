"""What comes before a decision: oral statements, data, what the threat is, evidence, verification, urgency (L72 22, 23(1))."""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, IMP, record
from client.law.titles import N_
from client.law.words import SPOKEN_LANGUAGES, Circle
from crypto.frozen import dataclass

THREATS = {
    "KILLING": N_("threat to kill"),
    "VIOLENCE": N_("threat of violence"),
    "ABDUCTION": N_("threat to abduct"),
    "PROPERTY": N_("threat to destroy or damage property"),
    "PRESSURE": N_("pressure, bribery or blackmail"),
    "OTHER_CRIME": N_("threat of another criminal act"),
}
"""L72 1-1: violence or another criminal act."""

TARGETS = ("PERSON", "FAMILY", "CLOSE_RELATIVE", "HOME", "PROPERTY", "OTHER")

EVIDENCE = ("STATEMENT", "TESTIMONY", "DOCUMENT", "RECORDING", "EXPERT", "OPERATIONAL", "OBJECT", "OTHER")


@dataclass(frozen=True, slots=True)
class OralMinute:
    """L72 22: an oral statement, minuted by who heard it. ``heard_at`` (milliseconds): from then the 24 hours run. ``by``: who
    spoke, as far as the desk may say it; ``read_back``: the words were read back and agreed to; ``interpreter``: empty where nobody
    had to."""

    payload_id: str
    heard_at: int
    by: str
    text: str
    language: str
    urgent: bool
    read_back: bool
    interpreter: str

    def __post_init__(self) -> None:
        wants_hex(self.payload_id, 16, "payload_id")
        wants_text(self.text, "words of the statement")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class DataReceived:
    """L72 22: sufficient data without a statement. ``origin``: OWN_INITIATIVE, IMP_MOTION, PARTNER_REPORT; ``received_at``
    (milliseconds): when the deciding body had them; ``of``: entry hash of the motion or report, empty where it came otherwise."""

    payload_id: str
    origin: str
    received_at: int
    of: str
    text: str
    urgent: bool

    def __post_init__(self) -> None:
        wants_hex(self.payload_id, 16, "payload_id")
        wants_one_of(self.origin, ("OWN_INITIATIVE", "IMP_MOTION", "PARTNER_REPORT"), "origin")
        if self.of:
            wants_hex(self.of, 32, "of")
        wants_text(self.text, "the data")


@dataclass(frozen=True, slots=True)
class StatementForwarded:
    """AMB-14: the implementing body had a statement that the deciding body had not, and hands it on at once. ``received_at``
    (milliseconds): when the implementing body had it; both times are kept. ``text``: the statement's own words."""

    payload_id: str
    received_at: int
    text: str
    language: str
    urgent: bool

    def __post_init__(self) -> None:
        wants_hex(self.payload_id, 16, "payload_id")
        wants_text(self.text, "text of the statement")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class ThreatDescribed:
    """L72 1-1: what is threatened, in the words of the form. ``kind``: of ``THREATS``, and it is what counts: ``harm`` done is not
    needed. ``source``: who threatens, empty where unknown; ``time`` and ``means``: as far as known; ``evidence``: their numbers."""

    payload_id: str
    kind: str
    source: str
    target: str
    time: str
    means: str
    harm: str
    evidence: tuple[str, ...]

    def __post_init__(self) -> None:
        wants_hex(self.payload_id, 16, "payload_id")
        wants_one_of(self.kind, ("", *THREATS), "kind of threat")
        wants_one_of(self.target, TARGETS, "target")


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """L72 22: an item of evidence. ``number``: by it a decision cites it; ``of``: entry hash of the record that holds it, else
    empty; ``where`` it lies then."""

    file: str
    number: str
    kind: str
    text: str
    of: str
    where: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.number, "number of the item", 80)
        wants_one_of(self.kind, EVIDENCE, "kind of evidence")
        wants_text(self.text, "what it is")
        if self.of:
            wants_hex(self.of, 32, "of")


@dataclass(frozen=True, slots=True)
class Verification:
    """L72 23(1): what was done to verify, and what came of it."""

    file: str
    what: str
    result: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.what, "what was verified")
        wants_text(self.result, "result")


@dataclass(frozen=True, slots=True)
class Urgency:
    """L72 23(1) second part: the case is urgent, or is no longer. ``of``: id of the statement; the trace of both stays."""

    of: str
    urgent: bool
    reasons: str

    def __post_init__(self) -> None:
        wants_hex(self.of, 16, "of")


@dataclass(frozen=True, slots=True)
class DecidedElsewhere:
    """L72 4(2): of the two bodies that may decide for a citizen who assists, each sees that the other acted, and no more."""

    file: str
    body: str
    on: int

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.body, 32, "body")


_INBOUND = (Circle.FRONT_DESK, Circle.COORDINATION, Circle.PERSON)
_DECIDING = (Circle.PERSON, Circle.COORDINATION)

TYPES = (
    record("oral-minute", OralMinute, "L72-22.1", _INBOUND, DEC, IMP, title=N_("ORAL STATEMENT minuted")),
    record("data-received", DataReceived, "L72-22.1", _INBOUND, DEC, title=N_("DATA RECEIVED on a threat")),
    record(
        "statement-forwarded",
        StatementForwarded,
        "L72-23.1a",
        (Circle.FRONT_DESK, Circle.COORDINATION),
        IMP,
        title=N_("STATEMENT FORWARDED"),
    ),
    record("threat-described", ThreatDescribed, "L72-1-2", _INBOUND, DEC, IMP, title=N_("THREAT DESCRIBED")),
    record("evidence-item", EvidenceItem, "L72-22.2", _DECIDING, DEC, title=N_("EVIDENCE")),
    record("verification", Verification, "L72-23.1a", _DECIDING, DEC, title=N_("VERIFICATION")),
    record("urgency", Urgency, "L72-23.1c", _INBOUND, DEC, IMP, title=N_("URGENCY")),
    record("decided-elsewhere", DecidedElsewhere, "L72-4.2", (Circle.COORDINATION,), DEC, title=N_("ANOTHER BODY HAS DECIDED")),
)
