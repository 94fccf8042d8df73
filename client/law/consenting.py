"""Whether the yes that the law wants for a measure is there: helpers of the rules on starting measures, and of their states.

``consent_wanted`` reads the matrix (A.8) for the person of the file; ``standing`` holds against it what was said. A yes counts in
the form that the law wants and from whom it wants it: a minor's own yes is an opinion, a representative who is not verified or in
conflict says nothing (AMB-28), and where two representatives disagree there is no consent until that is settled (A.13).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from client.law.answer import MET, Answer, Said, not_met, say, undetermined
from client.law.rule import norm
from client.law.tables.consents import MATRIX, NONE, PERSON, REPRESENTATIVE, Yes
from client.law.tables.measures import ConsentForm
from client.law.words import Circle, Flag

if TYPE_CHECKING:
    from client.law.file import File
    from client.law.file.consents import Given


class Standing(StrEnum):
    """OUTDATED: the method was changed after the yes, which was for another one (L72-26-1.2.1). FORM: a yes that is not written
    where the law wants it so. DISAGREED: representatives say different things."""

    NOT_WANTED = "NOT_WANTED"
    GIVEN = "GIVEN"
    WANTING = "WANTING"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    OUTDATED = "OUTDATED"
    FORM = "FORM"
    DISAGREED = "DISAGREED"


STANDS = (Standing.NOT_WANTED, Standing.GIVEN)


@norm("A.8", "14, 16, 18-20, 21-1(4), 23(8)")
def consent_wanted(file: File, measure: str) -> Yes:
    """Who must say yes to the measure in this file, and in what form. A minor who is also unable to act stands with the minors,
    of whom the law asks more."""
    row = MATRIX.get(measure)
    if row is None:
        return NONE
    if file.persons.minor:
        return row.minor
    return row.unable if Flag.INCAPABLE in file.persons.flags else row.adult


def standing(file: File, measure: str) -> Standing:
    yes = consent_wanted(file, measure)
    if not yes.wanted:
        return Standing.NOT_WANTED
    said = said_by(file, measure, yes.giver)
    if not said:
        return Standing.WANTING
    if any(not each.given for each in said):
        return _no(said)
    if yes.form is ConsentForm.WRITTEN and not any(each.written for each in said):
        return Standing.FORM
    return Standing.OUTDATED if max(each.at for each in said) < _asked_since(file, measure) else Standing.GIVEN


def said_by(file: File, measure: str, giver: str) -> tuple[Given, ...]:
    """The latest words of those who count as the giver: of the person, or of each verified representative."""
    if giver == PERSON:
        found = file.consents.of(measure, PERSON)
        return () if found is None else (found,)
    words = (file.consents.of_representative(measure, each.id, each.holder) for each in file.persons.representatives)
    return tuple(each for each in words if each is not None)


def _no(said: tuple[Given, ...]) -> Standing:
    if any(each.given for each in said):
        return Standing.DISAGREED
    return Standing.WITHDRAWN if any(each.withdrawn for each in said) else Standing.REFUSED


def _asked_since(file: File, measure: str) -> int:
    """When the method that waits to be carried out was ruled; a yes from before was for another."""
    known = file.measures.of(measure)
    return known.changed_at if known is not None else 0


def consented(file: File, measure: str) -> Answer:
    """Whether the measure may be carried out as far as consent goes; of a change after it 26-1(2)(1) speaks.

    The circle of the deciding body may hold the flags by which somebody else than the person consents; who cannot read it and sees
    the other's yes cannot tell.
    """
    found = standing(file, measure)
    if found in (*STANDS, Standing.OUTDATED):
        return MET
    yes = consent_wanted(file, measure)
    other = REPRESENTATIVE if yes.giver == PERSON else PERSON
    if found is Standing.WANTING and not file.sees(Circle.COORDINATION) and file.consents.of(measure, other) is not None:
        return undetermined(say("whether the person or the representative has to consent to {measure}", measure=measure))
    return not_met(_because(found, measure, yes), _remedy(found, yes))


def _because(found: Standing, measure: str, yes: Yes) -> Said:
    if found is Standing.WITHDRAWN:
        return say("the consent to {measure} was withdrawn", measure=measure)
    if found is Standing.REFUSED:
        return say("the consent to {measure} was refused", measure=measure)
    if found is Standing.FORM:
        return say("the consent to {measure} is not in writing", measure=measure)
    if found is Standing.DISAGREED:
        return say("the representatives disagree on {measure}", measure=measure)
    if yes.giver == REPRESENTATIVE:
        return say("{measure} needs the consent of a parent or another lawful representative", measure=measure)
    return say("{measure} needs the consent of the person", measure=measure)


def _remedy(found: Standing, yes: Yes) -> Said:
    if found is Standing.DISAGREED:
        return say("settle the conflict of the representatives, and let the one who represents the person consent")
    if yes.form is ConsentForm.WRITTEN:
        return say("ask for it in writing and record the signed document")
    if found in (Standing.WITHDRAWN, Standing.REFUSED):
        return say("choose another measure, or ask for a ruling on this one")
    return say("ask for it and record it")
