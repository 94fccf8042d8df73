"""Psychological support (L72 23(7)): offered, taken or not, held; what is said there stays in a circle of its own."""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import IMP, PERSONAL, record, report
from client.law.titles import N_
from client.law.words import Circle
from crypto.frozen import dataclass

OCCASIONS = ("ACTIVATION", "RELOCATION", "M2.6", "M2.7", "END", "OTHER")
"""When it is offered: when measures begin, at a relocation, new data, a new appearance, and at the end."""


@dataclass(frozen=True, slots=True)
class SupportOffered:
    """``voluntary``: the person was told that they may decline, and that nothing follows from it."""

    file: str
    occasion: str
    voluntary: bool

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_one_of(self.occasion, OCCASIONS, "occasion")


@dataclass(frozen=True, slots=True)
class SupportAnswer:
    """The person's own yes or no; no reasons are asked for, and another answer may follow at any time."""

    accepted: bool


@dataclass(frozen=True, slots=True)
class SupportHeld:
    """That a meeting took place, and when: all that others learn of it (A.11)."""

    file: str
    held_at: int

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")


@dataclass(frozen=True, slots=True)
class SupportNote:
    """The psychologist's own notes: sealed to psychologists."""

    text: str

    def __post_init__(self) -> None:
        wants_text(self.text, "text of the note")


_RULE = "L72-23.7a"

TYPES = (
    record("support-offered", SupportOffered, _RULE, (Circle.PERSON,), IMP, title=N_("SUPPORT offered")),
    report("support-answer", SupportAnswer, _RULE, (Circle.PERSON,), *PERSONAL, title=N_("SUPPORT: the person's answer")),
    record("support-held", SupportHeld, _RULE, (Circle.PERSON, Circle.SUPPORT), IMP, title=N_("SUPPORT held")),
    record(
        "support-note",
        SupportNote,
        _RULE,
        (Circle.SUPPORT,),
        IMP,
        roles=("psychologist",),
        title=N_("SUPPORT: the psychologist's note"),
    ),
)
