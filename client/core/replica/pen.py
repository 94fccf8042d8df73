"""What every entry that this client makes has in common: the header, and the check that the state allows making one."""

from __future__ import annotations

from typing import NamedTuple

from client.core.replica.past import EpochId
from client.core.replica.state import Head, Replica
from client.core.replica.values import Identity
from crypto.deadline import DeadlineOpen
from crypto.entry import Entry, Header, sign_entry
from crypto.errors import Usage
from crypto.roster import CommitView
from crypto.types import ChainHash, CircleId, EntryClass, Epoch, Generation, Millis, Position, Uid


class Seen(NamedTuple):
    """Size and root of the last checkpoint that this client verified."""

    size: int
    root: bytes


class Place(NamedTuple):
    """Where the next record or commit stands."""

    position: Position
    prev: ChainHash


def standing(replica: Replica) -> tuple[CommitView, Head]:
    """The current view and head. Raises ``Usage``: "no-circle" before genesis, "halted" while the circle stands still."""
    view, head = replica.view, replica.head
    if view is None or head is None:
        raise Usage("nothing of this circle is known yet", "no-circle")
    if replica.halt is not None:
        halt = replica.halt
        at, why = halt.position, halt.reason
        raise Usage("the circle stands still since position {position}: {reason}", "halted", position=at, reason=why)
    return view, head


def next_place(head: Head) -> Place:
    """Raises ``Usage`` for a reporter, who does not know the whole chain and appends reports only."""
    if head.chain is None:
        raise Usage("a reporter writes reports only", "role")
    return Place(Position(head.position + 1), head.chain)


def header_for(
    circle: CircleId,
    epoch: EpochId,
    kind: EntryClass,
    uid: Uid,
    identity: Identity,
    now: Millis,
    seen: Seen,
    place: Place | None,
    *,
    opens: tuple[DeadlineOpen, ...] = (),
    settles: tuple[bytes, ...] = (),
    restricted: bool = False,
) -> Header:
    generation: Generation = epoch[0]
    number: Epoch = epoch[1]
    position, prev = (None, None) if place is None else place
    return Header(
        circle,
        generation,
        number,
        kind,
        uid,
        identity.holder,
        now,
        seen.size,
        seen.root,
        opens,
        settles,
        restricted,
        position,
        prev,
    )


def signed(identity: Identity, header: Header, body: bytes) -> Entry:
    return sign_entry(identity.ring.signing_key, header, body)
