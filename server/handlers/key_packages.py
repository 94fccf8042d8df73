"""Key packages (RFC 9420 section 10): stored by a device, each given out once; the last-resort one stays (section 16.8)."""

from __future__ import annotations

import json

from aiohttp import web
from sqlalchemy import Connection

from crypto.primitives import sha256
from server import http, render
from server.problems import Problem, malformed, not_found
from server.services import Services, answer, device, services
from server.sessions import Session
from server.storage import writing

ONLY_DEVICES = "Only a certified device has or claims key packages"


async def put(request: web.Request) -> web.Response:
    s, caller = services(request), device(request, ONLY_DEVICES)
    s.rates.documents.take(caller.holder)
    fields = await http.json_object(request, s.limits)
    rows = _rows(s, caller, fields.get("key_packages"), fields.get("last_resort"))

    def store(connection: Connection) -> int:
        if writing.available(connection, caller.holder) + len(rows) > s.limits.key_packages + 1:
            raise Problem(429, "quota", f"At most {s.limits.key_packages} key packages are kept for a device")
        return writing.add_key_packages(connection, caller.holder, rows)

    return answer(json.dumps({"available": await s.database.write(store)}))


def _rows(s: Services, caller: Session, packages: object, last: object) -> list[writing.Values]:
    if not isinstance(packages, list) or len(packages) > s.limits.key_packages:
        raise malformed("The key packages are not a list of the permitted length")
    parts = [(http.octets(package, limit=s.limits.key_package), 0) for package in packages]
    if last is not None:
        parts.append((http.octets(last, limit=s.limits.key_package), 1))
    if any(not data or len(data) > s.limits.key_package for data, _ in parts):
        raise malformed("A key package is empty or too large")
    return [{"device": caller.holder, "digest": sha256(data), "last_resort": kind, "data": data} for data, kind in parts]


async def claim(request: web.Request) -> web.Response:
    """Bounded per claimer, and per claimer and device, so that nobody drains a device's stock."""
    s, caller = services(request), device(request, ONLY_DEVICES)
    owner = http.hash_of((await http.json_object(request, s.limits)).get("device"))
    s.rates.claims.take(caller.holder)
    s.rates.claims_pair.take((caller.holder, owner))
    if s.memory.directory.is_revoked(owner):
        raise not_found()
    claimed = await s.database.write(lambda connection: writing.claim_key_package(connection, owner, s.clock()))
    if claimed is None:
        raise not_found()
    return answer(json.dumps({"key_package": render.b64(claimed.data), "last_resort": claimed.last_resort}))
