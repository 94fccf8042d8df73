"""Redirection of a victim, potential ones included (T110 17, 18; B.2): the referral, the person's consent to it, what the receiving
body sees, and its answers. Referrals also come in, at a front desk.

DRAFT -> CONSENTED -> SENT -> ACCEPTED -> IN_PROGRESS -> DONE, or DECLINED (why) -> REROUTED.
"""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, EXE, IMP, PERSONAL, record, report
from client.law.records.tasks import Fact
from client.law.records.trafficking import SHARED
from client.law.tables.referrals import KINDS, LEGAL_AID, SUBJECTS
from client.law.titles import N_
from client.law.words import LANGUAGES, SPOKEN_LANGUAGES, Circle, Writer
from crypto.frozen import dataclass

ANSWERS = ("ACCEPTED", "IN_PROGRESS", "DONE", "DECLINED")


@dataclass(frozen=True, slots=True)
class Neutral:
    """What is seen before anything is opened: a subject line, the name of a file, the text on a telephone (T110 5(8))."""

    subject: str
    file_name: str
    push: str


@dataclass(frozen=True, slots=True)
class Referral:
    """B.2. ``sender`` and ``to``: of ``tables.referrals``; ``addressee``: its code in the register, ``region`` where it is;
    ``facts``: the least that it needs; ``safety``: how to contact the person and what never to say; ``purpose``: what for (T110
    17(2)(2)); ``procedure``: the joint act whose form and times it follows (18(2)); ``aid``: of LEGAL_AID; ``instead_of``: a
    declined referral that this one replaces; ``memorandum``: with an organisation (SYS-53); ``opinion``: a child's. Times in
    milliseconds."""

    referral: str
    number: str
    sender: str
    to: str
    addressee: str
    region: str
    kind: str
    facts: tuple[Fact, ...]
    safety: str
    seen: Neutral
    purpose: str
    procedure: str
    language: str
    answer_by: int
    aid: str
    instead_of: str
    memorandum: str
    opinion: str

    def __post_init__(self) -> None:
        wants_hex(self.referral, 16, "referral")
        wants_text(self.number, "number of the referral", 80)
        wants_one_of(self.sender, SUBJECTS, "sender")
        wants_one_of(self.to, SUBJECTS, "addressee")
        wants_text(self.addressee, "code of the addressee", 80)
        wants_one_of(self.kind, KINDS, "kind of referral")
        wants_text(self.safety, "safety instructions", 2_000)
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")
        wants_one_of(self.aid, ("", *LEGAL_AID), "kind of legal aid")
        wants_hex(self.instead_of, 16 if self.instead_of else None, "instead_of")


@dataclass(frozen=True, slots=True)
class ReferralConsent:
    """The person's yes or no to one referral, as it stands in the record of ``entry``. ``express``: they were told that their
    country of origin learns of them, and want it all the same (T110 17(2)(10))."""

    referral: str
    entry: str
    given: bool
    express: bool

    def __post_init__(self) -> None:
        wants_hex(self.referral, 16, "referral")
        wants_hex(self.entry, 32, "entry")


@dataclass(frozen=True, slots=True)
class ReferralConsentOnPaper:
    """The same, signed on paper. ``by``: PP or REP; ``scan``: encoded reference of the sealed scan (hex)."""

    referral: str
    entry: str
    given: bool
    express: bool
    by: str
    scan: str

    def __post_init__(self) -> None:
        wants_hex(self.referral, 16, "referral")
        wants_hex(self.entry, 32, "entry")
        wants_one_of(self.by, ("PP", "REP"), "by")
        wants_hex(self.scan, None, "scan")


@dataclass(frozen=True, slots=True)
class ReferralCard:
    """All that the receiving body sees, alone in a circle of its own: this record is the sending."""

    referral: str
    to: str
    kind: str
    facts: tuple[Fact, ...]
    safety: str
    seen: Neutral
    language: str
    answer_by: int

    def __post_init__(self) -> None:
        wants_hex(self.referral, 16, "referral")
        wants_one_of(self.to, SUBJECTS, "addressee")
        wants_one_of(self.kind, KINDS, "kind of referral")
        wants_text(self.safety, "safety instructions", 2_000)
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class ReferralAnswer:
    """The receiving body's answer. ``reason`` where it declines."""

    referral: str
    state: str
    reason: str

    def __post_init__(self) -> None:
        wants_hex(self.referral, 16, "referral")
        wants_one_of(self.state, ANSWERS, "state")


@dataclass(frozen=True, slots=True)
class ReferralClosed:
    """A declined or unanswered referral goes to nobody else, and why; the person's own no is a reason."""

    referral: str
    reasons: str

    def __post_init__(self) -> None:
        wants_hex(self.referral, 16, "referral")


@dataclass(frozen=True, slots=True)
class CounselAccess:
    """T110 17(2)(6): the person lets counsel see something, or takes that back. ``of``: entry hashes of what is opened."""

    counsel: str
    given: bool
    of: tuple[str, ...]

    def __post_init__(self) -> None:
        wants_text(self.counsel, "counsel", 200)
        for each in self.of:
            wants_hex(each, 32, "of")


@dataclass(frozen=True, slots=True)
class CounselShown:
    """A body opens something of the file to counsel."""

    counsel: str
    of: tuple[str, ...]

    def __post_init__(self) -> None:
        wants_text(self.counsel, "counsel", 200)
        for each in self.of:
            wants_hex(each, 32, "of")


@dataclass(frozen=True, slots=True)
class ReferralIn:
    """Somebody who helps sends a person to this channel. Of kind STATE_PROTECTION it is a statement (L72 22, 23(1)): ``payload_id``
    as a statement has it."""

    payload_id: str
    sender: str
    kind: str
    pseudonym: str
    text: str
    safety: str
    urgent: bool
    consented: bool
    language: str
    made_at: int

    def __post_init__(self) -> None:
        wants_hex(self.payload_id, 16, "payload_id")
        wants_one_of(self.sender, SUBJECTS, "sender")
        wants_one_of(self.kind, KINDS, "kind of referral")
        wants_text(self.pseudonym, "pseudonym", 80)
        wants_text(self.text, "text")
        wants_one_of(self.language, LANGUAGES, "language")


_PAPER = N_("REFERRAL: the person's answer on paper")

TYPES = (
    record("referral", Referral, "T110-18.1", SHARED, DEC, IMP, title=N_("REFERRAL prepared")),
    report(
        "referral-consent", ReferralConsent, "T110-18.1", (Circle.PERSON,), *PERSONAL, title=N_("REFERRAL: the person's answer")
    ),
    record("referral-consent-on-paper", ReferralConsentOnPaper, "T110-18.1", SHARED, DEC, IMP, title=_PAPER),
    record("referral-card", ReferralCard, "T110-18.1", (Circle.TASK,), DEC, IMP, title=N_("REFERRAL sent")),
    record("referral-answer", ReferralAnswer, "T110-18.1", (Circle.TASK,), EXE, title=N_("REFERRAL: answer")),
    record("referral-closed", ReferralClosed, "T110-18.1", SHARED, DEC, IMP, title=N_("REFERRAL closed")),
    report("counsel-access", CounselAccess, "T110-17.2.6", (Circle.PERSON,), *PERSONAL, title=N_("COUNSEL may see")),
    record("counsel-shown", CounselShown, "T110-17.2.6", SHARED, DEC, IMP, title=N_("COUNSEL has seen")),
    report("referral-in", ReferralIn, "T110-17.2.7", (Circle.FRONT_DESK,), Writer.ANYONE, title=N_("REFERRAL received")),
)
