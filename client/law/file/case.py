"""How a case begins and who decides: what was received, how it was verified, the decision, the order (L72 4, 22, 23(1), 23(4)).

The same statement comes to both bodies, and the same decision stands in several circles: what is known already changes nothing.
A decision to apply stands until a ruling or a sentence ends the measures (27(2)): no later refusal takes it back, whoever makes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap, HashTrieSet

from client.law.file.states import FileState
from client.law.records.bodies import BodyProfile
from client.law.records.complaints import ComplaintOutcome, OutcomeReceived
from client.law.records.decisions import (
    DataReceived,
    EvidenceItem,
    OralMinute,
    StatementForwarded,
    ThreatDescribed,
    Urgency,
    Verification,
)
from client.law.records.files import Acknowledgement, Admission, FileOpened
from client.law.records.referrals import ReferralIn
from client.law.records.reports import Statement
from client.law.records.rulings import Decision, Implementer, Order
from client.law.records.transfers import TransferAccepted
from client.law.words import BodyRole, Writer
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File

REVIEW_CLOCK = "DL-21"
REPLY_TARGET = "L72-21.9"


@dataclass(frozen=True, slots=True)
class Received:
    """One statement, minute or set of data, by its id. ``deciding_at`` and ``implementing_at`` (ms): when each body had it first,
    None where it has not: both are kept (AMB-14). ``how``: ORAL, WRITTEN, OWN_INITIATIVE, IMP_MOTION, PARTNER_REPORT. ``entry``:
    hash of the record by which the deciding body had it: copies of it start no clock anew."""

    how: str
    deciding_at: int | None = None
    implementing_at: int | None = None
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, however many copies of it stand. ``entry``: of the copy that came first; ``body``: who made it."""

    number: str
    outcome: str
    measures: tuple[str, ...]
    body: str
    decider: str
    entry: str
    at: int
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """``outcome``: APPLY, REFUSE or empty. ``order_entry``: entry hash of the order of M1.8, empty before; ``order_author``: the
    device that signed it. ``statement``: id of what gave rise to the file. ``targets``: seconds, by clock, where the body's profile
    sets another internal target than the default; ``zone_minutes``: its zone, east of Greenwich. ``copies``: entry hash of each
    copy of a decision -> its number. ``reopened``: something new was received after a refusal. ``body``: hex of the deciding
    body; ``pretrial``: of that which investigated; ``implementer``: of the implementing body; empty where unknown. ``pressing``:
    ids of what is urgent. ``begun``: entry hash of the first ``file-opened`` of the deciding body."""

    pseudonym: str = ""
    statement: str = ""
    origin: str = ""
    received_at: int | None = None
    received: HashTrieMap[str, Received] = field(default_factory=HashTrieMap)
    opened: bool = False
    begun: str = ""
    exercise: bool = False
    territory: str = ""
    admitted: bool = False
    outcome: str = ""
    reopened: bool = False
    decision: str = ""
    decisions: HashTrieMap[str, Decided] = field(default_factory=HashTrieMap)
    copies: HashTrieMap[str, str] = field(default_factory=HashTrieMap)
    measures: tuple[str, ...] = ()
    stage: str = ""
    decider: str = ""
    body: str = ""
    pretrial: str = ""
    implementer: str = ""
    others: tuple[Implementer, ...] = ()
    described: bool = False
    verified: bool = False
    evidence: HashTrieMap[str, EvidenceItem] = field(default_factory=HashTrieMap)
    order_entry: str = ""
    order_author: str = ""
    order_acknowledged: bool = False
    pressing: HashTrieSet[str] = field(default_factory=HashTrieSet)
    targets: HashTrieMap[str, int] = field(default_factory=HashTrieMap)
    zone_minutes: int = 300

    @property
    def urgent(self) -> bool:
        return bool(self.pressing)

    @property
    def by_court(self) -> bool:
        return self.decider == "COURT"


EMPTY = Case()


def before_protection(case: Case) -> FileState:
    """Where a file stands that no decision to apply has reached."""
    if case.outcome == "REFUSE" and not case.reopened:
        return FileState.DECIDED_REFUSE
    if case.opened:
        return FileState.VERIFYING
    return FileState.STATEMENT_IN if case.received_at is not None else FileState.UNKNOWN


# What is received ---------------------------------------------------------------------------------------------------------


