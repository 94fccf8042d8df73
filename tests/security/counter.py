"""The counter: where altered input is handed in over HTTP, and the whole database compared before and after."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crypto.codec import Writer
from crypto.primitives import sha256
from server.limits import Limits, Rate
from server.storage.database import DATABASE
from tests.server.conftest import Server, Start
from tests.server.world import Caller, Chain, CircleKind, Reporter, ReporterRole, found, made_policy, noise, send

COUNT = 1000
AT_ONCE = 16
FREE = Rate(1e9, 1e9)
PROBLEM = "urn:qorgan:problem:"


@dataclass(frozen=True)
class Request:
    """One thing handed in."""

    method: str
    path: str
    arguments: dict[str, Any]


@dataclass
class Hall:
    """A circle of two bodies with a reporter and a reader, and one entry of each class in it; ``other`` is a second circle."""

    server: Server
    alice: Caller
    bob: Caller
    person: Caller
    prosecutor: Caller
    chain: Chain
    other: Chain

    def digest(self) -> bytes:
        """Over every row of every table, as stored."""
        connection = sqlite3.connect(self.server.folder / DATABASE)
        try:
            return sha256("\n".join(connection.iterdump()).encode())
        finally:
            connection.close()

    def append(self, data: bytes, welcome: bytes = b"", chain: Chain | None = None) -> Request:
        body = Writer().opaque(data).opaque(welcome).opaque(b"").bytes()
        return Request("POST", f"/v1/circles/{(chain or self.chain).id.hex()}/entries", {"data": body})

    async def refuse_all(self, caller: Caller, requests: Iterable[Request], count: int = COUNT) -> set[str]:
        """The problem codes met: each request is refused by a problem document of the 400s, and no row has changed."""
        before, tried = self.digest(), list(requests)
        assert len(tried) >= count, f"only {len(tried)} were tried"
        turn = asyncio.Semaphore(AT_ONCE)

        async def hand_in(request: Request) -> str:
            async with turn:
                status, answer = await caller.call(request.method, request.path, **request.arguments)
            assert 400 <= status < 500, (status, answer, request)
            assert answer["type"].startswith(PROBLEM), answer
            return str(answer["type"].removeprefix(PROBLEM))

        codes = set(await asyncio.gather(*(hand_in(request) for request in tried)))
        assert self.digest() == before
        return codes


async def open_hall(start: Start) -> Hall:
    """Without limits of rate, which are another test's."""
    limits = Limits(work_bits=4, appends=FREE, append_bytes=FREE, reports=FREE, reads=FREE, documents=FREE, anonymous=FREE)
    server = await start(limits=limits)
    alice = await server.device(server.deciding, "alice")
    bob = await server.device(server.implementing, "bob")
    prosecutor = await server.device(server.supervising, "prosecutor", ("prosecutor",))
    person = await server.person(reading_key=noise(32))
    policy = made_policy(
        CircleKind.PERSON,
        (server.deciding, server.implementing, server.supervising),
        readers=(prosecutor.holder,),
        reporters=(Reporter(person.holder, ReporterRole.PERSON),),
    )
    chain = await found(alice, policy, (bob.holder,), noise(300))
    await send(bob, chain, chain.record(bob.party))
    await send(person, chain, chain.report(person.party))
    await send(alice, chain, chain.commit(alice.party))
    other = await found(bob, made_policy(CircleKind.COORDINATION, (server.implementing,)))
    return Hall(server, alice, bob, person, prosecutor, chain, other)
