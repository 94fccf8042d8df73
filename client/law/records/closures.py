"""Closing data in reference services, answers to other cases, and what is known of it (L72 17; NT-20, DL-19).

The decision stands in the circle of the person. Each service gets one order of its own in a circle of its own (or on sealed paper),
which names neither the file, nor the decision, nor the other services.
"""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import EXE, IMP, record
from client.law.titles import N_
from client.law.words import Circle
from crypto.frozen import dataclass

KINDS = ("CLOSE", "EXTEND", "LIFT")
ANSWERS = ("DONE", "REFUSED")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A service that the closure does not reach, and why."""

    service: str
    reason: str

    def __post_init__(self) -> None:
        wants_text(self.service, "service", 40)


@dataclass(frozen=True, slots=True)
class ServiceListed:
    """A service that the register of ``tables.services`` does not have, of a state body or private."""

    code: str
    title: str
    owner: str
    private: bool
    warning: str

    def __post_init__(self) -> None:
        wants_text(self.code, "code of the service", 40)
        wants_text(self.title, "name of the service", 200)
        wants_text(self.owner, "owner of the service", 200)


@dataclass(frozen=True, slots=True)
class ClosureDecision:
    """The official closes data, prolongs the closing, or lifts it. ``until`` (milliseconds): when the closing ends; at LIFT when
    it is lifted. ``services``: codes."""

    decision: str
    number: str
    kind: str
    until: int
    services: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    reasons: str

    def __post_init__(self) -> None:
        wants_hex(self.decision, 16, "decision")
        wants_text(self.number, "number of the decision", 80)
        wants_one_of(self.kind, KINDS, "kind")
        wants_text(self.reasons, "reasons")


@dataclass(frozen=True, slots=True)
class ClosureOrder:
    """What the service gets: ``record`` is what it needs to find the record, and nothing else. ``under``: the code under which
    the joint rules let it go out unlabelled, with others (A.11 rule g); empty where they do not."""

    order: str
    kind: str
    record: str
    until: int
    basis: str
    under: str

    def __post_init__(self) -> None:
        wants_hex(self.order, 16, "order")
        wants_one_of(self.kind, KINDS, "kind")
        wants_text(self.record, "what the service needs to find the record", 500)
        wants_text(self.basis, "legal basis", 200)


@dataclass(frozen=True, slots=True)
class ClosureSent:
    """The link: an order went to a service. ``circle``: hex of the order's circle, empty where it went on sealed paper."""

    decision: str
    order: str
    service: str
    circle: str

    def __post_init__(self) -> None:
        wants_hex(self.decision, 16, "decision")
        wants_hex(self.order, 16, "order")
        wants_text(self.service, "service", 40)
        if self.circle:
            wants_hex(self.circle, 32, "circle")


@dataclass(frozen=True, slots=True)
class ClosureAnswer:
    """By the service in the order's circle, or by the implementing body where it came on paper. A refusal has its reasons."""

    order: str
    state: str
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.order, 16, "order")
        wants_one_of(self.state, ANSWERS, "state")


@dataclass(frozen=True, slots=True)
class LookupAttempt:
    """A service reports that somebody asked for a closed record: itself a danger sign (L72-17.4). ``who`` as far as it is known;
    ``at`` in milliseconds."""

    order: str
    at: int
    who: str
    question: str

    def __post_init__(self) -> None:
        wants_hex(self.order, 16, "order")


@dataclass(frozen=True, slots=True)
class ExceptionRequest:
    """Information that is asked for in another criminal case (17 last sentence; AMB-13). ``requester``: body and officer."""

    request: str
    requester: str
    case_number: str
    act: str
    question: str

    def __post_init__(self) -> None:
        wants_hex(self.request, 16, "request")
        wants_text(self.question, "question")


@dataclass(frozen=True, slots=True)
class ExceptionDecided:
    """``tell``: the person is told; where not, ``harm`` says what harm telling would do. The supervising prosecutor sees both."""

    request: str
    answer: bool
    reasons: str
    tell: bool
    harm: str

    def __post_init__(self) -> None:
        wants_hex(self.request, 16, "request")
        wants_text(self.reasons, "reasons")


@dataclass(frozen=True, slots=True)
class ExceptionAnswered:
    """The answer went out. It is sealed to the requester: here stand only the hash of it and of the key to which it is sealed."""

    request: str
    sealed_to: str
    answer_hash: str

    def __post_init__(self) -> None:
        wants_hex(self.request, 16, "request")
        wants_hex(self.sealed_to, 32, "sealed_to")
        wants_hex(self.answer_hash, 32, "answer_hash")


HERE, ORDERED = (Circle.PERSON,), (Circle.TASK, Circle.PERSON)

TYPES = (
    record("service-listed", ServiceListed, "L72-17.2", HERE, IMP, title=N_("SERVICE put on the register")),
    record("closure-decision", ClosureDecision, "L72-17.1", HERE, IMP, roles=("official",), title=N_("DATA CLOSED: decision")),
    record("closure-order", ClosureOrder, "L72-17.1", (Circle.TASK,), IMP, title=N_("ORDER to a service")),
    record("closure-sent", ClosureSent, "L72-17.1", HERE, IMP, title=N_("DATA CLOSED: order sent")),
    record("closure-answer", ClosureAnswer, "L72-17.1", ORDERED, IMP, EXE, title=N_("DATA CLOSED: answer of the service")),
    record("lookup-attempt", LookupAttempt, "L72-17.4", ORDERED, IMP, EXE, title=N_("SOMEBODY ASKED for a closed record")),
    record("exception-request", ExceptionRequest, "L72-17.3", HERE, IMP, title=N_("CLOSED DATA: asked for in another case")),
    record(
        "exception-decided",
        ExceptionDecided,
        "L72-17.3",
        HERE,
        IMP,
        roles=("official",),
        title=N_("CLOSED DATA: the official decides"),
    ),
    record("exception-answered", ExceptionAnswered, "L72-17.3", HERE, IMP, title=N_("CLOSED DATA: answer sent")),
)
