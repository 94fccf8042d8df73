"""What the facade gives to a screen or a command: frozen values, nothing to be verified any more."""

from __future__ import annotations

from client.core.drafts import DeadlineDraft, DisclosureDraft, EscalationDraft
from client.core.records import Record
from client.core.replica import Halt, Mode
from crypto.frozen import dataclass
from crypto.policy import CircleKind
from crypto.roster import CommitView
from crypto.trust import Device
from crypto.types import ChainHash, CircleId, DeadlineId, EntryHash, Holder, LogIndex, Millis, Position, Uid

__all__ = [
    "CircleInfo",
    "DeadlineDraft",
    "DisclosureDraft",
    "EscalationDraft",
    "Event",
    "HaltedCircle",
    "OverdueList",
    "Proposal",
    "QuarantinedEntry",
    "ShownEntry",
    "SyncReport",
    "VerifiedChain",
    "Waiting",
]


@dataclass(frozen=True)
class ShownEntry:
    """A verified record or report. ``record`` is None where ``sealed_reason`` says why (``unreadable``: its plaintext is no
    record). ``author`` is None for a person. ``reading_key``: of a report, where answers are disclosed to."""

    circle: CircleId
    position: Position
    index: LogIndex
    accepted_at: Millis
    hash: EntryHash
    uid: Uid
    author: Device | None
    author_hash: Holder
    role: str
    record: Record | None
    sealed_reason: str | None
    restricted: bool
    flags: tuple[str, ...]
    via: str
    reading_key: bytes | None = None


@dataclass(frozen=True)
class QuarantinedEntry:
    """A record or report that failed a check; it counts for nothing."""

    circle: CircleId
    position: Position
    hash: EntryHash
    author_hash: Holder
    code: str
    reason: str


@dataclass(frozen=True)
class HaltedCircle:
    """A commit that this client cannot accept: the circle stands still until it is refounded."""

    circle: CircleId
    position: Position
    code: str
    reason: str


@dataclass(frozen=True)
class OverdueList:
    """A revocation list that its issuer should have replaced by now: a newer one is late, or is withheld from this client."""

    issuer: str
    number: int
    next_update: Millis


@dataclass(frozen=True)
class CircleInfo:
    """A circle as this client has verified it. ``role``: member, reader or reporter; ``left``: this device has been removed."""

    id: CircleId
    kind: CircleKind
    role: Mode
    view: CommitView | None
    head: int
    halt: Halt | None
    left: bool


@dataclass(frozen=True)
class Waiting:
    """A record, report or change (``type`` "change") of this client's that is not in the chain. ``refused``: why it never will be,
    empty for one that goes out as soon as it can."""

    uid: Uid
    circle: CircleId
    type: str
    refused: str = ""


@dataclass(frozen=True)
class SyncReport:
    """What one sync brought. ``flushed``: uids sent; ``held``: uids and why they wait; ``checkpoint``: size of the verified log."""

    shown: tuple[ShownEntry, ...] = ()
    quarantined: tuple[QuarantinedEntry, ...] = ()
    halted: tuple[HaltedCircle, ...] = ()
    flushed: tuple[bytes, ...] = ()
    held: tuple[tuple[bytes, str], ...] = ()
    checkpoint: int = 0


@dataclass(frozen=True)
class Event:
    """``kind``: connected, disconnected, shown, notice, halted, quarantined, alarm, committed. ``text`` says it in words (for a
    notice: the deadline's text, None where this client has no key); ``step`` 0 is the deadline itself, 1.. its escalations."""

    kind: str
    circle: CircleId | None = None
    text: str | None = None
    entry: ShownEntry | None = None
    code: str | None = None
    fired_at: Millis = Millis(0)
    step: int = 0
    deadline: DeadlineId | None = None


@dataclass(frozen=True)
class Proposal:
    """A change of policy or roster for the other bodies to approve before it is committed; an approval holds for the very next
    commit only."""

    circle: CircleId
    roster: tuple[bytes, ...]
    policy: bytes


@dataclass(frozen=True)
class VerifiedChain:
    """A chain verified again from what the store holds: ``encoded`` entries in order, ``chain`` hash of the last position."""

    circle: CircleId
    entries: int
    chain: ChainHash | None
    encoded: tuple[bytes, ...]
