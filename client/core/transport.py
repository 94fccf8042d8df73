"""The way to the server: typed calls over HTTP, sign-in by a signed challenge, bounded tries.

Every call either returns a parsed value or raises: ``Offline`` (no connection, after ``TRIES`` tries with jitter), ``Busy`` (the
server asks to wait), ``StaleHead`` (409: the head has moved), ``Problem`` (any other problem document), ``Malformed`` (an answer
that is not of the form). All calls may be repeated: an append carries its uid, chunks their number. A session that the server has
forgotten (401) is renewed once for each call.

The server is never trusted here: what it says is checked by whoever called.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from client.core.errors import Busy, Offline, Problem, problem_template
from client.core.frames import (
    Consistency,
    Cursor,
    Frame,
    as_bool,
    as_bytes,
    as_count,
    as_list,
    as_object,
    as_proof,
    as_text,
    b64,
    decode_json,
    parse_frame,
)
from crypto import work
from crypto.codec import Writer
from crypto.errors import Forged, Malformed, Stale, Usage
from crypto.frozen import dataclass
from crypto.types import CircleId, Holder, LogIndex, Millis, Position

if TYPE_CHECKING:
    from client.core.wire import Stream, Wire

TRIES: Final = 4
MAX_ANSWER: Final = 48 << 20
MAX_FRAME: Final = 16 << 20
_WORK_LIMIT: Final = 24
_PATIENCE: Final = 2.0
"""Seconds that a call waits before it is tried again; longer ones are the caller's to wait."""


@dataclass(frozen=True)
class Credentials:
    """Who signs in: ``certificate`` (hash) of a device, or None for a person; ``sign`` signs the challenge with the login label."""

    holder: Holder
    certificate: bytes | None
    verify_key: bytes
    reading_key_hash: bytes
    log_origin: str
    sign: Callable[[bytes], bytes]


@dataclass(frozen=True)
class Ack:
    """The server's word that an entry was accepted: believed once the entry is seen in the log."""

    position: Position
    accepted_at: Millis
    index: LogIndex
    size: int


@dataclass(frozen=True)
class _Request:
    method: str
    path: str
    body: bytes | None = None
    media_type: str = ""
    signed_in: bool = True
    limit: int = MAX_ANSWER


class StaleHead(Stale):
    """The append was made for a head that is no longer the head."""


