"""Clients of a whole deployment against the real server over real HTTP.

town = Town(server)
aliya = await town.officer(server.deciding, "Aliya")
circle = await town.coordination(aliya, bolat, prosecutor)
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from client.core.account import new_account
from client.core.client import Client, assemble
from client.core.records import Record
from client.core.state import first_state
from client.core.store import Store
from crypto.policy import BodyRef, CircleKind, Reporter
from crypto.ring import KeyRing
from crypto.trust import issue_device, parse_certificate
from crypto.types import CircleId, Millis
from server.app import now
from tests.server.conftest import Server
from tests.server.world import YEAR, BodyParty


@dataclass
class Clock:
    """The real time, and what a test adds to it."""

    ahead: int = 0

    def __call__(self) -> Millis:
        return Millis(now() + self.ahead)


@dataclass
class Town:
    """``url`` differs from the server's own where a proxy stands between."""

    server: Server
    entropy_seed: int = 1
    clients: list[Client] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.entropy = random.Random(self.entropy_seed).randbytes

    def chain(self, body: BodyParty, ring: KeyRing, name: str, roles: Sequence[str]) -> tuple[bytes, ...]:
        start = parse_certificate(body.der).not_before
        return (issue_device(body.seed, body.der, ring.verify_key, name, tuple(roles), start, start + YEAR), body.der)

    def client(
        self,
        body: BodyParty | None,
        name: str = "",
        roles: Sequence[str] = (),
        *,
        url: str | None = None,
        clock: Clock | None = None,
    ) -> Client:
        """A device of ``body``, or a person, with its store in memory; nothing is sent yet."""
        ring = KeyRing.random(self.entropy)
        clock = clock or Clock()
        deployment = self.server.realm.deployment
        account = new_account(deployment.encode(), deployment.fingerprint, url or self.server.url, ring, person=body is None)
        if body is not None:
            account = account.with_chain(self.chain(body, ring, name, roles), clock())
        client = Client(assemble(Store.in_memory(), account, first_state(account), self.entropy, clock), None)
        self.clients.append(client)
        return client

    async def officer(self, body: BodyParty, name: str, roles: Sequence[str] = ("officer",), **parts: object) -> Client:
        client = self.client(body, name, roles, **parts)  # type: ignore[arg-type]
        await client.sync()
        return client

    async def close(self) -> None:
        for client in self.clients:
            await client.close()


def holder(client: Client) -> bytes:
    return bytes(client.identity.holder)


def body_of(client: Client) -> BodyRef:
    device = client.device
    assert device is not None
    return BodyRef(device.body.hash, device.body.kind)


async def found(
    founder: Client,
    members: Sequence[Client] = (),
    readers: Sequence[Client] = (),
    *,
    kind: CircleKind = CircleKind.COORDINATION,
    reporters: Sequence[Reporter] = (),
    **parts: object,
) -> CircleId:
    await founder.sync()
    bodies = {body_of(client).hash: body_of(client) for client in (founder, *members, *readers)}
    return await founder.create_circle(
        kind,
        bodies=tuple(bodies[name] for name in sorted(bodies)),
        readers=tuple(holder(reader) for reader in readers),
        reporters=tuple(reporters),
        members=tuple(holder(member) for member in members),
        **parts,  # type: ignore[arg-type]
    )


def note(text: str) -> Record:
    return Record("note", 1, {"text": text})


def texts(client: Client, circle: CircleId) -> list[str]:
    """The texts of all notes that this client can read, in the order of the chain."""
    return [str(entry.record.payload["text"]) for entry in client.entries(circle) if entry.record is not None]
