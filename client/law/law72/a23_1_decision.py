"""Art. 23(1): within 24 hours of a statement or of sufficient data it is verified and decided; at once where it is urgent; and the
person is told at once, with a copy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.due import DAY, HOUR
from client.law.file import File
from client.law.record_type import DEC
from client.law.records.complaints import ComplaintOutcome, OutcomeReceived
from client.law.records.decisions import DataReceived, OralMinute, StatementForwarded, Urgency
from client.law.records.files import Acceptance, Acknowledgement
from client.law.records.information import NoticeGiven, PaperReceipt
from client.law.records.referrals import ReferralIn
from client.law.records.reports import Receipt, Statement
from client.law.records.requests import Request, RequestRecorded
from client.law.records.rulings import Decision, Order
from client.law.rule import EVERY, Clock, Effect, Notice, On, Started, norm, rule
from client.law.titles import N_
from client.law.words import PERSONAL_SECURITY, BodyRole, Circle, Writer

INBOUND = (Statement, OralMinute, DataReceived, StatementForwarded)
"""L72-22.1: all origins start the same clock."""

TRIAL_ONLY = ("M1.4", "M1.5", "M1.6a", "M1.6b", "M1.6c", "M1.6d")

# The decision ---------------------------------------------------------------------------------------------------------------


@rule("L72-23.1a", "23(1)", Decision, effect=Effect.MARK)
def reasoned_and_verified(file: File, act: Act[Decision]) -> Answer:
    """Both outcomes need reasons and the note of the verification. A decision without them has its effect until it is attacked:
    else whoever is protected by it would not be (1-1), and whoever is refused would have nothing to appeal."""
    if not act.value.reasons.strip():
        return not_met(say("the decision gives no reasons"), say("give the reasons"))
    if not act.value.verification.strip():
        return not_met(say("the decision does not say how the statement was verified"), say("say what was verified, and how"))
    return MET


@rule("L72-23.1a", "23(1)", Decision)
def same_decision(file: File, act: Act[Decision]) -> Answer:
    """What stands in several circles under one number is one decision."""
    known = file.case.decisions.get(act.value.number)
    if known is None:
        return MET
    if (known.outcome, known.measures, known.body) == (act.value.outcome, act.value.measures, act.author.body):
        return MET
    return not_met(say("another decision has this number"), say("copy the decision as it is, or give a new one its own number"))


@rule("L72-23.1a", "23(1)", Decision, Order, general=True)
def file_opened(file: File, act: Act[Any]) -> Answer:
    if file.case.opened:
        return MET
    if not file.sees(Circle.COORDINATION):
        return undetermined(say("whether a file is open"))
    return not_met(say("no file is open"), say("open the file under a pseudonym first"))


@rule("L72-23.1a", "23(1); AMB-14", Acceptance)
def honest_receipt(file: File, act: Act[Acceptance]) -> Answer:
    """The 24 hours run from when the channel first accepted the statement for the deciding body: no later time can be told."""
    found = file.case.received.get(act.value.payload_id)
    if found is None or act.author.body_role is not BodyRole.DECIDING or found.deciding_at is None:
        return MET
    if act.value.received_at <= found.deciding_at:
        return MET
    return not_met(say("the statement was received earlier than this says"), say("give the time at which the channel accepted it"))


@rule("L72-23.1b", "23(1), 26-1(3)(4)", Decision, effect=Effect.MARK)
def told_with_routes(file: File, act: Act[Decision]) -> Answer:
    """The copy names the routes of appeal and explains rights and duties, also where it refuses."""
    if not act.value.appeal:
        return not_met(say("the decision names no route of appeal"), say("name the routes of appeal"))
    if not act.value.rights.strip():
        return not_met(say("the decision does not explain rights and duties"), say("attach the explanation of rights and duties"))
    return MET


@rule("L72-7.1", "7(1)", Decision, effect=Effect.MARK)
def stage_fits(file: File, act: Act[Decision]) -> Answer:
    """Measures in the courtroom are imposed at the trial."""
    value = act.value
    courtroom = [each for each in value.measures if each in TRIAL_ONLY]
    if not courtroom or value.stage == "TRIAL":
        return MET
    if not value.stage:
        return undetermined(say("the stage of the proceedings"))
    return not_met(
        say("{measure} is imposed only at the trial", measure=courtroom[0]), say("leave it to the court, or name another measure")
    )


@rule("L72-7.1", "7(1); AMB-38", Decision, effect=Effect.MARK)
def proceedings_open(file: File, act: Act[Decision]) -> Answer:
    """Imposing needs open proceedings, or new ones about the threat itself; going on with what is imposed does not."""
    if act.value.outcome != "APPLY" or not file.ending.proceedings_ended or act.value.proceedings.strip():
        return MET
    if act.value.number in file.case.decisions or len(file.threats.investigating):
        return MET
    return not_met(
        say("the proceedings are over"),
        say("give the number of the proceedings about the threat, or go on with the measures there are"),
    )


@rule("L72-23.1c", "23(1)", Urgency)
def urgency_explained(file: File, act: Act[Urgency]) -> Answer:
    """Anybody's word makes a case urgent; that it is urgent no longer needs reasons, and both stay on record."""
    if act.value.urgent or act.value.reasons.strip():
        return MET
    return not_met(say("the case is said to be urgent no longer, without reasons"), say("give the reasons"))


