"""Art. 1, 2, 15, 16: who is a victim, of what citizenship, and by whose joint act that is known.

The status needs no investigation, and no clock of Law No. 72 waits for it (B-AMB-9). No interview is kept here (SYS-08): only who
signed which paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.due import DAY
from client.law.file import File
from client.law.law110.known import sees, status, subject_here
from client.law.records.referrals import Referral
from client.law.records.threats import ThreatAssessment
from client.law.records.trafficking import (
    IdentificationSigned,
    IdentifyMe,
    TraffickingSigns,
    TraffickingTold,
    VotReview,
    VotStatus,
)
from client.law.rule import EVERY, Clock, Effect, On, Started, norm, rule
from client.law.titles import N_
from client.law.words import Circle, Writer


@rule("T110-1.7", "110 1(7)", VotStatus)
def basis_document(file: File, act: Act[VotStatus]) -> Answer:
    """Whether or not there is an investigation: no number of a case is asked for."""
    if act.value.status in ("NONE", "POTENTIAL") or act.value.document.strip():
        return MET
    return not_met(say("the status rests on no document"), say("name the paper by which the person is known as a victim"))


@norm("T110-1.7", "110 1(7), 17(2)(7)")
def protection_status(file: File) -> str:
    """Where protection under Law No. 72 stands: NONE, APP (applied), PP (protected), ENDED. It does not depend on the status under
    Law 110-VIII, nor that one on it (B.0)."""
    if file.ending.revoked:
        return "ENDED"
    if file.case.outcome == "APPLY" or file.case.order_entry:
        return "PP"
    return "APP" if file.case.received_at is not None or file.case.opened else "NONE"


@rule("T110-1.9", "110 1(9), 18(1)", Referral, general=True)
def potential_is_enough(file: File, act: Act[Referral]) -> Answer:
    """Who is presumed to be a victim is helped before any identification."""
    if status(file) != "NONE":
        return MET
    if not sees(file):
        return undetermined(say("the status under Law 110-VIII"))
    return not_met(
        say("nobody has recorded that the person may be a victim"),
        say("record the status; a potential victim may be helped at once"),
    )


@rule("T110-2", "110 2", VotStatus)
def citizenship_or_why_not(file: File, act: Act[VotStatus]) -> Answer:
    """Rights differ for citizens, compatriots, foreigners, refugees and the stateless; ethnicity is asked of nobody."""
    value = act.value
    if value.status == "NONE" or value.citizenship != "UNKNOWN" or value.unknown_because.strip():
        return MET
    return not_met(say("the citizenship is not said"), say("choose its kind, or say why it is not known"))


@rule("T110-16.3", "110 16(3)", VotStatus)
def on_an_identification(file: File, act: Act[VotStatus]) -> Answer:
    """Recognition in criminal procedure rests on the act of that procedure instead (T110 1(7))."""
    if act.value.status != "IDENTIFIED" or act.value.identification:
        return MET
    return not_met(
        say("the status of an identified victim rests on no identification"),
        say("name the identification; without one the person stays a potential victim"),
    )


@rule("T110-10.3.6", "110 10(3)(6), 16(2)", VotStatus)
def identified_jointly(file: File, act: Act[VotStatus]) -> Answer:
    """The internal affairs body with at least one other (B-AMB-2); the policy may ask for more."""
    value = act.value
    if value.status != "IDENTIFIED" or not value.identification:
        return MET
    signed = file.trafficking.jointly(value.identification)
    others = [each for each in signed if each.participant != "IA"]
    if len(others) < len(signed) and len(others) >= max(1, file.case.targets.get("T110-10.3.6", 1)):
        return MET
    if not sees(file) or not file.sees(Circle.TASK):
        return undetermined(say("who signed the identification"))
    return not_met(
        say("the identification is not signed by the internal affairs body together with others"),
        say("have it signed by the others too; until then the person is a potential victim"),
    )


@rule("T110-10.3.6", "110 16(2)", IdentificationSigned)
def signs_for_itself(file: File, act: Act[IdentificationSigned]) -> Answer:
    """In the channel nobody signs for another: in the circle of a task its addressee, elsewhere the internal affairs body. Those
    outside sign on paper, and the scan shows it."""
    value = act.value
    if value.way == "PAPER":
        return MET if value.scan else not_met(say("a signature on paper has no scan"), say("add the scan of the signed paper"))
    if act.place.kind is not Circle.TASK:
        own = "IA"
    else:
        own = subject_here(file, act)
        if not own:
            return undetermined(say("to whom the task of this circle went"))
    if value.participant == own:
        return MET
    return not_met(say("somebody signs for another participant"), say("let each participant sign, or add their paper"))


@rule("SYS-08", "110 16(2)", IdentificationSigned)
def same_paper(file: File, act: Act[IdentificationSigned]) -> Answer:
    earlier = file.trafficking.jointly(act.value.identification)
    if all(each.text_hash == act.value.text_hash for each in earlier):
        return MET
    return not_met(say("the participants signed different papers"), say("let all sign the same paper"))


@rule("T110-16.1", "110 16(1)", VotReview)
def risk_of_being_drawn_in_again(file: File, act: Act[VotReview]) -> Answer:
    if act.value.risk and act.value.note.strip():
        return MET
    return not_met(say("the review does not weigh the risk of being trafficked again"), say("name the risk, and what it rests on"))


# What others tell -----------------------------------------------------------------------------------------------------------


@rule("T110-8.1.4", "110 8(1)(4)", TraffickingTold, effect=Effect.MARK)
def told_without_more_than_is_allowed(file: File, act: Act[TraffickingTold]) -> Answer:
    """A crime can be told of without its victim's name. Marks: what was told is known all the same, and is looked into."""
    value = act.value
    if value.sender == "NGO" or value.identity != "NAMED" or value.consented:
        return MET
    return not_met(say("a victim is named who did not agree to it"), say("tell of the crime without the name"))


