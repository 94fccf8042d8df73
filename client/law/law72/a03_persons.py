"""Art. 3: who is protected, and when the status arises (A.1)."""

from __future__ import annotations

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.records.files import FileOpened
from client.law.records.persons import PersonCode, PersonLinked
from client.law.rule import Effect, norm, rule
from client.law.tables.persons import CLOSE_TO, OWN_ROLES, PERSONS
from client.law.words import Circle


def _codes(act: Act[FileOpened] | Act[PersonCode]) -> tuple[str, ...]:
    return act.value.person_codes if isinstance(act.value, FileOpened) else act.value.codes


def _linked(file: File, codes: tuple[str, ...]) -> Answer:
    """A.1 check 2: a relative is protected because of somebody, who is named first (L72 3(19), AMB-03)."""
    because_of = {link.code for link in file.persons.links.values()}
    for code in codes:
        if PERSONS[code].link and code not in because_of:
            if not file.sees(Circle.COORDINATION):
                return undetermined(say("the coordination circle says because of whom the person is protected"))
            return not_met(
                say("{code} is protected because of somebody else, who is not named", code=code),
                say("record the link to that person first"),
            )
    return MET


def _treaty(file: File, codes: tuple[str, ...]) -> Answer:
    """L72 1(2), AMB-04: other close persons only where a recorded decision says that a treaty extends Art. 3."""
    if "PX24" not in codes or file.persons.treaty:
        return MET
    if not file.sees(Circle.COORDINATION):
        return undetermined(say("the coordination circle says whether a treaty extends Art. 3"))
    return not_met(
        say("Art. 3 does not name other close persons, and no decision extends it"),
        say("record the decision that a ratified treaty extends Art. 3, with who approved it"),
    )


@rule("L72-3", "3(19)", FileOpened, effect=Effect.MARK)
def opened_with_a_link(file: File, act: Act[FileOpened]) -> Answer:
    """Marks: a relative in danger is not left without a file for a record that is missing (L72-1-1)."""
    return _linked(file, _codes(act))


@rule("L72-3", "3(19)", PersonCode)
def coded_with_a_link(file: File, act: Act[PersonCode]) -> Answer:
    return _linked(file, _codes(act))


@rule("L72-3", "3, 1(2)", FileOpened, PersonCode)
def in_the_closed_list(file: File, act: Act[FileOpened] | Act[PersonCode]) -> Answer:
    return _treaty(file, _codes(act))


@rule("L72-3", "3(19)", PersonLinked)
def because_of_a_participant(file: File, act: Act[PersonLinked]) -> Answer:
    """A.1 check 2: the link leads to somebody of subparagraphs 1) to 18), not to another relative; of PX24, to a witness."""
    wanted = CLOSE_TO if act.value.code == "PX24" else OWN_ROLES
    if any(code in wanted for code in act.value.primary_codes):
        return MET
    return not_met(
        say("the person named is none because of whom {code} is protected", code=act.value.code),
        say("name the participant in the proceedings with their own code"),
    )


@rule("L72-3", "3", PersonLinked)
def not_of_oneself(file: File, act: Act[PersonLinked]) -> Answer:
    if act.value.primary != file.case.pseudonym and act.value.primary_file != act.value.file:
        return MET
    return not_met(say("the person is linked to themselves"), say("name the other person"))


@norm("L72-3", "3, 15 pt2")
def may_bear_weapons(file: File) -> bool:
    """A.1 check 3: one of the person's own codes; a link to somebody who may gives nothing."""
    return any(PERSONS[code].weapons for code in file.persons.codes)


@norm("L72-3", "3 last part")
def is_protected(file: File) -> bool:
    """A.1 check 5: the status of a protected person arises with the decision to apply, and with nothing before it."""
    return file.case.outcome == "APPLY"


@norm("A.1", "3")
def codes_at(file: File, at: int) -> tuple[str, ...]:
    """A.1 check 4: which codes the person had at a time (milliseconds): the history is appended to and never overwritten."""
    return next((codes for since, codes in file.persons.history if since <= at), ())


RULES = (opened_with_a_link, coded_with_a_link, in_the_closed_list, because_of_a_participant, not_of_oneself)
