"""Art. 23(2)-(3), 25(3), 27(5): complaints, where they go, who decides them, what follows (A.6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.due import DAY
from client.law.file import File
from client.law.law72.a28_liability import may_see, object_of
from client.law.records.complaints import (
    Complaint,
    ComplaintHold,
    ComplaintOutcome,
    ComplaintTaken,
    OutcomeReceived,
)
from client.law.records.reports import Receipt
from client.law.rule import Clock, Notice, On, Started, norm, rule
from client.law.tables.access import Access
from client.law.tables.routes import Route, route_of
from client.law.telling import key
from client.law.titles import N_
from client.law.words import BodyRole, Circle, Writer

# Where a complaint goes --------------------------------------------------------------------------------------------------


@norm("A.6", "23(2)-(3), 25(3), 27(5)")
def route_for(file: File, about: str, of: str, decider: str) -> Route:
    """The row of A.6 for what is attacked. Whose act it was is taken from the record where this client reads it, else as the
    complaint says: ``of`` is its entry hash or empty, ``decider`` the complaint's own word."""
    return route_of(about, _decider(file, of, decider))


def _decider(file: File, of: str, stated: str) -> str:
    decided, ruled = file.case.decisions.get(file.case.copies.get(of, "")), file.ending.ruling_of(of)
    if decided is not None or ruled is not None:
        return (decided.decider if decided is not None else ruled.signatory if ruled is not None else "") or stated
    found = file.refs.get(of)
    if found is not None and found.author.body_role is BodyRole.IMPLEMENTING:
        return "OFFICIAL"
    if found is not None and found.author.body == file.case.body:
        return file.case.decider or stated
    return stated


def _lawful_route(file: File, act: Act[Complaint], norm_id: str) -> Answer:
    value = act.value
    row = route_for(file, value.about, value.of, value.decider)
    if row.norm != norm_id or value.route in row.routes:
        return MET
    return not_met(
        say("this complaint does not go to {route}", route=value.route),
        say("choose one of: {routes}", routes=", ".join(row.routes)),
    )


@rule("L72-23.2", "23(2)", Complaint)
def to_a_court_or_a_prosecutor(file: File, act: Act[Complaint]) -> Answer:
    """A refusal or a revocation by an officer goes to a court or to the prosecutor's office."""
    return _lawful_route(file, act, "L72-23.2")


@rule("L72-23.3", "23(3)", Complaint)
def one_level_up(file: File, act: Act[Complaint]) -> Answer:
    """A refusal or a revocation by a judge or a prosecutor goes to the level above, not to the same one (AMB-36)."""
    return _lawful_route(file, act, "L72-23.3")


@rule("L72-25.3", "25(3)", Complaint)
def one_of_three_routes(file: File, act: Act[Complaint]) -> Answer:
    """Any other decision, act or inaction: the higher authority, the prosecutor's office or a court, as the person chooses."""
    return _lawful_route(file, act, "L72-25.3")


@rule("L72-23.2", "23(2)", Complaint)
def past_who_is_complained_of(file: File, act: Act[Complaint]) -> Answer:
    """It is sealed to the addressee: it does not go to the body complained of, nor over that body's front desk."""
    value = act.value
    found = file.refs.get(value.of)
    against = found.author.body if found is not None else value.against_body
    if value.addressee and value.addressee == against:
        return not_met(
            say("the complaint is addressed to the body that it is about"), say("address it to the authority that decides it")
        )
    if act.place.kind is Circle.FRONT_DESK and act.place.body is not BodyRole.SUPERVISING:
        return not_met(
            say("the complaint would pass through the body that it is about"),
            say("write it in the circle of the complaint, at the prosecutor's front desk, or print it"),
        )
    return MET


# Who decides it ----------------------------------------------------------------------------------------------------------


@rule("L72-23.2", "23(2)-(3), 25(3)", ComplaintTaken, ComplaintOutcome)
def not_in_ones_own_case(file: File, act: Act[ComplaintTaken] | Act[ComplaintOutcome]) -> Answer:
    found = file.complaints.of(act.value.complaint)
    if found is None or not found.entry:
        return undetermined(say("the complaint itself is not read here"))
    if act.author.holder != found.against_holder and act.author.body != found.against_body:
        return MET
    return not_met(
        say("the complaint is decided by the body that it is about"), say("let the authority that it is addressed to decide")
    )


@rule("L72-23.2", "6, 23(2)", ComplaintTaken, ComplaintOutcome)
def not_by_who_supervises(file: File, act: Act[ComplaintTaken] | Act[ComplaintOutcome]) -> Answer:
    """AMB-34: the prosecutor's office has three roles: who supervises reads, who decides complaints writes the outcome;
    never one key."""
    if "prosecutor" not in act.author.roles:
        return MET
    return not_met(say("the key of the supervising prosecutor decides nothing"), say("let the prosecutor for complaints sign"))