def _receive(case: Case, act: Act[Any], how: str, side: BodyRole | None, at: int) -> Case:
    """``side``: the body that had it, at ``at``."""
    id, known = act.value.payload_id, case.received.get(act.value.payload_id)
    found = known or Received(how)
    if side is BodyRole.IMPLEMENTING:
        found = replace(found, implementing_at=_earlier(found.implementing_at, at))
    else:
        found = replace(found, deciding_at=_earlier(found.deciding_at, at), entry=found.entry or act.hash)
    return replace(
        case,
        received=case.received.insert(id, found),
        received_at=_earlier(case.received_at, at),
        reopened=case.reopened or (known is None and case.outcome == "REFUSE"),
        pressing=case.pressing.insert(id) if act.value.urgent and known is None else case.pressing,
    )


def _earlier(known: int | None, at: int) -> int:
    return at if known is None else min(known, at)


def _stated(case: Case, act: Act[Statement], _: File) -> Case:
    return _receive(case, act, "WRITTEN", act.place.body, act.at)


def _referred(case: Case, act: Act[ReferralIn], _: File) -> Case:
    """T110 17(2)(7): who is sent here for state protection has made a statement."""
    return _receive(case, act, "WRITTEN", act.place.body, act.at) if act.value.kind == "STATE_PROTECTION" else case


def _minuted(case: Case, act: Act[OralMinute], _: File) -> Case:
    """What the implementing body heard reaches the deciding body with a minute that it reads."""
    case = _receive(case, act, "ORAL", act.author.body_role, act.value.heard_at)
    hidden = act.author.body_role is BodyRole.DECIDING or act.place.body is BodyRole.IMPLEMENTING
    return case if hidden else _receive(case, act, "ORAL", BodyRole.DECIDING, act.at)


def _data(case: Case, act: Act[DataReceived], _: File) -> Case:
    return _receive(case, act, act.value.origin, BodyRole.DECIDING, act.value.received_at)


def _forwarded(case: Case, act: Act[StatementForwarded], _: File) -> Case:
    """The implementing body's own time, and that of the deciding body, which has it from now."""
    case = _receive(case, act, "WRITTEN", BodyRole.IMPLEMENTING, act.value.received_at)
    return _receive(case, act, "WRITTEN", BodyRole.DECIDING, act.at)


def _urgency(case: Case, act: Act[Urgency], _: File) -> Case:
    change = case.pressing.insert if act.value.urgent else case.pressing.discard
    return replace(case, pressing=change(act.value.of))


def _described(case: Case, act: Act[ThreatDescribed], _: File) -> Case:
    return replace(case, described=True)


def _evidence(case: Case, act: Act[EvidenceItem], _: File) -> Case:
    return replace(case, evidence=case.evidence.insert(act.value.number, act.value))


def _verified(case: Case, act: Act[Verification], _: File) -> Case:
    return replace(case, verified=True)


# The file, its bodies -----------------------------------------------------------------------------------------------------


def _opened(case: Case, act: Act[FileOpened], file: File) -> Case:
    value = act.value
    case = replace(
        case,
        opened=True,
        pseudonym=value.pseudonym,
        statement=value.statement,
        exercise=case.exercise or value.exercise,
        territory=case.territory or value.territory,
    )
    if act.author.body_role is BodyRole.IMPLEMENTING:
        return replace(case, implementer=case.implementer or act.author.body)
    if case.begun:
        return case
    pretrial = value.pretrial or ("" if value.decider == "COURT" else act.author.body)
    return replace(
        case,
        begun=act.hash,
        origin=value.origin,
        stage=value.stage,
        decider=value.decider,
        body=act.author.body,
        pretrial=pretrial,
    )


def _profiled(case: Case, act: Act[BodyProfile], _: File) -> Case:
    value, targets = act.value, case.targets
    for each in value.targets:
        targets = targets.insert(each.clock, each.seconds)
    for terms in value.partners:
        targets = targets.insert(f"{REPLY_TARGET} {terms.partner}", terms.reply_s)
    if value.partners:
        targets = targets.insert(REPLY_TARGET, min(terms.reply_s for terms in value.partners))
    if value.review_s:
        targets = targets.insert(REVIEW_CLOCK, value.review_s)
    return replace(case, targets=targets, zone_minutes=value.zone_minutes)


