"""Codes, flags, links and representatives (L72 3, 23(8); A.1, A.13).

No name, birth date or number of a person stands here: they are in the sealed identity (L72 9). ``document`` names the paper by
which something is known (its kind, number in the body's own register), not what it says.
"""

from __future__ import annotations

from client.law.payload import NotOfTheForm, wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, IMP, record
from client.law.titles import N_
from client.law.words import PERSON_CODES, Circle, Flag
from crypto.frozen import dataclass

LINKING = ("P19a", "P19b", "PX24")
"""Codes of those who are protected because of somebody else: relatives (L72 3(19)), other close persons (UNTOC 24(1), AMB-04)."""

KINDS = ("PARENT", "ADOPTER", "GUARDIAN", "CUSTODIAN", "OTHER")
STATES = ("VERIFIED", "CONFLICT", "ENDED")


@dataclass(frozen=True, slots=True)
class PersonFlagged:
    """A flag is set or taken away. ``until`` (milliseconds): of MINOR, when the person comes of age, if the body that knows the
    sealed birth date says so; of CUSTODY, when the term ends. It switches nothing by itself."""

    file: str
    flag: str
    on: bool
    document: str
    reason: str
    until: int | None

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.flag, tuple(Flag), "flag")
        wants_text(self.reason, "reason", 2_000)


@dataclass(frozen=True, slots=True)
class PersonCode:
    """L72 3: the person's own codes from now on, the primary one first. Earlier ones stay in the history (A.1 check 4)."""

    file: str
    codes: tuple[str, ...]
    document: str
    reason: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.reason, "reason", 2_000)
        if not self.codes:
            raise NotOfTheForm("a person has at least one code of Art. 3 (A.1 check 1)")
        if len(set(self.codes)) != len(self.codes):
            raise NotOfTheForm("a code stands twice")
        for code in self.codes:
            wants_one_of(code, PERSON_CODES, "person code")


@dataclass(frozen=True, slots=True)
class PersonLinked:
    """L72 3(19): because of whom a relative is protected. ``primary``: that person's pseudonym; ``primary_file``: their file, empty
    where they have none; ``primary_codes``: their own codes of Art. 3."""

    file: str
    code: str
    primary: str
    primary_file: str
    primary_codes: tuple[str, ...]
    relation: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.code, LINKING, "code")
        wants_text(self.primary, "pseudonym of the person because of whom", 80)
        wants_hex(self.primary_file, 16 if self.primary_file else None, "primary_file")
        wants_text(self.relation, "relation", 200)
        for code in self.primary_codes:
            wants_one_of(code, PERSON_CODES, "code of the person because of whom")


@dataclass(frozen=True, slots=True)
class TreatyExtension:
    """L72 1(2), AMB-04: a decision that a ratified treaty extends Art. 3, so that PX24 may be chosen in this file."""

    file: str
    treaty: str
    article: str
    act: str
    approver: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.treaty, "treaty", 200)
        wants_text(self.article, "article", 40)
        wants_text(self.act, "number of the decision", 200)
        wants_text(self.approver, "who approved it", 200)


@dataclass(frozen=True, slots=True)
class Representative:
    """L72 23(8): a lawful representative is verified, is in conflict, or is no longer one. ``representative``: a random id of this
    person in this file; ``holder``: the key that they write with, empty until they have one. ``reason`` of a conflict or an end."""

    file: str
    representative: str
    kind: str
    state: str
    holder: str
    document: str
    reason: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.representative, 16, "representative")
        wants_one_of(self.kind, KINDS, "kind of representative")
        wants_one_of(self.state, STATES, "state")
        wants_hex(self.holder, 32 if self.holder else None, "holder")


@dataclass(frozen=True, slots=True)
class RepresentativeSought:
    """A.13: there is no representative, or those there are disagree or are a danger: who was asked to stand in. ``task``: the task
    of the guardianship authority, empty where somebody else was asked."""

    file: str
    asked: str
    task: str
    reason: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.asked, ("GUARDIANSHIP", "OTHER_REPRESENTATIVE"), "who was asked")
        wants_hex(self.task, 16 if self.task else None, "task")
        wants_text(self.reason, "reason", 2_000)


_SHARED = (Circle.COORDINATION, Circle.PERSON)

TYPES = (
    record("person-flagged", PersonFlagged, "L72-23.8a", _SHARED, DEC, IMP, title=N_("PERSON: flag")),
    record("person-code", PersonCode, "L72-3", (Circle.COORDINATION,), DEC, title=N_("PERSON: code of Article 3")),
    record("person-linked", PersonLinked, "L72-3", (Circle.COORDINATION,), DEC, title=N_("PERSON: because of whom")),
    record("treaty-extension", TreatyExtension, "L72-3", (Circle.COORDINATION,), DEC, title=N_("TREATY extends Article 3")),
    record("representative", Representative, "L72-23.8a", _SHARED, DEC, IMP, title=N_("REPRESENTATIVE")),
    record(
        "representative-sought", RepresentativeSought, "L72-23.8a", (Circle.COORDINATION,), DEC, IMP,
        title=N_("REPRESENTATIVE sought"),
    ),
)  # fmt: skip
