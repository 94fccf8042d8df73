"""Art. 21 pt4: the case passes to another body (A.10). The old one answers until the new one accepts, and every clock runs on.

AMB-27: the receiver takes the deciding seat and its own measures (M1.1, M1.2, M1.3, M1.7); the personal ones stay with the
implementing body, unless the body that decides names another; that goes the same way, with an annex to the contract.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.catalogue import TYPES
from client.law.due import DAY
from client.law.file import File
from client.law.file.states import MeasureState
from client.law.record_type import DEC, IMP
from client.law.records.files import Acknowledgement
from client.law.records.information import NoticeGiven, PaperReceipt
from client.law.records.reports import Receipt
from client.law.records.transfers import (
    ClockHandedOver,
    Handover,
    IdentityHandedOver,
    TransferAccepted,
    TransferEnded,
    TransferNotice,
)
from client.law.rule import Clock, Notice, On, Started, norm, rule
from client.law.tables.bodies import CLOCK_BODIES
from client.law.titles import N_
from client.law.words import PERSONAL_SECURITY, BodyRole, Circle, Writer

SEATS = {DEC: "DECIDING", IMP: "IMPLEMENTING"}

OFFICERS_FORMS = tuple(each.form for each in TYPES.values() if each.bodies & {DEC, IMP})

HANDED_CLOCKS = {
    "DECIDING": frozenset({"DL-01", "DL-10", "DL-11", *(id for id, side in CLOCK_BODIES.items() if side == "DEC")}) - {"DL-22"},
    "IMPLEMENTING": frozenset({"DL-13", *(id for id, side in CLOCK_BODIES.items() if side == "IMP")}),
}
"""What each body must still do in time."""

# Who answers ----------------------------------------------------------------------------------------------------------------


@rule("L72-21.10", "21 pt4", *OFFICERS_FORMS, general=True)
def left_the_seat(file: File, act: Act[Any]) -> Answer:
    """A body that gave up its seat does nothing more in the file; what it wrote before stays. Its own front desk it keeps."""
    role = act.author.body_role
    seat = SEATS.get(role) if role is not None else None
    if seat is None or act.place.kind is Circle.FRONT_DESK or file.transfers.has_left(seat, act.author.body) is None:
        return MET
    coming = file.transfers.open_for(seat)
    if act.form in (TransferAccepted, TransferEnded) and coming is not None and coming.body == act.author.body:
        return MET  # the case comes back
    return not_met(say("the case was transferred; another body answers for it"), say("hand it to the body in charge"))


@norm("L72-21.10", "21 pt4; A.10 (4)")
def responsible(file: File, seat: str) -> str:
    """Hex of the body that answers now; during a transfer it is still the old one."""
    return file.case.body if seat == "DECIDING" else file.case.implementer


@norm("L72-21.10", "21 pt4; A.10 (5)")
def reads(file: File, body: str, role: BodyRole, index: int) -> bool:
    """Whether a body may have the key to what stands at ``index`` of the log: of a file that it gave up, the past and no more."""
    seat = SEATS.get(role)
    left = file.transfers.has_left(seat, body) if seat is not None else None
    return left is None or index <= left.index


# The steps ------------------------------------------------------------------------------------------------------------------


@rule("L72-21.10", "21 pt4; A.10 (1), (6)", TransferNotice)
def from_who_has_it(file: File, act: Act[TransferNotice]) -> Answer:
    """The body in charge hands the case on. A new implementing body is named by the body that decides."""
    value = act.value
    if value.body == responsible(file, value.seat):
        return not_met(say("this body has the case already"), say("name another body"))
    if value.seat == "DECIDING" and not value.decider:
        return not_met(say("it is not said as what the receiving body decides"), say("say what kind of deciding body it is"))
    if value.decider == "COURT" and value.stage != "TRIAL":
        return not_met(say("a case goes to a court for trial"), say("give the stage as trial"))
    return MET


@rule("L72-21.10", "21 pt4", TransferNotice)
def one_at_a_time(file: File, act: Act[TransferNotice]) -> Answer:
    if file.transfers.open_for(act.value.seat) is None:
        return MET
    return not_met(say("a transfer is under way already"), say("let it be accepted, or end it first"))


@rule("L72-21.10", "21 pt4", Handover, IdentityHandedOver, TransferAccepted, TransferEnded)
def of_a_transfer(file: File, act: Act[Any]) -> Answer:
    if act.value.transfer in file.transfers.pending:
        return MET
    return not_met(say("no such transfer is under way"), say("give notice of the transfer first"))


@rule("A.10", "21 pt4; A.10 (2)", Handover)
def handover_complete(file: File, act: Act[Handover]) -> Answer:
    """The set holds all that the receiver must go on with. Who reads less than the giver finds nothing that they cannot see."""
    value, pending = act.value, file.transfers.pending.get(act.value.transfer)
    seat = pending.seat if pending is not None else "DECIDING"
    if not file.sees(Circle.COORDINATION) or not file.sees(Circle.PERSON, BodyRole[seat]):
        return undetermined(say("the circles of the body that hands over"))
    wanted = (
        ("decision", set(file.case.decisions) - set(value.decisions)),
        ("order", {file.case.order_entry} - {value.order, ""}),
        ("measure", _measures(file, seat) - set(value.measures)),
        ("clock", _clocks(file, seat) - {(each.clock, each.key) for each in value.clocks}),
        ("request", {each.id for each in file.requests.open} - set(value.requests)),
        ("complaint", {each.id for each in file.complaints.pending} - set(value.complaints)),
        ("evidence", set(file.case.evidence) - set(value.evidence)),
    )
    for what, lacking in wanted:
        for each in sorted(lacking, key=str):
            shown = " ".join(each) if isinstance(each, tuple) else each
            return not_met(say("the handover set lacks: {what} {which}", what=what, which=shown), say("add it to the set"))
    return MET


@norm("A.10", "21 pt4; A.10 (2)")
def handover_of(file: File, transfer: str) -> Handover:
    """The whole set, from what stands: to be written by who gives up the seat."""
    pending = file.transfers.pending.get(transfer)
    seat = pending.seat if pending is not None else "DECIDING"
    wanted = _clocks(file, seat)
    running = sorted((each for each in file.clocks.all_running() if (each.clock, each.key) in wanted), key=lambda each: each.clock)
    return Handover(
        transfer,
        tuple(sorted(file.case.decisions)),
        file.case.order_entry,
        tuple(sorted(_measures(file, seat))),
        tuple(ClockHandedOver(each.clock, each.key, each.due_at) for each in running),
        tuple(sorted(each.id for each in file.requests.open)),
        tuple(sorted(each.id for each in file.complaints.pending)),
        tuple(sorted(file.case.evidence)),
    )


def _clocks(file: File, seat: str) -> set[tuple[str, str]]:
    return {(each.clock, each.key) for each in file.clocks.all_running() if each.clock in HANDED_CLOCKS[seat]}


def _measures(file: File, seat: str) -> set[str]:
    """AMB-27: each body hands over its own: those of Art. 7(1), or the personal ones that are not ended."""
    if seat == "DECIDING":
        return {each for each in file.case.measures if each != PERSONAL_SECURITY}
    return {each.code for each in file.measures.all() if each.state is not MeasureState.ENDED_BY_RULING}


@rule("A.10", "21 pt4; A.10 (4)", Handover)
def no_restart(file: File, act: Act[Handover]) -> Answer:
    """Every clock keeps its end: a transfer gives nobody more time."""
    for each in act.value.clocks:
        running = file.clocks.running.get(each.clock)
        found = None if running is None else running.get(each.key)
        if found is not None and each.due_at > found.due_at:
            return not_met(
                say("{clock} would end later than it does", clock=each.clock), say("hand over each clock with the end that it has")
            )
    return MET


@rule("A.10", "21 pt4; A.10 (2)", Handover, IdentityHandedOver)
def by_who_holds_it(file: File, act: Act[Any]) -> Answer:
    """The set comes from who gives up the seat. The identity is encrypted anew by the old deciding body or the authorised official
    of the implementing body; a technical operator holds no key to it."""
    pending = file.transfers.pending.get(act.value.transfer)
    if pending is None or act.author.body == pending.giver or not pending.giver:
        return MET
    if act.form is IdentityHandedOver and act.author.body_role is IMP and "official" in act.author.roles:
        return MET
    return not_met(say("this is for the body that gives up the case to do"), say("let that body do it"))


@rule("L72-21.10", "21 pt4; A.10 (3)", TransferAccepted)
def by_the_receiver(file: File, act: Act[TransferAccepted]) -> Answer:
    pending = file.transfers.pending.get(act.value.transfer)
    if pending is None or act.author.body == pending.body:
        return MET
    return not_met(say("only the receiving body accepts"), say("let it accept; until then the old one answers"))


@rule("A.10", "21 pt4; A.10 (2)", TransferAccepted)
def after_the_handover(file: File, act: Act[TransferAccepted]) -> Answer:
    """Who accepts without the set, or without a key to the identity, answers for what they cannot know."""
    pending = file.transfers.pending.get(act.value.transfer)
    if pending is None or pending.body != act.author.body:
        return MET
    if not pending.handed_over:
        return not_met(say("the handover set is not there"), say("let the old body hand over first"))
    if not pending.identity:
        return not_met(say("the identity is not encrypted to the receiving body"), say("let the old body hand the identity over"))
    return MET


@rule("A.10", "21 pt4; A.10 (6)", TransferAccepted)
def contract_goes_along(file: File, act: Act[TransferAccepted]) -> Answer:
    """A new implementing body stands in the contract's place of the old one: by an annex."""
    pending = file.transfers.pending.get(act.value.transfer)
    if pending is None or pending.seat != "IMPLEMENTING" or not file.contracts.in_force or act.value.novation:
        return MET
    if not file.sees(Circle.PERSON, IMP):
        return undetermined(say("the annex to the contract"))
    return not_met(say("the contract names the old body"), say("have the annex signed that puts the new body in its place"))


