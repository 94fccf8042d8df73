"""An entry as the client verified it, in the words of the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.law.act import Author, Entry, Place
from client.law.catalogue import typed
from client.law.records.contract import Contract
from client.law.words import BodyRole, Circle, Writer
from crypto.frozen import dataclass
from crypto.policy import CircleKind
from crypto.primitives import sha256
from crypto.types import BodyKind

if TYPE_CHECKING:
    from client.core.values import CircleInfo, ShownEntry
    from crypto.trust import Device

CIRCLES = {
    CircleKind.FRONT_DESK: Circle.FRONT_DESK,
    CircleKind.COORDINATION: Circle.COORDINATION,
    CircleKind.PERSON: Circle.PERSON,
    CircleKind.TASK: Circle.TASK,
    CircleKind.COMPLAINT: Circle.COMPLAINT,
    CircleKind.SUPPORT: Circle.SUPPORT,
}
BODIES = {
    BodyKind.DECIDING: BodyRole.DECIDING,
    BodyKind.IMPLEMENTING: BodyRole.IMPLEMENTING,
    BodyKind.EXECUTING: BodyRole.EXECUTING,
    BodyKind.SUPERVISING: BodyRole.SUPERVISING,
}
_ONE_BODY = (Circle.FRONT_DESK, Circle.PERSON)
_RULING = (BodyKind.DECIDING, BodyKind.IMPLEMENTING)


def place_of(info: CircleInfo) -> Place:
    """What a circle is, from its verified policy: a front desk and a person's circle are those of the one body that has officers in
    it."""
    kind = CIRCLES[info.kind]
    if kind not in _ONE_BODY or info.view is None:
        return Place(kind)
    bodies = info.view.policy.bodies
    own = {BODIES[body.kind] for body in bodies if body.kind in _RULING} or {BODIES[body.kind] for body in bodies}
    return Place(kind, own.pop() if len(own) == 1 else None)


def officer(device: Device) -> Author:
    return Author(
        Writer.OFFICER, bytes(device.hash).hex(), bytes(device.body.hash).hex(), BODIES[device.body.kind], frozenset(device.roles)
    )


def author_of(shown: ShownEntry) -> Author:
    if shown.author is not None:
        return officer(shown.author)
    return Author(Writer(shown.role), bytes(shown.author_hash).hex())


@dataclass(frozen=True, slots=True)
class Read:
    """An entry as the channel and as the law has it. ``value``: its typed record; None where it is sealed, the error where it is
    none of its type, or of a type that this client does not know. ``index``: its place in the log."""

    shown: ShownEntry
    entry: Entry
    value: object
    index: int


def read_entry(shown: ShownEntry, place: Place) -> Read:
    """Decoded here, and nowhere else."""
    record = shown.record
    value = None if record is None else typed(record.type, record.version, record.payload)
    hashes = texts_of(value) if isinstance(value, Contract) else ()
    return Read(shown, _entry(shown, place, hashes), value, int(shown.index))


def entry_of(shown: ShownEntry, place: Place) -> Entry:
    """One that is sealed for this client has no payload: the file counts it."""
    return read_entry(shown, place).entry


def _entry(shown: ShownEntry, place: Place, hashes: tuple[str, ...]) -> Entry:
    record = shown.record
    return Entry(
        index=int(shown.index),
        at=int(shown.accepted_at),
        hash=bytes(shown.hash).hex(),
        circle=bytes(shown.circle).hex(),
        place=place,
        author=author_of(shown),
        name="" if record is None else record.type,
        version=0 if record is None else record.version,
        payload=None if record is None else record.payload,
        restricted=shown.restricted,
        shown_hashes=hashes,
    )


def shown_hashes(name: str, version: int, payload: object) -> tuple[str, ...]:
    """SHA-256 (hex) of each text that a contract shows, the binding one first; none for every other record, and for what is not
    of its form."""
    value = typed(name, version, payload) if name == "contract" else None
    return texts_of(value) if isinstance(value, Contract) else ()


def texts_of(value: Contract) -> tuple[str, ...]:
    return tuple(sha256(text.encode()).hex() for text in (value.text, *(each.text for each in value.renditions)))