@rule("L72-23.2", "23(2)-(3)", ComplaintTaken, ComplaintOutcome)
def where_it_was_made(file: File, act: Act[ComplaintTaken] | Act[ComplaintOutcome]) -> Answer:
    """In the circle of the complaint, or at the prosecutor's front desk: at any other desk the body complained of might read it."""
    if act.place.kind is not Circle.FRONT_DESK or act.place.body is BodyRole.SUPERVISING:
        return MET
    return not_met(
        say("a complaint is answered at the front desk of a body that does not decide it"),
        say("write it in the circle of the complaint, or at the prosecutor's front desk"),
    )


@rule("A.6", "23(2)-(3), 25(3)", ComplaintOutcome)
def outcome_fits_what_is_attacked(file: File, act: Act[ComplaintOutcome]) -> Answer:
    """An inaction is found, a decision or an act is cancelled; anything may be dismissed."""
    found = file.complaints.of(act.value.complaint)
    if found is None or not found.about:
        return undetermined(say("the complaint itself is not read here"))
    if (act.value.outcome == "INACTION_FOUND") <= (found.about == "INACTION") and (act.value.outcome == "DECISION_CANCELLED") <= (
        found.about != "INACTION"
    ):
        return MET
    return not_met(
        say("the outcome {outcome} does not answer a complaint about {about}", outcome=act.value.outcome, about=found.about),
        say("choose the outcome that answers what was complained of"),
    )


@rule("A.6", "23(2)-(3), 25(3)", ComplaintOutcome)
def decided_once(file: File, act: Act[ComplaintOutcome]) -> Answer:
    found = file.complaints.of(act.value.complaint)
    if found is None or not found.outcome:
        return MET
    return not_met(say("the complaint is decided already"), say("complain of that outcome to the level above"))


# What is shown, and what happens meanwhile ------------------------------------------------------------------------------


@rule("L72-25.3", "25(3), 26(4)", Complaint)
def pack_shows_what_the_authority_may_see(file: File, act: Act[Complaint]) -> Answer:
    """AMB-32: the person may show measures as the appeal needs; sealed data go by another way (A.11)."""
    for entry in act.value.pack:
        found = file.refs.get(entry)
        if found is not None and not _shown_to_authority(found.name):
            return not_met(
                say("a record of type {type} is no part of a complaint", type=found.name),
                say("leave it out; the authority asks for sealed data with a reason"),
            )
    return MET


def _shown_to_authority(name: str) -> bool:
    what = object_of(name)
    return what is None or may_see("PRC", what) in (Access.READ, Access.WRITE, Access.IN_COMPLAINT)


# fmt: off
SHOWN = frozenset((
    "decision", "order", "selection", "review", "revocation", "lift-refused", "continuation", "statement", "threat", "contract",
    "contract-signature", "contract-closed", "request", "request-recorded", "request-answered",
))
# fmt: on


@norm("L72-25.3", "25(3), 26(4)")
def complaint_pack(file: File) -> tuple[str, ...]:
    """AMB-32: entry hashes of what a complaint may show, in the order of the log: rulings, statements, the contract, threats;
    nothing sealed. The person chooses among them."""
    found = [(ref.at, entry) for entry, ref in file.refs.items() if ref.name in SHOWN]
    return tuple(entry for _, entry in sorted(found))


@rule("L72-27.5", "23(2), 27(5)", ComplaintHold)
def stopping_is_an_officials_and_reasoned(file: File, act: Act[ComplaintHold]) -> Answer:
    """AMB-24: the law is silent on whether a complaint suspends: measures are kept by default, and stopping them needs reasons."""
    if act.value.keep:
        return MET
    if "official" in act.author.roles and act.value.reasons.strip():
        return MET
    return not_met(
        say("measures are stopped before the complaint is decided, without an authorised official's reasons"),
        say("keep them until the outcome, or let the official give reasons"),
    )


@norm("L72-27.5", "23(2), 27(5)")
def kept_meanwhile(file: File, revocation: str) -> bool:
    """AMB-24: whether the measures of a revocation (entry hash of one of its copies) are kept although it was signed: a complaint
    against it is pending, and no reasoned choice was made to stop."""
    number, stopped = file.ending.entries.get(revocation, ""), file.complaints.stopped
    copies = {revocation, *(entry for entry, of in file.ending.entries.items() if number and of == number)}
    against = [each for each in file.complaints.pending if each.about == "REVOCATION" and each.of in ("", *copies)]
    return bool(against) and not any(copy in stopped for copy in copies)