@rule("L72-21.10", "21 pt4", TransferEnded)
def ended_by_the_two(file: File, act: Act[TransferEnded]) -> Answer:
    pending = file.transfers.pending.get(act.value.transfer)
    if pending is None or act.author.body in (pending.body, pending.giver, file.case.body):
        return MET
    return not_met(say("only the two bodies end a transfer"), say("let the old body withdraw it, or the receiving one decline"))


# The clock and the notice ---------------------------------------------------------------------------------------------------


def _transfer(file: File, act: Act[Any]) -> Iterable[str]:
    yield act.value.transfer


ACCEPT = Clock(
    id="DL-22",
    article="21 pt4",
    start=N_("transfer of the case decided"),
    end=N_("receiving body accepts"),
    owner="DEC",
    limit_s=DAY,
    starts=(On(TransferNotice, lambda file, act: (Started(act.value.transfer),)),),
    ends=(On(TransferAccepted, _transfer), On(TransferEnded, _transfer)),
    tell=("DEC", "IMP", "PRS"),
)

_WHO = ("IMP", "PP", "PRS")


def _handover_owed(file: File, act: Act[TransferNotice]) -> Iterable[str]:
    yield f"{act.value.transfer} DEC"


def _handed_over(file: File, act: Act[Handover]) -> Iterable[str]:
    yield f"{act.value.transfer} DEC"


