"""Status of a trafficking victim and its identification, what the person is told and asked (Law 110-VIII; B.0, B.1).

All of this is the compartment VOT: that somebody is such a victim is itself secret (T110 5(8), 17(2)(2)). What officers write of it
is restricted, save in the circle of a single task (T110-5.8). There is no field for ethnicity, and none for an interview.
"""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, EXE, IMP, PERSONAL, record, report
from client.law.tables.referrals import IDENTIFIERS, SUBJECTS
from client.law.titles import N_
from client.law.words import SPOKEN_LANGUAGES, Circle, Writer
from crypto.frozen import dataclass

STATUSES = ("NONE", "POTENTIAL", "IDENTIFIED", "CRIMINAL_PROCEDURE")
"""T110 1(7), 1(9): potential already before identification; identified with or without an investigation; recognised in criminal
procedure. Independent of protection under Law No. 72 (B.0)."""

CITIZENSHIPS = ("CITIZEN", "COMPATRIOT", "FOREIGNER", "STATELESS", "RECOGNISED_REFUGEE", "ASYLUM_SEEKER", "UNKNOWN")

TOPICS = ("RIGHTS", "DUTIES", "PROTECTION", "SERVICES", "LEGAL_AID", "COMPENSATION", "TIME_TO_DECIDE", "APPEAL_ROUTES")
"""What a victim's leaflet speaks of (T110 17(2)(1))."""

RISKS = ("", "LOW", "RAISED", "HIGH")
ASKS = ("SUMMONS", "STATEMENT", "INFORMATION")


@dataclass(frozen=True, slots=True)
class VotStatus:
    """T110 1(7), 1(9), 16(3). ``document``: the paper by which it is known; ``identification``: the joint identification, empty
    where there is none; ``unknown_because``: why the citizenship is not known."""

    file: str
    status: str
    citizenship: str
    unknown_because: str
    document: str
    identification: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.status, STATUSES, "status")
        wants_one_of(self.citizenship, CITIZENSHIPS, "citizenship")
        wants_hex(self.identification, 16 if self.identification else None, "identification")


@dataclass(frozen=True, slots=True)
class IdentifyMe:
    """T110 17(1): somebody asks to be identified; also one who has no file."""

    payload_id: str
    text: str
    language: str
    made_at: int

    def __post_init__(self) -> None:
        wants_hex(self.payload_id, 16, "payload_id")
        wants_text(self.text, "text")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class IdentificationSigned:
    """T110 16(2): one participant's signature. ``text_hash``: SHA-256 (hex) of the common paper; ``way``: CHANNEL, where the author
    is the participant, or PAPER with the sealed ``scan``, where the author records the signature of somebody outside the
    channel."""

    identification: str
    participant: str
    way: str
    text_hash: str
    scan: str

    def __post_init__(self) -> None:
        wants_hex(self.identification, 16, "identification")
        wants_one_of(self.participant, IDENTIFIERS, "participant")
        wants_one_of(self.way, ("CHANNEL", "PAPER"), "way")
        wants_hex(self.text_hash, 32, "text_hash")
        wants_hex(self.scan, None, "scan")


@dataclass(frozen=True, slots=True)
class TraffickingSigns:
    """T110 15(2): the question asked in the verification of every threat."""

    file: str
    signs: str
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.signs, ("YES", "NO", "UNSURE"), "signs")


