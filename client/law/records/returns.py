"""Return of a victim, home or to Kazakhstan (T110 8(2)(4), 19, 20; S-25; SYS-17)."""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, IMP, PERSONAL, record, report
from client.law.records.tasks import Fact
from client.law.records.trafficking import SHARED
from client.law.tables.referrals import SUBJECTS
from client.law.titles import N_
from client.law.words import SPOKEN_LANGUAGES, Circle
from crypto.frozen import dataclass

STEPS = ("CERTIFICATE_REQUESTED", "CERTIFICATE_ISSUED", "TRAVEL", "MET")


@dataclass(frozen=True, slots=True)
class ReturnConsent:
    """T110 20(1): the person wants to go back, or does not, and may say so anew at any time."""

    wants: bool
    text: str
    language: str

    def __post_init__(self) -> None:
        wants_one_of(self.language, SPOKEN_LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class ReturnConsentOnPaper:
    """The same, signed on paper and recorded by an officer. ``by``: PP or REP; ``scan``: encoded reference of the sealed scan
    (hex)."""

    wants: bool
    by: str
    scan: str

    def __post_init__(self) -> None:
        wants_one_of(self.by, ("PP", "REP"), "by")
        wants_hex(self.scan, None, "scan")


@dataclass(frozen=True, slots=True)
class ReturnDanger:
    """T110 20(3): whether a return endangers the person. While it does, nobody is returned, expelled or deported."""

    file: str
    danger: bool
    source: str
    reasons: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.source, ("THREAT_LEVEL", "PERSON", "OTHER"), "source")


@dataclass(frozen=True, slots=True)
class NationalityAsked:
    """S-25 (Palermo 8(3)): another state is asked whether somebody is its national. ``facts``: all that the request says."""

    file: str
    asked: str
    facts: tuple[Fact, ...]

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.asked, "who is asked", 200)


@dataclass(frozen=True, slots=True)
class ReturnDecided:
    """The return may begin. ``direction``: OUT, a foreigner or stateless person to the country of origin (T110 20); IN, a citizen,
    recognised refugee or resident stateless person to Kazakhstan (19). ``payer``: BUDGET, SERVICES or PERSON; ``opinion``: a
    child's."""

    back: str
    direction: str
    partner: str
    payer: str
    opinion: str

    def __post_init__(self) -> None:
        wants_hex(self.back, 16, "back")
        wants_one_of(self.direction, ("OUT", "IN"), "direction")
        wants_one_of(self.partner, SUBJECTS, "partner")
        wants_one_of(self.payer, ("BUDGET", "SERVICES", "PERSON"), "payer")


@dataclass(frozen=True, slots=True)
class ReturnStep:
    """T110 19. ``name_checked``: the name on the certificate was held against the new personal data (M2.6) and the closed data
    (M2.4)."""

    back: str
    step: str
    name_checked: bool
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.back, 16, "back")
        wants_one_of(self.step, STEPS, "step")


TYPES = (
    report("return-consent", ReturnConsent, "T110-20.1", (Circle.PERSON,), *PERSONAL, title=N_("LAW 110: the person on a return")),
    record(
        "return-consent-on-paper", ReturnConsentOnPaper, "T110-20.1", SHARED, DEC, IMP,
        title=N_("LAW 110: the person on a return, on paper"),
    ),
    record("return-danger", ReturnDanger, "T110-20.3", SHARED, DEC, IMP, title=N_("LAW 110: danger of a return")),
    record("nationality-asked", NationalityAsked, "S-25", SHARED, DEC, IMP, title=N_("LAW 110: nationality asked")),
    record("return-decided", ReturnDecided, "T110-20.1", SHARED, DEC, IMP, title=N_("LAW 110: return decided")),
    record("return-step", ReturnStep, "T110-19", SHARED, DEC, IMP, title=N_("LAW 110: step of a return")),
)  # fmt: skip
