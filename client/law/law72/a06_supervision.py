"""Art. 6: supervision by prosecutors. They read; nothing is theirs to write, and the cryptography refuses it too."""

from __future__ import annotations

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.file.bodies import Opening
from client.law.records.bodies import SupervisorNamed
from client.law.records.files import Disclosed
from client.law.records.rulings import Decision, Order
from client.law.rule import Effect, norm, rule
from client.law.words import BodyRole, Circle

ALL = "*"


@norm("L72-6", "6")
def covers(territory: str, file_territory: str) -> bool:
    """Whether an office of that territory supervises a file of this one: of all, of the same, or of a part of it (``KZ-75`` covers
    ``KZ-75-2``). A file that names no territory is everybody's who was given its key."""
    return territory == ALL or not file_territory or f"{file_territory}-".startswith(f"{territory}-")


@rule("L72-6", "6", SupervisorNamed)
def of_the_territory(file: File, act: Act[SupervisorNamed]) -> Answer:
    if covers(act.value.territory, file.case.territory):
        return MET
    return not_met(
        say("this office does not supervise the territory of the file"),
        say("name the prosecutor of the territory, or a higher one"),
    )


@rule("L72-6", "6; AMB-34", SupervisorNamed)
def not_who_decides(file: File, act: Act[SupervisorNamed]) -> Answer:
    """A prosecutor who supervises, one who hears complaints and one in charge of the case are three, and never one key."""
    if act.value.holder not in file.bodies.deciders:
        return MET
    return not_met(say("this key decided in the file and cannot supervise it"), say("name another prosecutor"))


@rule("L72-6", "6; AMB-34", Decision, Order)
def not_who_supervises(file: File, act: Act[Decision] | Act[Order]) -> Answer:
    if act.author.holder not in file.bodies.supervisors:
        return MET
    return not_met(say("this key supervises the file and decides nothing in it"), say("let the prosecutor in charge decide"))


@rule("L72-6", "6", Disclosed, effect=Effect.MARK)
def opening_explained(file: File, act: Act[Disclosed]) -> Answer:
    """A sealed record is opened to supervision for a reason, by a record that all in the circle see: the log of openings."""
    if act.value.entry in file.refs:
        return MET
    if len(file.sealed) or not (file.sees(act.place.kind, act.place.body) and file.sees(Circle.COORDINATION)):
        return undetermined(say("the record that was opened"))
    return not_met(say("no record of this file has that number"), say("name the record that was opened"))


@norm("L72-6", "6; A.11")
def openings(file: File, viewer: BodyRole | None, official: bool) -> tuple[Opening, ...]:
    """The log of openings, oldest first, for supervision itself and the authorised official of the implementing body."""
    if viewer is BodyRole.SUPERVISING or (viewer is BodyRole.IMPLEMENTING and official):
        return tuple(reversed(tuple(file.bodies.openings)))
    return ()


RULES = (of_the_territory, not_who_decides, not_who_supervises, opening_explained)
