"""HTTP to one server, over aiohttp: the only file of the client that knows it.

``transport`` reads this file at the first call and not before: aiohttp takes a tenth of a second, and most commands show what is
there. Redirects are not followed, cookies are not kept, an answer is read up to a limit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import field
from typing import Final

import aiohttp

from client.core.errors import Offline
from crypto.errors import Malformed
from crypto.frozen import dataclass

TIMEOUT: Final = aiohttp.ClientTimeout(total=60, sock_connect=10, sock_read=30)
HEARTBEAT_SECONDS: Final = 20
UNAUTHORISED: Final = 401
_LOST = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, asyncio.TimeoutError, OSError)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    data: bytes = field(repr=False)


class Stream:
    """An open websocket on which the server sends text."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket

    async def receive(self) -> str | None:
        """The next text; None where the connection is over, or something else came."""
        message = await self._socket.receive()
        return str(message.data) if message.type is aiohttp.WSMsgType.TEXT else None

    async def close(self) -> None:
        await self._socket.close()


class Wire:
    """Safe for concurrent calls of one event loop; ``close`` after use."""

    def __init__(self) -> None:
        self._session = aiohttp.ClientSession(timeout=TIMEOUT, cookie_jar=aiohttp.DummyCookieJar())

    async def close(self) -> None:
        await self._session.close()

    async def request(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str], limit: int) -> Answer:
        """Raises ``Offline``; ``Malformed`` for what is not HTTP of the form, or longer than ``limit``."""
        try:
            async with self._session.request(method, url, data=body, headers=headers, allow_redirects=False) as response:
                return Answer(response.status, response.headers, await _read(response, limit))
        except _LOST as error:
            raise Offline("no connection ({error})", error=type(error).__name__) from None
        except aiohttp.ClientError as error:
            raise Malformed(
                "the server's answer is not HTTP of the form ({error})", "bad-answer", error=type(error).__name__
            ) from None

    async def stream(self, url: str, headers: Mapping[str, str], limit: int) -> Stream | None:
        """None where the server wants another sign-in first. Raises ``Offline``."""
        try:
            return Stream(
                await self._session.ws_connect(url, headers=headers, heartbeat=HEARTBEAT_SECONDS, max_msg_size=limit, compress=0)
            )
        except aiohttp.WSServerHandshakeError as error:
            if error.status == UNAUTHORISED:
                return None
            raise Offline("the server refused the stream ({status})", status=error.status) from None
        except _LOST as error:
            raise Offline("no connection ({error})", error=type(error).__name__) from None


async def _read(response: aiohttp.ClientResponse, limit: int) -> bytes:
    parts, size = [], 0
    async for part in response.content.iter_any():
        size += len(part)
        if size > limit:
            raise Malformed("the server's answer is longer than any honest one", "too-large")
        parts.append(part)
    return b"".join(parts)
