"""Art. 11, 12, 7(1)(6): the courtroom: who leaves, closed hearings, how a witness is examined."""

from __future__ import annotations

from collections.abc import Iterable

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say
from client.law.file import File
from client.law.records.direct import ClosedHearing, CourtExamination
from client.law.records.rulings import Decision
from client.law.rule import Effect, Notice, On, norm, rule
from client.law.titles import N_
from crypto.frozen import dataclass


@rule("L72-12", "12", ClosedHearing, effect=Effect.MARK)
def reasoned_ruling(file: File, act: Act[ClosedHearing]) -> Answer:
    """Marks: a hearing that was closed was closed, and is not published."""
    if act.value.reasons.strip():
        return MET
    return not_met(say("the hearing is closed without reasons"), say("give the reasons in the ruling"))


@rule("SYS-56", "12; S003", ClosedHearing, CourtExamination, effect=Effect.MARK)
def not_to_be_published(file: File, act: Act[ClosedHearing] | Act[CourtExamination]) -> Answer:
    """Briefings and websites of courts go by this flag."""
    if act.value.do_not_publish:
        return MET
    return not_met(say("whoever publishes hearings is not told to leave this one out"), say("mark it as not to be published"))


@dataclass(frozen=True, slots=True)
class DoNotPublish:
    """For the court's press service: the number of the ruling, and nothing of the person."""

    number: str
    code: str


@norm("SYS-56", "12; S003")
def unpublished(file: File) -> tuple[DoNotPublish, ...]:
    return tuple(DoNotPublish(each.number, each.code) for each in file.direct.all() if each.do_not_publish)


@rule("SYS-37", "7(1)(6); UNTOC 18(18), 24(2)(b)", CourtExamination, effect=Effect.MARK)
def link_leaves_no_picture(file: File, act: Act[CourtExamination]) -> Answer:
    """A witness may be heard from elsewhere; the record holds the logistics, and nobody keeps the picture."""
    video = act.value.video
    if video is None:
        return MET
    if video.recorded:
        return not_met(say("the video link is recorded"), say("have nothing of the video link stored"))
    if not video.tested:
        return not_met(say("the video link was not tried before the hearing"), say("try it, and the distortion with it"))
    return MET


# NT-04: the ruling in the file ----------------------------------------------------------------------------------------------


def _imposed(file: File, act: Act[Decision]) -> Iterable[str]:
    first = file.case.decisions[act.value.number].entry == act.hash
    return ("",) if first and "M1.5" in act.value.measures and act.value.outcome == "APPLY" else ()


def _held(file: File, act: Act[ClosedHearing]) -> Iterable[str]:
    return (act.value.number,)


def _stored(file: File, act: Act[ClosedHearing]) -> Iterable[str]:
    return ("", act.value.number) if act.value.document is not None else ()


RULING = Notice(
    id="NT-04",
    article="12",
    what=N_("reasoned ruling on the closed hearing"),
    sender="CRT",
    receivers=("FILE",),
    proof=N_("stored"),
    owed=(On(Decision, _imposed), On(ClosedHearing, _held)),
    given=(On(ClosedHearing, _stored),),
    proven=(On(ClosedHearing, _stored),),
)

RULES = (reasoned_ruling, not_to_be_published, link_leaves_no_picture)
NOTICES = (RULING,)