@norm("L72-23.1c", "23(1)")
def in_queue(files: Iterable[File]) -> tuple[File, ...]:
    """Files that wait for a decision: the urgent ones first, then by the time of receipt. Those of exercises come last (SYS-60)."""
    waiting = (each for each in files if each.case.received_at is not None and (not each.case.outcome or each.case.reopened))
    return tuple(
        sorted(
            waiting, key=lambda each: (each.case.exercise, not each.case.urgent, each.case.received_at or 0, each.case.statement)
        )
    )


@norm("L72-23.1a", "3, 23(1)")
def label(file: File) -> str:
    """APP: has applied. PP: is protected, with the rights of Art. 25; only a decision to apply makes it so (3 last part)."""
    return "PP" if file.case.outcome == "APPLY" else "APP"


# Clocks ---------------------------------------------------------------------------------------------------------------------


def _begins(file: File, act: Act[Any]) -> Iterable[Started]:
    """From when the deciding body first had it (AMB-14): a statement at its own desk, the hearing of an oral one, receipt of the
    data, or the hand-over of what only the implementing body had. Copies and what it does not have yet start nothing."""
    found = file.case.received[act.value.payload_id]
    if found.entry == act.hash:
        yield Started(act.value.payload_id, found.deciding_at)


def _referred(file: File, act: Act[ReferralIn]) -> Iterable[Started]:
    """T110 17(2)(7): a referral for state protection is a statement; its clock waits for no identification (B-AMB-9)."""
    return _begins(file, act) if act.value.kind == "STATE_PROTECTION" else ()


def _referred_urgent(file: File, act: Act[ReferralIn]) -> Iterable[Started]:
    return _referred(file, act) if act.value.urgent else ()


def _begins_urgent(file: File, act: Act[Any]) -> Iterable[Started]:
    return _begins(file, act) if act.value.urgent else ()


def _added(file: File, act: Act[Request] | Act[RequestRecorded]) -> Iterable[Started]:
    """AMB-18: who asks for more because of a new threat has made a new statement."""
    value = act.value
    known = file.requests.of(value.request)
    first = known is not None and known.entry == act.hash
    if value.kind == "ADD" and value.alleges_threat and first:
        yield Started(value.request, getattr(value, "received_at", None))


def _cancelled(file: File, act: Act[ComplaintOutcome] | Act[OutcomeReceived]) -> Iterable[Started]:
    """A.6: a cancelled refusal is decided anew. The hook sees the file with the outcome in it: what is reopened waits."""
    if act.value.outcome == "DECISION_CANCELLED" and file.case.reopened and not file.case.outcome:
        yield Started(file.case.statement)


def _flagged(file: File, act: Act[Urgency]) -> Iterable[Started]:
    if act.value.urgent:
        yield Started(act.value.of)


def _unflagged(file: File, act: Act[Urgency]) -> Iterable[str]:
    if not act.value.urgent:
        yield act.value.of


def _answered(file: File, act: Act[Decision]) -> Iterable[str]:
    """A refusal by the operational body leaves the body in charge its own duty to decide (4(2)), and the other way round."""
    other = act.author.body != file.case.body and bool(file.case.body)
    if other and act.value.outcome == "REFUSE":
        return ()
    return act.value.answers or (EVERY,)


DECIDE = Clock(
    id="DL-01",
    article="23(1)",
    start=N_("statement received"),
    end=N_("decision to apply or refuse"),
    owner="DEC",
    limit_s=DAY,
    statutory=True,
    warnings_s=(12 * HOUR, 20 * HOUR, 23 * HOUR),
    starts=(
        *(On(each, _begins) for each in INBOUND),
        On(ReferralIn, _referred),
        On(Request, _added),
        On(RequestRecorded, _added),
        On(ComplaintOutcome, _cancelled),
        On(OutcomeReceived, _cancelled),
    ),
    ends=(On(Decision, _answered),),
    tell=("DEC", "APP", "REP", "PRS"),
)

DECIDE_URGENT = Clock(
    id="DL-02",
    article="23(1)",
    start=N_("marked urgent"),
    end=N_("decision to apply or refuse"),
    owner="DEC",
    limit_s=HOUR,
    starts=(*(On(each, _begins_urgent) for each in INBOUND), On(ReferralIn, _referred_urgent), On(Urgency, _flagged)),
    ends=(On(Decision, _answered), On(Urgency, _unflagged)),
    tell=("DEC", "PRS"),
)


