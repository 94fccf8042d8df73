"""Issued property: the register of items, hand-over and receipt, training, loss and damage (L72 15, 26(3), 26(5))."""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import IMP, PERSONAL, record, report
from client.law.tables.equipment import EQUIPMENT_MEASURES, ITEM_TYPES
from client.law.titles import N_
from client.law.words import Circle
from crypto.frozen import dataclass

EVENTS = ("RETURNED", "LOST", "FOUND", "DAMAGED", "WORN", "SOLD", "GIVEN_AWAY")
FAULTS = ("ORDINARY", "WILFUL")


@dataclass(frozen=True, slots=True)
class ItemListed:
    """One thing of the register. ``act``: the Government's act by which such things are issued (15 pt4). ``device``: hash of the
    device's key where the item is a device with this program, else empty."""

    item: str
    measure: str
    type: str
    serial: str
    act: str
    device: str

    def __post_init__(self) -> None:
        wants_hex(self.item, 16, "item")
        wants_one_of(self.measure, EQUIPMENT_MEASURES, "measure of Art. 15")
        wants_one_of(self.type, ITEM_TYPES, "type of item")
        wants_text(self.serial, "serial number", 80)
        if self.device:
            wants_hex(self.device, 32, "device")


@dataclass(frozen=True, slots=True)
class ItemIssued:
    """Hand-over. ``licence``: reference of the licence or permit, which weapons need (15 pt3); else empty."""

    item: str
    licence: str
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.item, 16, "item")


@dataclass(frozen=True, slots=True)
class ItemReceived:
    """The person's receipt for the hand-over of this entry hash."""

    item: str
    issued: str
    condition: str

    def __post_init__(self) -> None:
        wants_hex(self.item, 16, "item")
        wants_hex(self.issued, 32, "issued")


@dataclass(frozen=True, slots=True)
class TrainingHeld:
    """L72 26(5): with means of this measure. ``held_at`` in milliseconds."""

    measure: str
    topic: str
    trainer: str
    held_at: int

    def __post_init__(self) -> None:
        wants_one_of(self.measure, EQUIPMENT_MEASURES, "measure of Art. 15")
        wants_text(self.topic, "topic of the training", 500)
        wants_text(self.trainer, "who trained", 200)


@dataclass(frozen=True, slots=True)
class TrainingPolicy:
    """With means of which measures the body has people train before the hand-over (26(5)): none, some or all; ``act``: by which of
    its own acts. Without it those of ``tables.equipment.TRAINED``."""

    measures: tuple[str, ...]
    act: str

    def __post_init__(self) -> None:
        for measure in self.measures:
            wants_one_of(measure, EQUIPMENT_MEASURES, "measure of Art. 15")


@dataclass(frozen=True, slots=True)
class ItemChanged:
    """What became of an item, as the body found it. ``at`` in milliseconds; ``source``: from whom it is known."""

    item: str
    event: str
    at: int
    source: str
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.item, 16, "item")
        wants_one_of(self.event, EVENTS, "event")
        wants_text(self.source, "source", 500)


@dataclass(frozen=True, slots=True)
class ItemReported:
    """The same in the person's own words; it blames nobody."""

    item: str
    event: str
    text: str

    def __post_init__(self) -> None:
        wants_hex(self.item, 16, "item")
        wants_one_of(self.event, EVENTS, "event")
        wants_text(self.text, "text")


@dataclass(frozen=True, slots=True)
class ItemAssessed:
    """L72 26(3): ordinary loss and wear, or sale, transfer and wilful damage, for which alone the person answers.

    ``explanation``: what the person said to it; ``recovery``: whether the value is to be recovered."""

    item: str
    fault: str
    evidence: tuple[str, ...]
    explanation: str
    reasons: str
    recovery: bool

    def __post_init__(self) -> None:
        wants_hex(self.item, 16, "item")
        wants_one_of(self.fault, FAULTS, "fault")
        wants_text(self.reasons, "reasons")


HERE = (Circle.PERSON,)

TYPES = (
    record("item-listed", ItemListed, "L72-15.1", HERE, IMP, title=N_("ITEM put on the register")),
    record("item-issued", ItemIssued, "L72-15.1", HERE, IMP, title=N_("ITEM handed over")),
    report("item-received", ItemReceived, "L72-15.1", HERE, *PERSONAL, title=N_("ITEM: the person's receipt")),
    record("training-held", TrainingHeld, "L72-26.5", HERE, IMP, title=N_("TRAINING held")),
    record("training-policy", TrainingPolicy, "L72-26.5", HERE, IMP, roles=("official",), title=N_("TRAINING: what the body asks")),
    record("item-changed", ItemChanged, "L72-15.1", HERE, IMP, title=N_("ITEM returned, lost or damaged")),
    report("item-reported", ItemReported, "L72-26.3", HERE, *PERSONAL, title=N_("ITEM: the person's word on it")),
    record("item-assessed", ItemAssessed, "L72-26.3", HERE, IMP, roles=("official",), title=N_("ITEM: who answers for it")),
)
