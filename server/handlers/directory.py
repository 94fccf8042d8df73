"""Certificates, revocation lists and reading-key statements, which become leaves; checkpoints and proofs of the log."""

from __future__ import annotations

import asyncio
import json

from aiohttp import web

from crypto.log import LeafKind
from crypto.trust import Device, Directory, ReadingKeyStatement
from crypto.types import Holder
from server import http, render
from server.batch import Publish
from server.problems import Problem, malformed
from server.services import Services, anonymous, answer, reader, services, session


async def certificate(request: web.Request) -> web.Response:
    return await _self_proving(request, LeafKind.CERTIFICATE)


async def revocation(request: web.Request) -> web.Response:
    return await _self_proving(request, LeafKind.REVOCATION)


async def _self_proving(request: web.Request, kind: LeafKind) -> web.Response:
    """No login: what chains to the root proves itself, and a device logs in only once its certificate is here."""
    anonymous(request)
    s = services(request)
    return await _publish(s, Publish(kind, await _document(request), asyncio.get_running_loop().create_future()))


async def statement(request: web.Request) -> web.Response:
    s, caller = services(request), session(request)
    s.rates.documents.take(caller.holder)
    data = await _document(request)
    holder = ReadingKeyStatement.decode(data).holder
    if holder != caller.holder and not _is_offline_key(s.memory.directory, s.memory.published.size, holder, caller.device):
        raise Problem(403, "author", "A statement is handed in by its holder")
    return await _publish(s, Publish(LeafKind.STATEMENT, data, asyncio.get_running_loop().create_future()))


def _is_offline_key(directory: Directory, size: int, holder: Holder, device: Device | None) -> bool:
    """A body's recovery key is kept offline and never signs in for this: a device of its body hands in what it has signed."""
    found = directory.known(holder, size)
    return found is not None and "recovery" in found.roles and device is not None and device.body.hash == found.body.hash


async def _document(request: web.Request) -> bytes:
    limits = services(request).limits
    return await http.body(request, limits.document, limits.body_seconds)


async def _publish(s: Services, item: Publish) -> web.Response:
    return answer(json.dumps({"index": await s.appender.publish(item)}))


async def checkpoint(request: web.Request) -> web.Response:
    reader(request)
    return answer(json.dumps({"checkpoint": services(request).memory.published.note}))


async def inclusion(request: web.Request) -> web.Response:
    reader(request)
    memory = services(request).memory
    size = http.number(request, "size", memory.published.size, memory.published.size)
    if size == 0:
        raise malformed("The log is empty")
    index = http.number(request, "index", None, size - 1)
    return answer(f'{{"proof":{render.hashes(memory.tree.inclusion_proof(index, size))}}}')


async def consistency(request: web.Request) -> web.Response:
    reader(request)
    memory = services(request).memory
    end = http.number(request, "to", memory.published.size, memory.published.size)
    start = http.number(request, "from", None, end)
    return answer(f'{{"proof":{render.hashes(memory.tree.consistency_proof(start, end))}}}')
