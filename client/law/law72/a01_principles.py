"""Art. 1 and 1-1: the sources of the law; treaties; the bodies' own acts; principles; what protection is triggered by."""

from __future__ import annotations

import dataclasses
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.catalogue import TYPES
from client.law.file import File
from client.law.record_type import DEC, IMP
from client.law.records.bodies import BodyProfile
from client.law.records.decisions import ThreatDescribed
from client.law.records.rulings import Decision
from client.law.rule import Effect, rule
from client.law.tables.bases import INSTRUMENTS
from client.law.tables.bodies import CLOCK_BODIES, STATUTORY_CLOCKS
from client.law.words import BodyRole, Circle

RULINGS = tuple(each.form for each in TYPES.values() if "bases" in {field.name for field in dataclasses.fields(each.form)})
"""Every form that carries a legal basis, whoever added it to the catalogue."""


@rule("L72-1.1", "1(1)", *RULINGS, effect=Effect.MARK)
def basis_named(file: File, act: Act[Any]) -> Answer:
    """A ruling says on what law it rests. It has its effect all the same: a slip in a citation takes no protection away (1-1)."""
    if not act.value.bases:
        return not_met(say("the ruling names no legal basis"), say("name the act and the article"))
    unknown = sorted({each.act for each in act.value.bases} - set(INSTRUMENTS))
    if unknown:
        return not_met(
            say("{act} is not on the list of legal bases", act=unknown[0]), say("choose an act of the list, or have it added")
        )
    return MET


@rule("L72-1.2", "1(2)", *RULINGS, effect=Effect.MARK)
def treaty_approved(file: File, act: Act[Any]) -> Answer:
    """A ratified treaty goes before the law; that it is relied on is somebody's named decision (AMB-04)."""
    for each in act.value.bases:
        found = INSTRUMENTS.get(each.act)
        if found is None or not found.treaty:
            continue
        if not each.approver.strip():
            return not_met(
                say("a treaty is relied on, and nobody is named who approved that"),
                say("name the official who approved the treaty basis"),
            )
        if each.article.partition("(")[0].strip() not in found.articles:
            return not_met(
                say("article {article} of {act} is not on the list of legal bases", article=each.article, act=each.act),
                say("cite one of: {articles}", articles=", ".join(found.articles)),
            )
    return MET


# 1(3): a body's own act, as policy ------------------------------------------------------------------------------------------


@rule("L72-1.3", "1(3)", BodyProfile)
def profile_agreed(file: File, act: Act[BodyProfile]) -> Answer:
    """A body's own act is issued by it, and agreed with the Prosecutor General."""
    value = act.value
    if value.body != act.author.body:
        return not_met(say("a body sets its own rules and no other's"), say("let that body record its rules"))
    if not value.act.strip() or not value.agreement.strip():
        return not_met(
            say("the act's number or the Prosecutor General's agreement is missing"),
            say("give the number of the act and the reference of the agreement"),
        )
    return MET


@rule("L72-1.3", "1(3)", BodyProfile)
def profile_version(file: File, act: Act[BodyProfile]) -> Answer:
    known = file.bodies.profiles.get(act.value.body)
    if known is None or known.version < act.value.version:
        return MET
    return not_met(
        say("version {version} of these rules is in force already", version=known.version), say("give the change a higher version")
    )


@rule("L72-1.3", "1(3); A.4", BodyProfile)
def profile_limits(file: File, act: Act[BodyProfile]) -> Answer:
    """The law's own limits are nobody's to change; an internal limit is that of the body that must keep it."""
    named = {each.clock for each in act.value.targets}
    for clock in sorted(named & STATUTORY_CLOCKS):
        return not_met(say("the limit of {clock} is the law's", clock=clock), say("leave it out of the rules"))
    own = _SIDES.get(act.author.body_role)
    for clock in sorted(each for each in named if CLOCK_BODIES.get(each, own) != own):
        return not_met(say("{clock} is the other body's to keep", clock=clock), say("leave it out of the rules"))
    return MET


_SIDES: dict[BodyRole | None, str] = {DEC: "DEC", IMP: "IMP"}


# 1-1 and 1-2: principles ----------------------------------------------------------------------------------------------------


@rule("L72-1-1", "1-1; 27(2)", Decision, effect=Effect.MARK)
def protection_first(file: File, act: Act[Decision]) -> Answer:
    """A refusal after a decision to apply takes nothing away. It is marked, so that nobody reads it as an end."""
    if act.value.outcome == "APPLY" or file.case.outcome != "APPLY" or act.value.number in file.case.decisions:
        return MET
    if act.author.body != file.case.body:
        return MET  # the other of two competent bodies (4(2)): its refusal and this protection stand side by side
    return not_met(
        say("protection is decided already; a refusal does not end it"),
        say("refuse the single measure asked for, or end measures by a ruling under 27"),
    )


@rule("L72-1-2", "1-1", ThreatDescribed)
def threat_named(file: File, act: Act[ThreatDescribed]) -> Answer:
    """The threat is what counts; that harm was done is not needed."""
    if act.value.kind:
        return MET
    return not_met(say("the kind of threat is not given"), say("say what is threatened; harm done is not needed"))


@rule("L72-1-2", "1-1; 22", Decision, effect=Effect.MARK)
def threat_known(file: File, act: Act[Decision]) -> Answer:
    """A decision to apply answers a threat: one that a statement tells of, or one that the officer described."""
    if act.value.outcome != "APPLY" or file.case.described or file.case.origin in ("", "WRITTEN", "ORAL"):
        return MET
    if not (file.sees(Circle.COORDINATION) and file.sees(Circle.PERSON, DEC)):
        return undetermined(say("a description of the threat"))
    return not_met(say("no threat is described in this file"), say("describe the threat: its kind, source, target, time and means"))


RULES = (
    basis_named,
    treaty_approved,
    profile_agreed,
    profile_version,
    profile_limits,
    protection_first,
    threat_named,
    threat_known,
)
