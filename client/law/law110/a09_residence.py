"""Art. 9(6), 10(3)(8), 17(2)(11), 17(2)(14): temporary residence to receive services, and work until the case is over.

B-AMB-1: a first period of up to six months and one extension of up to three; nine in all. Nothing ends by itself here: the state's
permit does, and so the bodies are reminded.
"""

from __future__ import annotations

from collections.abc import Iterable

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.due import DAY
from client.law.file import File
from client.law.file.residence import Permit
from client.law.law110.known import identified, sees
from client.law.law110.months import plus_months
from client.law.records.residence import (
    ResidenceClosed,
    ResidenceExtended,
    ResidenceGranted,
    ResidenceStep,
    WorkEnded,
    WorkEntitled,
)
from client.law.rule import Clock, Effect, On, Started, rule
from client.law.tables.referrals import telling
from client.law.titles import N_

FIRST_MONTHS = 6
EXTENSION_MONTHS = 3

FOREIGN = ("FOREIGNER", "STATELESS", "ASYLUM_SEEKER", "COMPATRIOT", "UNKNOWN")
"""Who may need leave to stay: not citizens, nor those whom the state has recognised as refugees."""


@rule("T110-17.2.11", "110 17(2)(11)", ResidenceStep, ResidenceGranted)
def to_receive_services(file: File, act: Act[ResidenceStep | ResidenceGranted]) -> Answer:
    """Tied to services, not to the case (B-AMB-7)."""
    known = identified(file)
    if known is not MET:
        return known
    if file.trafficking.citizenship not in FOREIGN:
        return not_met(say("the person needs no leave to stay"), say("leave it out"))
    return MET


@rule("T110-10.3.8", "110 10(3)(8), 9(6)", ResidenceStep)
def step_by_step(file: File, act: Act[ResidenceStep]) -> Answer:
    """Provider or organisation to the local executive body, which petitions the internal affairs body."""
    value, permit = act.value, file.residence.of(act.value.petition)
    senders = {"ASKED": ("SSS", "NGO"), "PETITIONED": ("LEB",), "REFUSED": ("LEB", "IA")}[value.step]
    if value.sender not in senders:
        return not_met(say("this step is not that body's to take"), say("let the next body of the chain take it"))
    if value.step == "PETITIONED" and permit is None:
        if not sees(file):
            return undetermined(say("the steps before this one"))
        return not_met(
            say("nobody asked the local executive body to petition"), say("let the provider or the organisation ask it first")
        )
    return MET


@rule("T110-10.3.8", "B-AMB-10", ResidenceStep)
def sealed_on_the_way(file: File, act: Act[ResidenceStep]) -> Answer:
    """The chain spreads data while services must be closed: pseudonym on the way, identity sealed to the internal affairs body."""
    if act.value.identity != "NAMED":
        return MET
    return not_met(
        say("the petition names the person to every body on its way"),
        say("use the pseudonym, and seal the identity to the internal affairs body"),
    )


@rule("S-24", "Palermo 7", ResidenceStep, effect=Effect.MARK)
def humanitarian_grounds(file: File, act: Act[ResidenceStep]) -> Answer:
    if act.value.step != "ASKED" or act.value.grounds.strip():
        return MET
    return not_met(say("the humanitarian factors are not named"), say("say what speaks for a stay"))


@rule("T110-9.6", "110 9(6)", ResidenceGranted)
def six_months_at_most(file: File, act: Act[ResidenceGranted]) -> Answer:
    value = act.value
    last = plus_months(value.granted_at, FIRST_MONTHS, file.case.zone_minutes)
    if value.granted_at < value.until <= last:
        return MET
    return not_met(say("the first period is longer than six months"), say("choose an end within six months of the grant"))


@rule("T110-9.6", "110 9(6)", ResidenceGranted)
def on_a_petition(file: File, act: Act[ResidenceGranted]) -> Answer:
    permit = file.residence.of(act.value.petition)
    if permit is not None and permit.state == "PETITIONED":
        return MET
    if permit is None and not sees(file):
        return undetermined(say("the petition for residence"))
    return not_met(say("the local executive body has not petitioned for this"), say("let the local executive body petition first"))


def _permit(file: File, petition: str) -> Permit | Answer:
    permit = file.residence.of(petition)
    if permit is not None and permit.granted_at:
        return permit
    if not sees(file):
        return undetermined(say("the permit of residence"))
    return not_met(say("no such permit is in the file"), say("record the permit first"))


