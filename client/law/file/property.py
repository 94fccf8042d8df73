"""Equipment, weapons, training: the register as the records leave it (L72 15, 26(3), 26(5))."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.records.property import (
    ItemAssessed,
    ItemChanged,
    ItemIssued,
    ItemListed,
    ItemReceived,
    ItemReported,
    TrainingHeld,
    TrainingPolicy,
)
from client.law.tables.equipment import TRAINED
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File

ON_HAND = ("LISTED", "RETURNED")


@dataclass(frozen=True, slots=True)
class Item:
    """``state``: LISTED, ISSUED, or the newest event (RETURNED, LOST, DAMAGED...). ``issued``: entry hash of the last hand-over;
    ``received``: the person signed for it; ``reported``: the person's newest word on it; ``fault``: as assessed, else empty."""

    item: str
    measure: str
    type: str
    serial: str
    act: str
    state: str = "LISTED"
    issued: str = ""
    received: bool = False
    reported: str = ""
    fault: str = ""
    changed_at: int = 0

    @property
    def held(self) -> bool:
        """With the person."""
        return bool(self.issued) and self.state in ("ISSUED", "FOUND", "DAMAGED", "WORN")


@dataclass(frozen=True, slots=True)
class Property:
    """``items``: by their id. ``serials``: (type, serial number) -> item. ``trained``: by measure, when the person was trained.
    ``training``: measures whose means are handed over only after it."""

    items: HashTrieMap[str, Item] = field(default_factory=HashTrieMap)
    serials: HashTrieMap[tuple[str, str], str] = field(default_factory=HashTrieMap)
    trained: HashTrieMap[str, int] = field(default_factory=HashTrieMap)
    training: frozenset[str] = TRAINED

    def of(self, item: str) -> Item | None:
        return self.items.get(item)

    def all(self) -> tuple[Item, ...]:
        return tuple(sorted(self.items.values(), key=lambda each: (each.measure, each.type, each.serial, each.item)))

    def held(self) -> tuple[Item, ...]:
        """The inventory of the contract (K10), and what is to be returned at the end (K25)."""
        return tuple(each for each in self.all() if each.held)

    def kept(self, item: Item) -> Property:
        return replace(self, items=self.items.insert(item.item, item))


EMPTY = Property()


def _listed(known: Property, act: Act[ItemListed], _: File) -> Property:
    value = act.value
    item = Item(value.item, value.measure, value.type, value.serial, value.act, changed_at=act.at)
    return replace(known.kept(item), serials=known.serials.insert((value.type, value.serial), value.item))


def _issued(known: Property, act: Act[ItemIssued], _: File) -> Property:
    item = known.of(act.value.item)
    if item is None:
        return known
    return known.kept(replace(item, state="ISSUED", issued=act.hash, received=False, fault="", changed_at=act.at))


def _received(known: Property, act: Act[ItemReceived], _: File) -> Property:
    item = known.of(act.value.item)
    return known if item is None else known.kept(replace(item, received=True))


def _trained(known: Property, act: Act[TrainingHeld], _: File) -> Property:
    return replace(known, trained=known.trained.insert(act.value.measure, act.value.held_at))


def _asked(known: Property, act: Act[TrainingPolicy], _: File) -> Property:
    return replace(known, training=frozenset(act.value.measures))


def _changed(known: Property, act: Act[ItemChanged], _: File) -> Property:
    item = known.of(act.value.item)
    return known if item is None else known.kept(replace(item, state=act.value.event, changed_at=act.at))


def _reported(known: Property, act: Act[ItemReported], _: File) -> Property:
    item = known.of(act.value.item)
    return known if item is None else known.kept(replace(item, reported=act.value.event))


def _assessed(known: Property, act: Act[ItemAssessed], _: File) -> Property:
    item = known.of(act.value.item)
    return known if item is None else known.kept(replace(item, fault=act.value.fault))


ON: Mapping[type, Callable[[Property, Act[Any], File], Property]] = {
    ItemListed: _listed,
    ItemIssued: _issued,
    ItemReceived: _received,
    TrainingHeld: _trained,
    TrainingPolicy: _asked,
    ItemChanged: _changed,
    ItemReported: _reported,
    ItemAssessed: _assessed,
}
