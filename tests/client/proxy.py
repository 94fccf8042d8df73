"""A hostile way to the server: a real HTTP proxy whose hooks withhold, reorder, alter, answer twice or cut the line."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

Answer = tuple[int, bytes]
Hook = Callable[["Asked", Callable[[], Awaitable[Answer]]], Awaitable[Answer | None]]
"""Gets what was asked and the way on; None cuts the connection without an answer."""


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    query: str
    body: bytes


@dataclass
class Proxy:
    """Set ``hook`` to misbehave; ``asked`` is what came through."""

    upstream: str
    hook: Hook | None = None
    asked: list[Asked] = field(default_factory=list)

    async def start(self) -> None:
        self.session = aiohttp.ClientSession()
        app = web.Application(client_max_size=64 << 20)
        app.router.add_route("*", "/{path:.*}", self._handle)
        self.server = TestServer(app)
        await self.server.start_server()

    @property
    def url(self) -> str:
        return str(self.server.make_url("")).rstrip("/")

    async def stop(self) -> None:
        await self.session.close()
        await self.server.close()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        asked = Asked(request.method, request.path, request.query_string, await request.read())
        self.asked.append(asked)
        headers = {name: request.headers[name] for name in ("Authorization", "Content-Type") if name in request.headers}

        async def go_on() -> Answer:
            url = f"{self.upstream}{request.path_qs}"
            async with self.session.request(asked.method, url, data=asked.body or None, headers=headers) as response:
                return response.status, await response.read()

        answer = await (go_on() if self.hook is None else self.hook(asked, go_on))
        if answer is None:
            assert request.transport is not None
            request.transport.abort()
            return web.Response(status=500)
        return web.Response(status=answer[0], body=answer[1], content_type="application/json")


def frames(change: Callable[[dict[str, Any]], Any]) -> Hook:
    """A hook that alters the frames of sync: ``change`` edits the parsed frame, or gives another."""

    async def hook(asked: Asked, go_on: Callable[[], Awaitable[Answer]]) -> Answer | None:
        status, data = await go_on()
        if asked.path != "/v1/sync" or status != 200:
            return status, data
        frame = json.loads(data)
        return status, json.dumps(change(frame) or frame).encode()

    return hook
