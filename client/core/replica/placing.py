"""Where an entry stands in the chain (architecture section 4). What fails here is the server's doing, not the author's: it
withholds, repeats, reorders or forks, and nothing after is judged."""

from __future__ import annotations

from client.core.replica.past import EpochId
from client.core.replica.state import Head, Replica
from client.core.replica.values import Mode, Received
from crypto.chain import CHAIN_START, chain_hash
from crypto.entry import Entry
from crypto.errors import Forged, Usage
from crypto.types import ChainHash, EntryClass, Epoch, Generation, LogIndex, Millis

BEFORE_GENESIS: EpochId = (Generation(1), Epoch(0))


def place(replica: Replica, received: Received) -> Head:
    """The head after the entry. Raises ``Forged``: "wrong-circle", "gap", "repeated", "fork" or "reordered"."""
    header, head = received.entry.header, replica.head
    if header.circle != replica.circle:
        raise Forged("the server gave an entry of another circle", "wrong-circle")
    follows = received.position == replica.head_position + 1
    if received.position <= replica.head_position:
        raise Forged("position {position} came a second time", "repeated", position=received.position)
    if not follows and (replica.mode is not Mode.REPORTER or head is None):
        late, last = received.position, replica.head_position
        raise Forged("position {position} came after {last}: entries are withheld", "gap", position=late, last=last)
    if head is not None and (received.index <= head.index or received.accepted_at < head.accepted_at):
        raise Forged("the log has entries of this circle in another order", "reordered")
    if replica.mode is Mode.REPORTER and header.epoch > _newest_epoch(replica, received):
        raise Forged("an entry is of a later epoch than the commits that the server gave: one is withheld", "gap")
    known = _chain_before(replica) if follows else None
    if header.position is not None and header.position != received.position:
        there = received.position
        raise Forged("an entry signed for position {signed} stands at {position}", "fork", signed=header.position, position=there)
    if header.prev is not None and known is not None and header.prev != known:
        raise Forged("the entry at {position} follows on another chain", "fork", position=received.position)
    prev = known if header.prev is None else ChainHash(header.prev)
    chain = None if prev is None else chain_hash(prev, received.position, received.entry.hash)
    return Head(received.position, chain, received.accepted_at, received.index, _epoch_after(replica, received))


def head_after(record: Entry, accepted_at: Millis, index: LogIndex) -> Head:
    """The head once a record that this client made is in the chain. Raises ``Usage`` for an entry that names no place."""
    header = record.header
    if header.position is None or header.prev is None:
        raise Usage("a report names no place", "role")
    chain = chain_hash(ChainHash(header.prev), header.position, record.hash)
    return Head(header.position, chain, accepted_at, index, (header.generation, header.epoch))


def _newest_epoch(replica: Replica, received: Received) -> int:
    """The newest epoch that an entry can have next: a reporter sees every commit, so none is jumped over."""
    epoch = BEFORE_GENESIS[1] if replica.head is None else replica.head.epoch[1]
    return epoch + (received.entry.header.entry_class is EntryClass.COMMIT)


def _chain_before(replica: Replica) -> ChainHash | None:
    return CHAIN_START if replica.head is None else replica.head.chain


def _epoch_after(replica: Replica, received: Received) -> EpochId:
    """The server counts every commit that it accepts, the ones that fail here too; it accepts the next epoch of this or of the
    next generation."""
    header = received.entry.header
    before = BEFORE_GENESIS if replica.head is None else replica.head.epoch
    follows = header.epoch == before[1] + 1 and header.generation in (before[0], before[0] + 1)
    return (header.generation, header.epoch) if header.entry_class is EntryClass.COMMIT and follows else before
