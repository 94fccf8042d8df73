"""Art. 10: a preventive measure on the suspect or accused who threatens; the alert when it changes or somebody escapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.due import MINUTE
from client.law.file import File
from client.law.file.clocks import Running
from client.law.file.states import IN_FORCE
from client.law.records.direct import AlertAttempt, PreventiveChanged, PreventiveMeasure
from client.law.records.files import Acknowledgement
from client.law.records.information import NoticeGiven, PaperReceipt
from client.law.records.reports import Receipt
from client.law.rule import Clock, Effect, Notice, On, Started, norm, rule
from client.law.telling import given, key, owed, proven
from client.law.titles import N_
from client.law.words import BodyRole, Circle, Writer
from crypto.frozen import dataclass

# The measure ----------------------------------------------------------------------------------------------------------------


@rule("L72-10.1", "10", PreventiveMeasure, effect=Effect.MARK)
def reasoned(file: File, act: Act[PreventiveMeasure]) -> Answer:
    """Marks: whoever is held stays held, and the person is told of it."""
    if not act.value.reasons.strip():
        return not_met(say("the preventive measure has no reasons"), say("give the reasons in the decision"))
    if act.value.decided_at > act.at:
        return not_met(say("the decision bears a date that is still to come"), say("give the date of the decision"))
    return MET


@rule("L72-10.2", "10, 9", PreventiveMeasure, effect=Effect.MARK)
def copy_gives_nothing_away(file: File, act: Act[PreventiveMeasure]) -> Answer:
    leak = act.value.leak
    if not leak.terms:
        return not_met(
            say("the text was not checked against the data of the person"), say("check the text for name, number, address, place")
        )
    if leak.found:
        return not_met(
            say("the text gives away: {kinds}", kinds=", ".join(leak.found)), say("take that out, and check the text again")
        )
    return MET


COPY = Notice(
    id="NT-05",
    article="10",
    what=N_("copy of the preventive measure"),
    sender="DEC",
    receivers=("THREATENER",),
    proof=N_("receipt on paper"),
    outside=True,
    owed=(On(PreventiveMeasure, lambda file, act: (key(act.hash, "THREATENER"),)),),
    given=given("NT-05"),
    proven=proven("NT-05"),
)

NOTICE = Notice(
    id="NT-06",
    article="10",
    what=N_("a preventive measure was decided"),
    sender="DEC",
    receivers=("PP", "REP"),
    proof=N_("receipt"),
    owed=(On(PreventiveMeasure, lambda file, act: owed(file, act, "PP")),),
    given=given("NT-06"),
    proven=proven("NT-06"),
)

# The alert ------------------------------------------------------------------------------------------------------------------

ALERT_S = 15 * MINUTE
REPEAT_S = 5 * MINUTE
"""Policy, not law: the law says immediately."""


@rule("L72-10.3", "10", PreventiveChanged, effect=Effect.MARK)
def from_when_it_was_known(file: File, act: Act[PreventiveChanged]) -> Answer:
    """The alert runs from when the body knew, which is not later than its record. Marks: an alert is never void."""
    if act.value.known_at <= act.at:
        return MET
    return not_met(say("the alert bears a time that is still to come"), say("give the time when it became known"))


@rule("L72-10.3", "10", AlertAttempt)
def of_an_alert(file: File, act: Act[AlertAttempt]) -> Answer:
    """Nobody counts as reached about something that nobody told."""
    if act.value.event in file.direct.alerts:
        return MET
    bodies = (BodyRole.DECIDING, BodyRole.IMPLEMENTING)
    if not (file.sees(Circle.COORDINATION) and all(file.sees(Circle.PERSON, each) for each in bodies)):
        return undetermined(say("the alert that was passed on"))
    return not_met(say("there is no such alert in this file"), say("record what happened first"))


def _to(file: File) -> tuple[str, ...]:
    """The person, and who represents them, at the same time (23(8))."""
    return ("PP", "REP") if file.persons.representative_ready else ("PP",)


def _alarm(file: File, act: Act[PreventiveChanged]) -> Iterator[Started]:
    alert = file.direct.alerts[act.value.event]
    if alert.entry == act.hash:
        yield from (Started(f"{alert.event} {to}", alert.at) for to in _to(file))


def _owed(file: File, act: Act[PreventiveChanged]) -> Iterator[str]:
    alert = file.direct.alerts[act.value.event]
    if alert.entry == act.hash:
        yield from (f"{alert.event} {to}" for to in (*_to(file), "IMP"))


def _handed(file: File, act: Act[PreventiveChanged]) -> Iterable[str]:
    """What stands in the coordination circle the implementing body has; an admitted person reads their own circle."""
    if act.place.kind is Circle.COORDINATION:
        return (f"{act.value.event} IMP",)
    return (f"{act.value.event} {to}" for to in _to(file)) if file.case.admitted else ()


def _told(file: File, act: Act[NoticeGiven]) -> Iterator[str]:
    event = file.direct.copies.get(act.value.of[:32])
    if act.value.notice == "NT-06a" and event is not None:
        yield f"{event} {act.value.to}"


def _event(file: File, of: str) -> str | None:
    """Of a copy of the alert, or of the notice of it."""
    told = file.information.told.get(of[:32])
    return file.direct.copies.get(of[:32] if told is None else told.of[:32])


def _read(file: File, act: Act[Receipt]) -> Iterator[str]:
    event = _event(file, act.value.entry)
    if event is not None:
        yield f"{event} {'REP' if act.author.writer is Writer.REPRESENTATIVE else 'PP'}"


def _signed(file: File, act: Act[PaperReceipt]) -> Iterator[str]:
    event = _event(file, act.value.of)
    if event is not None:
        yield f"{event} {act.value.to}"


def _reached(file: File, act: Act[AlertAttempt]) -> Iterator[str]:
    if act.value.reached:
        yield f"{act.value.event} {act.value.to}"


def _taken(file: File, act: Act[Acknowledgement]) -> Iterator[str]:
    """By the implementing body: of a copy, or by the event's own id."""
    of = act.value.of
    event = of if of in file.direct.alerts else file.direct.copies.get(of)
    if event is not None and act.author.body_role is BodyRole.IMPLEMENTING:
        yield f"{event} IMP"


