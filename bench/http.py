"""A lean HTTP/1.1 client for load: one keep-alive connection, one request at a time.

It exists so that the load generator takes less of the two cores than the server under test. It understands only what the
server answers: a status line, headers with Content-Length, a body. It is a bare ``asyncio.Protocol``: with streams half of the
generator's time went into them.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import os
from asyncio import Future
from collections.abc import Callable
from typing import Any, cast

WEBSOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455 section 1.3
OCTETS = "application/octet-stream"


class Connection(asyncio.Protocol):
    """One keep-alive connection to ``host:port``. After ``websocket`` all that arrives goes to the given function."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._transport: asyncio.Transport | None = None
        self._rest = b""
        self._waiter: Future[tuple[bytes, bytes]] | None = None
        self._sink: Callable[[bytes], None] | None = None
        self.token = ""

    @classmethod
    async def open(cls, host: str, port: int) -> Connection:
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(lambda: cls(f"{host}:{port}"), host, port)
        return connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(ConnectionError("the server closed the connection"))

    def data_received(self, data: bytes) -> None:
        if self._sink is not None:
            self._sink(data)
            return
        self._rest = data = self._rest + data if self._rest else data
        end = data.find(b"\r\n\r\n")
        if end < 0 or self._waiter is None or self._waiter.done():
            return
        total = end + 4 + _content_length(data[:end])
        if len(data) >= total:
            self._rest = data[total:]
            self._waiter.set_result((data[:end], data[end + 4 : total]))

    def head(self, method: str, path: str, content_type: str = OCTETS) -> bytes:
        """A request's head up to the value of its Content-Length, to be made once for many requests."""
        authorization = f"Authorization: Bearer {self.token}\r\n" if self.token else ""
        return (
            f"{method} {path} HTTP/1.1\r\nHost: {self._host}\r\n{authorization}Content-Type: {content_type}\r\nContent-Length: "
        ).encode()

    async def send(self, head: bytes, body: bytes) -> tuple[int, bytes]:
        """The status and the octets of the answer."""
        answer, payload = await self._exchange(b"%b%d\r\n\r\n%b" % (head, len(body), body))
        return int(answer[9:12]), payload

    async def request(self, method: str, path: str, body: bytes = b"", content_type: str = OCTETS) -> tuple[int, Any]:
        """The status and the parsed JSON answer."""
        status, payload = await self.send(self.head(method, path, content_type), body)
        return status, json.loads(payload or b"null")

    async def post_json(self, path: str, value: Any) -> tuple[int, Any]:
        return await self.request("POST", path, json.dumps(value).encode(), "application/json")

    async def websocket(self, path: str, sink: Callable[[bytes], None]) -> None:
        """Upgrade this connection; the server's frames then go to ``sink`` as they are, cut anywhere."""
        key = base64.b64encode(os.urandom(16)).decode()
        answer, _ = await self._exchange(
            f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\nAuthorization: Bearer {self.token}\r\nConnection: Upgrade\r\n"
            f"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )
        expected = base64.b64encode(hashlib.sha1((key + WEBSOCKET_GUID).encode(), usedforsecurity=False).digest())
        if answer[9:12] != b"101" or expected not in answer:
            raise ConnectionError(f"no websocket: {answer[:200]!r}")
        self._sink = sink
        sink(self._rest)

    async def _exchange(self, request: bytes) -> tuple[bytes, bytes]:
        if self._transport is None:
            raise ConnectionError("the connection is closed")
        self._waiter = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._waiter

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()


def _content_length(head: bytes) -> int:
    start = head.find(b"Content-Length: ")
    if start < 0:
        return 0
    end = head.find(b"\r\n", start)
    return int(head[start + 16 : end if end >= 0 else len(head)])