def _admitted(case: Case, act: Act[Admission], _: File) -> Case:
    return replace(case, admitted=True)


def _transferred(case: Case, act: Act[TransferAccepted], file: File) -> Case:
    """A.10 (3): the receiving body decides from here; a court brings 2(3) with it (A.10 (8))."""
    pending = file.transfers.pending.get(act.value.transfer)
    if pending is None:
        return case
    if pending.seat == "IMPLEMENTING":
        return replace(case, implementer=pending.body)
    stage, decider = pending.stage or case.stage, pending.decider or case.decider
    pretrial = case.body if decider == "COURT" and not case.by_court else case.pretrial
    return replace(case, body=pending.body, decider=decider, stage=stage, pretrial=pretrial)


# The decision and the order -----------------------------------------------------------------------------------------------


def _decided(case: Case, act: Act[Decision], _: File) -> Case:
    value = act.value
    copies = case.copies.insert(act.hash, value.number)
    if value.number in case.decisions:
        return replace(case, copies=copies)
    decided = Decided(value.number, value.outcome, value.measures, act.author.body, value.decider, act.hash, act.at)
    case = replace(case, copies=copies, decisions=case.decisions.insert(value.number, decided), reopened=False)
    if act.author.body == case.body:
        case = replace(case, stage=value.stage or case.stage, decider=value.decider or case.decider)
    if case.outcome == "APPLY" and value.outcome == "REFUSE":
        return case
    added = tuple(each for each in value.measures if each not in case.measures)
    return replace(case, outcome=value.outcome, decision=value.number, measures=(*case.measures, *added))


def _ordered(case: Case, act: Act[Order], _: File) -> Case:
    """L72 2(3): a court that names nobody who may lead leaves it to the body that investigated."""
    value = act.value
    named = value.implementer
    body = named.body if named is not None else case.implementer
    if case.by_court and (named is None or not _may_lead(case, named)):
        body = case.pretrial
    return replace(case, order_entry=act.hash, order_author=act.author.holder, implementer=body, others=value.others)


def _may_lead(case: Case, named: Implementer) -> bool:
    return named.kind == "NAMED" or (named.kind == "PRETRIAL" and named.body == case.pretrial)


def _acknowledged(case: Case, act: Act[Acknowledgement], _: File) -> Case:
    of_order = bool(case.order_entry) and case.order_entry.startswith(act.value.of)
    if not of_order or act.author.writer is not Writer.OFFICER or act.author.body_role is BodyRole.DECIDING:
        return case
    return replace(case, order_acknowledged=True, implementer=case.implementer or act.author.body)


def _cancelled(case: Case, act: Act[ComplaintOutcome] | Act[OutcomeReceived], file: File) -> Case:
    """A.6: a refusal that a court or prosecutor cancelled is none; it is verified and decided anew."""
    number = cancelled_refusal(file, act)
    if number is None:
        return case
    case = replace(case, decisions=case.decisions.insert(number, replace(case.decisions[number], cancelled=True)))
    return replace(case, outcome="", decision="", reopened=True) if case.outcome == "REFUSE" else case


def cancelled_refusal(file: File, act: Act[ComplaintOutcome] | Act[OutcomeReceived]) -> str | None:
    """Number of the refusal that this outcome cancels, once."""
    value = act.value
    known = file.complaints.of(value.complaint)
    of = value.of if isinstance(value, OutcomeReceived) else (known.of if known is not None else "")
    decided = file.case.decisions.get(file.case.copies.get(of, ""))
    if value.outcome != "DECISION_CANCELLED" or decided is None or decided.outcome != "REFUSE" or decided.cancelled:
        return None
    return decided.number


ON: Mapping[type, Callable[[Case, Act[Any], File], Case]] = {
    Statement: _stated,
    ReferralIn: _referred,
    OralMinute: _minuted,
    DataReceived: _data,
    StatementForwarded: _forwarded,
    Urgency: _urgency,
    ThreatDescribed: _described,
    EvidenceItem: _evidence,
    Verification: _verified,
    FileOpened: _opened,
    BodyProfile: _profiled,
    Admission: _admitted,
    TransferAccepted: _transferred,
    Decision: _decided,
    Order: _ordered,
    Acknowledgement: _acknowledged,
    ComplaintOutcome: _cancelled,
    OutcomeReceived: _cancelled,
}