@dataclass(frozen=True, slots=True)
class VotLeaflet:
    """T110 17(2)(1). ``of``: entry hash of the status of which it is the consequence; the person's receipt proves it."""

    of: str
    topics: tuple[str, ...]
    text: str
    language: str
    interpreter: str

    def __post_init__(self) -> None:
        wants_hex(self.of, 32, "of")
        for topic in self.topics:
            wants_one_of(topic, TOPICS, "topic")
        wants_text(self.text, "text")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class VotReview:
    """B.0: services, a stay or a return end, and protection under Law No. 72 is looked at again; it does not end. ``protection``:
    CONTINUES, or MOTION to the deciding body, which alone may end it. ``risk``: of being drawn in again (T110 16(1))."""

    file: str
    protection: str
    risk: str
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.protection, ("CONTINUES", "MOTION"), "protection")
        wants_one_of(self.risk, RISKS, "risk")


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """The deciding body wants something of the person that presses: a summons, a statement, information. ``wait``: it waits until
    the time to decide is over (T110 17(2)(12)). ``consequence``: what follows if the person does not."""

    ask: str
    kind: str
    text: str
    wait: bool
    consequence: str

    def __post_init__(self) -> None:
        wants_hex(self.ask, 16, "ask")
        wants_one_of(self.kind, ASKS, "kind")
        wants_text(self.text, "text")


@dataclass(frozen=True, slots=True)
class CooperationDecided:
    """T110 17(2)(12): the person's own act, at any time: whether they cooperate with the bodies of prosecution."""

    cooperates: bool
    text: str
    language: str

    def __post_init__(self) -> None:
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class VotInformation:
    """T110 17(3): what the person says of themselves, as far as they are able to now."""

    able: str
    text: str
    language: str

    def __post_init__(self) -> None:
        wants_one_of(self.able, ("NOW", "PARTLY", "NOT_NOW"), "able")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class TraffickingTold:
    """T110 8(1)(4), 10(3)(4): others tell of a crime or of a victim's appeal. ``identity``: NONE, PSEUDONYM, or NAMED;
    ``consented``: the person agreed to be named; ``statement``: the person is to make one now."""

    payload_id: str
    sender: str
    identity: str
    consented: bool
    statement: bool
    text: str
    language: str

    def __post_init__(self) -> None:
        wants_hex(self.payload_id, 16, "payload_id")
        wants_one_of(self.sender, SUBJECTS, "sender")
        wants_one_of(self.identity, ("NONE", "PSEUDONYM", "NAMED"), "identity")
        wants_text(self.text, "text")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")


SHARED = (Circle.COORDINATION, Circle.PERSON)

TYPES = (
    record("vot-status", VotStatus, "T110-16.3", SHARED, DEC, IMP, title=N_("LAW 110: status")),
    report(
        "identify-me", IdentifyMe, "T110-17.1", (Circle.PERSON, Circle.FRONT_DESK), *PERSONAL, Writer.ANYONE,
        title=N_("LAW 110: asks to be identified"),
    ),
    record(
        "identification-signed", IdentificationSigned, "T110-10.3.6", (Circle.COORDINATION, Circle.TASK), DEC, IMP, EXE,
        title=N_("LAW 110: identification signed"),
    ),
    record("trafficking-signs", TraffickingSigns, "T110-15.2", (Circle.COORDINATION,), DEC, title=N_("LAW 110: signs")),
    record("vot-leaflet", VotLeaflet, "T110-17.2.1", (Circle.PERSON,), DEC, IMP, title=N_("LAW 110: rights explained")),
    record("vot-review", VotReview, "T110-16.1", SHARED, DEC, IMP, title=N_("LAW 110: protection looked at again")),
    record("person-asked", PersonAsked, "T110-17.2.12", SHARED, DEC, title=N_("THE PERSON is asked")),
    report(
        "cooperation-decided", CooperationDecided, "T110-17.2.12", (Circle.PERSON,), *PERSONAL,
        title=N_("LAW 110: the person's decision to cooperate"),
    ),
    report("vot-information", VotInformation, "T110-17.3", (Circle.PERSON,), *PERSONAL, title=N_("LAW 110: the person's account")),
    report(
        "trafficking-told", TraffickingTold, "T110-8.1.4", (Circle.FRONT_DESK,), Writer.ANYONE, title=N_("LAW 110: told by others")
    ),
)  # fmt: skip
