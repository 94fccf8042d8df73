"""The real application over real HTTP, with a deployment of three bodies."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from crypto.types import BodyKind
from server import logs
from server.app import Settings, build_app, connection_settings
from server.limits import Limits
from tests.server.world import BodyParty, Caller, Party, Realm, install, noise

Start = Callable[..., Awaitable["Server"]]


@dataclass
class Server:
    """A running server and its deployment. ``logged`` is what it has logged."""

    folder: Path
    realm: Realm
    http: aiohttp.ClientSession
    running: TestServer
    settings: Settings
    logged: io.StringIO
    deciding: BodyParty
    implementing: BodyParty
    supervising: BodyParty
    callers: list[Caller] = field(default_factory=list)

    @property
    def url(self) -> str:
        return str(self.running.make_url("")).rstrip("/")

    def caller(self, party: Party, **parts: Any) -> Caller:
        return Caller(self.http, self.url, party, **parts)

    async def device(self, body: BodyParty, name: str, roles: tuple[str, ...] = ("officer",)) -> Caller:
        """A device whose certificate is published, logged in."""
        made = self.caller(body.device(name, roles))
        status, answer = await made.call("POST", "/v1/certificates", data=made.party.der)
        assert status == 200, answer
        return await made.login()

    async def person(self, **parts: Any) -> Caller:
        return await self.caller(Party(noise(32)), **parts).login()

    async def restart(self) -> None:
        await self.running.close()
        self.running = await _run(self.settings)


async def _run(settings: Settings) -> TestServer:
    server = TestServer(build_app(settings))
    await server.start_server(**connection_settings(settings.limits))
    return server


@pytest.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    """Starts a server with the given settings in a fresh folder."""
    made: list[Server] = []

    async def begin(**parts: Any) -> Server:
        folder = tmp_path / f"server-{len(made)}"
        folder.mkdir()
        realm, logged = await install(folder), io.StringIO()
        parts = {"limits": Limits(work_bits=4)} | parts
        settings = Settings(folder, logs.to(logged), **parts)
        bodies = [
            realm.body(name, kind)
            for name, kind in (("D", BodyKind.DECIDING), ("I", BodyKind.IMPLEMENTING), ("S", BodyKind.SUPERVISING))
        ]
        server = Server(
            folder, realm, aiohttp.ClientSession(), await _run(settings), settings, logged, bodies[0], bodies[1], bodies[2]
        )
        made.append(server)
        for body in bodies:
            status, answer = await server.caller(Party(noise(32))).call("POST", "/v1/certificates", data=body.der)
            assert status == 200, answer
        return server

    yield begin
    for server in made:
        await server.http.close()
        await server.running.close()


@pytest.fixture
async def server(start: Start) -> Server:
    return await start()
