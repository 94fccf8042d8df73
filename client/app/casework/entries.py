"""An entry as the client verified it, in the words of the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.law.act import Author, Entry, Place
from client.law.catalogue import parse
from client.law.payload import NotOfTheForm
from client.law.records.contract import Contract
from client.law.words import BodyRole, Circle, Writer
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


def entry_of(shown: ShownEntry, place: Place) -> Entry:
    """One that is sealed for this client has no payload: the file counts it."""
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
        payload=None if record is None else dict(record.payload),
        restricted=shown.restricted,
        shown_hashes=() if record is None else shown_hashes(record.type, record.version, dict(record.payload)),
    )


def shown_hashes(name: str, version: int, payload: object) -> tuple[str, ...]:
    """SHA-256 (hex) of each text that a contract shows, the binding one first; none for every other record, and for what is not
    of its form."""
    if name != "contract":
        return ()
    try:
        value = parse(name, version, payload)
    except NotOfTheForm:
        return ()
    if not isinstance(value, Contract):
        return ()
    return tuple(sha256(text.encode()).hex() for text in (value.text, *(each.text for each in value.renditions)))
