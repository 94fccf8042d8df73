"""The bodies of a file: what each is, its own rules, who is on duty, which prosecutor supervises (L72 1(3), 2, 6, 26-1(3)(1))."""

from __future__ import annotations

from client.law.payload import NotOfTheForm, wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, IMP, record
from client.law.tables.bodies import BODY_KINDS, CLASSES
from client.law.tables.partners import PARTNERS
from client.law.titles import N_
from client.law.words import Circle
from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class BodyRegistered:
    """L72 2(2), S-12: a body as the register has it. ``version`` grows with each change; ``implements``: it carries out measures of
    Art. 7(2); ``act``: what makes it competent; ``unit``: the unit that answers (SYS-40); ``successor``: hex of the body that took
    over its functions, ``handed_over``: that its keys were handed on with them (SYS-41); ``memorandum``: without it a
    non-governmental organisation is told nothing (SYS-53); ``secrecy``: its own words for
    each of ``CLASSES``, in that order, or none (SYS-39)."""

    body: str
    version: int
    name: str
    kind: str
    implements: bool
    act: str
    unit: str
    successor: str
    handed_over: bool
    memorandum: str
    secrecy: tuple[str, ...]

    def __post_init__(self) -> None:
        wants_hex(self.body, 32, "body")
        wants_text(self.name, "name of the body", 200)
        wants_one_of(self.kind, BODY_KINDS, "kind of body")
        wants_text(self.act, "act that makes it competent", 200)
        if self.successor:
            wants_hex(self.successor, 32, "successor")
        if len(self.secrecy) not in (0, len(CLASSES)):
            raise NotOfTheForm("a word for each class is wanted, or none")


@dataclass(frozen=True, slots=True)
class Target:
    """An internal time limit: of the clock ``clock``, in ``seconds``."""

    clock: str
    seconds: int

    def __post_init__(self) -> None:
        wants_text(self.clock, "clock", 40)
        if not self.seconds:
            raise NotOfTheForm("a time limit is longer than nothing")


@dataclass(frozen=True, slots=True)
class PartnerTerms:
    """L72 2(2): what the joint rules of the first heads say of one kind of partner: how soon it replies, by which act."""

    partner: str
    reply_s: int
    act: str

    def __post_init__(self) -> None:
        wants_one_of(self.partner, PARTNERS, "kind of partner")


@dataclass(frozen=True, slots=True)
class BodyProfile:
    """L72 1(3), SYS-40: a body's own procedural act as policy. ``act`` and ``agreement``: its number, and the reference of the
    Prosecutor General's agreement; ``targets``: its internal limits; ``review_s``: how often measures are looked at (DL-21);
    ``zone_minutes``: its zone, east of Greenwich; ``approvals``: who signs, in order; ``officers``: keys of the officers named;
    ``budget_line``: there is one. ``forms``: which of its forms stand behind which record type, as words."""

    body: str
    version: int
    act: str
    agreement: str
    targets: tuple[Target, ...]
    partners: tuple[PartnerTerms, ...]
    review_s: int
    zone_minutes: int
    approvals: tuple[str, ...]
    unit: str
    officers: tuple[str, ...]
    budget_line: bool
    forms: tuple[str, ...]

    def __post_init__(self) -> None:
        wants_hex(self.body, 32, "body")
        for officer in self.officers:
            wants_hex(officer, 32, "officer")
        if self.zone_minutes > 14 * 60:
            raise NotOfTheForm("a zone lies at most 14 hours east of Greenwich")


@dataclass(frozen=True, slots=True)
class BodyIsBoth:
    """L72 2(1): a body legally both decides and implements in this file: by which act, who says so."""

    file: str
    body: str
    act: str
    reasons: str
    approver: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.body, 32, "body")


@dataclass(frozen=True, slots=True)
class DutyRoster:
    """L72-26-1.3.1: who acknowledges what comes in, from ``since`` until ``until`` (milliseconds). ``chain``: keys of those told
    next, in order, each ``step_s`` after the one before."""

    body: str
    since: int
    until: int
    duty: str
    chain: tuple[str, ...]
    step_s: int

    def __post_init__(self) -> None:
        for each in (self.body, self.duty, *self.chain):
            wants_hex(each, 32, "key")
        if self.until <= self.since or not self.step_s:
            raise NotOfTheForm("a roster ends after it begins, and its steps take time")


@dataclass(frozen=True, slots=True)
class SupervisorNamed:
    """L72 6: which prosecutor's key reads this file. ``territory``: code of what the office covers, ``*`` for all of it."""

    file: str
    office: str
    holder: str
    territory: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.office, 32, "office")
        wants_hex(self.holder, 32, "holder")
        wants_text(self.territory, "territory", 40)


_WHERE = (Circle.COORDINATION,)

TYPES = (
    record("body-registered", BodyRegistered, "L72-2.2a", _WHERE, DEC, IMP, title=N_("BODY in the register")),
    record("body-profile", BodyProfile, "L72-1.3", _WHERE, DEC, IMP, title=N_("RULES of a body")),
    record("body-is-both", BodyIsBoth, "L72-2.1", _WHERE, DEC, title=N_("BODY that decides and implements")),
    record("duty-roster", DutyRoster, "L72-26-1.3.1", (Circle.COORDINATION, Circle.PERSON), DEC, IMP, title=N_("DUTY ROSTER")),
    record("supervisor-named", SupervisorNamed, "L72-6", _WHERE, DEC, IMP, title=N_("SUPERVISING PROSECUTOR")),
)