# The copy -------------------------------------------------------------------------------------------------------------------


def _keys(file: File, number: str) -> Iterable[str]:
    yield f"{number} PP"
    if file.persons.represented:
        yield f"{number} REP"


def _first(file: File, act: Act[Decision]) -> bool:
    """Whether this is the first that is seen of a decision: its copies start nothing anew."""
    return file.case.decisions[act.value.number].entry == act.hash


def _owed(file: File, act: Act[Decision]) -> Iterable[str]:
    return _keys(file, act.value.number) if _first(file, act) else ()


def _to_serve(file: File, act: Act[Decision]) -> Iterable[Started]:
    return (Started(key) for key in _owed(file, act))


def _handed(file: File, act: Act[Decision]) -> Iterable[str]:
    """At the front desk the copy is disclosed to who made the statement; an admitted person reads their own circle."""
    if act.place.kind is Circle.FRONT_DESK:
        return (f"{act.value.number} PP",)
    return _keys(file, act.value.number) if act.place.kind is Circle.PERSON and file.case.admitted else ()


def _told(file: File, act: Act[NoticeGiven]) -> Iterable[str]:
    number = file.case.copies.get(act.value.of)
    if act.value.notice == "NT-01" and number is not None:
        yield f"{number} {act.value.to}"


def _received(file: File, act: Act[Receipt]) -> Iterable[str]:
    number = _number(file, act.value.entry)
    if number is not None:
        yield f"{number} {'REP' if act.author.writer is Writer.REPRESENTATIVE else 'PP'}"


def _on_paper(file: File, act: Act[PaperReceipt]) -> Iterable[str]:
    """Signed for, or the refusal to sign noted: it was served."""
    number = _number(file, act.value.of)
    if number is not None:
        yield f"{number} {act.value.to}"


def _number(file: File, entry: str) -> str | None:
    """Of the decision that this entry is a copy of, or a notice of."""
    told = file.information.told.get(entry[:32])
    return file.case.copies.get(told.of if told is not None else entry)


SERVE = Clock(
    id="DL-03",
    article="23(1)",
    start=N_("decision signed"),
    end=N_("person told, copy served"),
    owner="DEC",
    limit_s=HOUR,
    starts=(On(Decision, _to_serve),),
    ends=(On(Receipt, _received), On(PaperReceipt, _on_paper)),
    tell=("DEC", "PRS"),
)

COPY = Notice(
    id="NT-01",
    article="23(1), 26-1(3)(4)",
    what=N_("copy of the decision, with rights, duties and routes of appeal"),
    sender="DEC",
    receivers=("PP", "REP"),
    proof=N_("receipt"),
    clock="DL-03",
    owed=(On(Decision, _owed),),
    given=(On(Decision, _handed), On(NoticeGiven, _told)),
    proven=(On(Receipt, _received), On(PaperReceipt, _on_paper)),
)


# The order ------------------------------------------------------------------------------------------------------------------


def _orders(file: File, act: Act[Decision]) -> Iterable[str]:
    if PERSONAL_SECURITY in act.value.measures and _first(file, act):
        yield act.value.number


def _ordered(file: File, act: Act[Order]) -> Iterable[str]:
    yield act.value.decision_number


def _order_taken(file: File, act: Act[Acknowledgement]) -> Iterable[str]:
    if file.case.order_acknowledged and file.case.order_entry.startswith(act.value.of):
        yield EVERY


ORDER = Notice(
    id="NT-02",
    article="7(2), 23(4)",
    what=N_("order for personal security"),
    sender="DEC",
    receivers=("IMP",),
    proof=N_("acknowledgement with its time"),
    owed=(On(Decision, _orders),),
    given=(On(Order, _ordered),),
    proven=(On(Acknowledgement, _order_taken),),
)


@rule("L72-23.1a", "7(1)(8), 23(4)", Order)
def order_on_decision(file: File, act: Act[Order]) -> Answer:
    """An order carries out a decision to apply that names personal security."""
    found = file.case.decisions.get(act.value.decision_number)
    if found is None:
        if not (file.sees(Circle.COORDINATION) and file.sees(Circle.PERSON, DEC)):
            return undetermined(say("the decision that is carried out"))
        return not_met(say("there is no such decision in this file"), say("decide first, then order"))
    if found.outcome == "APPLY" and PERSONAL_SECURITY in found.measures:
        return MET
    return not_met(say("the decision does not order personal security"), say("decide to apply it, with M1.8, then order"))


RULES = (
    reasoned_and_verified,
    same_decision,
    file_opened,
    honest_receipt,
    told_with_routes,
    stage_fits,
    proceedings_open,
    urgency_explained,
    order_on_decision,
)
CLOCKS = (DECIDE, DECIDE_URGENT, SERVE)
NOTICES = (COPY, ORDER)
