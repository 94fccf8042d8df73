"""Art. 21, 23: child victims. In doubt a child (21(2)); asked and heard (21(1), 23(1)); never alone (21(3)); not sent where nobody
answers for it, nor where it is not in its interest (23(2)-(3)).

B-AMB-5: danger or interest, either keeps a child here. Age unknown: heard as one of ten or more (23(1), the safest reading).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.due import DAY, HOUR
from client.law.file import File
from client.law.law72.a16_safe_place import CODE
from client.law.law110.known import adult, sees, sees_person, status, subject_here
from client.law.records.children import (
    NEEDS,
    ChildConsent,
    ChildPlaced,
    InterestsWeighed,
    NeedsChecked,
    RepresentativeOnReturn,
    ResponsibilityAssumed,
    Unaccompanied,
)
from client.law.records.persons import PersonFlagged
from client.law.records.referrals import Referral
from client.law.records.residence import ResidenceStep
from client.law.records.returns import ReturnDanger, ReturnDecided
from client.law.records.tasks import Task, TaskOpened
from client.law.records.trafficking import VotStatus
from client.law.rule import EVERY, Clock, On, Started, norm, rule
from client.law.titles import N_
from client.law.words import BodyRole, Flag

# Heard, and in doubt a child -----------------------------------------------------------------------------------------------------


@rule("T110-21.1", "110 21(1)", Referral, ReturnDecided, ResidenceStep, ChildPlaced)
def opinion_recorded(file: File, act: Act[Any]) -> Answer:
    """In every decision on a minor: what the child says, or why it could not be asked."""
    if act.value.opinion.strip():
        return MET
    if not file.persons.minor:
        return adult(file)
    return not_met(say("the child was not heard"), say("record what the child says, or why it could not be asked"))


@rule("T110-21.2", "110 21(2)", PersonFlagged)
def presumed_until_settled(file: File, act: Act[PersonFlagged]) -> Answer:
    """Only a paper that settles the age takes the presumption away from a victim; with the flag all guards of a minor hold."""
    value = act.value
    if value.flag != Flag.MINOR_PRESUMED or value.on or file.children.age_entry or not value.document.strip():
        return MET  # that there is a document at all is A.13
    if status(file) == "NONE" and sees(file):
        return MET
    if not sees(file):
        return undetermined(say("the paper by which the age is settled"))
    return not_met(say("no paper settles the age"), say("record how the age was established first"))


# Never alone ----------------------------------------------------------------------------------------------------------------------


@norm("T110-21.3", "110 21(3)")
def acts_for_the_child(file: File) -> str:
    """Who answers for the child now: REP, a verified representative without a conflict; GUARDIANSHIP until there is one; NOBODY is
    owed for who is no child."""
    if not file.persons.minor:
        return "NOBODY"
    return "REP" if file.persons.representative_ready else "GUARDIANSHIP"


@rule("T110-23.1a", "110 23(1)", Task)
def parents_not_sought_where_suspected(file: File, act: Act[Task]) -> Answer:
    if act.value.kind != "TRACE_PARENTS":
        return MET
    if not file.children.parents_suspected:
        return MET if sees(file) else undetermined(say("whether the parents are suspected"))
    return not_met(
        say("the parents may have had a hand in it"),
        say("do not look for them; ask the guardianship authority for another representative"),
    )


@rule("T110-23.1a", "110 23(1)", ChildPlaced)
def place_by_code(file: File, act: Act[ChildPlaced]) -> Answer:
    if CODE.fullmatch(act.value.place):
        return MET
    return not_met(say("the place looks like an address"), say("write the code of the place"))


@rule("T110-23.1a", "110 23(1)", ChildConsent, RepresentativeOnReturn, ResponsibilityAssumed, InterestsWeighed, ChildPlaced)
def by_the_guardianship_authority(file: File, act: Act[Any]) -> Answer:
    """Of the cooperating bodies nobody else records these."""
    if act.author.body_role is not BodyRole.EXECUTING or subject_here(file, act) == "GUARDIANSHIP":
        return MET
    if not subject_here(file, act):
        return undetermined(say("to whom the task of this circle went"))
    return not_met(say("this is the guardianship authority's to record"), say("let the guardianship authority record it"))


@rule("S-07", "Kyrgyz law 27(3)", ChildPlaced)
def apart_from_strangers(file: File, act: Act[ChildPlaced]) -> Answer:
    if act.value.separate:
        return MET
    return not_met(say("the place keeps children and adults together"), say("choose a place that keeps children apart"))


@rule("SYS-31", "S001", ChildPlaced)
def plan_and_needs(file: File, act: Act[ChildPlaced]) -> Answer:
    """The child's protection plan by its number, and what the child needs."""
    if not act.value.plan.strip():
        return not_met(say("the child has no protection plan"), say("name the number of the plan"))
    if file.children.needs:
        return MET
    if not sees(file):
        return undetermined(say("the checklist of needs"))
    return not_met(say("nobody asked what the person needs"), say("go through the checklist of needs first"))


