"""Art. 22: on what a decision rests. An oral or written statement, or sufficient data without one; and evidence."""

from __future__ import annotations

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.record_type import DEC
from client.law.records.decisions import DataReceived, EvidenceItem, OralMinute, StatementForwarded
from client.law.records.rulings import Decision
from client.law.rule import Effect, norm, rule
from client.law.words import Circle

THE_STATEMENT = "statement"
"""As an item of evidence: the statement that gave rise to the file."""


@rule("L72-22.1", "22", OralMinute)
def heard_before_minuted(file: File, act: Act[OralMinute]) -> Answer:
    """An oral statement counts from when it was heard, and that is before it was written down."""
    if act.value.heard_at <= act.at:
        return MET
    return not_met(say("the time of hearing lies after the minute"), say("give the time at which the statement was heard"))


@rule("L72-22.1", "22", DataReceived, StatementForwarded)
def received_before_recorded(file: File, act: Act[DataReceived] | Act[StatementForwarded]) -> Answer:
    if act.value.received_at <= act.at:
        return MET
    return not_met(say("the time of receipt lies after its record"), say("give the time at which it was received"))


@rule("L72-22.1", "22", DataReceived)
def source_given(file: File, act: Act[DataReceived]) -> Answer:
    """A motion of the implementing body and a report of another body are records of the file, or come with their reference."""
    value = act.value
    if value.origin != "IMP_MOTION" or not value.of or value.of in file.refs:
        return MET
    if not file.sees(Circle.COORDINATION):
        return undetermined(say("the motion of the implementing body"))
    return not_met(say("no such motion stands in this file"), say("name the motion, or say how the data came"))


@rule("L72-22.1", "22", Decision, effect=Effect.MARK)
def origin_recorded(file: File, act: Act[Decision]) -> Answer:
    """What the file began with is there: an oral statement has its minute, own initiative its data; a written one its statement."""
    how = file.case.origin
    if not how or act.value.number in file.case.decisions or _has_origin(file):
        return MET
    if not file.sees(Circle.FRONT_DESK, DEC) or not file.sees(Circle.COORDINATION) or not file.sees(Circle.PERSON, DEC):
        return undetermined(say("what gave rise to the file"))
    if how == "ORAL":
        return not_met(say("the oral statement is not minuted"), say("minute it, with the time at which it was heard"))
    return not_met(
        say("what gave rise to the file is not recorded"), say("record the data, with the time at which they were received")
    )


def _has_origin(file: File) -> bool:
    found = file.case.received.get(file.case.statement)
    return found is not None and file.case.origin in ("WRITTEN", found.how)


@rule("L72-22.2", "22", Decision, effect=Effect.MARK)
def evidence_cited(file: File, act: Act[Decision]) -> Answer:
    """The measure is sufficient evidence: a decision cites items that are there, by their numbers, or the statement itself."""
    cited = act.value.evidence
    if not cited:
        return not_met(say("the decision cites no evidence"), say("cite at least one item of evidence"))
    if file.case.copies and act.value.number in file.case.decisions:
        return MET  # a copy: the first was held against the items
    missing = [each for each in cited if each not in file.case.evidence and not (each == THE_STATEMENT and file.case.received)]
    if not missing:
        return MET
    places = (file.sees(Circle.PERSON, DEC), file.sees(Circle.COORDINATION), file.sees(Circle.FRONT_DESK, DEC))
    if not all(places):
        return undetermined(say("the item of evidence {item}", item=missing[0]))
    return not_met(
        say("there is no item of evidence {item} in this file", item=missing[0]), say("record the item, or cite one that is there")
    )


@rule("L72-22.2", "22", EvidenceItem)
def item_once(file: File, act: Act[EvidenceItem]) -> Answer:
    """A number stands for one item for good: decisions cite it."""
    known = file.case.evidence.get(act.value.number)
    if known is None or known == act.value:
        return MET
    return not_met(say("another item of evidence has this number"), say("give the item a number of its own"))


@norm("L72-22.1", "22; AMB-14")
def to_forward(file: File) -> tuple[str, ...]:
    """Ids of statements that the implementing body has and the deciding body has not: it must hand them on at once."""
    waiting = (id for id, each in file.case.received.items() if each.deciding_at is None)
    return tuple(sorted(waiting)) if file.sees(Circle.FRONT_DESK, DEC) else ()


RULES = (heard_before_minuted, received_before_recorded, source_given, origin_recorded, evidence_cited, item_once)