@rule("T110-9.6", "110 9(6)", ResidenceExtended)
def three_months_at_most(file: File, act: Act[ResidenceExtended]) -> Answer:
    permit = _permit(file, act.value.petition)
    if not isinstance(permit, Permit):
        return permit
    last = plus_months(permit.first_until, EXTENSION_MONTHS, file.case.zone_minutes)
    if permit.first_until < act.value.until <= last:
        return MET
    return not_met(say("the extension is longer than three months"), say("choose an end within three months of the first period"))


@rule("DLT-3", "110 9(6)", ResidenceExtended)
def extended_once(file: File, act: Act[ResidenceExtended]) -> Answer:
    permit = file.residence.of(act.value.petition)
    if permit is None or not permit.extended:
        return MET
    return not_met(
        say("the stay was extended already"),
        say("see whether the case runs and the person is protected, and what other title fits"),
    )


@rule("T110-17.2.11", "110 9(6), 17(2)(11)", ResidenceClosed)
def asked_before_it_ends(file: File, act: Act[ResidenceClosed]) -> Answer:
    """B-AMB-7: whether the case still runs, and whether the person is protected, is asked before a stay comes to its end."""
    if act.value.case_runs and act.value.protected:
        return MET
    return not_met(
        say("nobody asked whether the case still runs and whether the person is protected"), say("answer both questions")
    )


# Work -----------------------------------------------------------------------------------------------------------------------


@rule("T110-17.2.14", "110 17(2)(14)", WorkEntitled)
def may_work(file: File, act: Act[WorkEntitled]) -> Answer:
    """An entitlement that shows the employer no reason for it."""
    known = identified(file)
    if known is not MET:
        return known
    if telling(act.value.text):
        return not_met(say("the certificate tells what happened to the person"), say("state the entitlement and nothing else"))
    return MET


@rule("T110-17.2.14", "110 17(2)(14)", WorkEnded)
def until_the_case_is_over(file: File, act: Act[WorkEnded]) -> Answer:
    """Only the end of the specific case ends it: neither the end of services nor that of protection."""
    if file.ending.proceedings_ended and act.value.document.strip():
        return MET
    if not sees(file):
        return undetermined(say("whether the proceedings have ended"))
    return not_met(say("the case is not over"), say("record the end of the proceedings first, and name its document"))


# Clocks ---------------------------------------------------------------------------------------------------------------------


def _granted(file: File, act: Act[ResidenceGranted]) -> Iterable[Started]:
    yield Started(act.value.petition, act.value.granted_at, act.value.until)


def _extended(file: File, act: Act[ResidenceExtended]) -> Iterable[Started]:
    yield Started(act.value.petition, due=act.value.until)


def _petition(file: File, act: Act[ResidenceExtended | ResidenceClosed | ResidenceStep]) -> Iterable[str]:
    yield act.value.petition


def _asked(file: File, act: Act[ResidenceStep]) -> Iterable[Started]:
    if act.value.step in ("ASKED", "PETITIONED"):
        yield Started(f"{act.value.petition}:{act.value.step}")


def _next_step(file: File, act: Act[ResidenceStep]) -> Iterable[str]:
    """Each step answers the one before it; a refusal answers all."""
    before = {"PETITIONED": ("ASKED",), "REFUSED": ("ASKED", "PETITIONED")}
    yield from (f"{act.value.petition}:{step}" for step in before.get(act.value.step, ()))


def _answered(file: File, act: Act[ResidenceGranted]) -> Iterable[str]:
    yield f"{act.value.petition}:PETITIONED"


CLOCKS = (
    Clock(
        id="T110-10.3.8",
        article="110 10(3)(8)",
        start=N_("petition for residence reaches the next body"),
        end=N_("that body's step"),
        owner="IMP",
        limit_s=5 * DAY,
        starts=(On(ResidenceStep, _asked),),
        ends=(On(ResidenceStep, _next_step), On(ResidenceGranted, _answered)),
        tell=("IMP",),
    ),
    Clock(
        id="DLT-2",
        article="110 9(6)",
        start=N_("residence granted or extended"),
        end=N_("extended, or said what comes after"),
        owner="IMP",
        before_s=(45 * DAY, 30 * DAY, 14 * DAY, 7 * DAY),
        starts=(On(ResidenceGranted, _granted), On(ResidenceExtended, _extended)),
        ends=(On(ResidenceExtended, _petition), On(ResidenceClosed, _petition)),
        tell=("PP", "DEC"),
    ),
)

RULES = (
    to_receive_services,
    step_by_step,
    sealed_on_the_way,
    humanitarian_grounds,
    six_months_at_most,
    on_a_petition,
    three_months_at_most,
    extended_once,
    asked_before_it_ends,
    may_work,
    until_the_case_is_over,
)