_REACHED = (On(Receipt, _read), On(PaperReceipt, _signed), On(AlertAttempt, _reached))

ALARM = Clock(
    id="DL-09",
    article="10",
    start=N_("preventive measure changed, or escape known"),
    end=N_("person reached, and said so"),
    owner="DEC",
    limit_s=ALERT_S,
    warnings_s=(REPEAT_S, 2 * REPEAT_S),
    starts=(On(PreventiveChanged, _alarm),),
    ends=_REACHED,
    tell=("HEAD_DEC", "IMP", "PRS"),
)

ALERT = Notice(
    id="NT-06a",
    article="10",
    what=N_("alert: the preventive measure changed, or the suspect or accused escaped"),
    sender="DEC",
    receivers=("PP", "REP", "IMP"),
    proof=N_("acknowledged"),
    clock="DL-09",
    owed=(On(PreventiveChanged, _owed),),
    given=(On(PreventiveChanged, _handed), On(NoticeGiven, _told), *_REACHED),
    proven=(*_REACHED, On(Acknowledgement, _taken)),
)


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done about an alert that is not acknowledged. ``what``: PUSH, PHONE, TAKE_OVER; ``who``: DEC or IMP; ``at`` in
    milliseconds."""

    what: str
    who: str
    at: int


@norm("L72-10.3", "10")
def to_do(alarm: Running, now: int) -> tuple[Step, ...]:
    """Push again every five minutes until it is acknowledged; once it is due, telephone, and the implementing body alerts too."""
    if alarm.done_at is not None:
        return ()
    pushes = range(alarm.started_at, now + 1, 1000 * REPEAT_S)
    late = (Step("PHONE", "DEC", alarm.due_at), Step("TAKE_OVER", "IMP", alarm.due_at)) if now > alarm.due_at else ()
    return (*(Step("PUSH", "DEC", at) for at in pushes), *late)


@norm("L72-10.3", "10")
def to_review(file: File) -> tuple[str, ...]:
    """The running personal measures that the implementing body has to look at after the newest alert: each one that it has not
    reviewed since."""
    since = file.direct.alerted_at
    if since is None:
        return ()
    running = (each.code for each in file.measures.all() if each.state in IN_FORCE)
    return tuple(code for code in running if file.direct.reviewed.get(code, -1) < since)


RULES = (reasoned, copy_gives_nothing_away, from_when_it_was_known, of_an_alert)
CLOCKS = (ALARM,)
NOTICES = (COPY, NOTICE, ALERT)
