"""Art. 26-1(2): what the implementing body may do: ask, demand, move the deciding body, and revoke, each where the law lets it.

Choosing, changing and adding measures (26-1(2)(1)) is in ``a23_4_selection``; special investigative activities (26-1(2)(5)) stay
out of the channel.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.records.contract import Breach, Demand
from client.law.records.ending import Motion, Revocation
from client.law.records.files import Acknowledgement
from client.law.records.instructions import InformationRequest
from client.law.rule import Notice, On, rule
from client.law.titles import N_
from client.law.words import BodyRole, Circle


def decided(file: File) -> bool:
    """A decision to apply is known, or an order that follows from one."""
    return file.case.outcome == "APPLY" or bool(file.case.order_entry)


# To ask (26-1(2)(2)) and to demand (26-1(2)(3)) -------------------------------------------------------------------------------


@rule("L72-26-1.2.2", "26-1(2)(2)", InformationRequest, general=True)
def asks_for_the_protected(file: File, act: Act[InformationRequest]) -> Answer:
    """The implementing body asks for the safety of those on whom it was decided; before, only the deciding body may ask."""
    if act.author.body_role is not BodyRole.IMPLEMENTING or decided(file):
        return MET
    if not file.sees(Circle.COORDINATION):
        return undetermined(say("whether it is decided to apply measures"))
    return not_met(say("no decision to apply measures has been made"), say("wait for the decision, or let the deciding body ask"))


_CLAUSE_OR_ARTICLE = re.compile(r"K\d\d|\d+(-\d+)?(\(\d+\))*")


@rule("L72-26-1.2.3", "26-1(2)(3), 26(1)", Demand)
def demand_is_lawful(file: File, act: Act[Demand]) -> Answer:
    """The person keeps lawful demands: one names the clause of the contract or the article that it rests on."""
    if _CLAUSE_OR_ARTICLE.search(act.value.basis):
        return MET
    return not_met(say("the demand names no basis"), say("name the clause of the contract or the article of the law"))


@rule("L72-26-1.2.3", "26-1(2)(3), 27(1)", Breach)
def demand_was_acknowledged(file: File, act: Act[Breach]) -> Answer:
    """Only a demand that the person has read can have been broken."""
    of = act.value.demand
    if not of or file.contracts.demands.get(of, False):
        return MET
    if not file.sees(Circle.PERSON, BodyRole.IMPLEMENTING):
        return undetermined(say("the demand and its receipt"))
    return not_met(
        say("the person did not acknowledge the demand that is said to be broken"),
        say("let the person read it and give a receipt; then it counts"),
    )


# To move (26-1(2)(4)) -------------------------------------------------------------------------------------------------------


@rule("L72-26-1.2.4", "26-1(2)(4), 27(1)", Motion)
def motion_is_reasoned(file: File, act: Act[Motion]) -> Answer:
    value = act.value
    if not value.reasons.strip():
        return not_met(say("the motion gives no reasons"), say("write the reasons"))
    named = [each.ground for each in value.grounds]
    if value.kind == "APPLY":
        return not_met(say("a motion to apply names a ground to end"), say("leave it out")) if named else MET
    if not named:
        return not_met(say("the motion names no ground of Article 27"), say("name G1, G2 or G3, with its evidence"))
    if "G4" in named:
        return not_met(
            say("whether another objective ground stands in the way is the deciding body's to judge"),
            say("name G1, G2 or G3; write the facts among the reasons"),
        )
    return MET


@rule("L72-26-1.2.4", "26-1(2)(4)", Motion)
def motion_has_an_object(file: File, act: Act[Motion]) -> Answer:
    """What is not applied cannot be cancelled."""
    value = act.value
    if value.kind == "APPLY" or (decided(file) and not file.ending.revoked):
        return MET
    if not decided(file) and not file.sees(Circle.PERSON, BodyRole.DECIDING):
        return undetermined(say("the decision to apply"))
    return not_met(say("no measures are applied that could be cancelled"), say("move nothing"))


def _acknowledged(file: File, act: Act[Any]) -> Iterable[str]:
    """By an officer of the deciding body: of the motion's id or of its entry."""
    if act.author.body_role is not BodyRole.DECIDING:
        return ()
    of = act.value.of
    return [each.id for each in file.ending.motions.values() if each.id == of or each.entry.startswith(of)]


MOVED = Notice(
    id="NT-26",
    article="26-1(2)(4)",
    what=N_("motion to apply or cancel measures"),
    sender="IMP",
    receivers=("DEC",),
    proof=N_("acknowledgement, and the clock"),
    owed=(On(Motion, lambda file, act: (act.value.motion,)),),
    given=(On(Motion, lambda file, act: (act.value.motion,)),),
    proven=(On(Acknowledgement, _acknowledged),),
)


# To revoke (26-1(2)(6)) -----------------------------------------------------------------------------------------------------

OVERRIDE = "AMB-19"
"""In a body's profile, which names its act: other than by the reading of AMB-19, its officials may revoke before the end too."""


@rule("L72-26-1.2.6", "26-1(2)(6), 27(4)", Revocation, general=True)
def official_only_after_the_proceedings(file: File, act: Act[Revocation]) -> Answer:
    """AMB-19: an official of the implementing body revokes once the proceedings have ended and it is settled that measures go on
    (``a27_ending`` for the time between); before, the body moves the deciding body."""
    if act.author.body_role is not BodyRole.IMPLEMENTING or file.ending.proceedings_ended:
        return MET
    if OVERRIDE in file.case.targets:
        return MET
    if not file.sees(Circle.COORDINATION):
        return undetermined(say("whether the proceedings have ended"))
    return not_met(
        say("the proceedings go on, and the implementing body does not revoke by itself"),
        say("move the deciding body to cancel the measures: it rules within three days"),
    )


RULES = (
    asks_for_the_protected,
    demand_is_lawful,
    demand_was_acknowledged,
    motion_is_reasoned,
    motion_has_an_object,
    official_only_after_the_proceedings,
)
NOTICES = (MOVED,)
