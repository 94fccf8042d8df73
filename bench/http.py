"""A lean HTTP/1.1 client for load: one keep-alive connection, one request at a time.

It exists so that the load generator takes less of the two cores than the server under test. It understands only what the
server answers: a status line, headers with Content-Length, a body.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import os
from typing import Any

WEBSOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455 section 1.3


class Connection:
    """One keep-alive connection to ``host:port``."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str) -> None:
        self._reader = reader
        self._writer = writer
        self._host = host
        self.token = ""

    @classmethod
    async def open(cls, host: str, port: int) -> Connection:
        reader, writer = await asyncio.open_connection(host, port, limit=1 << 22)
        return cls(reader, writer, f"{host}:{port}")

    async def request(
        self, method: str, path: str, body: bytes = b"", content_type: str = "application/octet-stream"
    ) -> tuple[int, Any]:
        """The status and the parsed JSON answer."""
        authorization = f"Authorization: Bearer {self.token}\r\n" if self.token else ""
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: {self._host}\r\n{authorization}"
            f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._writer.write(head.encode() + body)
        status, headers = await self._head()
        length = int(headers.get(b"content-length", b"0"))
        payload = await self._reader.readexactly(length) if length else b"null"
        return status, json.loads(payload)

    async def post_json(self, path: str, value: Any) -> tuple[int, Any]:
        return await self.request("POST", path, json.dumps(value).encode(), "application/json")

    async def _head(self) -> tuple[int, dict[bytes, bytes]]:
        block = await self._reader.readuntil(b"\r\n\r\n")
        first, *lines = block.split(b"\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(b":")
            headers[name.lower()] = value.strip()
        return int(first.split()[1]), headers

    async def websocket(self, path: str) -> asyncio.StreamReader:
        """Upgrade this connection; the server's frames then arrive on the reader as they are."""
        key = base64.b64encode(os.urandom(16)).decode()
        self._writer.write(
            f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\nAuthorization: Bearer {self.token}\r\nConnection: Upgrade\r\n"
            f"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )
        status, headers = await self._head()
        expected = base64.b64encode(hashlib.sha1((key + WEBSOCKET_GUID).encode(), usedforsecurity=False).digest())
        if status != 101 or headers.get(b"sec-websocket-accept") != expected:
            raise ConnectionError(f"no websocket: status {status}")
        return self._reader

    def close(self) -> None:
        self._writer.close()
