"""What comes next for a record, and for a clock: the act that answers it, prefilled, for as long as it is unanswered.

A step is shown only to who may take it by the law, and only while no record has taken it: a step that is over is no step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from client.app.casework.entries import BODIES, place_of
from client.app.outcome import Next
from client.app.reading import Seen, of_type, own_device, seen
from client.law.answer import Met
from client.law.catalogue import may_write, type_of
from client.law.records.contract import Contract, ContractClosed
from client.law.records.files import Acceptance, Acknowledgement
from client.law.records.identity import IdentityApproval, IdentityClosed, IdentityOpened, IdentityRequest
from client.law.records.policy import PolicyApproval, PolicyProposal
from client.law.records.reports import ContractSignature, Enrol, Statement, Threat
from client.law.records.rulings import Decision, Order, Review, Selection
from client.law.records.tasks import Task, TaskReport
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class _Step:
    """``by``: the type of record that takes it; ``next``: the act; ``taken``: whether such a record answers this one.
    ``here``: only one of the same circle does, since each body answers for itself."""

    by: type
    next: Callable[[Any], Next]
    taken: Callable[[Any, Seen, Any], bool]
    here: bool = False


def _hash(item: Seen) -> str:
    return bytes(item.entry.hash).hex()


_STEPS: Mapping[type, tuple[_Step, ...]] = {
    Statement: (
        _Step(
            Acceptance,
            lambda value: Next("accept_statement", (("report", value.payload_id[:8]),)),
            lambda value, item, by: by.payload_id == value.payload_id,
        ),
    ),
    Threat: (
        _Step(
            Acknowledgement,
            lambda value: Next("acknowledge", (("report", value.payload_id[:8]),), ("note",)),
            lambda value, item, by: by.of == value.payload_id,
            here=True,
        ),
    ),
    Enrol: (
        _Step(
            Acknowledgement,
            lambda value: Next("admit", (), ("code",)),
            lambda value, item, by: by.of == _hash(item)[:32],
            here=True,
        ),
    ),
    ContractSignature: (
        _Step(
            ContractClosed,
            lambda value: Next("close_contract"),
            lambda value, item, by: by.contract == value.contract,
        ),
    ),
    Order: (
        _Step(
            Acknowledgement,
            lambda value: Next("take_order"),
            lambda value, item, by: by.of == _hash(item)[:32],
        ),
        _Step(
            Selection,
            lambda value: Next("select_measures", (), ("number", "measure")),
            lambda value, item, by: by.order == _hash(item),
        ),
    ),
    Task: (
        _Step(
            TaskReport,
            lambda value: Next("report_task", (("task", value.task[:8]), ("state", "ACCEPTED"))),
            lambda value, item, by: by.task == value.task,
        ),
        _Step(
            TaskReport,
            lambda value: Next("report_task", (("task", value.task[:8]), ("state", "DONE"))),
            lambda value, item, by: by.task == value.task and by.state != "ACCEPTED",
        ),
    ),
    IdentityRequest: (
        _Step(
            IdentityApproval,
            lambda value: Next("approve_identity", (("request", value.request[:8]),)),
            lambda value, item, by: by.request == value.request,
        ),
    ),
    PolicyProposal: (
        _Step(
            PolicyApproval,
            lambda value: Next("approve_policy", (("proposal", value.proposal[:8]),)),
            lambda value, item, by: by.proposal == value.proposal,
        ),
    ),
}
_OTHERS = (Order, Task, IdentityRequest, PolicyProposal)
"""What another body answers, never that of who wrote it."""


def next_of(office: Office, item: Seen) -> tuple[Next, ...]:
    """The first step that nobody has taken, where this officer may take it."""
    steps = _STEPS.get(type(item.value), ())
    device = office.channel.device
    if not steps or item.unlawful or device is None or "officer" not in device.roles or not _stands(office, item):
        return ()
    author, info = office.casework.author(item.circle), office.channel.circle(item.circle)
    for step in steps:
        if any(step.taken(item.value, item, by) for by in _answers(office, item, step.by, here=step.here)):
            continue
        mine = isinstance(may_write(type_of(step.by).name, _where(office, item, step.by), author), Met)
        return (step.next(item.value),) if mine and info.halt is None else ()
    return ()


def _answers(office: Office, item: Seen, form: type[Any], *, here: bool = False) -> list[Any]:
    """The records of one type, of the file or else of the circle."""
    case = office.casework.of_circle(item.circle)
    circles = (item.circle,) if case is None or here else tuple(dict.fromkeys((item.circle, *case.circles)))
    return [value for circle in circles for _item, value in of_type(seen(office, circle), form)]


def _where(office: Office, item: Seen, form: type) -> Any:
    """The place of a record's answer: the same circle, else one of the file's where the law puts it."""
    own = place_of(office.channel.circle(item.circle))
    if own.kind in type_of(form).circles:
        return own
    case = office.casework.of_circle(item.circle)
    places = () if case is None else tuple(case.circles.values())
    return next((place for place in places if place.kind in type_of(form).circles), own)


def _stands(office: Office, item: Seen) -> bool:
    """Whether the record can still be answered by this body at all."""
    value: Any = item.value
    if isinstance(value, ContractSignature) and not value.signed:
        return False
    author = item.entry.author
    if isinstance(value, _OTHERS) and author is not None and author.body.hash == own_device(office).body.hash:
        return False
    if isinstance(value, PolicyProposal):
        view = office.channel.circle(item.circle).view
        return view is not None and (value.generation, value.epoch) == (view.generation, view.epoch)
    if isinstance(value, IdentityRequest):
        over = [by for form in (IdentityOpened, IdentityClosed) for by in _answers(office, item, form)]
        return office.clock() < value.until and not any(by.request == value.request for by in over)
    return True


CLOCK_ACTS: Mapping[str, tuple[type, Callable[[str], Next]]] = {
    "DL-01": (Decision, lambda key: Next("decide", (), ("outcome", "number"))),
    "DL-08": (Contract, lambda key: Next("offer_contract")),
    "DL-18": (Review, lambda key: Next("review_measure", (("measure", key),), ("note",))),
}
"""What ends a clock, where that is more than an answer to the record which started it: by its id the record, and the act for what
the clock runs for."""


def next_of_clock(office: Office, clock: str, key: str) -> tuple[Next, ...]:
    """For an officer whose body writes such records."""
    device = office.channel.device
    if clock not in CLOCK_ACTS or device is None or "officer" not in device.roles:
        return ()
    form, act = CLOCK_ACTS[clock]
    return (act(key),) if BODIES[device.body.kind] in type_of(form).bodies else ()
