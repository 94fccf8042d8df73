"""Art. 5(7)-(8), 17(2)(2): that somebody is a victim is itself secret; what is done with their data, they can see."""

from __future__ import annotations

from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say
from client.law.file import File
from client.law.records import children, referrals, residence, returns, trafficking
from client.law.records.children import AgeEstablished, InterrogationHeld, NeedsChecked, Unaccompanied
from client.law.records.persons import PersonFlagged
from client.law.records.referrals import Referral, ReferralCard
from client.law.records.trafficking import PersonAsked
from client.law.rule import norm, rule
from client.law.tables.referrals import telling
from client.law.words import Circle, Flag
from crypto.frozen import dataclass

_PLAIN = (PersonAsked, AgeEstablished, InterrogationHeld, NeedsChecked, Unaccompanied)
"""These say nothing of trafficking: they stand in files of others too."""

COMPARTMENT = tuple(
    each.form
    for module in (trafficking, referrals, children, residence, returns)
    for each in module.TYPES
    if each.bodies and each.form not in _PLAIN
)
"""Every form by which an officer writes down that somebody is, or may be, a victim."""


@rule("T110-5.8", "110 5(8), 17(2)(2)", *COMPARTMENT, PersonFlagged)
def in_the_compartment(file: File, act: Act[Any]) -> Answer:
    """Restricted, so that who only reads the circle does not see it; in the circle of a single task its addressee does."""
    if act.restricted or act.place.kind is Circle.TASK:
        return MET
    if isinstance(act.value, PersonFlagged) and act.value.flag != Flag.VOT:
        return MET
    return not_met(say("the record tells that somebody is a victim, and is not restricted"), say("write it as a restricted record"))


@rule("T110-5.8", "110 5(8)", Referral, ReferralCard)
def neutral_outside(file: File, act: Act[Referral | ReferralCard]) -> Answer:
    """Subject line, name of a file, text on a telephone: seen by who stands by."""
    seen = act.value.seen
    for text in (seen.subject, seen.file_name, seen.push):
        if telling(text):
            return not_met(
                say("what is seen from outside tells what happened to the person"), say("use a neutral subject, file name and text")
            )
    return MET


@rule("T110-17.2.2", "110 17(2)(2)", Referral)
def for_a_purpose(file: File, act: Act[Referral]) -> Answer:
    if act.value.purpose.strip():
        return MET
    return not_met(say("it is not said what the data are passed on for"), say("name the purpose"))


@dataclass(frozen=True, slots=True)
class Passed:
    """One line of what a person may see of their own data: who received which facts, what for, when (milliseconds), what became of
    it."""

    to: str
    addressee: str
    kind: str
    purpose: str
    facts: tuple[str, ...]
    at: int
    state: str


@norm("T110-17.2.2", "110 17(2)(2)")
def passed_on(file: File) -> tuple[Passed, ...]:
    """The access list for the person: only what was in fact sent."""
    return tuple(
        Passed(each.to, each.addressee, each.kind, each.purpose, each.facts, each.sent_at, str(each.state))
        for each in file.referrals.all()
        if each.sent_at
    )


RULES = (in_the_compartment, neutral_outside, for_a_purpose)
