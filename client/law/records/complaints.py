"""Complaints and what became of them (L72 23(2)-(3), 25(3), 27(5); A.6)."""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, IMP, PERSONAL, SUP, record, report
from client.law.titles import N_
from client.law.words import SPOKEN_LANGUAGES, Circle, Writer
from crypto.frozen import dataclass

ATTACKED = ("REFUSAL", "REVOCATION", "REFUSAL_TO_LIFT", "REFUSAL_TO_ADD", "DECISION", "ACT", "INACTION", "ADMINISTRATIVE")
"""What a complaint is about: a refusal to apply measures, their revocation, any other decision, act or inaction; or an
administrative act or inaction (T110 17(2)(16))."""

DECIDERS = ("INVESTIGATOR", "INQUIRY_OFFICER", "OPERATIONAL", "OFFICIAL", "PROSECUTOR", "COURT")
"""Who did it; OFFICIAL: one of the implementing body."""

ROUTES = ("COURT", "PROSECUTOR", "HIGHER_COURT", "HIGHER_PROSECUTOR", "HIGHER_AUTHORITY")

OUTCOMES = ("DISMISSED", "DECISION_CANCELLED", "INACTION_FOUND")


@dataclass(frozen=True, slots=True)
class Complaint:
    """``of``: entry hash of what is complained of, empty for an inaction or where the writer does not have it; ``decider`` and
    ``against_body``, ``against_holder`` (hex, empty where unknown): whose it was. ``addressee``: hex of the body that decides.
    ``way``: CHANNEL, or PRINTED where that body is not in it. ``pack``: entry hashes of the records shown to it (AMB-32)."""

    complaint: str
    about: str
    of: str
    decider: str
    against_body: str
    against_holder: str
    route: str
    addressee: str
    way: str
    text: str
    language: str
    made_at: int
    pack: tuple[str, ...]

    def __post_init__(self) -> None:
        wants_hex(self.complaint, 16, "complaint")
        wants_one_of(self.about, ATTACKED, "what is complained of")
        wants_one_of(self.decider, DECIDERS, "decider")
        wants_one_of(self.route, ROUTES, "route")
        wants_one_of(self.way, ("CHANNEL", "PRINTED"), "way")
        wants_text(self.text, "text of the complaint")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")
        for value, what in ((self.of, "of"), (self.against_body, "against_body"), (self.against_holder, "against_holder")):
            wants_hex(value, 32 if value else None, what)
        wants_hex(self.addressee, 32 if self.addressee else None, "addressee")
        for each in self.pack:
            wants_hex(each, 32, "pack")


@dataclass(frozen=True, slots=True)
class ComplaintTaken:
    """The authority that decides has the complaint in hand: its clock has run since ``received_at`` (milliseconds)."""

    complaint: str
    received_at: int
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.complaint, 16, "complaint")


@dataclass(frozen=True, slots=True)
class ComplaintOutcome:
    """The authority's signed outcome, to the complainant. ``of``: what was cancelled, as in the complaint."""

    complaint: str
    number: str
    outcome: str
    reasons: str
    further: str

    def __post_init__(self) -> None:
        wants_hex(self.complaint, 16, "complaint")
        wants_text(self.number, "number of the outcome", 80)
        wants_one_of(self.outcome, OUTCOMES, "outcome")
        wants_text(self.reasons, "reasons")


@dataclass(frozen=True, slots=True)
class OutcomeReceived:
    """The body concerned has the outcome, through the channel or on paper, and records it in its own circles. It learns that, not
    the complaint (A.11): ``about`` and ``of`` say what the outcome is about."""

    complaint: str
    about: str
    of: str
    authority: str
    number: str
    outcome: str
    received_at: int

    def __post_init__(self) -> None:
        wants_hex(self.complaint, 16, "complaint")
        wants_one_of(self.about, ATTACKED, "what was complained of")
        wants_hex(self.of, 32 if self.of else None, "of")
        wants_text(self.authority, "authority", 200)
        wants_text(self.number, "number of the outcome", 80)
        wants_one_of(self.outcome, OUTCOMES, "outcome")


@dataclass(frozen=True, slots=True)
class ComplaintHold:
    """AMB-24: whether the measures are kept until the complaint against their revocation is decided. Without this choice they are
    kept. ``revocation``: entry hash of the ruling."""

    file: str
    complaint: str
    revocation: str
    keep: bool
    reasons: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.complaint, 16, "complaint")
        wants_hex(self.revocation, 32, "revocation")


_AUTHORITY = (SUP, DEC, IMP)
"""The prosecutor's office; a court or a higher court; a higher authority of either kind."""

_WHERE_MADE = (Circle.COMPLAINT, Circle.FRONT_DESK)

TYPES = (
    report(
        "complaint", Complaint, "L72-25.3", _WHERE_MADE, *PERSONAL, Writer.ANYONE, title=N_("COMPLAINT")
    ),
    record("complaint-taken", ComplaintTaken, "L72-23.2", _WHERE_MADE, *_AUTHORITY, roles=("officer",),
           title=N_("COMPLAINT taken in hand")),
    record("complaint-outcome", ComplaintOutcome, "L72-23.2", _WHERE_MADE, *_AUTHORITY, roles=("officer",),
           title=N_("COMPLAINT decided")),
    record("outcome-received", OutcomeReceived, "L72-23.2", (Circle.COORDINATION, Circle.PERSON), DEC, IMP,
           title=N_("OUTCOME of a complaint received")),
    record("complaint-hold", ComplaintHold, "L72-27.5", (Circle.COORDINATION,), DEC, IMP, roles=("official", "officer"),
           title=N_("MEASURES while a complaint is pending")),
)  # fmt: skip
