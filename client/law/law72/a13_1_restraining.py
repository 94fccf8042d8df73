"""Art. 13-1: the restraining order. Its breach is reported as a threat of high priority (``tables.threats.pressing``)."""

from __future__ import annotations

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say
from client.law.file import File
from client.law.file.threats import Report
from client.law.records.direct import RestrainingOrder
from client.law.rule import Effect, norm, rule


@rule("L72-13-1", "13-1", RestrainingOrder, effect=Effect.MARK)
def with_a_term(file: File, act: Act[RestrainingOrder]) -> Answer:
    if act.value.ends_at > act.value.starts_at:
        return MET
    return not_met(say("the restraining order has no term"), say("say from when until when it holds"))


@rule("L72-13-1", "13-1", RestrainingOrder, effect=Effect.MARK)
def says_what_is_forbidden(file: File, act: Act[RestrainingOrder]) -> Answer:
    """An order that names no distance, place or contact cannot be breached, and so protects nobody."""
    value = act.value
    if value.distance_m or value.places or value.no_contact:
        return MET
    return not_met(say("the restraining order says nothing that is forbidden"), say("name a distance, places, or a ban on contact"))


@norm("L72-13-1", "13-1")
def breaches(file: File) -> tuple[Report, ...]:
    """Reports of a breach that are not closed: each urgent, whatever its sender marked."""
    return tuple(each for each in file.threats.open() if each.kind == "ORDER_BREACHED" and each.urgent)


RULES = (with_a_term, says_what_is_forbidden)
