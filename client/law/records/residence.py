"""Services, temporary residence and work of a foreign victim (T110 9(6), 10(3)(8), 17(2)(11), 17(2)(14); SYS-10)."""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, IMP, record
from client.law.records.trafficking import SHARED
from client.law.tables.referrals import SUBJECTS
from client.law.titles import N_
from client.law.words import LANGUAGES
from crypto.frozen import dataclass

STEPS = ("ASKED", "PETITIONED", "REFUSED")


@dataclass(frozen=True, slots=True)
class ServicesChanged:
    """Special social services begin or end. ``provider``: its code in the register."""

    file: str
    running: bool
    provider: str
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.provider, "code of the provider", 80)


@dataclass(frozen=True, slots=True)
class ResidenceStep:
    """T110 10(3)(8): the provider or the organisation has ASKED the local executive body; that body has PETITIONED the internal
    affairs body; or it was REFUSED. ``identity``: how the paper of this step names the person (B-AMB-10); ``grounds``: humanitarian
    factors (S-24); ``opinion``: a child's."""

    petition: str
    step: str
    sender: str
    identity: str
    grounds: str
    opinion: str

    def __post_init__(self) -> None:
        wants_hex(self.petition, 16, "petition")
        wants_one_of(self.step, STEPS, "step")
        wants_one_of(self.sender, SUBJECTS, "sender")
        wants_one_of(self.identity, ("PSEUDONYM", "SEALED_TO_IA", "NAMED"), "identity")


@dataclass(frozen=True, slots=True)
class ResidenceGranted:
    """T110 9(6). ``document``: number of the permit; times in milliseconds."""

    petition: str
    document: str
    granted_at: int
    until: int

    def __post_init__(self) -> None:
        wants_hex(self.petition, 16, "petition")
        wants_text(self.document, "number of the permit", 80)


@dataclass(frozen=True, slots=True)
class ResidenceExtended:
    """T110 9(6): once, and for no more than three months in all (B-AMB-1)."""

    petition: str
    document: str
    until: int

    def __post_init__(self) -> None:
        wants_hex(self.petition, 16, "petition")
        wants_text(self.document, "number of the extension", 80)


@dataclass(frozen=True, slots=True)
class ResidenceClosed:
    """What comes after the permit. ``case_runs`` and ``protected``: whether the criminal case still runs and whether the person is
    protected (B-AMB-7), each YES or NO, empty where nobody asked."""

    petition: str
    next: str
    case_runs: str
    protected: str

    def __post_init__(self) -> None:
        wants_hex(self.petition, 16, "petition")
        wants_text(self.next, "what comes after", 2_000)
        wants_one_of(self.case_runs, ("", "YES", "NO"), "case_runs")
        wants_one_of(self.protected, ("", "YES", "NO"), "protected")


@dataclass(frozen=True, slots=True)
class WorkEntitled:
    """T110 17(2)(14): a certificate that the bearer may work without a local permit until the case is over. ``name_kind``: in which
    name; it says nothing of why. ``case``: number of the specific case, sealed here and not on the certificate."""

    file: str
    certificate: str
    name_kind: str
    text: str
    language: str
    case: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.certificate, "number of the certificate", 80)
        wants_one_of(self.name_kind, ("PSEUDONYM", "NEW_DATA"), "name on the certificate")
        wants_text(self.text, "text of the certificate", 2_000)
        wants_one_of(self.language, LANGUAGES, "language")


@dataclass(frozen=True, slots=True)
class WorkEnded:
    """The specific case is completed, and with it the right to work without a permit."""

    file: str
    certificate: str
    document: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.certificate, "number of the certificate", 80)


TYPES = (
    record("vot-services", ServicesChanged, "T110-17.2.3", SHARED, DEC, IMP, title=N_("LAW 110: services")),
    record("residence-step", ResidenceStep, "T110-10.3.8", SHARED, DEC, IMP, title=N_("LAW 110: residence asked for")),
    record("residence-granted", ResidenceGranted, "T110-9.6", SHARED, DEC, IMP, title=N_("LAW 110: residence granted")),
    record("residence-extended", ResidenceExtended, "T110-9.6", SHARED, DEC, IMP, title=N_("LAW 110: residence extended")),
    record("residence-closed", ResidenceClosed, "T110-17.2.11", SHARED, DEC, IMP, title=N_("LAW 110: residence ends")),
    record("work-entitled", WorkEntitled, "T110-17.2.14", SHARED, DEC, IMP, title=N_("LAW 110: may work")),
    record("work-ended", WorkEnded, "T110-17.2.14", SHARED, DEC, IMP, title=N_("LAW 110: may work no more")),
)
