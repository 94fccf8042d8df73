"""Art. 26-1(1) and (3)(1): the deciding body asks and instructs; both bodies react at once to each case."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.catalogue import TYPES
from client.law.due import HOUR, MINUTE
from client.law.file import File
from client.law.file.clocks import Running
from client.law.records.files import Acceptance, Acknowledgement
from client.law.records.instructions import InformationAnswer, InformationRequest, Instruction, InstructionReport
from client.law.records.threats import ThreatNoted
from client.law.rule import Clock, Notice, On, Started, norm, rule
from client.law.tables.threats import pressing
from client.law.titles import N_
from client.law.words import BodyRole, Circle

# 26-1(1)(1): to ask ---------------------------------------------------------------------------------------------------------


@rule("L72-26-1.1.1", "26-1(1)(1)", InformationRequest)
def reasons_kept(file: File, act: Act[InformationRequest]) -> Answer:
    """Where secrecy needs it the addressee sees the question and no reason for it: a reason alone can tell who is protected."""
    value = act.value
    if act.place.kind is Circle.TASK and value.withheld and value.reasons.strip():
        return not_met(
            say("the reasons are to be withheld, and the addressee would read them"),
            say("leave them out here, and keep them in the file's own circle"),
        )
    if act.place.kind is not Circle.TASK and not value.withheld and not value.reasons.strip():
        return not_met(
            say("the request gives no reasons and does not withhold them"), say("give the reasons, or say that they are withheld")
        )
    return MET


@rule("L72-26-1.1.1", "26-1(1)(1)", InformationAnswer)
def answers_a_request(file: File, act: Act[InformationAnswer]) -> Answer:
    if act.value.request in file.instructions.asked:
        return MET
    if not file.sees(Circle.COORDINATION):
        return undetermined(say("the request that is answered"))
    return not_met(say("no such request for information was made"), say("name the request that is answered"))


# 26-1(1)(2): to instruct ----------------------------------------------------------------------------------------------------

_PERSONAL = re.compile(r"M2\.\d|M3\.\d|M4\.\d")


@rule("L72-26-1.1.2", "26-1(1)(2), 7(2), 23(4)", Instruction)
def prescribes_nothing(file: File, act: Act[Instruction]) -> Answer:
    """Which personal measures there are is the implementing body's choice; the deciding body may ask to have one looked at anew."""
    value = act.value
    named = [*value.measures, *_PERSONAL.findall(value.text)]
    if value.kind == "RECONSIDER" or not named:
        return MET
    return not_met(
        say("an instruction does not prescribe {measure}", measure=named[0]),
        say("ask to reconsider; the implementing body chooses the measures"),
    )


@rule("L72-26-1.1.2", "26-1(1)(2)", Instruction)
def numbered_once(file: File, act: Act[Instruction]) -> Answer:
    if act.value.number not in file.instructions.given:
        return MET
    return not_met(say("another instruction has this number"), say("give the instruction its own number"))


@rule("L72-26-1.1.2", "26-1(1)(2)", InstructionReport)
def reports_on_one(file: File, act: Act[InstructionReport]) -> Answer:
    if act.value.number in file.instructions.given:
        return MET
    return not_met(say("there is no instruction with this number"), say("give the number of the instruction"))


@norm("L72-26-1.1.2", "26-1(1)(2)")
def unreported(file: File, now: int) -> tuple[str, ...]:
    """Numbers of instructions whose report is late at ``now``. The time is that of the instruction, and no limit of the law."""
    return tuple(sorted(number for number, due_at in file.instructions.given.items() if due_at is not None and now > due_at))


INSTRUCTED = Notice(
    id="NT-25",
    article="26-1(1)(2)",
    what=N_("instruction"),
    sender="DEC",
    receivers=("IMP",),
    proof=N_("report on its execution"),
    owed=(On(Instruction, lambda file, act: (act.value.number,)),),
    given=(On(Instruction, lambda file, act: (act.value.number,)),),
    proven=(On(InstructionReport, lambda file, act: (act.value.number,)),),
)


# 26-1(3)(1): to react at once -----------------------------------------------------------------------------------------------

INBOUND = tuple(
    each.form
    for each in TYPES.values()
    if each.writers and {"payload_id", "urgent"} <= {field.name for field in dataclasses.fields(each.form)}
)
"""What comes in from people about a danger: every such report of the catalogue. It carries an id, the same in each circle."""

_OWN_CIRCLES = (Circle.FRONT_DESK, Circle.PERSON)


def _came_in(file: File, act: Act[Any]) -> Iterable[Started]:
    """For the body whose front desk or circle it came to; each of the two acknowledges for itself (NT-24)."""
    if act.place.kind in _OWN_CIRCLES and act.place.body is not None:
        urgent, target = ACKNOWLEDGE_URGENT_S, file.case.targets.get("DL-16", HOUR)
        due = act.at + 1000 * (min(target, urgent) if pressing(act.value) else target)
        yield Started(f"{act.value.payload_id} {act.place.body}", due=due)


ACKNOWLEDGE_URGENT_S = 15 * MINUTE
"""Policy, not law: the law says at once."""


def _noted(file: File, act: Act[ThreatNoted]) -> Iterable[Started]:
    """Who wrote it down has it; the body that shares the circle is to have it too."""
    other = {BodyRole.DECIDING: BodyRole.IMPLEMENTING, BodyRole.IMPLEMENTING: BodyRole.DECIDING}.get(
        act.author.body_role or BodyRole.EXECUTING
    )
    if act.place.kind is Circle.COORDINATION and other is not None:
        target, urgent = file.case.targets.get("DL-16", HOUR), pressing(act.value)
        due = act.at + 1000 * (min(target, ACKNOWLEDGE_URGENT_S) if urgent else target)
        yield Started(f"{act.value.payload_id} {other}", due=due)


def _acknowledged(file: File, act: Act[Acknowledgement]) -> Iterable[str]:
    yield f"{act.value.of} {act.author.body_role}"


def _accepted(file: File, act: Act[Acceptance]) -> Iterable[str]:
    yield f"{act.value.payload_id} {act.author.body_role}"


ACKNOWLEDGE = Clock(
    id="DL-16",
    article="26-1(3)(1)",
    start=N_("a case needing measures known"),
    end=N_("acknowledged by a human"),
    owner="DEC, IMP",
    limit_s=HOUR,
    urgent_s=ACKNOWLEDGE_URGENT_S,
    starts=(*(On(each, _came_in) for each in INBOUND), On(ThreatNoted, _noted)),
    ends=(On(Acknowledgement, _acknowledged), On(Acceptance, _accepted)),
    tell=("DEC", "IMP"),
)


@norm("L72-26-1.3.1", "26-1(3)(1)")
def to_alarm(file: File, running: Running, now: int) -> tuple[str, ...]:
    """Keys of those to alarm now about a report that nobody has acknowledged: who is on duty, and past the time each next one of
    the chain. Where no roster covers the time, nobody is named, and the whole body is to be told."""
    side = running.key.rpartition(" ")[2]
    body = file.case.body if side == BodyRole.DECIDING else file.case.implementer
    roster = file.bodies.rosters.get(body)
    if running.done_at is not None or roster is None or not roster.since <= now < roster.until:
        return ()
    over = max(0, now - running.due_at)
    steps = min(len(roster.chain), over // (1000 * roster.step_s) + 1) if now > running.due_at else 0
    return (roster.duty, *roster.chain[:steps])


RULES = (reasons_kept, answers_a_request, prescribes_nothing, numbered_once, reports_on_one)
CLOCKS = (ACKNOWLEDGE,)
NOTICES = (INSTRUCTED,)
