"""Blobs: sealed attachments of a circle, in resumable chunks. Whoever may write to the circle uploads; whoever has any access to
the circle and knows the blob's 32 random bytes reads it (its key is inside an entry)."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web
from sqlalchemy import Connection

from crypto.primitives import sha256
from server import http
from server.problems import Problem, malformed, not_found
from server.services import Services, answer, reader, services, session
from server.sessions import Session
from server.storage import writing


async def announce(request: web.Request) -> web.Response:
    s, caller = services(request), session(request)
    fields = await http.json_object(request, s.limits)
    circle = http.hash_of(fields.get("circle"))
    chunks = http.count(fields.get("chunks"), s.limits.chunks)
    size = http.count(fields.get("size"), chunks * s.limits.chunk)
    if not chunks or size < chunks:
        raise malformed("A blob has one chunk at least, and no empty one")
    _check_writer(s, caller, circle)
    blob = writing.Blob(http.identity(request), circle, caller.holder, size, chunks)
    s.rates.appends.take(caller.holder)
    await s.database.write(lambda connection: _announce(connection, s, caller, blob))
    return await _state(s, blob)


def _check_writer(s: Services, caller: Session, circle: bytes) -> None:
    known = s.memory.circles.get(circle)
    if known is None:
        raise not_found()
    writes = caller.holder in known.roster or caller.holder in known.reporters or known.front_desk
    if not writes or caller.holder in known.readers:
        raise not_found() if circle not in caller.grants else Problem(403, "role", "Only who may write here uploads here")


def _announce(connection: Connection, s: Services, caller: Session, blob: writing.Blob) -> None:
    present = writing.find_blob(connection, blob.id)
    if present is not None:
        if present != blob:
            raise Problem(409, "blob", "There is another blob with this id")
        return
    count, total = writing.blob_use(connection, caller.holder)
    room = s.limits.blob_bytes_person if caller.device is None else s.limits.blob_bytes_device
    if count >= s.limits.blobs or total + blob.size > room:
        raise Problem(429, "quota", "The holder has no room left for blobs")
    writing.add_blob(connection, blob, s.clock())


async def state(request: web.Request) -> web.Response:
    s, caller = services(request), reader(request)
    return await _state(s, await _visible(s, caller, http.identity(request)))


async def _state(s: Services, blob: writing.Blob) -> web.Response:
    received = await s.reading.chunk_numbers(blob.id)
    fields: dict[str, Any] = {"circle": blob.circle.hex(), "size": blob.size, "chunks": blob.chunks, "received": received}
    return answer(json.dumps(fields))


async def _visible(s: Services, caller: Session, identity: bytes) -> writing.Blob:
    """The blob, for its uploader and for who has access to its circle now. Raises a 404 problem."""
    row = await s.reading.blob(identity)
    if row is None:
        raise not_found()
    blob = writing.Blob(*row)
    grant = caller.grants.get(blob.circle)
    if blob.holder != caller.holder and (grant is None or grant.until is not None):
        raise not_found()
    return blob


async def put_chunk(request: web.Request) -> web.Response:
    s, caller = services(request), session(request)
    identity, number = http.identity(request), _chunk(request)
    s.rates.appends.take(caller.holder)
    data = await http.body(request, s.limits.chunk, s.limits.body_seconds)
    s.rates.append_bytes.take(caller.holder, len(data))
    if not data:
        raise malformed("A chunk is not empty")
    digest = sha256(data)

    def store(connection: Connection) -> None:
        blob = writing.find_blob(connection, identity)
        if blob is None or blob.holder != caller.holder or number >= blob.chunks:
            raise not_found()
        present = writing.chunk_digest(connection, identity, number)
        if present is not None:
            if present != digest:
                raise Problem(409, "chunk", "The chunk is there with other bytes")
            return
        if writing.stored_bytes(connection, identity) + len(data) > blob.size:
            raise Problem(413, "too-large", "The blob would be larger than it was announced")
        writing.add_chunk(connection, identity, number, digest, data)

    await s.database.write(store)
    return answer("{}")


async def get_chunk(request: web.Request) -> web.Response:
    s, caller = services(request), reader(request)
    blob = await _visible(s, caller, http.identity(request))
    data = await s.reading.chunk(blob.id, _chunk(request))
    if data is None:
        raise not_found()
    return web.Response(body=data, content_type="application/octet-stream")


def _chunk(request: web.Request) -> int:
    text = request.match_info["n"]
    if not text.isascii() or not text.isdecimal() or len(text) > 6:
        raise not_found()
    return int(text)
