"""A seat: one holder's verified state, before which altered entries are put as a server without any check would put them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from client.core.replica import Context, Halted, Quarantined, Received, Replica
from crypto.entry import Entry, parse_entry
from crypto.errors import Forged, Malformed
from crypto.primitives import sha256
from crypto.types import LogIndex, Millis, Position
from tests.client.replica.world import Chain, Party

COUNT = 1000


class Accepted(AssertionError):
    """What had to be refused was taken in."""


@dataclass(frozen=True)
class Seat:
    """``replica`` is never changed by ``refusal``; ``digest`` says so."""

    replica: Replica
    context: Context
    position: Position
    index: LogIndex
    at: Millis

    @classmethod
    def of(cls, party: Party, chain: Chain) -> Seat:
        """The party in its present state; what comes next comes at the head of the chain."""
        world = chain.world
        return cls(party.replica(chain), party.context(chain), chain.next, LogIndex(world.size), world.now)

    def received(self, entry: Entry, welcome: bytes | None = None) -> Received:
        return Received(entry, self.position, self.at, self.index, welcome)

    @cached_property
    def encoded(self) -> bytes:
        return self.replica.encode()

    @property
    def digest(self) -> bytes:
        """Over all that the client keeps of the circle."""
        return sha256(self.replica.encode())

    def refusal(self, data: bytes | Entry) -> str:
        """The code under which the holder refuses it. Raises ``Accepted``, also where the refusal left a trace in the state.

        The server has given it a place, so the head moves over it, and a refused commit leaves its halt; all else must stay.
        """
        try:
            entry = data if isinstance(data, Entry) else parse_entry(data)
            step = self.replica.apply(self.received(entry), self.context)
        except (Malformed, Forged) as error:
            return error.code
        (outcome,) = step.outcomes
        if not isinstance(outcome, Quarantined | Halted):
            raise Accepted(f"{type(outcome).__name__}: {entry.encode().hex()}")
        if replace(step.replica, head=self.replica.head, halt=self.replica.halt).encode() != self.encoded:
            raise Accepted(f"refused with a trace: {entry.encode().hex()}")
        return outcome.code

    def refuse_all(self, envelopes: Iterable[bytes | Entry], count: int = COUNT) -> set[str]:
        """The codes met. Fails unless there are ``count`` envelopes or more, all refused, and the state is as it was."""
        before, codes = self.digest, [self.refusal(envelope) for envelope in envelopes]
        assert len(codes) >= count, f"only {len(codes)} were tried"
        assert self.digest == before
        return set(codes)
