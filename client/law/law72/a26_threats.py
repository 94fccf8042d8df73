"""Art. 26(2): the person reports every threat at once; by which doors else a threat is learned of; who answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.file.threats import Report
from client.law.records.files import Acknowledgement
from client.law.records.reports import Threat
from client.law.records.threats import FieldIntake, HotlineCall, ThreatClosed, ThreatNoted
from client.law.rule import Effect, Notice, On, norm, rule
from client.law.tables.threats import hotline
from client.law.titles import N_
from client.law.words import BodyRole, Circle
from crypto.frozen import dataclass

BODIES = (BodyRole.DECIDING, BodyRole.IMPLEMENTING)

# The person's report --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Handling:
    """How a body treats a report: ``loud``: the sender's device may sound and show an answer; ``call``: the sender may be called
    back; ``urgent``: the duty officer is alarmed."""

    loud: bool
    call: bool
    urgent: bool


@norm("L72-26.2", "26(2)")
def handling(report: Report) -> Handling:
    """Duress: somebody stands beside the sender, so nothing goes back that they could see, and it is urgent whatever it says.
    Silent: the sender must not be heard. A late report is handled as any other."""
    quiet = report.duress or report.silent
    return Handling(loud=not quiet, call=not quiet, urgent=report.urgent or report.duress)


@norm("L72-26.2", "26(2)")
def shown_to_sender(file: File, id: str) -> str:
    """What the sender's device shows of a report: SENT, or ACKNOWLEDGED once a human of either body has it; empty: unknown."""
    found = file.threats.of(id)
    if found is None:
        return ""
    return "ACKNOWLEDGED" if found.acknowledged else "SENT"


@rule("L72-26.2", "26(2), 26-1(3)(1)", ThreatClosed)
def acknowledged_before_it_is_closed(file: File, act: Act[ThreatClosed]) -> Answer:
    """Whoever closes a report has told its sender first that a human has it."""
    found = file.threats.of(act.value.report)
    if found is None or str(act.author.body_role) in found.acknowledged:
        return MET
    return not_met(say("this body has not acknowledged the report"), say("acknowledge it first; its sender waits for that"))


def _reported(file: File, act: Act[Threat]) -> Iterator[str]:
    """To both bodies. What came to a body whose circle is not read here cannot be said to be owed."""
    return (f"{act.value.payload_id} {body}" for body in BODIES if file.sees(Circle.PERSON, body))


def _came(file: File, act: Act[Threat]) -> Iterable[str]:
    return (f"{act.value.payload_id} {act.place.body}",)


def _acknowledged(file: File, act: Act[Acknowledgement]) -> Iterable[str]:
    return (f"{act.value.of} {act.author.body_role}",)


REPORT = Notice(
    id="NT-24",
    article="26(2)",
    what=N_("report of a threat"),
    sender="PP",
    receivers=("DEC", "IMP"),
    proof=N_("two acknowledgements"),
    clock="DL-16",
    owed=(On(Threat, _reported),),
    given=(On(Threat, _came),),
    proven=(On(Acknowledgement, _acknowledged),),
)

# Other doors ----------------------------------------------------------------------------------------------------------------


@rule("SYS-03", "14, 15", ThreatNoted, effect=Effect.MARK)
def alarm_of_an_issued_item(file: File, act: Act[ThreatNoted]) -> Answer:
    """So that somebody knows whose alarm it is. Marks: an alarm is heard whatever device it comes from."""
    value = act.value
    if value.door != "ALARM_DEVICE":
        return MET
    item = file.property.of(value.item)
    if item is not None and item.issued:
        return MET
    if item is None and value.item and not file.sees(Circle.PERSON, BodyRole.IMPLEMENTING):
        return undetermined(say("the register of equipment"))
    return not_met(say("the alarm comes from no device that was issued"), say("name the device by its number in the register"))


@rule("SYS-22", "C.2", HotlineCall)
def foreign_line_refers(file: File, act: Act[HotlineCall]) -> Answer:
    """A line of another state is a door, with nobody of ours behind it: the caller is told whom to turn to there."""
    line = hotline(act.value.line)
    if line is None or not line.foreign or act.value.referred:
        return MET
    return not_met(
        say("the line is of another state, and the caller was referred to nobody"), say("tell the caller who helps there")
    )


@rule("SYS-23", "C.2", HotlineCall)
def number_for_the_caller(file: File, act: Act[HotlineCall]) -> Answer:
    """The caller gets the number of the statement that the operator sent; the operator keeps neither name nor text."""
    value = act.value
    if value.number.strip() and not value.payload_id.startswith(value.number.strip()):
        return not_met(say("the number given to the caller is not that of the statement"), say("give the statement's own number"))
    if not value.number.strip():
        return not_met(say("the caller was given no number"), say("give the statement's own number"))
    if value.payload_id in file.case.received:
        return MET
    return not_met(say("no statement came in from this call"), say("send the caller's words as a statement first"))


@rule("SYS-52", "22; C.2", FieldIntake)
def minuted_on_the_spot(file: File, act: Act[FieldIntake]) -> Answer:
    """What was heard on the spot is an oral statement: its clock runs from the hearing, also where there was no connection."""
    received = file.case.received.get(act.value.payload_id)
    if received is None or received.how != "ORAL":
        return not_met(say("there is no minute of what was heard"), say("write the minute, with the time of the hearing"))
    return MET


RULES = (
    acknowledged_before_it_is_closed,
    alarm_of_an_issued_item,
    foreign_line_refers,
    number_for_the_caller,
    minuted_on_the_spot,
)
NOTICES = (REPORT,)
