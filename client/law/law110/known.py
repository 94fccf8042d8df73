"""What several articles of Law 110-VIII ask of the file. No norm of its own."""

from __future__ import annotations

from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.tables.referrals import SUBJECT_OF
from client.law.words import BodyRole, Circle, Flag


def sees(file: File) -> bool:
    """Status, return and children stand in the coordination circle; it is restricted, so not all who read the circle see them."""
    return file.sees(Circle.COORDINATION)


def sees_person(file: File) -> bool:
    return file.sees(Circle.PERSON, BodyRole.IMPLEMENTING)


def status(file: File) -> str:
    """T110 1(7), 1(9). Who was flagged as a victim before any status was recorded is a potential one."""
    known = file.trafficking.status
    return "POTENTIAL" if known == "NONE" and Flag.VOT in file.persons.flags else known


def identified(file: File) -> Answer:
    """The rights of T110 17(2) are those of a person identified or recognised as a victim."""
    if file.trafficking.victim:
        return MET
    if not sees(file):
        return undetermined(say("the status under Law 110-VIII"))
    return not_met(say("the person is not identified as a victim"), say("have the person identified first"))


def adult(file: File) -> Answer:
    """For rules on children: met where the person is known to be none; undetermined where that is not read."""
    return MET if sees(file) or file.persons.codes else undetermined(say("who the person is"))


def protected(file: File) -> bool:
    """Whether protection under Law No. 72 stands: decided or ordered, and not revoked (B.0: independent of the status)."""
    return (file.case.outcome == "APPLY" or bool(file.case.order_entry)) and not file.ending.revoked


def subject_here(file: File, act: Act[Any]) -> str:
    """Which subject of Law 110-VIII the task of this circle went to; empty where that is not known."""
    task = file.partners.of(file.partners.circles.get(act.circle, ""))
    if task is not None:
        return SUBJECT_OF.get(task.addressee, "")
    sent = file.referrals.of(file.referrals.circles.get(act.circle, ""))
    return sent.to if sent is not None else ""
