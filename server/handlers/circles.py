"""Circles: append an entry, read a circle, its head, one's welcome, alarms and open deadlines."""

from __future__ import annotations

import asyncio
import json

from aiohttp import web

from crypto import work
from crypto.alarm import MAX_ALARM, parse_alarm
from crypto.codec import Reader, decode
from crypto.entry import Entry, EntryClass, parse_entry
from crypto.log import LeafKind
from server import http, render, rules
from server.access import Grant
from server.batch import Append, Publish
from server.limits import Limits
from server.problems import Problem, malformed, not_found
from server.services import Services, answer, reader, services, session
from server.sessions import Session

_FRAMING = 64


async def append(request: web.Request) -> web.Response:
    s, caller = services(request), session(request)
    circle = http.circle(request)
    limits = s.limits
    data = await http.body(request, limits.entry + limits.welcome + _FRAMING, limits.body_seconds)
    octets, welcome, proof = _append_parts(data, limits)
    entry = parse_entry(octets, limits.entry)
    _check_edge(s, caller, entry, circle, proof)
    if welcome and entry.header.entry_class is not EntryClass.COMMIT:
        raise malformed("Only a commit has a welcome")
    s.rates.append_bytes.take(caller.holder, len(data))
    item = Append(entry, octets, welcome, caller, asyncio.get_running_loop().create_future())
    accepted = await s.appender.append(item)
    return answer(render.accepted(accepted), 200 if accepted.again else 201)


def _append_parts(data: bytes, limits: Limits) -> tuple[bytes, bytes, bytes]:
    """Append{opaque entry<V>; opaque welcome<V>; opaque work<V>}."""

    def read(reader: Reader) -> tuple[bytes, bytes, bytes]:
        return reader.opaque(limits.entry), reader.opaque(limits.welcome), reader.opaque(work.SIZE)

    return decode(data, read)


def _check_edge(s: Services, caller: Session, entry: Entry, circle: bytes, proof: bytes) -> None:
    """What needs no transaction: the path, the author, the rates, and the proof of work of a report from a stranger."""
    header = entry.header
    if header.circle != circle:
        raise Problem(422, "circle", "The entry is of another circle than the path")
    if header.author != caller.holder:
        raise Problem(403, "author", "An entry is handed in by its author")
    s.rates.appends.take(caller.holder)
    if header.entry_class is not EntryClass.REPORT:
        return
    if caller.device is None:
        s.rates.reports.take(caller.holder)
    known = s.memory.circles.get(circle)
    if known is not None and rules.needs_work(known, header.author) and not work.check(entry.hash, s.limits.work_bits, proof):
        raise Problem(403, "work", "A report to this circle needs a proof of work", work_bits=s.limits.work_bits)


async def entries(request: web.Request) -> web.Response:
    s, caller = services(request), reader(request)
    after = -1 if request.query.get("after", "-1") == "-1" else http.number(request, "after", None, 1 << 53)
    limit = max(1, http.number(request, "limit", 200, s.limits.frame_items))
    size = http.number(request, "size", 0, 1 << 53)
    page = await s.frames.circle(caller, http.circle(request), after, size, limit)
    return answer(page.text)


async def head(request: web.Request) -> web.Response:
    s, caller = services(request), reader(request)
    circle = s.frames.known(http.circle(request))
    if s.frames.grant(caller, circle.id).until is not None:
        raise not_found()
    fields = {"position": circle.position, "chain": render.b64(circle.chain)}
    return answer(json.dumps({**fields, "generation": circle.generation, "epoch": circle.epoch}))


async def welcome(request: web.Request) -> web.Response:
    s, caller = services(request), reader(request)
    found = await s.reading.welcome(http.circle(request), caller.holder)
    if found is None:
        raise not_found()
    return answer(json.dumps({"position": found[0], "welcome": render.b64(found[1])}))


async def alarm(request: web.Request) -> web.Response:
    s, caller = services(request), session(request)
    circle = http.circle(request)
    s.rates.documents.take(caller.holder)
    data = await http.body(request, MAX_ALARM, s.limits.body_seconds)
    _full(s, caller, circle)
    parsed = parse_alarm(data)
    if parsed.circle != circle or parsed.author != caller.holder:
        raise Problem(403, "author", "An alarm is handed in by its author, to its circle")
    parsed.verify(caller.verify_key)
    future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    index = await s.appender.publish(Publish(LeafKind.ALARM, data, future, circle, caller.holder))
    return answer(json.dumps({"index": index}))


async def deadlines(request: web.Request) -> web.Response:
    s, caller = services(request), reader(request)
    circle = http.hash_of(request.query.get("circle"))
    _full(s, caller, circle)
    timers = [
        {"id": timer.id.hex(), "due_at": timer.next_at, "step": timer.step, "settled": timer.settled}
        for timer in await s.reading.deadlines(circle)
    ]
    return answer(json.dumps({"deadlines": timers}))


def _full(s: Services, caller: Session, circle: bytes) -> Grant:
    """The caller's grant as a present member or reader. Raises a 404 problem."""
    grant = s.frames.grant(caller, circle)
    if not grant.role.full or grant.until is not None:
        raise not_found()
    return grant