class Transport:
    """One server. ``open`` before use, ``close`` after; safe for concurrent calls of one event loop."""

    def __init__(self, url: str, credentials: Credentials | None) -> None:
        if not url.startswith(("http://", "https://")):
            raise Usage("a server's address starts with https:// (or http:// on one machine)", "bad-url")
        self._base = url.rstrip("/")
        self.credentials = credentials
        self._opened: Wire | None = None
        self._token: str | None = None
        self.work_bits = 0
        self._login_lock = asyncio.Lock()
        self._jitter = random.Random()
        self.tries = TRIES
        """How often what fails is tried again; less for a look that nobody asked the server for."""

    async def close(self) -> None:
        if self._opened is not None:
            await self._opened.close()
            self._opened = None

    # --- sign-in

    async def login(self) -> None:
        """Sign in anew. Raises as every call, and ``Usage`` where the server asks for more work than is sensible."""
        credentials = self.credentials
        if credentials is None:
            raise Usage("this client has no certificate yet: install it first", "no-certificate")
        challenge = as_object(await self._json("POST", "/v1/login/challenge", body={}, signed_in=False))
        nonce, bits = as_bytes(challenge.get("nonce")), as_count(challenge.get("work_bits", 0))
        self.work_bits = bits
        if bits > _WORK_LIMIT:
            raise Malformed("the server asks for more work than any honest one does", "bad-challenge")
        done = await asyncio.to_thread(work.find, nonce, bits)
        message = credentials.log_origin.encode() + nonce + credentials.holder
        body = {"nonce": b64(nonce), "signature": b64(credentials.sign(message)), "work": b64(done)}
        body["reading_key"] = credentials.reading_key_hash.hex()
        if credentials.certificate is not None:
            body["certificate"] = credentials.certificate.hex()
        else:
            body["verify_key"] = b64(credentials.verify_key)
        answer = as_object(await self._json("POST", "/v1/login", body=body, signed_in=False))
        self._token = as_text(answer.get("token"))

    async def ready(self) -> None:
        """Sign in if that has not been done yet."""
        if self._token is None:
            await self._login_once(None)

    async def logout(self) -> None:
        """Tell the server to forget this session; silent where it cannot be told."""
        if self._token is not None:
            try:
                await self._json("POST", "/v1/session/close", body={}, tries=1)
            except (Offline, Busy, Problem, Malformed, Stale):
                return
            finally:
                self._token = None

    # --- directory and log

    async def deployment(self) -> bytes:
        answer = as_object(await self._json("GET", "/v1/deployment", signed_in=False))
        return as_bytes(answer.get("deployment"))

    async def post_certificate(self, der: bytes) -> None:
        await self._octets("POST", "/v1/certificates", der, signed_in=self._token is not None)

    async def post_revocation(self, der: bytes) -> None:
        await self._octets("POST", "/v1/revocations", der, signed_in=self._token is not None)

    async def post_statement(self, data: bytes) -> None:
        await self._octets("POST", "/v1/statements", data)

    async def checkpoint(self) -> str:
        return as_text(as_object(await self._json("GET", "/v1/log/checkpoint")).get("checkpoint"))

    async def consistency(self, start: int, end: int) -> Consistency:
        answer = as_object(await self._json("GET", f"/v1/log/consistency?from={start}&to={end}"))
        return Consistency(start, as_proof(answer.get("proof")))

    async def inclusion(self, index: int, size: int) -> tuple[bytes, ...]:
        """The proof that the leaf ``index`` is in the tree of ``size`` leaves; nothing is verified here."""
        answer = as_object(await self._json("GET", f"/v1/log/inclusion?index={index}&size={size}"))
        return as_proof(answer.get("proof"))

    # --- key packages

    async def put_key_packages(self, packages: tuple[bytes, ...], last_resort: bytes | None) -> int:
        """How many are left to be given out."""
        body = {"key_packages": [b64(p) for p in packages], "last_resort": None if last_resort is None else b64(last_resort)}
        return as_count(as_object(await self._json("PUT", "/v1/key-packages", body=body)).get("available"))

    async def claim_key_package(self, device: bytes) -> tuple[bytes, bool]:
        """A key package (MLSMessage) of the device and whether it is its last resort."""
        answer = as_object(await self._json("POST", "/v1/key-packages/claim", body={"device": device.hex()}))
        return as_bytes(answer.get("key_package")), as_bool(answer.get("last_resort"))

    async def take_token(self, token: bytes) -> int:
        """When this device took the token (32 bytes), now or before. Raises ``Problem`` (``taken``) where another has it."""
        answer = as_object(await self._json("POST", "/v1/tokens", body={"token": b64(token)}))
        return as_count(answer.get("taken_at"))

    # --- circles

    async def append(self, circle: CircleId, entry: bytes, welcome: bytes = b"", proof_of_work: bytes = b"") -> Ack:
        """Raises ``StaleHead``, and ``Problem`` (``duplicate-uid``) where the uid is there with other bytes."""
        body = Writer().opaque(entry).opaque(welcome).opaque(proof_of_work).bytes()
        answer = as_object(await self._octets("POST", f"/v1/circles/{circle.hex()}/entries", body))
        return Ack(
            Position(as_count(answer.get("position"))),
            Millis(as_count(answer.get("accepted_at"))),
            LogIndex(as_count(answer.get("index"))),
            as_count(answer.get("size")),
        )

    async def entries(self, circle: CircleId, after: int, limit: int, size: int) -> Frame:
        """Entries of one chain from position ``after`` + 1."""
        query = f"after={after}&limit={limit}&size={size}"
        return parse_frame(await self._json("GET", f"/v1/circles/{circle.hex()}/entries?{query}"))

    async def welcome(self, circle: CircleId) -> tuple[Position, bytes]:
        """This device's newest welcome and the position of its commit."""
        answer = as_object(await self._json("GET", f"/v1/circles/{circle.hex()}/welcome"))
        return Position(as_count(answer.get("position"))), as_bytes(answer.get("welcome"))

    async def post_alarm(self, circle: CircleId, alarm: bytes) -> None:
        await self._octets("POST", f"/v1/circles/{circle.hex()}/alarms", alarm)

    # --- delivery

    async def sync(self, cursor: Cursor, size: int, limit: int) -> Frame:
        """What came after ``cursor``, with a checkpoint proven consistent with the tree of ``size`` leaves."""
        return parse_frame(await self._json("GET", f"/v1/sync?cursor={cursor}&size={size}&limit={limit}"))

    async def stream(self, cursor: Cursor, size: int) -> Stream:
        """An open websocket that sends frames as text."""
        if self._token is None:
            await self._login_once(None)
        url, token = f"{self._base}/v1/stream?cursor={cursor}&size={size}", self._token
        stream = await self._wire().stream(url, self._headers(signed_in=True), MAX_FRAME)
        if stream is None:
            await self._login_once(token)
            stream = await self._wire().stream(url, self._headers(signed_in=True), MAX_FRAME)
        if stream is None:
            raise Offline("the server refused the stream")
        return stream

    # --- attachments

    async def declare_blob(self, blob: bytes, circle: CircleId, size: int, chunks: int) -> None:
        body = {"circle": circle.hex(), "size": size, "chunks": chunks}
        await self._json("PUT", f"/v1/blobs/{blob.hex()}", body=body)

    async def blob_chunks(self, blob: bytes) -> frozenset[int]:
        """The numbers of the chunks that the server has."""
        answer = as_object(await self._json("GET", f"/v1/blobs/{blob.hex()}"))
        return frozenset(as_count(number) for number in as_list(answer.get("received"), 1 << 20))

    async def put_chunk(self, blob: bytes, number: int, data: bytes) -> None:
        await self._octets("PUT", f"/v1/blobs/{blob.hex()}/chunks/{number}", data)

    async def get_chunk(self, blob: bytes, number: int, limit: int) -> bytes:
        return await self._call(_Request("GET", f"/v1/blobs/{blob.hex()}/chunks/{number}", limit=limit))

    # --- requests

    async def _json(self, method: str, path: str, body: Any = None, signed_in: bool = True, tries: int | None = None) -> Any:
        octets = None if body is None else json.dumps(body).encode()
        data = await self._call(_Request(method, path, octets, "application/json", signed_in), tries)
        return decode_json(data) if data else {}

    async def _octets(self, method: str, path: str, body: bytes, signed_in: bool = True) -> Any:
        data = await self._call(_Request(method, path, body, "application/octet-stream", signed_in))
        return decode_json(data) if data else {}

    async def _call(self, request: _Request, tries: int | None = None) -> bytes:
        renewed = False
        attempt = 0
        while True:
            if request.signed_in and self._token is None:
                await self._login_once(None)
            token = self._token
            try:
                return await self._once(request)
            except Problem as problem:
                if problem.status != 401 or not request.signed_in or renewed:
                    raise
                renewed = True
                await self._login_once(token)
            except (Offline, Busy) as error:
                attempt += 1
                wait = error.retry_after if isinstance(error, Busy) else 0.1 * 2**attempt
                if attempt >= (tries or self.tries) or wait > _PATIENCE:
                    raise
                await asyncio.sleep(wait * self._jitter.uniform(0.5, 1.0))

    async def _once(self, request: _Request) -> bytes:
        headers = self._headers(request.signed_in)
        if request.body is not None:
            headers["Content-Type"] = request.media_type
        answer = await self._wire().request(request.method, self._base + request.path, request.body, headers, request.limit)
        if answer.status < 300:
            return answer.data
        raise _problem(answer.status, answer.headers, answer.data)

    async def _login_once(self, stale: str | None) -> None:
        """One sign-in even where several calls found the session gone."""
        async with self._login_lock:
            if self._token is None or self._token == stale:
                await self.login()

    def _headers(self, signed_in: bool) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"} if signed_in and self._token is not None else {}

    def _wire(self) -> Wire:
        if self._opened is None:
            from client.core.wire import Wire

            self._opened = Wire()
        return self._opened


def _problem(status: int, headers: Mapping[str, str], data: bytes) -> Exception:
    """The error that a problem document (RFC 9457) stands for."""
    try:
        document = as_object(decode_json(data))
        code = as_text(document.get("type")).rpartition(":")[2] or f"http-{status}"
        detail = as_text(document.get("detail") or document.get("title") or code)
    except Malformed:
        document, code, detail = {}, f"http-{status}", f"the server answered {status}"
    if status == 409 and code == "log-behind":
        return Forged("the server shows an older log than it showed before", "rollback")
    if status == 409 and code == "stale":
        return StaleHead("the circle has moved on", "stale")
    if status in {429, 500, 502, 503, 504, 507}:
        return Busy(problem_template(code), code, _retry_after(headers), detail=detail)
    return Problem(status, code, detail, document)


def _retry_after(headers: Mapping[str, str]) -> float:
    value = headers.get("Retry-After", "")
    return min(float(value), 60.0) if value.isdigit() else 1.0
