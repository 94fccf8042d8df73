"""The composition root: one opened client with all that stands on it. The one object that a front end holds.

async with open_office(home, passphrase, entropy=os.urandom, clock=clock) as office:
    outcome = await accept_statement(office, AcceptStatement(report="3fa1"))
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from client.app.guarded import Guarded
from client.app.naming import Naming
from client.app.openings import Openings
from client.app.saying import Said
from client.core.channel import Channel
from client.core.client import Client
from client.core.values import SyncReport
from crypto.entropy import Entropy
from crypto.errors import Refused
from crypto.types import Millis

if TYPE_CHECKING:
    from client.app.casework.casework import Casework
    from client.app.gate import Gate
    from client.app.outcome import Written
    from client.app.reading import Reading
    from client.app.writing import Writing
    from client.core.core import Core
    from client.core.queue import Draft
    from client.core.values import Event
    from client.law.records.access import LeakPlace
    from crypto.card import EnrolmentCard, FrontDeskCard
    from crypto.ring import KeyRing

Clock = Callable[[], Millis]
Progress = Callable[[int, int], None]
"""(done, of all)."""


class Listener(Protocol):
    """Who is told while an act still runs."""

    def progress(self, what: Said) -> Progress: ...

    def event(self, name: str, said: tuple[Said, ...], data: Mapping[str, object]) -> None: ...


class Silent:
    """Nobody listens."""

    def progress(self, what: Said) -> Progress:
        return lambda done, total: None

    def event(self, name: str, said: tuple[Said, ...], data: Mapping[str, object]) -> None:
        return None


@dataclass
class Passage:
    """What one act may send: ``reason``, why what the leak guard finds is to go all the same; ``found``: what it has found so far
    in attachments and documents, which goes with the next record; ``would``: what a dry run would have written."""

    reason: str = ""
    found: list[LeakPlace] = field(default_factory=list)
    would: list[Written] = field(default_factory=list)


@dataclass
class Parts:
    """What the offices of one client share. ``client``: the pen, which a dry run has not; ``core``: the heart of the channel."""

    client: Client | None
    core: Core
    openings: Openings
    guarded: Guarded
    casework: Casework | None = None
    gate: Gate | None = None
    reading: Reading | None = None


@dataclass(eq=False)
class Office:
    """Make one with ``build_office`` or ``opening.open_office``; ``acting`` gives the one in which a single act runs."""

    channel: Channel
    clock: Clock
    entropy: Entropy
    listener: Listener
    passage: Passage
    _parts: Parts

    @property
    def casework(self) -> Casework:
        """The files that this client has a part in, as the law makes them of their records."""
        if self._parts.casework is None:
            from client.app.casework.casework import Casework  # an act that needs no file need not load the law

            self._parts.casework = Casework(self.channel, self.clock)
        return self._parts.casework

    @property
    def gate(self) -> Gate:
        """What the outbox asks before it seals a draft that waited."""
        if self._parts.gate is None:
            from client.app.gate import Gate

            self._parts.gate = Gate(self.channel, self.casework, self.clock)
        return self._parts.gate

    @property
    def reading(self) -> Reading:
        """The records of the circles, each decoded once."""
        if self._parts.reading is None:
            from client.app.reading import Reading

            self._parts.reading = Reading(self.casework)
        return self._parts.reading

    @property
    def guarded(self) -> Guarded:
        return self._parts.guarded

    @property
    def naming(self) -> Naming:
        """This device's name key, by which a pseudonym is taken."""
        return Naming(self._parts.core)

    @property
    def openings(self) -> Openings:
        return self._parts.openings

    @property
    def dry(self) -> bool:
        """Whether nothing can come of what is done here."""
        return self._parts.client is None

    @property
    def writing(self) -> Writing:
        """The one way out."""
        if self._parts.client is None:
            from client.app.rehearsing import WouldWrite

            return WouldWrite(self)
        from client.app.writing import Writing

        return Writing(self, self._parts.client)

    def may_go(self, draft: Draft) -> str | None:
        """Why a draft waits that is no longer lawful; the law is loaded only where something is sent."""
        return self.gate(draft)

    def acting(self, reason: str | None = None) -> Office:
        """For one act. ``reason``: why what the leak guard finds is to go all the same."""
        return replace(self, passage=Passage((reason or "").strip()))

    def still(self) -> Office:
        """For a dry run of one act (``client.app.rehearsing``): no pen, and a core that neither keeps nor sends."""
        from client.core.rehearsing import still_core

        core = still_core(self._parts.core)
        parts = Parts(None, core, Openings(core.store), Guarded(core.store), self.casework, self.gate, self.reading)
        return replace(self, channel=Channel(core, None), passage=Passage(self.passage.reason), _parts=parts)

    async def sync(self, *, once: bool = False) -> SyncReport:
        """Fetch and verify what is new, send what waits. What is open beyond its time is closed with it. ``once``: nobody waits for
        a server that does not answer. A dry run goes by what is known."""
        if self.dry:
            await self._keep_up()
            return SyncReport(checkpoint=self.channel.checkpoint.size)
        self.openings.close_overdue(self)
        report = await self.channel.sync(once=once)
        await self._keep_up()
        return report

    async def catch_up(self) -> None:
        """Take in all that was verified, in slices, so that nothing else is held up: after this a view is a matter of moments."""
        await self.casework.catch_up()

    async def _keep_up(self) -> None:
        """Where the files are in use already."""
        if self._parts.casework is not None:
            await self.catch_up()

    async def watch(self, seconds: float | None = None) -> AsyncIterator[Event]:
        """What happens, as it happens; sends what is written meanwhile."""
        closing = asyncio.create_task(self.openings.keep_closing(self))
        try:
            async for event in self.channel.watch(seconds):
                await self._keep_up()
                yield event
        finally:
            closing.cancel()


def build_office(client: Client, *, clock: Clock, entropy: Entropy, listener: Listener | None = None) -> Office:
    """The office of an opened client."""
    store = client.core.store
    office = Office(
        client, clock, entropy, listener or Silent(), Passage(), Parts(client, client.core, Openings(store), Guarded(store))
    )
    client.core.gate = office.may_go
    return office


@asynccontextmanager
async def guest_office(
    card: FrontDeskCard | EnrolmentCard, ring: KeyRing, *, clock: Clock, entropy: Entropy, listener: Listener | None = None
) -> AsyncIterator[Office]:
    """A person on a borrowed device: in memory, believing what the card pins; gone when it is left. Raises ``Refused``
    (``other-deployment``)."""
    async with Client.guest(card.url, ring=ring, fingerprint=card.root_fingerprint, entropy=entropy, clock=clock) as client:
        if client.deployment.salt != card.salt:
            raise Refused("the card is of another deployment", "other-deployment")
        yield build_office(client, clock=clock, entropy=entropy, listener=listener)
