"""Art. 19: documents with changed personal data, chosen with the person or by them.

The fate of the new data after the end is not in the law (AMB-25): the person keeps them until a competent body rules otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.file.newdata import Document
from client.law.law72.chosen import chosen, sees_person
from client.law.records.identity import IdentityAdded
from client.law.records.newdata import (
    DataCounter,
    DataLinked,
    DataProposal,
    DataSigned,
    DocumentChecked,
    DocumentState,
    NewDataFate,
)
from client.law.records.tasks import Task
from client.law.rule import Effect, norm, rule
from client.law.tables.documents import BUSINESS_DAYS, BUSINESS_DAYS_EXPEDITED, CHANGEABLE, STATES
from client.law.words import Writer

# The set of new data ---------------------------------------------------------------------------------------------------------


@rule("L72-23.4", "23(4)", DataProposal, general=True)
def renamed_by_ruling(file: File, act: Act[DataProposal]) -> Answer:
    return chosen(file, "M2.6")


@rule("S-03", "19", DataProposal, DataCounter)
def of_the_field_list(file: File, act: Act[DataProposal | DataCounter]) -> Answer:
    names = [each.name for each in act.value.fields]
    other = sorted(set(names) - set(CHANGEABLE))
    if other:
        return not_met(
            say("not among the data that can be changed: {fields}", fields=", ".join(other)), say("leave them as they are")
        )
    if not names or len(set(names)) != len(names):
        return not_met(say("the set is empty or names a field twice"), say("name each field that changes, once"))
    return MET


@rule("L72-19.1", "19, 28", DataProposal, DataCounter, DataLinked)
def kept_apart(file: File, act: Act[DataProposal | DataCounter | DataLinked]) -> Answer:
    """A.11: new data, and their link to the old, are sealed from supervision too unless it asks with a reason. What a person sends
    holds no old data and may come unrestricted from a client that cannot do otherwise."""
    if act.restricted or act.author.writer is not Writer.OFFICER:
        return MET
    return not_met(say("the record holds new data and is not restricted"), say("make it a restricted record"))


def _on_the_table(file: File, proposal: str) -> Answer:
    if file.newdata.proposal == proposal:
        return MET
    if not sees_person(file):
        return undetermined(say("the proposal of new data"))
    return not_met(say("this is not the newest proposal"), say("answer the newest proposal of new data"))


@rule("L72-19.2", "19", DataCounter, DataSigned)
def answers_the_newest(file: File, act: Act[DataCounter | DataSigned]) -> Answer:
    return _on_the_table(file, act.value.proposal)


@rule("L72-19.2", "19, 23(8)", DataSigned)
def signed_by_whom_it_binds(file: File, act: Act[DataSigned]) -> Answer:
    """For minors the parents or other lawful representatives, so too for persons unable to act; for others only themselves."""
    theirs = Writer.REPRESENTATIVE if file.persons.represented else Writer.PERSON
    if not act.value.signed or act.author.writer is theirs:
        return MET
    if theirs is Writer.REPRESENTATIVE:
        return not_met(say("the person needs a lawful representative"), say("let the representative sign the new data"))
    return not_met(say("the person acts for themselves"), say("let the person sign the new data"))


@rule("L72-19.2", "19", DataLinked, IdentityAdded)
def linked_once_signed(file: File, act: Act[DataLinked | IdentityAdded]) -> Answer:
    """What nobody has agreed to stands for nobody. The set is sealed from all but authorised officials: others cannot tell."""
    if file.newdata.agreed and file.newdata.set == act.value.set:
        return MET
    if not file.newdata.proposal:
        return undetermined(say("whether the new data are signed"))
    return not_met(
        say("this set of new data is not signed"), say("let the person, or the representative, sign the final set first")
    )


@rule("L72-19.2", "19, 21 pt1(5)", Task)
def signed_before_it_is_sent(file: File, act: Act[Task]) -> Answer:
    """AC-13: the authority that issues documents gets nothing before the final set is signed."""
    if act.value.measure != "M2.6" or act.value.partner != "DOC" or file.newdata.agreed:
        return MET
    if not sees_person(file) and not file.newdata.proposal:
        return undetermined(say("whether the new data are signed"))
    return not_met(say("the new data are not signed"), say("let the person, or the representative, sign the final set first"))


@rule("L72-19.1", "19, 28", Task)
def old_and_new_apart(file: File, act: Act[Task]) -> Answer:
    """None but the authority that issues the documents sees old and new data together."""
    names = [fact.name for fact in act.value.package]
    both = any(each.startswith("old") for each in names) and any(each.startswith("new") for each in names)
    if not both or act.value.partner == "DOC" or act.value.kind == "TRANSFER":
        return MET
    return not_met(say("the task shows old and new data together"), say("give this partner the new data only"))


# The documents ----------------------------------------------------------------------------------------------------------------


def _listed(file: File, document: str) -> Answer | Document:
    found = file.newdata.of(document)
    if found is not None:
        return found
    if not sees_person(file):
        return undetermined(say("the list of documents"))
    return not_met(say("the document is not on the list"), say("record first that it was requested"))


@rule("L72-19.1", "19", DocumentState)
def step_by_step(file: File, act: Act[DocumentState]) -> Answer:
    """Requested, prepared, issued, handed over, old one surrendered: no step back, and none left out before the hand-over."""
    value = act.value
    if value.state == "REQUESTED" and file.newdata.of(value.document) is None:
        return MET
    found = _listed(file, value.document)
    if not isinstance(found, Document):
        return found
    if found.kind == value.kind and STATES.index(value.state) == STATES.index(found.state) + 1:
        return MET
    return not_met(
        say("the document stands at {before}, not before {state}", before=found.state, state=value.state),
        say("record each step of each document in its order"),
    )


@rule("L72-19.1", "19", DocumentChecked)
def of_the_list(file: File, act: Act[DocumentChecked]) -> Answer:
    found = _listed(file, act.value.document)
    return MET if isinstance(found, Document) else found


@rule("S-26", "19", DocumentState, effect=Effect.MARK)
def answers_as_valid(file: File, act: Act[DocumentState]) -> Answer:
    """Palermo 12-13: a document that fails at the first check betrays who carries it."""
    found = file.newdata.of(act.value.document)
    if act.value.state != "HANDED_OVER" or found is None or found.valid:
        return MET
    return not_met(
        say("nobody has checked that the document answers as valid and tells nothing old"),
        say("let the authority make it so, check it, and record the check"),
    )


@rule("S-31", "19", DocumentState, effect=Effect.MARK)
def bridged(file: File, act: Act[DocumentState]) -> Answer:
    """Policy: who gives up old documents has the new ones, or a bridge over the days without."""
    if act.value.state != "OLD_SURRENDERED" or file.newdata.of(act.value.document) is None:
        return MET
    without = [each for each in file.newdata.all() if STATES.index(each.state) < STATES.index("HANDED_OVER")]
    if not without or any(each.kind == "BRIDGING" for each in file.partners.all()):
        return MET
    return not_met(
        say("the person gives up old documents and still waits for new ones"),
        say("give a task that bridges the days without documents"),
    )


@norm("S-31", "19")
def planned_until(requested_at: int, *, expedited: bool, zone_minutes: int, holidays: Sequence[int] = ()) -> int:
    """For planning (policy): when documents that are requested now are ready at the latest; the start of that day, milliseconds.

    ``holidays``: the starts of days that are no business days though they are from Monday to Friday.
    """
    local = timedelta(minutes=zone_minutes)
    day = datetime.fromtimestamp(requested_at / 1000, UTC) + local
    day = day.replace(hour=0, minute=0, second=0, microsecond=0)
    free = set(holidays)
    left = BUSINESS_DAYS_EXPEDITED if expedited else BUSINESS_DAYS
    while left:
        day += timedelta(days=1)
        if day.weekday() < 5 and _millis(day - local) not in free:
            left -= 1
    return _millis(day - local)


def _millis(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


@rule("L72-19.1", "19, 27", NewDataFate)
def keeps_until_ruled(file: File, act: Act[NewDataFate]) -> Answer:
    """Giving the new data up is a separate ruling of a competent body; the end of the measures does not do it (AMB-25)."""
    value = act.value
    if value.keeps or (value.body.strip() and value.ruling.strip()):
        return MET
    return not_met(
        say("the person loses the new data without a ruling of a competent body"),
        say("leave the person the new documents, or name the body and its ruling"),
    )


RULES = (
    renamed_by_ruling,
    of_the_field_list,
    kept_apart,
    answers_the_newest,
    signed_by_whom_it_binds,
    linked_once_signed,
    signed_before_it_is_sent,
    old_and_new_apart,
    step_by_step,
    of_the_list,
    answers_as_valid,
    bridged,
    keeps_until_ruled,
)