@rule("S-23", "Palermo 6(4)", NeedsChecked)
def whole_checklist(file: File, act: Act[NeedsChecked]) -> Answer:
    asked = {each.topic for each in act.value.needs if each.note.strip()}
    lacking = [topic for topic in NEEDS if topic not in asked]
    if not lacking:
        return MET
    return not_met(say("the checklist leaves out {topics}", topics=", ".join(lacking)), say("answer each; also: nothing needed"))


# Going back -----------------------------------------------------------------------------------------------------------------------


@rule("T110-23.1b", "110 23(1)", ChildConsent)
def before_somebody_who_answers_for_it(file: File, act: Act[ChildConsent]) -> Answer:
    """Parents, another legal representative, or the guardianship authority; none of them the danger itself (AMB-28)."""
    value = act.value
    if not value.present.strip() or not value.document.strip():
        return not_met(
            say("it is not recorded before whom the child spoke"),
            say("name who was present, in which capacity, and the record of it"),
        )
    if value.capacity != "GUARDIANSHIP" and (file.persons.in_conflict or file.children.parents_suspected):
        return not_met(
            say("the child spoke before somebody who may be the danger"),
            say("let the child speak before the guardianship authority"),
        )
    return MET


@rule("T110-23.1b", "110 23(1)", ReturnDecided)
def with_the_childs_own_consent(file: File, act: Act[ReturnDecided]) -> Answer:
    if not file.persons.minor:
        return adult(file)
    if file.children.under_ten(act.at):
        if file.children.representative_agrees:
            return MET
        why = say("nobody who answers for the child has agreed to the return")
        remedy = say("let the representative or the guardianship authority decide, and record the child's opinion")
    else:
        if file.children.consents.get("RETURN"):
            return MET
        why = say("the child has not agreed to go back")
        remedy = say("ask the child, before parents, a representative or the guardianship authority")
    return not_met(why, remedy) if sees(file) and sees_person(file) else undetermined(say("the child's own word"))


@rule("T110-23.2", "110 23(2)", ReturnDecided)
def somebody_there_answers_for_it(file: File, act: Act[ReturnDecided]) -> Answer:
    if not file.persons.minor:
        return adult(file)
    if act.value.direction != "OUT" or file.children.assumed:
        return MET
    if not sees(file):
        return undetermined(say("who takes responsibility for the child"))
    return not_met(
        say("nobody in the country of origin has taken responsibility for the child"),
        say("have the parents, representatives or authorities there do so in writing"),
    )


@rule("T110-23.2", "110 23(2)", ResponsibilityAssumed)
def in_writing(file: File, act: Act[ResponsibilityAssumed]) -> Answer:
    """Who is suspected takes no child back."""
    if act.value.by == "PARENTS" and file.children.parents_suspected:
        return not_met(say("the parents may have had a hand in it"), say("ask the authorities of the country of origin"))
    if act.value.document.strip():
        return MET
    return not_met(say("the responsibility rests on no document"), say("name the document"))


@rule("T110-23.3", "110 23(3)", ReturnDecided)
def in_the_childs_interest(file: File, act: Act[ReturnDecided]) -> Answer:
    if not file.persons.minor or not file.children.against:
        return adult(file)
    return not_met(
        say("the return is not in the child's interest"), say("place the child with an organisation that protects children")
    )