@rule("T110-10.3.4", "110 10(3)(4), 17(2)(12)", TraffickingTold, effect=Effect.MARK)
def organisation_tells_the_fact(file: File, act: Act[TraffickingTold]) -> Answer:
    """An organisation tells that a victim came to it, under a pseudonym unless the person agreed; the statement waits (B-AMB-4)."""
    value = act.value
    if value.sender != "NGO" or value.consented or (value.identity != "NAMED" and not value.statement):
        return MET
    return not_met(
        say("the organisation tells more than the fact without the person's consent"),
        say("use a pseudonym; the person's statement waits until they decide"),
    )


# The question in every verification -----------------------------------------------------------------------------------------


@norm("T110-15.2", "110 15(2)")
def asks_for_signs(file: File) -> bool:
    """Whether the verification of the threat still has to ask: are there signs of trafficking?"""
    asked = file.trafficking.signs or any(each.trafficking in ("YES", "NO") for each in file.threats.by_id.values())
    return file.case.opened and not asked and status(file) == "NONE"


def _signs(file: File, act: Act[TraffickingSigns]) -> Iterable[Started]:
    if act.value.signs == "YES" and status(file) == "NONE":
        yield Started()


def _assessed(file: File, act: Act[ThreatAssessment]) -> Iterable[Started]:
    if act.value.trafficking == "YES" and status(file) == "NONE":
        yield Started()


def _asked(file: File, act: Act[IdentifyMe]) -> Iterable[Started]:
    if not file.trafficking.victim:
        yield Started()


def _settled(_: File, act: Act[VotStatus]) -> Iterable[str]:
    if act.value.status != "POTENTIAL":
        yield EVERY


def _any(_: File, _act: Act[Any]) -> Iterable[str]:
    yield EVERY


CLOCKS = (
    Clock(
        id="T110-15.2",
        article="110 15(2)",
        start=N_("signs of trafficking found"),
        end=N_("status recorded"),
        owner="DEC",
        limit_s=DAY,
        starts=(On(TraffickingSigns, _signs), On(ThreatAssessment, _assessed)),
        ends=(On(VotStatus, _any),),
        tell=("DEC",),
    ),
    Clock(
        id="T110-17.1",
        article="110 17(1)",
        start=N_("somebody asks to be identified"),
        end=N_("identified, or told why not"),
        owner="DEC",
        limit_s=3 * DAY,
        starts=(On(IdentifyMe, _asked),),
        ends=(On(VotStatus, _settled),),
        tell=("PP",),
    ),
)


@rule("T110-17.1", "110 17(1)", IdentifyMe, effect=Effect.MARK)
def asks_for_themselves(file: File, act: Act[IdentifyMe]) -> Answer:
    """Who is identified already is told so. Marks: the wish is heard all the same."""
    if act.author.writer is Writer.ANYONE or not file.trafficking.victim:
        return MET
    return not_met(say("the person is identified already"), say("look at the rights that follow from it"))


RULES = (
    basis_document,
    potential_is_enough,
    citizenship_or_why_not,
    on_an_identification,
    identified_jointly,
    signs_for_itself,
    same_paper,
    risk_of_being_drawn_in_again,
    told_without_more_than_is_allowed,
    organisation_tells_the_fact,
    asks_for_themselves,
)
