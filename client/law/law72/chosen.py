"""What several articles ask: was the measure chosen, so that its objects (equipment, a place, a closure, a task) may follow?"""

from __future__ import annotations

from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.file.states import MeasureState
from client.law.words import BodyRole, Circle


def sees_person(file: File) -> bool:
    """The circle of the person and the implementing body, where the measures and their objects stand."""
    return file.sees(Circle.PERSON, BodyRole.IMPLEMENTING)


def chosen(file: File, code: str) -> Answer:
    """L72 23(4): nothing of a measure begins before the ruling that chooses it, and nothing new of one that a ruling ended."""
    found = file.measures.of(code)
    if found is not None and not found.ended:
        return MET
    if found is None and not sees_person(file):
        return undetermined(say("the ruling that chooses the measures"))
    return not_met(
        say("no ruling in force chooses {measure}", measure=code),
        say("let the authorised official choose the measure first"),
    )


def agreed_to(file: File, code: str) -> Answer:
    """A.8: who is asked has said yes to a measure that was chosen, and has not taken it back. Met where it was not chosen or is not
    known: ``chosen`` answers that."""
    found = file.measures.of(code)
    if found is None or found.state not in (MeasureState.CONSENT_PENDING, MeasureState.WITHDRAWN):
        return MET
    return not_met(say("there is no consent to {measure}", measure=code), say("ask for the consent first"))
