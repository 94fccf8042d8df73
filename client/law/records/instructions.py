"""Instructions of the deciding body, requests for information, and reports that a decision is not carried out (L72 24, 26-1(1))."""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import DEC, EXE, IMP, record
from client.law.records.basis import Basis
from client.law.titles import N_
from client.law.words import Circle
from crypto.frozen import dataclass

INSTRUCTIONS = ("ACT", "REPORT", "RECONSIDER")
"""RECONSIDER: to look anew at a measure; which ones there are stays the implementing body's choice (7(2), 23(4))."""


@dataclass(frozen=True, slots=True)
class InformationRequest:
    """L72 26-1(1)(1): anyone may be asked about a threat. ``reasons`` stay out of what the addressee sees, where secrecy needs it
    (``withheld``): the task's copy leaves them empty. ``request``: its own random id."""

    request: str
    addressee: str
    question: str
    reasons: str
    withheld: bool
    answer_by: int
    bases: tuple[Basis, ...] = (Basis("L72", "26-1(1)(1)"),)

    def __post_init__(self) -> None:
        wants_hex(self.request, 16, "request")
        wants_text(self.addressee, "addressee", 200)
        wants_text(self.question, "question")


@dataclass(frozen=True, slots=True)
class InformationAnswer:
    """What was answered, or that nothing is known. ``answered``: else ``text`` says why not."""

    request: str
    answered: bool
    text: str

    def __post_init__(self) -> None:
        wants_hex(self.request, 16, "request")
        wants_text(self.text, "answer")


@dataclass(frozen=True, slots=True)
class Instruction:
    """L72 26-1(1)(2), NT-25: numbered, and answered by a report on its execution. ``measures``: those of Art. 7(2) that it speaks
    of: only to have them reconsidered. ``due_at`` in milliseconds."""

    file: str
    number: str
    kind: str
    text: str
    measures: tuple[str, ...]
    due_at: int
    bases: tuple[Basis, ...] = (Basis("L72", "26-1(1)(2)"),)

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.number, "number of the instruction", 80)
        wants_one_of(self.kind, INSTRUCTIONS, "kind of instruction")
        wants_text(self.text, "instruction")


@dataclass(frozen=True, slots=True)
class InstructionReport:
    """How an instruction was carried out. ``done``: else ``text`` says why not."""

    file: str
    number: str
    done: bool
    text: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_text(self.number, "number of the instruction", 80)
        wants_text(self.text, "report")


@dataclass(frozen=True, slots=True)
class NotExecuted:
    """L72 24(1), 28: a binding decision or task is not carried out. ``of``: its entry hash; ``who``: who had to."""

    of: str
    who: str
    facts: str
    since: int

    def __post_init__(self) -> None:
        wants_hex(self.of, 32, "of")
        wants_text(self.who, "who had to", 200)
        wants_text(self.facts, "facts")


@dataclass(frozen=True, slots=True)
class Obstruction:
    """L72 24(2): an official hinders. ``of``: entry hash of what is hindered; the authorised official of the implementing body
    and supervision see it."""

    of: str
    who: str
    facts: str
    on: int

    def __post_init__(self) -> None:
        wants_hex(self.of, 32, "of")
        wants_text(self.who, "who hinders", 200)
        wants_text(self.facts, "facts")


_ASKED = (Circle.COORDINATION, Circle.PERSON, Circle.TASK)
_REPORTED = (Circle.COORDINATION, Circle.PERSON, Circle.TASK)

TYPES = (
    record("information-request", InformationRequest, "L72-26-1.1.1", _ASKED, DEC, IMP, title=N_("REQUEST for information")),
    record(
        "information-answer",
        InformationAnswer,
        "L72-26-1.1.1",
        _ASKED,
        DEC,
        IMP,
        EXE,
        title=N_("ANSWER to a request for information"),
    ),
    record("instruction", Instruction, "L72-26-1.1.2", (Circle.COORDINATION,), DEC, title=N_("INSTRUCTION")),
    record(
        "instruction-report", InstructionReport, "L72-26-1.1.2", (Circle.COORDINATION,), IMP, title=N_("REPORT on an instruction")
    ),
    record("not-executed", NotExecuted, "L72-24.1", _REPORTED, DEC, IMP, title=N_("DECISION NOT CARRIED OUT")),
    record("obstruction", Obstruction, "L72-24.2", _REPORTED, DEC, IMP, EXE, title=N_("OBSTRUCTION")),
)
