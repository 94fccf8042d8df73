"""Which record types there are, in which circle each stands, and who may write it.

This is the law's side of the matter and comes after the channel's own checks (signature, roster, policy): a record that the
channel accepts but that its author may not write is shown with the broken rule, never silently.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from client.law.answer import Answer, Met, NotMet
from client.law.payload import NotOfTheForm, from_payload, to_payload
from client.law.records import contract, files, identity, policy, reports, rulings, tasks
from client.law.words import BodyRole, Circle, Writer

DEC, IMP, EXE = BodyRole.DECIDING, BodyRole.IMPLEMENTING, BodyRole.EXECUTING


@dataclass(frozen=True, slots=True)
class RecordType:
    """``bodies``: kinds of body whose officers write it (empty: reports only); ``writers``: who else writes it, as a report."""

    name: str
    form: type
    rule: str
    circles: frozenset[Circle]
    bodies: frozenset[BodyRole] = frozenset()
    writers: frozenset[Writer] = frozenset()
    version: int = 1


def _record(name: str, form: type, rule: str, circles: tuple[Circle, ...], *bodies: BodyRole) -> RecordType:
    return RecordType(name, form, rule, frozenset(circles), frozenset(bodies))


def _report(name: str, form: type, rule: str, circle: Circle, *writers: Writer) -> RecordType:
    return RecordType(name, form, rule, frozenset({circle}), writers=frozenset(writers))


_PERSONAL = (Writer.PERSON, Writer.REPRESENTATIVE)

_TYPES = (
    _report("statement", reports.Statement, "L72-22.1", Circle.FRONT_DESK, Writer.ANYONE),
    _report("enrol", reports.Enrol, "architecture 5", Circle.PERSON, Writer.INVITATION),
    _report("threat", reports.Threat, "L72-26.2", Circle.PERSON, *_PERSONAL),
    _report("contract-signature", reports.ContractSignature, "L72-23.6a", Circle.PERSON, *_PERSONAL),
    _report("receipt", reports.Receipt, "L72-23.1b", Circle.PERSON, *_PERSONAL),
    _record("acceptance", files.Acceptance, "L72-26-1.3.1", (Circle.FRONT_DESK,), DEC, IMP),
    _record("file-opened", files.FileOpened, "L72-23.1a", (Circle.COORDINATION, Circle.PERSON), DEC, IMP),
    _record("acknowledgement", files.Acknowledgement, "L72-26-1.3.1", tuple(Circle), DEC, IMP, EXE),
    _record("invitation", files.Invitation, "architecture 5", (Circle.COORDINATION,), IMP),
    _record("admission", files.Admission, "architecture 5", (Circle.COORDINATION,), IMP),
    _record("disclosed", files.Disclosed, "L72-6", tuple(Circle), DEC, IMP),
    _record("note", files.Note, "L72-26-1.3.3", tuple(Circle), DEC, IMP, EXE),
    _record("policy-proposal", policy.PolicyProposal, "architecture 5", tuple(Circle), DEC, IMP),
    _record("policy-approval", policy.PolicyApproval, "architecture 5", tuple(Circle), DEC, IMP),
    _record("decision", rulings.Decision, "L72-23.1a", (Circle.PERSON, Circle.FRONT_DESK, Circle.COORDINATION), DEC),
    _record("order", rulings.Order, "L72-23.4", (Circle.COORDINATION,), DEC),
    _record("selection", rulings.Selection, "L72-23.4", (Circle.PERSON,), IMP),
    _record("selection-notice", rulings.SelectionNotice, "L72-23.5", (Circle.COORDINATION,), IMP),
    _record("review", rulings.Review, "L72-23.4", (Circle.PERSON,), IMP),
    _record("contract", contract.Contract, "L72-23.6a", (Circle.PERSON,), IMP),
    _record("contract-closed", contract.ContractClosed, "L72-23.6a", (Circle.PERSON,), IMP),
    _record("task", tasks.Task, "L72-24.1", (Circle.TASK,), IMP),
    _record("task-report", tasks.TaskReport, "L72-21.9", (Circle.TASK,), EXE),
    _record("task-opened", tasks.TaskOpened, "L72-21.9", (Circle.COORDINATION,), IMP),
    _record("identity-sealed", identity.IdentitySealed, "L72-9", (Circle.COORDINATION,), DEC),
    _record("identity-half", identity.IdentityHalf, "L72-9", (Circle.COORDINATION,), DEC, IMP),
    _record("identity-request", identity.IdentityRequest, "L72-28.2", (Circle.COORDINATION,), DEC, IMP),
    _record("identity-approval", identity.IdentityApproval, "L72-28.2", (Circle.COORDINATION,), DEC, IMP),
    _record("identity-opened", identity.IdentityOpened, "L72-28.2", (Circle.COORDINATION,), DEC, IMP),
)

TYPES = {each.name: each for each in _TYPES}
_BY_FORM = {each.form: each for each in _TYPES}


def envelope(value: object) -> tuple[str, int, dict[str, Any]]:
    """Name, version and payload of a record, for the channel to carry."""
    kind = _BY_FORM[type(value)]
    return kind.name, kind.version, to_payload(value)


def parse(name: str, version: int, payload: object) -> object:
    """The typed record. Raises ``NotOfTheForm`` for an unknown type or version, or a payload that is not of its form."""
    kind = TYPES.get(name)
    if kind is None:
        raise NotOfTheForm(f"unknown type of record: {name}")
    if version != kind.version:
        raise NotOfTheForm(f"{name}: version {version} is not known")
    return from_payload(kind.form, payload)


def may_write(name: str, circle: Circle, *, body: BodyRole | None, writer: Writer) -> Answer:
    """Whether an officer of a body of kind ``body`` (``writer`` OFFICER), or a reporter, may write this type in this circle."""
    kind = TYPES.get(name)
    if kind is None:
        return NotMet("architecture 4", f"unknown type of record: {name}")
    if circle not in kind.circles:
        return NotMet(kind.rule, f"{name} has no place in a circle of kind {circle}")
    allowed = body in kind.bodies if writer is Writer.OFFICER else writer in kind.writers
    who = f"an officer of the {body} body" if writer is Writer.OFFICER else f"the {writer}"
    return Met() if allowed else NotMet(kind.rule, f"{name} is not for {who} to write")