def _now_in_charge(file: File, act: Act[TransferAccepted]) -> Iterable[str]:
    """Who must learn who is in charge now. Before the person has a channel there is a paper."""
    whom = (*_WHO, "REP") if file.persons.represented else _WHO
    return (f"{act.hash} {each}" for each in whom)


def _told(file: File, act: Act[NoticeGiven]) -> Iterable[str]:
    if act.value.notice == "NT-23":
        yield f"{act.value.of} {act.value.to}"


def _read(file: File, act: Act[Receipt]) -> Iterable[str]:
    told = file.information.told.get(act.value.entry[:32])
    if told is not None and told.notice == "NT-23":
        yield f"{told.of} {'REP' if act.author.writer is Writer.REPRESENTATIVE else 'PP'}"


def _on_paper(file: File, act: Act[PaperReceipt]) -> Iterable[str]:
    told = file.information.told.get(act.value.of[:32])
    yield f"{told.of if told is not None else act.value.of} {act.value.to}"


def _acknowledged(file: File, act: Act[Acknowledgement]) -> Iterable[str]:
    """By the implementing body: of the acceptance itself, which it reads, or of a notice of it."""
    told = file.information.told.get(act.value.of)
    last = next(iter(file.transfers.left), None)
    if act.author.body_role is IMP and told is not None and told.notice == "NT-23":
        yield f"{told.of} IMP"
    elif act.author.body_role is IMP and last is not None and last.entry.startswith(act.value.of):
        yield f"{last.entry} IMP"


TRANSFERRED = Notice(
    id="NT-23",
    article="21 pt4",
    what=N_("handover set to the receiving body; to the others, who is in charge now"),
    sender="DEC",
    receivers=("DEC", "IMP", "PP", "REP", "PRS"),
    proof=N_("acceptance"),
    clock="DL-22",
    owed=(On(TransferNotice, _handover_owed), On(TransferAccepted, _now_in_charge)),
    given=(On(Handover, _handed_over), On(NoticeGiven, _told)),
    proven=(
        On(TransferAccepted, lambda file, act: (f"{act.value.transfer} DEC",)),
        On(TransferEnded, lambda file, act: (f"{act.value.transfer} DEC",)),
        On(Receipt, _read),
        On(PaperReceipt, _on_paper),
        On(Acknowledgement, _acknowledged),
    ),
)

RULES = (
    left_the_seat,
    from_who_has_it,
    one_at_a_time,
    of_a_transfer,
    handover_complete,
    no_restart,
    by_who_holds_it,
    by_the_receiver,
    after_the_handover,
    contract_goes_along,
    ended_by_the_two,
)
CLOCKS = (ACCEPT,)
NOTICES = (TRANSFERRED,)