KEPT_S = 90 * DAY
"""Policy: how long a former protected person's access stays after the revocation (L72-27.5)."""


@norm("L72-27.5", "27(5)")
def access_until(file: File, revoked_at: int) -> int | None:
    """When the person's access may end (milliseconds), so that they can complain and report; None while a complaint is pending."""
    if file.complaints.pending:
        return None
    return revoked_at + 1000 * file.case.targets.get("L72-27.5", KEPT_S)


# Clocks and the notice ---------------------------------------------------------------------------------------------------


def _starts(clock: str) -> tuple[On, ...]:
    def start(file: File, act: Act[Complaint]) -> Iterable[Started]:
        value = act.value
        row = route_for(file, value.about, value.of, value.decider)
        return (Started(value.complaint),) if row.clock == clock else ()

    return (On(Complaint, start),)


def _decided(file: File, act: Act[Any]) -> tuple[str, ...]:
    return (act.value.complaint,)


_ENDS = (On(ComplaintOutcome, _decided), On(OutcomeReceived, _decided))


DL_04 = Clock(
    id="DL-04",
    article="23(2)",
    start=N_("complaint received by a court or the prosecutor's office"),
    end=N_("outcome"),
    owner="PRC",
    limit_s=DAY,
    starts=_starts("DL-04"),
    ends=_ENDS,
    tell=("PP", "PRS"),
)
DL_05 = Clock(
    id="DL-05",
    article="23(3)",
    start=N_("complaint received by the higher court or prosecutor"),
    end=N_("outcome"),
    owner="PRC",
    limit_s=DAY,
    starts=_starts("DL-05"),
    ends=_ENDS,
    tell=("PP", "PRS"),
)
DL_25 = Clock(
    id="DL-25",
    article="25(3)",
    start=N_("complaint of an act or inaction"),
    end=N_("outcome"),
    owner="PRC",
    limit_s=3 * DAY,
    starts=_starts("DL-25"),
    ends=_ENDS,
    tell=("PRS",),
)


def _outcome_to(file: File, act: Act[ComplaintOutcome]) -> tuple[str, ...]:
    also = ("REP",) if file.persons.representative_ready else ()
    return tuple(key(act.value.complaint, to) for to in ("PP", *also, "DEC", "IMP"))


def _body_has_it(file: File, act: Act[OutcomeReceived]) -> tuple[str, ...]:
    to = {BodyRole.DECIDING: "DEC", BodyRole.IMPLEMENTING: "IMP"}.get(act.author.body_role or BodyRole.EXECUTING, "")
    return (key(act.value.complaint, to),)


def _read(file: File, act: Act[Receipt]) -> Iterable[str]:
    """The complainant has read the outcome: the receipt names its entry."""
    found = file.refs.get(act.value.entry)
    to = "REP" if act.author.writer is Writer.REPRESENTATIVE else "PP"
    if found is not None and found.name == "complaint-outcome":
        yield from (key(each.id, to) for each in file.complaints.by_id.values() if each.outcome_entry == act.value.entry)


NT_27 = Notice(
    id="NT-27",
    article="23(2)-(3), 25(3), 27(5)",
    what=N_("the complaint to the authority; its outcome to the complainant and to both bodies"),
    sender="PRC",
    receivers=("PRC", "PP", "REP", "DEC", "IMP"),
    proof="receipt",
    clock="DL-04",
    owed=(
        On(Complaint, lambda file, act: (key(act.value.complaint, "PRC"),)),
        On(ComplaintOutcome, _outcome_to),
    ),
    given=(
        On(Complaint, lambda file, act: (key(act.value.complaint, "PRC"),) if act.value.way == "CHANNEL" else ()),
        On(ComplaintOutcome, lambda file, act: tuple(key(act.value.complaint, to) for to in ("PP", "REP"))),
        On(OutcomeReceived, _body_has_it),
    ),
    proven=(
        On(ComplaintTaken, lambda file, act: (key(act.value.complaint, "PRC"),)),
        On(ComplaintOutcome, lambda file, act: (key(act.value.complaint, "PRC"),)),
        On(OutcomeReceived, _body_has_it),
        On(Receipt, _read),
    ),
)

RULES = (
    to_a_court_or_a_prosecutor,
    one_level_up,
    one_of_three_routes,
    past_who_is_complained_of,
    not_in_ones_own_case,
    where_it_was_made,
    not_by_who_supervises,
    outcome_fits_what_is_attacked,
    decided_once,
    pack_shows_what_the_authority_may_see,
    stopping_is_an_officials_and_reasoned,
)
CLOCKS = (DL_04, DL_05, DL_25)
NOTICES = (NT_27,)
