"""Child victims (T110 17(2)(8), 21, 23; S-07, S-23, SYS-31). No name, birth date or address stands here."""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, EXE, IMP, record
from client.law.records.trafficking import SHARED
from client.law.titles import N_
from client.law.words import Circle
from crypto.frozen import dataclass

CAPACITIES = ("PARENT", "REPRESENTATIVE", "GUARDIANSHIP")
NEEDS = ("AGE", "GENDER", "SPECIAL_NEEDS", "LANGUAGE", "HOUSING", "HEALTH", "COUNSELLING", "WORK_OR_SCHOOL")
"""S-23 (Palermo 6(3)-(4)): what the checklist asks, for grown-ups as for children."""


@dataclass(frozen=True, slots=True)
class Unaccompanied:
    """T110 21(3): a child without anybody who answers for it."""

    file: str
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")


@dataclass(frozen=True, slots=True)
class AgeEstablished:
    """T110 21(2): the paper by which the age is settled. ``ten_at``: when the child turned or turns ten, in milliseconds; None
    where the paper does not say."""

    file: str
    document: str
    minor: bool
    ten_at: int | None

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")


@dataclass(frozen=True, slots=True)
class ParentsSuspected:
    """Whether the parents may have had a hand in it: then nobody tells them where the child is."""

    file: str
    suspected: bool
    reasons: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")


@dataclass(frozen=True, slots=True)
class ChildConsent:
    """T110 23(1): the child's word on going back or staying. ``present``: who was there, by name or, for a verified representative,
    by their id in the file; ``capacity``: as what."""

    file: str
    decision: str
    given: bool
    present: str
    capacity: str
    document: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.decision, ("RETURN", "STAY"), "decision")
        wants_one_of(self.capacity, CAPACITIES, "capacity")


@dataclass(frozen=True, slots=True)
class RepresentativeOnReturn:
    """For a child under ten the representative decides (T110 23(1)); the child's opinion is recorded all the same."""

    file: str
    agrees: bool
    capacity: str
    document: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.capacity, CAPACITIES, "capacity")


@dataclass(frozen=True, slots=True)
class ResponsibilityAssumed:
    """T110 23(2): who in the country of origin has agreed to take responsibility for the child, to help and protect it."""

    file: str
    by: str
    document: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.by, ("PARENTS", "REPRESENTATIVES", "AUTHORITY"), "by whom")


@dataclass(frozen=True, slots=True)
class InterestsWeighed:
    """T110 23(3): whether a return is in the child's interest."""

    file: str
    in_interest: bool
    reasons: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")


@dataclass(frozen=True, slots=True)
class ChildPlaced:
    """T110 23(1), 23(3): a place in an organisation that protects children's rights, by its code. ``separate``: apart from adults
    who are strangers (S-07: CHILD_SEPARATE). ``plan``: number of the protection plan (SYS-31)."""

    file: str
    place: str
    separate: bool
    plan: str
    opinion: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.place, "code of the place", 200)


@dataclass(frozen=True, slots=True)
class InterrogationHeld:
    """T110 17(2)(8): a minor was examined. ``teacher``, ``psychologist``: who took part, or else the ``reason`` why neither did."""

    file: str
    stage: str
    teacher: str
    psychologist: str
    reason: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.stage, ("INVESTIGATION", "COURT"), "stage")


@dataclass(frozen=True, slots=True)
class Need:
    topic: str
    note: str

    def __post_init__(self) -> None:
        wants_one_of(self.topic, NEEDS, "topic")


@dataclass(frozen=True, slots=True)
class NeedsChecked:
    """S-23, SYS-31: the same checklist for everybody; a topic where nothing is needed says so."""

    file: str
    needs: tuple[Need, ...]

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")


WITH_GUARDIANS = (*SHARED, Circle.TASK)
"""What the guardianship authority records itself, in the circle of its task."""

TYPES = (
    record("child-unaccompanied", Unaccompanied, "T110-21.3", SHARED, DEC, IMP, title=N_("CHILD: unaccompanied")),
    record("age-established", AgeEstablished, "T110-21.2", SHARED, DEC, IMP, title=N_("CHILD: age established")),
    record("parents-suspected", ParentsSuspected, "T110-23.1a", SHARED, DEC, IMP, title=N_("CHILD: suspicion against the parents")),
    record("child-consent", ChildConsent, "T110-23.1b", WITH_GUARDIANS, DEC, IMP, EXE, title=N_("CHILD: its own consent")),
    record(
        "representative-on-return", RepresentativeOnReturn, "T110-23.1b", WITH_GUARDIANS, DEC, IMP, EXE,
        title=N_("CHILD: the representative on a return"),
    ),
    record(
        "responsibility-assumed", ResponsibilityAssumed, "T110-23.2", WITH_GUARDIANS, DEC, IMP, EXE,
        title=N_("CHILD: responsibility assumed"),
    ),
    record("interests-weighed", InterestsWeighed, "T110-23.3", WITH_GUARDIANS, DEC, IMP, EXE, title=N_("CHILD: interests weighed")),
    record("child-placed", ChildPlaced, "T110-23.1a", WITH_GUARDIANS, DEC, IMP, EXE, title=N_("CHILD: placed")),
    record("interrogation-held", InterrogationHeld, "T110-17.2.8", (Circle.COORDINATION,), DEC, title=N_("CHILD: examined")),
    record("needs-checked", NeedsChecked, "S-23", SHARED, DEC, IMP, title=N_("NEEDS of the person")),
)  # fmt: skip
