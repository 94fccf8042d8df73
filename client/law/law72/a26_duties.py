"""Art. 26: what the person has to keep. A breach is a record of facts; it ends nothing, and it is no ground before the person was
heard. That threats be reported at once (26(2)) carries no sanction: a late report is as welcome as any."""

from __future__ import annotations

from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.records.contract import Breach, BreachExplained, BreachHeard
from client.law.records.ending import Motion, Revocation
from client.law.rule import rule
from client.law.words import BodyRole, Circle

DUTIES = ("K08", "K10", "K11", "K12", "K16", "K25")
"""Clauses that bind the person to something that can be broken. K09 is not among them: no late report is punished (DL-15)."""

REPORTING = "K09"
"""The clause on reporting threats."""


@rule("L72-26.1", "26(1), 27(1)", Breach, general=True)
def of_a_contract_in_force(file: File, act: Act[Breach]) -> Answer:
    """What was not agreed cannot be broken: before both have signed there are no terms of a contract."""
    if file.contracts.in_force:
        return MET
    if not file.sees(Circle.PERSON, BodyRole.IMPLEMENTING):
        return undetermined(say("the contract"))
    return not_met(say("no contract is in force that could be broken"), say("offer the contract first"))


@rule("DL-15", "26(2), 27(1)", Breach)
def reporting_is_never_broken(file: File, act: Act[Breach]) -> Answer:
    """At once has no figure and no clock watches the person: who has not reported yet is to find the door open."""
    if act.value.clause != REPORTING:
        return MET
    return not_met(say("a report that came late, or not yet, is no breach"), say("leave this breach out, and ask the person"))


@rule("L72-26.1", "26(1)", Breach)
def fact_date_source(file: File, act: Act[Breach]) -> Answer:
    value = act.value
    if not value.fact.strip() or not value.source.strip():
        return not_met(say("a breach is recorded without fact or source"), say("write what happened and how it is known"))
    if value.happened_at > act.at:
        return not_met(say("the breach lies in the future"), say("give the time when it happened"))
    if value.clause not in (*DUTIES, REPORTING):
        return not_met(
            say("clause {clause} puts no duty on the person that could be broken", clause=value.clause),
            say("name one of: {clauses}", clauses=", ".join(DUTIES)),
        )
    return MET


@rule("L72-26.1", "26(1)", BreachExplained, BreachHeard)
def on_a_recorded_breach(file: File, act: Act[Any]) -> Answer:
    if file.contracts.breach(act.value.breach) is not None:
        return MET
    if not file.sees(Circle.PERSON, BodyRole.IMPLEMENTING):
        return undetermined(say("the record of the breach"))
    return not_met(say("no such breach is recorded"), say("record the breach first, and show it to the person"))


@rule("L72-26.1", "26(1), 27(1)", Motion, Revocation)
def heard_before_it_counts(file: File, act: Act[Motion | Revocation]) -> Answer:
    """Before a breach is used as a ground the person explains it, or was asked and would not."""
    for ground in act.value.grounds:
        for each in ground.evidence:
            if each.kind != "BREACH":
                continue
            found = file.contracts.breach_of(each.of)
            if found is None and not file.sees(Circle.PERSON, BodyRole.IMPLEMENTING):
                return undetermined(say("the record of the breach"))
            if found is None or not found.heard:
                return not_met(
                    say("a breach is used on which the person was not heard"),
                    say("let the person explain it, or record that they were asked"),
                )
    return MET


RULES = (of_a_contract_in_force, reporting_is_never_broken, fact_date_source, on_a_recorded_breach, heard_before_it_counts)
