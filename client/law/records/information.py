"""What was told to whom and how it is known; leaflets, non-disclosure, leaks, access (L72 26-1(3), 28; A.5, A.11)."""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, EXE, IMP, record
from client.law.titles import N_
from client.law.words import SPOKEN_LANGUAGES, Circle
from crypto.frozen import dataclass

RECEIVERS = ("PP", "REP", "DEC", "IMP", "PRS", "PRC", "COOP", "HEAD_DEC", "HEAD_IMP", "THREATENER")
"""Whom a notice is for: the person (applicant or protected) and the representative, the bodies, the prosecutors, a head of a body,
and who threatens: on paper, outside the channel (NT-03, NT-05)."""

WAYS = ("CHANNEL", "PAPER", "PHONE")


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    """A notice of A.5 was given. ``notice``: its id; ``of``: entry hash of the record that it tells of; ``interpreter``: who put it
    into ``language``, empty where nobody had to."""

    notice: str
    of: str
    to: str
    way: str
    text: str
    language: str
    interpreter: str

    def __post_init__(self) -> None:
        wants_text(self.notice, "id of the notice", 8)
        wants_hex(self.of, 32, "of")
        wants_one_of(self.to, RECEIVERS, "receiver")
        wants_one_of(self.way, WAYS, "way")
        wants_text(self.text, "text of the notice")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class PaperReceipt:
    """Something was handed over on paper. ``of``: entry hash of what was handed over, or of its ``notice-given``; ``signed``: else
    ``note`` says that the signature was refused and who saw it; ``on``: when, in milliseconds; ``scan``: encoded reference of the
    sealed scan, as hex, or empty."""

    of: str
    to: str
    signed: bool
    note: str
    on: int
    scan: str

    def __post_init__(self) -> None:
        wants_hex(self.of, 32, "of")
        wants_one_of(self.to, RECEIVERS, "receiver")
        wants_hex(self.scan, None, "scan")
        if not self.signed:
            wants_text(self.note, "note on the refusal to sign", 2_000)


TOPICS = ("RIGHTS", "DUTIES", "APPEAL_ROUTES", "COMMISSIONER", "REPORT_AN_OFFICIAL", "NO_COST", "SECRECY", "HOW_TO_REPORT")
"""What a leaflet speaks of. COMMISSIONER: of human rights, of children's rights (S-33, SYS-20); REPORT_AN_OFFICIAL: to whom outside
their own body (SYS-24)."""

FORMS = ("TEXT", "AUDIO", "ICONS", "ORAL")


@dataclass(frozen=True, slots=True)
class RightsExplained:
    """L72 26-1(3)(4): rights and duties are explained by reference to a decision, also one to refuse. ``of``: its entry hash;
    ``form``: how; an ORAL explanation is recorded with who gave it (the author) and who else was there (``present``)."""

    of: str
    to: str
    form: str
    topics: tuple[str, ...]
    text: str
    language: str
    interpreter: str
    present: str

    def __post_init__(self) -> None:
        wants_hex(self.of, 32, "of")
        wants_one_of(self.to, ("PP", "REP"), "receiver")
        wants_one_of(self.form, FORMS, "form")
        for topic in self.topics:
            wants_one_of(topic, TOPICS, "topic")
        wants_text(self.text, "text")
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class PersonSpeaks:
    """S-29: which language the person understands, and whether they read. ``interpreter``: needed for the official languages."""

    language: str
    interpreter: bool
    reads_little: bool
    note: str

    def __post_init__(self) -> None:
        wants_text(self.language, "language", 40)


@dataclass(frozen=True, slots=True)
class DangerWithheld:
    """L72 26-1(3)(3): information on a threat is not given to the person, or not yet; a prosecutor sees the reasons. ``of``: entry
    hash of what the body learned; ``until``: when it is looked at again, in milliseconds."""

    of: str
    reasons: str
    until: int

    def __post_init__(self) -> None:
        wants_hex(self.of, 32, "of")


@dataclass(frozen=True, slots=True)
class KnowledgeWithheld:
    """L72 25(1), AMB-17: what the person is shown of a linked file is switched off or on again. ``linked``: that pseudonym."""

    file: str
    linked: str
    withheld: bool
    reasons: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.linked, "linked pseudonym", 80)


_WHERE_TOLD = (Circle.PERSON, Circle.COORDINATION, Circle.FRONT_DESK, Circle.COMPLAINT, Circle.TASK)

TYPES = (
    record("notice-given", NoticeGiven, "L72-26-1.3.3", _WHERE_TOLD, DEC, IMP, title=N_("NOTICE GIVEN")),
    record("paper-receipt", PaperReceipt, "L72-23.1b", _WHERE_TOLD, DEC, IMP, EXE, title=N_("RECEIPT on paper")),
    record(
        "rights-explained", RightsExplained, "L72-26-1.3.4", (Circle.PERSON, Circle.FRONT_DESK), DEC, IMP,
        title=N_("RIGHTS AND DUTIES explained"),
    ),
    record(
        "person-speaks", PersonSpeaks, "S-29", (Circle.PERSON, Circle.COORDINATION), DEC, IMP, title=N_("LANGUAGE of the person")
    ),
    record("danger-withheld", DangerWithheld, "L72-26-1.3.3", (Circle.COORDINATION,), DEC, IMP, title=N_("DANGER not told")),
    record(
        "knowledge-withheld", KnowledgeWithheld, "L72-25.1", (Circle.COORDINATION,), IMP, roles=("official",),
        title=N_("MEASURES of a relative not shown"),
    ),
)  # fmt: skip
