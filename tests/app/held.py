"""A channel that holds what a test puts there, as the real one gives it: for what is read over thousands of records."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any, cast

from client.app.casework.casework import Casework
from client.app.reading import Reading
from client.core.records import Json, Record
from client.core.replica import Mode
from client.core.values import CircleInfo, ShownEntry
from client.law.catalogue import envelope
from crypto.errors import Usage
from crypto.policy import BodyRef, CircleKind, Policy
from crypto.roster import CommitView
from crypto.trust import Device
from crypto.types import (
    BodyKind,
    CertificateHash,
    CircleId,
    EntryHash,
    Epoch,
    Generation,
    Holder,
    LogIndex,
    Millis,
    Position,
    Uid,
)

START = 1_767_600_000_000
HOUR = 3_600_000


def digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


@dataclass(frozen=True)
class FakeBody:
    hash: bytes
    kind: BodyKind
    name: str
    verify_key: bytes


@dataclass(frozen=True)
class FakeDevice:
    hash: bytes
    name: str
    body: FakeBody
    roles: frozenset[str]
    verify_key: bytes


def device(name: str, kind: BodyKind, *roles: str) -> Device:
    body = FakeBody(digest(f"body {kind}"), kind, f"{kind.name} body", digest(f"key of {kind}"))
    return cast(Device, FakeDevice(digest(name), name, body, frozenset(roles), digest(name)))


INVESTIGATOR = device("Investigator", BodyKind.DECIDING, "officer", "duty", "custodian")
OFFICIAL = device("Official", BodyKind.IMPLEMENTING, "officer", "official", "duty", "custodian", "chief")
PROSECUTOR = device("Prosecutor", BodyKind.SUPERVISING, "prosecutor")


@dataclass
class Held:
    """The state of a circle: ``shown`` by position; ``head`` of the chain."""

    kind: CircleKind
    bodies: tuple[BodyRef, ...]
    members: tuple[CertificateHash, ...] = ()
    shown: dict[int, ShownEntry] = field(default_factory=dict)
    head: int = 0
    rewritten: list[int] = field(default_factory=list)
    halt: Any = None


@dataclass
class FakeChannel:
    """As ``client.core.channel.Channel``, of what is put in. ``read``: how many entries were asked of it."""

    device: Device | None = OFFICIAL
    held: dict[CircleId, Held] = field(default_factory=dict)
    index: int = 0
    read: int = 0
    touched: object = field(default_factory=object)

    def found(self, name: str, kind: CircleKind, *kinds: BodyKind) -> CircleId:
        circle = CircleId(digest(f"circle {name}"))
        refs = tuple(BodyRef(CertificateHash(digest(f"body {each}")), each) for each in kinds)
        self.held[circle] = Held(kind, refs)
        self.touch()
        return circle

    def put(self, circle: CircleId, value: object, by: Device | str, *, at: int | None = None, sealed: bool = False) -> ShownEntry:
        """The next entry of a circle and of the log. ``value``: a record, or (name, version, payload) of whatever kind."""
        name, version, payload = value if isinstance(value, tuple) else envelope(value)
        held = self.held[circle]
        held.head += 1
        self.index += 1
        self.touch()
        author = None if isinstance(by, str) else by
        entry = ShownEntry(
            circle,
            Position(held.head),
            LogIndex(self.index),
            Millis(START + self.index * HOUR // 4 if at is None else at),
            EntryHash(digest(f"entry {self.index}")),
            Uid(digest(f"uid {self.index}")[:16]),
            author,
            Holder(digest(by) if isinstance(by, str) else bytes(by.hash)),
            "member" if author is not None else str(by),
            Record(name, version, cast("dict[str, Json]", _plain(payload))),
            None,
            False,
            (),
            "circle",
        )
        held.shown[held.head] = replace(entry, record=None, sealed_reason="no-key") if sealed else entry
        return entry

    def rewrite(self, entry: ShownEntry, *, gone: bool = False) -> None:
        """Another thing shows at its place: ``entry`` itself, or nothing."""
        held = self.held[entry.circle]
        if gone:
            held.shown.pop(int(entry.position), None)
        else:
            held.shown[int(entry.position)] = entry
        held.rewritten.append(int(entry.position))
        self.touch()

    # --- as a channel

    @property
    def checkpoint(self) -> Any:
        return SimpleNamespace(size=self.index)

    @property
    def directory(self) -> Any:
        return SimpleNamespace(known=lambda holder, before: None, is_revoked=lambda holder: False, devices=lambda: ())

    @property
    def identity(self) -> Any:
        return SimpleNamespace(
            holder=Holder(digest("person") if self.device is None else bytes(self.device.hash)), device=self.device
        )

    @property
    def version(self) -> object:
        return self.touched

    def touch(self) -> None:
        """After what a test changes by itself."""
        self.touched = object()

    def circles(self) -> tuple[CircleInfo, ...]:
        return tuple(self.circle(circle) for circle in self.held)

    def circle(self, circle: CircleId) -> CircleInfo:
        held = self.held.get(circle)
        if held is None:
            raise Usage("nothing of this circle is known yet", "no-circle")
        policy = Policy(held.kind, held.bodies)
        view = CommitView(circle, Generation(1), Epoch(1), held.members, policy, Position(0), b"")
        role = Mode.REPORTER if self.device is None else Mode.MEMBER
        return CircleInfo(circle, held.kind, role, view, held.head, held.halt, False)

    def entries(self, circle: CircleId, after: int = -1, limit: int | None = None) -> tuple[ShownEntry, ...]:
        shown = self.held[circle].shown
        places = range(after + 1, self.held[circle].head + 1)
        found = tuple(shown[place] for place in places if place in shown)[:limit]
        self.read += len(found)
        return found

    def entries_at(self, circle: CircleId, positions: Sequence[int]) -> tuple[ShownEntry, ...]:
        shown = self.held[circle].shown
        found = tuple(shown[place] for place in positions if place in shown)
        self.read += len(found)
        return found

    def incidents(self) -> tuple[Any, ...]:
        return ()

    def waiting(self) -> tuple[Any, ...]:
        return ()

    def overdue_lists(self) -> tuple[Any, ...]:
        return ()

    def rewritten(self, circle: CircleId) -> Sequence[int]:
        return self.held[circle].rewritten


def _plain(payload: object) -> object:
    """As it comes from the store: lists, not tuples."""
    import json

    return json.loads(json.dumps(payload))


def casework(channel: FakeChannel) -> Casework:
    return Casework(cast(Any, channel), lambda: START)


def reading(channel: FakeChannel) -> Reading:
    return Reading(casework(channel))