# Clocks -------------------------------------------------------------------------------------------------------------------------


def _child_and_victim(file: File) -> Iterable[Started]:
    if file.persons.minor and status(file) != "NONE":
        yield Started()


def _victim(file: File, _act: Act[VotStatus]) -> Iterable[Started]:
    return _child_and_victim(file)


def _minor(file: File, act: Act[PersonFlagged]) -> Iterable[Started]:
    return _child_and_victim(file) if act.value.on and act.value.flag in (Flag.MINOR, Flag.MINOR_PRESUMED) else ()


def _alone(_: File, _act: Act[Unaccompanied]) -> Iterable[Started]:
    yield Started()


def _guardians(_: File, act: Act[Task | TaskOpened]) -> Iterable[str]:
    if act.value.partner == "GUARDIANSHIP":
        yield ""


def _represent(_: File, act: Act[Task | TaskOpened]) -> Iterable[str]:
    if act.value.partner == "GUARDIANSHIP" and act.value.kind == "REPRESENT":
        yield ""


def _presumed(_: File, act: Act[PersonFlagged]) -> Iterable[Started]:
    if act.value.flag == Flag.MINOR_PRESUMED and act.value.on:
        yield Started()


def _settled(_: File, act: Act[PersonFlagged]) -> Iterable[str]:
    if (act.value.flag == Flag.MINOR_PRESUMED and not act.value.on) or (act.value.flag == Flag.MINOR and act.value.on):
        yield ""


def _stays(file: File, act: Act[ReturnDanger | InterestsWeighed]) -> Iterable[Started]:
    locked = act.value.danger if isinstance(act.value, ReturnDanger) else not act.value.in_interest
    if locked and file.persons.minor and not file.children.place:
        yield Started()


def _placed(_: File, _act: Act[ChildPlaced]) -> Iterable[str]:
    yield EVERY


def _place_task(_: File, act: Act[Task | TaskOpened]) -> Iterable[str]:
    if act.value.kind == "PLACE_CHILD":
        yield EVERY


CLOCKS = (
    Clock(
        id="S-07",
        article="110 23(1)",
        start=N_("a child is, or may be, a victim"),
        end=N_("guardianship authority informed"),
        owner="DEC",
        limit_s=HOUR,
        starts=(On(VotStatus, _victim), On(PersonFlagged, _minor)),
        ends=(On(Task, _guardians), On(TaskOpened, _guardians)),
        tell=("DEC", "IMP"),
    ),
    Clock(
        id="T110-21.3",
        article="110 21(3)",
        start=N_("unaccompanied child found"),
        end=N_("guardianship authority asked to act for the child"),
        owner="DEC",
        limit_s=HOUR,
        starts=(On(Unaccompanied, _alone),),
        ends=(On(Task, _represent), On(TaskOpened, _represent)),
        tell=("DEC", "IMP"),
    ),
    Clock(
        id="DLT-6",
        article="110 21(2)",
        start=N_("presumed to be a minor"),
        end=N_("age established; the presumption stands until then"),
        owner="DEC",
        limit_s=30 * DAY,
        before_s=(7 * DAY,),
        starts=(On(PersonFlagged, _presumed),),
        ends=(On(PersonFlagged, _settled),),
        tell=("DEC",),
    ),
    Clock(
        id="T110-23.3",
        article="110 23(3)",
        start=N_("a child cannot go back"),
        end=N_("child placed, or its placement asked for"),
        owner="DEC",
        limit_s=DAY,
        starts=(On(ReturnDanger, _stays), On(InterestsWeighed, _stays)),
        ends=(On(ChildPlaced, _placed), On(Task, _place_task), On(TaskOpened, _place_task)),
        tell=("DEC", "IMP"),
    ),
)

RULES = (
    opinion_recorded,
    presumed_until_settled,
    parents_not_sought_where_suspected,
    place_by_code,
    by_the_guardianship_authority,
    apart_from_strangers,
    plan_and_needs,
    whole_checklist,
    before_somebody_who_answers_for_it,
    with_the_childs_own_consent,
    somebody_there_answers_for_it,
    in_writing,
    in_the_childs_interest,
)
