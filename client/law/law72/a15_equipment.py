"""Art. 15, 26(3), 26(5): equipment and weapons, their register, training, loss and damage."""

from __future__ import annotations

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.file.property import ON_HAND, Item
from client.law.law72.chosen import chosen, sees_person
from client.law.records.property import (
    ItemAssessed,
    ItemChanged,
    ItemIssued,
    ItemListed,
    ItemReceived,
    ItemReported,
    TrainingPolicy,
)
from client.law.records.rulings import Selection
from client.law.rule import Effect, rule
from client.law.tables.equipment import CLIENT_DEVICE, ITEM_TYPES, WEAPON, WEAPON_CODES
from client.law.words import Writer


def _unlisted(file: File) -> Answer:
    if not sees_person(file):
        return undetermined(say("the register of issued property"))
    return not_met(say("the item is not on the register"), say("put it on the register first"))


@rule("L72-15.1", "15 pt1", ItemListed)
def each_item_once(file: File, act: Act[ItemListed]) -> Answer:
    """A serial number stands for one thing: what was lost cannot come back as new."""
    value = act.value
    if value.item in file.property.items or (value.type, value.serial) in file.property.serials:
        return not_met(say("the item is on the register already"), say("record what became of it"))
    return MET


@rule("L72-15.1", "15 pt1", ItemIssued)
def on_hand(file: File, act: Act[ItemIssued]) -> Answer:
    item = file.property.of(act.value.item)
    if item is None:
        return _unlisted(file)
    if item.state in ON_HAND:
        return MET
    return not_met(say("the item is not on hand: {state}", state=item.state), say("record its return first, or issue another"))


@rule("L72-23.4", "23(4)", ItemIssued)
def issued_by_ruling(file: File, act: Act[ItemIssued]) -> Answer:
    """The device with this program comes with the enrolment, which may be before the choice: who is to report needs it."""
    item = file.property.of(act.value.item)
    return MET if item is None or item.type == CLIENT_DEVICE else chosen(file, item.measure)


@rule("L72-15.1", "15 pt1", ItemReceived)
def receipt_of_a_handover(file: File, act: Act[ItemReceived]) -> Answer:
    item = file.property.of(act.value.item)
    if item is None:
        return _unlisted(file)
    if item.issued == act.value.issued and item.state == "ISSUED":
        return MET
    return not_met(say("the receipt is for no hand-over of this item"), say("sign for the newest hand-over"))


@rule("A.8", "15, 23(8)", ItemReceived, effect=Effect.MARK)
def representative_signs(file: File, act: Act[ItemReceived]) -> Answer:
    """The child keeps what it was given all the same; the representative's receipt is still owed."""
    if act.author.writer is Writer.REPRESENTATIVE or not file.persons.represented:
        return MET
    return not_met(say("the person needs a lawful representative"), say("let the representative sign for the item"))


@rule("L72-15.1", "15 pt1", ItemChanged, ItemReported)
def change_of_a_listed_item(file: File, act: Act[ItemChanged | ItemReported]) -> Answer:
    item = file.property.of(act.value.item)
    if item is None:
        return _unlisted(file)
    if act.value.event == "FOUND" and item.state != "LOST" and item.reported != "LOST":
        return not_met(say("the item was not lost"), say("record what became of it"))
    return MET


# Weapons -------------------------------------------------------------------------------------------------------------------


def _armed(file: File) -> Answer:
    """A.1 check 3: the person's own codes; those of a relative do not count (AC-11)."""
    if WEAPON_CODES & set(file.persons.codes):
        return MET
    if not file.persons.codes:
        return undetermined(say("the codes of the person"))
    return not_met(
        say("weapons are only for persons of subparagraphs 1, 3, 4, 5 and 6 of Article 3, and not for their relatives"),
        say("choose another measure"),
    )


@rule("L72-15.2", "15 pt2", Selection)
def weapons_chosen(file: File, act: Act[Selection]) -> Answer:
    return _armed(file) if any(each.code == WEAPON for each in act.value.measures) else MET


@rule("L72-15.2", "15 pt2", ItemIssued)
def weapons_issued(file: File, act: Act[ItemIssued]) -> Answer:
    item = file.property.of(act.value.item)
    return _armed(file) if item is not None and item.measure == WEAPON else MET


@rule("L72-15.3", "15 pt3", ItemIssued)
def licence_first(file: File, act: Act[ItemIssued]) -> Answer:
    item = file.property.of(act.value.item)
    if item is None or item.measure != WEAPON or act.value.licence.strip():
        return MET
    return not_met(say("a weapon is handed over without the reference of a licence"), say("obtain the licence and name it"))


@rule("L72-15.4", "15 pt4", ItemListed)
def of_the_list(file: File, act: Act[ItemListed]) -> Answer:
    """The list of types is policy; that an act of the Government stands behind it is law."""
    value = act.value
    if not value.act.strip():
        return not_met(say("the item names no act by which such things are issued"), say("name the act of the Government"))
    if value.measure not in ITEM_TYPES[value.type].measures:
        return not_met(say("{type} is no item of {measure}", type=value.type, measure=value.measure), say("choose its own measure"))
    return MET


# Duties of the person ------------------------------------------------------------------------------------------------------


@rule("L72-26.5", "26(5)", ItemIssued)
def trained_first(file: File, act: Act[ItemIssued]) -> Answer:
    """Where the body's policy has it so; the default is means of self-defence and weapons."""
    item = file.property.of(act.value.item)
    if item is None or item.measure not in file.property.training:
        return MET
    if item.measure in file.property.trained:
        return MET
    return not_met(say("the person was not trained with it"), say("hold the training and record it first"))


@rule("L72-26.5", "26(5), 1(3)", TrainingPolicy)
def policy_by_an_act(file: File, act: Act[TrainingPolicy]) -> Answer:
    if act.value.act.strip():
        return MET
    return not_met(say("the training policy names no act of the body"), say("name the act"))


@rule("L72-26.3", "26(3)", ItemAssessed)
def answers_only_for_intent(file: File, act: Act[ItemAssessed]) -> Answer:
    """Loss and wear cost the person nothing; sale, transfer and wilful damage are proved, and the person is heard."""
    value, item = act.value, file.property.of(act.value.item)
    if item is None:
        return _unlisted(file)
    if value.fault == "ORDINARY":
        return _no_recovery(value.recovery, item)
    if not value.evidence:
        return not_met(say("wilful damage or transfer without evidence"), say("name the evidence, or assess it as ordinary loss"))
    if not value.explanation.strip():
        return not_met(say("the person was not heard"), say("record what the person says to it, or that nothing was said"))
    return MET


def _no_recovery(recovery: bool, item: Item) -> Answer:
    if recovery:
        return not_met(say("ordinary loss or wear is not recovered from the person"), say("leave the cost to the budget"))
    if item.state in ("SOLD", "GIVEN_AWAY"):
        return not_met(say("a sale or transfer is no ordinary loss"), say("correct the record of the item, or assess it as wilful"))
    return MET


RULES = (
    weapons_chosen,
    weapons_issued,
    each_item_once,
    on_hand,
    issued_by_ruling,
    receipt_of_a_handover,
    representative_signs,
    change_of_a_listed_item,
    licence_first,
    of_the_list,
    trained_first,
    policy_by_an_act,
    answers_only_for_intent,
)
