"""The personal security measures of a file: chosen, consented to, in force, under review, ended (L72 7(2), 14-21-2, 23(4), 27).

    from                          by                                    to
    -                             ruling (or order's notice of it)      CONSENT_PENDING, or AUTHORISED where consent stands
    CONSENT_PENDING               the consent that A.8 wants            AUTHORISED
    AUTHORISED                    consent no longer as A.8 wants it     CONSENT_PENDING; withdrawn: WITHDRAWN
    AUTHORISED, NOT_EXECUTABLE    start                                 IN_FORCE
    IN_FORCE                      end of the term                       REVIEW_DUE, by the clock alone: it stays in force (AMB-22)
    IN_FORCE, REVIEW_DUE          review, amending ruling               IN_FORCE with the new term
    IN_FORCE                      withdrawal (25(2), A.8)               WITHDRAWN: a ruling is wanted; what intrudes stops at once
    WITHDRAWN                     consent again                         IN_FORCE if it had started, else AUTHORISED
    any but ended                 hindrance                             NOT_EXECUTABLE
    any but ended                 ruling of Art. 27, sentence           ENDED_BY_RULING
    ENDED_BY_RULING               that ruling is cancelled              as before it; or chosen anew

A measure comes in force by no other record than a start, which the rules hold back until consent stands; nothing but a ruling ends
one. A change of the method waits (``change``) until it is carried out, and where consent is wanted for a new one; meanwhile the
measure goes on as it was.

Who cannot read the implementing body's circle (the deciding body) knows measures by its notices alone (``told``); where
the ruling itself is known, notices say nothing new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap, List

from client.law.consenting import standing
from client.law.file import consents, persons
from client.law.file.measure import Measure, Plan, otherwise, settled
from client.law.file.states import IN_FORCE, MeasureState
from client.law.records.complaints import Complaint, ComplaintHold, ComplaintOutcome, OutcomeReceived
from client.law.records.consents import MeasureConsent, MinutedConsent
from client.law.records.ending import Revocation
from client.law.records.measures import (
    IdentifierChanged,
    IntrusionStopped,
    MeasureNotExecutable,
    MeasurePlan,
    MeasureResult,
    MeasuresSuggested,
    MeasureStarted,
    PlanStepDone,
)
from client.law.records.persons import PersonFlagged, Representative
from client.law.records.reports import ContractSignature
from client.law.records.rulings import NoticeMeasure, Review, SelectedMeasure, Selection, SelectionNotice
from client.law.words import PERSONAL_MEASURES, Flag
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Measures:
    """``by_code``: the standing of each measure that was ever chosen. ``selection``: entry hash of the newest ruling;
    ``version``: its number among the amendments. ``told``: by the first 16 bytes of the hash of each notice to the deciding
    body, the records that it tells of. ``watched``: old numbers and plates that must not appear again (14), newest first.
    ``suggested``: measures that the deciding body thinks of, which bind nobody."""

    by_code: HashTrieMap[str, Measure] = field(default_factory=HashTrieMap)
    selection: str = ""
    version: int = 0
    told: HashTrieMap[str, tuple[str, ...]] = field(default_factory=HashTrieMap)
    plans: HashTrieMap[str, Plan] = field(default_factory=HashTrieMap)
    watched: List[str] = field(default_factory=List)
    suggested: tuple[str, ...] = ()

    @property
    def selected(self) -> bool:
        return bool(self.selection)

    @property
    def any_in_force(self) -> bool:
        """Some measure was started and not ended by a ruling: the file is active (A.0.2)."""
        return any(each.running for each in self.by_code.values())

    def of(self, code: str) -> Measure | None:
        return self.by_code.get(code)

    def all(self) -> tuple[Measure, ...]:
        return tuple(sorted(self.by_code.values(), key=lambda each: each.code))

    @property
    def running(self) -> tuple[Measure, ...]:
        return tuple(each for each in self.all() if each.running)

    @property
    def chosen(self) -> tuple[Measure, ...]:
        """Those of the ruling as it stands with its amendments (K03): all that were chosen and not ended."""
        return tuple(each for each in self.all() if not each.ended)

    def put(self, *measures: Measure) -> Measures:
        known = self.by_code
        for each in measures:
            known = known.insert(each.code, each)
        return replace(self, by_code=known)

    def plan(self, code: str) -> Plan:
        return self.plans.get(code, Plan())


EMPTY = Measures()


# Chosen, consented to -----------------------------------------------------------------------------------------------------


def _selected(measures: Measures, act: Act[Selection], file: File) -> Measures:
    value = act.value
    chosen = tuple(_chosen(measures.of(each.code), each, act) for each in value.measures if each.code in PERSONAL_MEASURES)
    measures = replace(measures.put(*chosen), selection=act.hash, version=value.version)
    return _settled(measures, file, (each.code for each in chosen))


def _chosen(known: Measure | None, terms: SelectedMeasure, act: Act[Selection]) -> Measure:
    new = Measure(terms.code, MeasureState.CONSENT_PENDING, terms.starts_at, terms.review_at, 0, terms, act.hash, act.at, act.at)
    if known is None or known.ended or known.terms is None:
        return new
    changed = otherwise(known.terms, terms)
    known = replace(
        known, terms=terms, ruling=act.hash, ruled_at=act.at, starts_at=terms.starts_at, review_at=terms.review_at,
        changed_at=act.at if changed else known.changed_at,
    )  # fmt: skip
    if known.state in IN_FORCE:
        return replace(known, change=act.hash if changed else known.change)
    return replace(known, state=MeasureState.CONSENT_PENDING, hindrance="") if known.hindrance else known


def _settled(measures: Measures, file: File, codes: Iterable[str]) -> Measures:
    """``file``: with everything in it that consent depends on, save the measures, which are ``measures``."""
    after = replace(file, measures=measures)
    found = (measures.of(code) for code in codes)
    return measures.put(*(settled(each, standing(after, each.code)) for each in found if each is not None and not each.told))


def _said(measures: Measures, act: Act[MeasureConsent] | Act[MinutedConsent], file: File) -> Measures:
    return _settled(measures, _with_consents(file, act), (act.value.measure,))


def _signed(measures: Measures, act: Act[ContractSignature], file: File) -> Measures:
    return _settled(measures, _with_consents(file, act), (each.measure for each in act.value.consents))


def _with_consents(file: File, act: Act[Any]) -> File:
    return replace(file, consents=consents.ON[act.form](file.consents, act, file))


# Carried out ---------------------------------------------------------------------------------------------------------------


def _started(measures: Measures, act: Act[MeasureStarted], _: File) -> Measures:
    """Who cannot read the ruling learns of the measure by its start."""
    value = act.value
    known = measures.of(value.measure) or Measure(value.measure, MeasureState.AUTHORISED, value.started_at, 0)
    return measures.put(replace(known, state=MeasureState.IN_FORCE, started_at=act.at, change="", hindrance="", told=False))


def _hindered(measures: Measures, act: Act[MeasureNotExecutable], _: File) -> Measures:
    known = measures.of(act.value.measure)
    if known is None or known.ended:
        return measures
    return measures.put(replace(known, state=MeasureState.NOT_EXECUTABLE, hindrance=act.value.hindrance))


def _came_to(measures: Measures, act: Act[MeasureResult], _: File) -> Measures:
    known = measures.of(act.value.measure)
    return measures if known is None else measures.put(replace(known, result=act.value.result))


def _stopped(measures: Measures, act: Act[IntrusionStopped], _: File) -> Measures:
    known = measures.of(act.value.measure)
    return measures if known is None else measures.put(replace(known, stopped=act.value.what))


def _reviewed(measures: Measures, act: Act[Review], _: File) -> Measures:
    known = measures.of(act.value.measure)
    return measures if known is None else measures.put(replace(known, review_at=act.value.next_review_at))


def _planned(measures: Measures, act: Act[MeasurePlan], _: File) -> Measures:
    """A plan may be made anew; what was done stays done."""
    value = act.value
    plan = replace(measures.plan(value.measure), steps=tuple((each.step, each.what) for each in value.steps))
    return replace(measures, plans=measures.plans.insert(value.measure, plan))


def _step_done(measures: Measures, act: Act[PlanStepDone], _: File) -> Measures:
    value, plan = act.value, measures.plan(act.value.measure)
    return replace(measures, plans=measures.plans.insert(value.measure, replace(plan, done=plan.done.insert(value.step))))


def _watched(measures: Measures, act: Act[IdentifierChanged], _: File) -> Measures:
    return replace(measures, watched=measures.watched.push_front(act.value.old))


def _suggested(measures: Measures, act: Act[MeasuresSuggested], _: File) -> Measures:
    return replace(measures, suggested=act.value.measures)


# Who the person is --------------------------------------------------------------------------------------------------------


def _flagged(measures: Measures, act: Act[PersonFlagged], file: File) -> Measures:
    """Another may have to consent now. Who enters custody has every measure reviewed that custody does not allow (L72-21-2.1)."""
    measures = _persons_changed(measures, act, file)
    if act.value.flag != Flag.CUSTODY or not act.value.on:
        return measures
    barred = (each for each in measures.running if not PERSONAL_MEASURES[each.code].in_custody)
    return measures.put(*(replace(each, review_at=min(each.review_at or act.at, act.at)) for each in barred))


def _persons_changed(measures: Measures, act: Act[PersonFlagged] | Act[Representative], file: File) -> Measures:
    after = replace(file, persons=persons.ON[act.form](file.persons, act, file))
    return _settled(measures, after, (each.code for each in measures.all()))


# Ended, restored ----------------------------------------------------------------------------------------------------------


def _revoked(measures: Measures, act: Act[Revocation], _: File) -> Measures:
    """A reasoned ruling or a sentence ends what it covers (L72 27(2)), from when it says. Its copies have one number."""
    value = act.value
    covered = (each for each in measures.all() if value.covers(each.code) and not each.ended and each.ended_by != value.number)
    over = MeasureState.ENDED_BY_RULING
    return measures.put(
        *(
            replace(each, state=over, before=each.before or each.state, ended_by=value.number, ends_at=value.effect_at, kept=False)
            for each in covered
        )
    )


def _by(measures: Measures, file: File, revocation: str) -> tuple[Measure, ...]:
    """What the ruling of that entry hash ended. A complaint names one of its copies."""
    ruling = file.ending.ruling_of(revocation)
    return tuple(each for each in measures.all() if each.ended_by and ruling is not None and each.ended_by == ruling.number)


def _kept(measures: Measures, file: File, revocation: str, kept: bool) -> Measures:
    return measures.put(*(replace(each, kept=kept) for each in _by(measures, file, revocation)))


def _complained(measures: Measures, act: Act[Complaint], file: File) -> Measures:
    """Unless it is chosen otherwise, what the ruling ended is kept until the complaint is decided (AMB-24)."""
    return _kept(measures, file, act.value.of, act.value.of not in file.complaints.stopped)


def _held(measures: Measures, act: Act[ComplaintHold], file: File) -> Measures:
    return _kept(measures, file, act.value.revocation, act.value.keep)


def _decided(measures: Measures, act: Act[ComplaintOutcome], file: File) -> Measures:
    known = file.complaints.of(act.value.complaint)
    return measures if known is None else _after_complaint(measures, file, known.of, act.value.outcome)


def _outcome(measures: Measures, act: Act[OutcomeReceived], file: File) -> Measures:
    return _after_complaint(measures, file, act.value.of, act.value.outcome)


def _after_complaint(measures: Measures, file: File, revocation: str, outcome: str) -> Measures:
    """Where the ruling is cancelled, what it ended stands as before (A.6); else it is ended."""
    if outcome != "DECISION_CANCELLED":
        return _kept(measures, file, revocation, False)
    return measures.put(
        *(
            replace(each, state=each.before or MeasureState.CONSENT_PENDING, before=None, ended_by="", ends_at=0, kept=False)
            for each in _by(measures, file, revocation)
        )
    )


# As the deciding body is told ---------------------------------------------------------------------------------------------


def _noticed(measures: Measures, act: Act[SelectionNotice], _: File) -> Measures:
    value = act.value
    told = measures.told.insert(act.hash[:32], value.of)
    measures = replace(measures, told=told, selection=measures.selection or act.hash)
    found = ((measures.of(each.code), each) for each in value.measures)
    return measures.put(*(_as_told(known, each, act) for known, each in found if known is None or known.told))


TOLD: Mapping[str, MeasureState] = {
    "CHOSEN": MeasureState.AUTHORISED,
    "ADDED": MeasureState.AUTHORISED,
    "STARTED": MeasureState.IN_FORCE,
    "NOT_EXECUTABLE": MeasureState.NOT_EXECUTABLE,
    "WITHDRAWN": MeasureState.WITHDRAWN,
    "ENDED": MeasureState.ENDED_BY_RULING,
}
"""What happened, as told -> the state. A change or a result moves none."""


def _as_told(known: Measure | None, told: NoticeMeasure, act: Act[SelectionNotice]) -> Measure:
    known = known or Measure(told.code, MeasureState.AUTHORISED, told.starts_at, told.review_at, told=True)
    state = TOLD.get(told.event, known.state)
    known = replace(known, starts_at=told.starts_at, review_at=told.review_at, result=told.result or known.result)
    if state is MeasureState.ENDED_BY_RULING:
        return known if known.ended else replace(known, state=state, before=known.state, ended_by=act.value.number)
    started_at = act.at if state is MeasureState.IN_FORCE else known.started_at
    return replace(known, state=state, started_at=started_at, before=None, ended_by="")


ON: Mapping[type, Callable[[Measures, Act[Any], File], Measures]] = {
    Selection: _selected,
    SelectionNotice: _noticed,
    Review: _reviewed,
    MeasureConsent: _said,
    MinutedConsent: _said,
    ContractSignature: _signed,
    MeasureStarted: _started,
    MeasureNotExecutable: _hindered,
    MeasureResult: _came_to,
    IntrusionStopped: _stopped,
    MeasurePlan: _planned,
    PlanStepDone: _step_done,
    IdentifierChanged: _watched,
    MeasuresSuggested: _suggested,
    PersonFlagged: _flagged,
    Revocation: _revoked,
    Representative: _persons_changed,
    Complaint: _complained,
    ComplaintHold: _held,
    ComplaintOutcome: _decided,
    OutcomeReceived: _outcome,
}
