"""Threats that come in by other doors than the person's own report; their assessment, the investigation, the end of a report
(L72 4(1), 5, 23(7), 26(2)). ``report`` of each: the id of the threat report, the same in every circle.
"""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, IMP, record, report
from client.law.tables.threats import DOORS, INVESTIGATIONS, KINDS, LEVELS, RATINGS
from client.law.titles import N_
from client.law.words import SPOKEN_LANGUAGES, Circle, Writer
from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class ThreatNoted:
    """A body learned of a threat otherwise than by the person's report. ``door``: of ``tables.threats.DOORS``; ``told_by``: who
    told it, as far as the file may say; ``item``: id of the issued device, of an alarm (SYS-03); ``of``: entry hash of the record
    that it comes from, or empty. Times in milliseconds; ``learned_at``: when the body had it."""

    payload_id: str
    door: str
    kind: str
    told_by: str
    text: str
    language: str
    learned_at: int
    happened_at: int | None
    urgent: bool
    item: str
    of: str

    def __post_init__(self) -> None:
        wants_hex(self.payload_id, 16, "payload_id")
        wants_one_of(self.door, DOORS, "door")
        wants_one_of(self.kind, KINDS, "kind of threat")
        wants_text(self.text, "text of the threat")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")
        wants_hex(self.of, 32 if self.of else None, "of")


@dataclass(frozen=True, slots=True)
class ThreatAssessment:
    """L72 4(1): whether the evidence of a threat is sufficient, and how great it is. ``trafficking``: whether there are signs of
    trafficking in human beings (T110 15(2)): YES, NO or NOT_ASKED."""

    report: str
    rating: str
    level: str
    reasons: str
    trafficking: str

    def __post_init__(self) -> None:
        wants_hex(self.report, 16, "report")
        wants_one_of(self.rating, RATINGS, "rating")
        wants_one_of(self.level, LEVELS, "level of the threat")
        wants_text(self.reasons, "reasons")
        wants_one_of(self.trafficking, ("YES", "NO", "NOT_ASKED"), "signs of trafficking")


@dataclass(frozen=True, slots=True)
class ThreatInvestigation:
    """L72 23(7) second part: what became of a report: STARTED (``number`` of the pre-trial registration), NO_GROUNDS
    (``reasons``), FORWARDED (``to`` whom). ``card``: the name under which the registration card has the person (SYS-51)."""

    report: str
    outcome: str
    number: str
    reasons: str
    to: str
    card: str

    def __post_init__(self) -> None:
        wants_hex(self.report, 16, "report")
        wants_one_of(self.outcome, INVESTIGATIONS, "what became of the report")


@dataclass(frozen=True, slots=True)
class ThreatLinked:
    """L72 5(2): a report belongs to a pre-trial registration that there is already. Nothing of the investigation stands here."""

    report: str
    number: str
    card: str

    def __post_init__(self) -> None:
        wants_hex(self.report, 16, "report")


@dataclass(frozen=True, slots=True)
class ThreatClosed:
    """Nothing is left to do about a report. ``act``: entry hash of what was done upon it, or empty."""

    report: str
    act: str
    reasons: str

    def __post_init__(self) -> None:
        wants_hex(self.report, 16, "report")
        wants_hex(self.act, 32 if self.act else None, "act")
        wants_text(self.reasons, "reasons")


@dataclass(frozen=True, slots=True)
class HotlineCall:
    """SYS-22, SYS-23: a statement was taken over a help line. The operator sends it as anybody does, with the public card, and can
    read nothing of it afterwards; this says by which ``line``, and which ``number`` the caller was given to ask with."""

    payload_id: str
    line: str
    called_at: int
    number: str
    referred: bool

    def __post_init__(self) -> None:
        wants_hex(self.payload_id, 16, "payload_id")
        wants_text(self.line, "number of the help line", 40)


@dataclass(frozen=True, slots=True)
class FieldIntake:
    """SYS-52: a statement was heard and minuted on the spot, on the officer's own device. ``payload_id``: of the minute;
    ``offline``: there was no connection then; ``group``: the mobile group, or empty; ``present``: who else was there, by
    function."""

    payload_id: str
    offline: bool
    group: str
    present: tuple[str, ...]

    def __post_init__(self) -> None:
        wants_hex(self.payload_id, 16, "payload_id")


_OURS = (Circle.PERSON, Circle.COORDINATION)
_INBOUND = (Circle.FRONT_DESK, Circle.COORDINATION, Circle.PERSON)

TYPES = (
    record("threat-noted", ThreatNoted, "L72-26-1.3.1", _OURS, DEC, IMP, title=N_("THREAT learned of")),
    record("threat-assessment", ThreatAssessment, "L72-4.1", _OURS, DEC, IMP, title=N_("THREAT assessed")),
    record("threat-investigation", ThreatInvestigation, "L72-23.7b", _OURS, DEC, title=N_("THREAT: investigation")),
    record("threat-linked", ThreatLinked, "L72-5.2", _OURS, DEC, title=N_("THREAT: registration number")),
    record("threat-closed", ThreatClosed, "L72-4.1", _OURS, DEC, IMP, title=N_("THREAT: report closed")),
    report("hotline-call", HotlineCall, "SYS-23", (Circle.FRONT_DESK,), Writer.ANYONE, title=N_("CALL to a help line")),
    record("field-intake", FieldIntake, "SYS-52", _INBOUND, DEC, IMP, title=N_("STATEMENT taken on the spot")),
)
