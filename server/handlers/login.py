"""Login by signed challenge: a device with its certificate, or anyone with an Ed25519 key and a proof of work."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from crypto import work
from crypto.errors import Forged, Refused
from crypto.primitives import LABEL_LOGIN, verify
from crypto.ring import person_hash
from crypto.trust import Device
from crypto.types import CertificateHash, Holder, LogIndex
from server import http, render
from server.access import Grant, Role
from server.problems import Problem
from server.services import Services, anonymous, answer, services, session
from server.sessions import Session, refused


async def challenge(request: web.Request) -> web.Response:
    anonymous(request)
    s = services(request)
    await http.body(request, 1024, s.limits.body_seconds)
    nonce, expires_at = s.challenges.new(s.clock())
    return answer(json.dumps({"nonce": render.b64(nonce), "expires_at": expires_at, "work_bits": s.limits.work_bits}))


async def login(request: web.Request) -> web.Response:
    anonymous(request)
    s = services(request)
    fields = await http.json_object(request, s.limits)
    nonce = http.octets(fields.get("nonce"), size=40)
    signature = http.octets(fields.get("signature"), size=64)
    reading_key = http.hash_of(fields["reading_key"]) if fields.get("reading_key") is not None else None
    s.challenges.use(nonce, s.clock())
    holder, key, device = _who(s, fields, nonce)
    try:
        verify(key, LABEL_LOGIN, s.memory.deployment.log_origin.encode() + nonce + holder, signature)
    except Forged:
        raise refused() from None
    token, opened = await _open(s, holder, key, device, reading_key)
    return answer(json.dumps({"token": token, "expires_at": opened.expires_at, "holder": holder.hex()}))


def _who(s: Services, fields: dict[str, Any], nonce: bytes) -> tuple[Holder, bytes, Device | None]:
    """Holder, verify key and device of who wants to log in. A certificate that is unknown, revoked or out of date is refused."""
    if fields.get("certificate") is not None:
        claimed = CertificateHash(http.hash_of(fields["certificate"]))
        try:
            device = s.memory.directory.device(claimed, s.memory.published.size, s.clock())
        except Refused as error:
            raise Problem(401, error.code, "The certificate is not one that may log in now") from None
        return Holder(device.hash), device.verify_key, device
    key = http.octets(fields.get("verify_key"), size=32)
    proof = http.octets(fields.get("work"), size=work.SIZE)
    if not work.check(nonce, s.limits.work_bits, proof):
        raise Problem(403, "work", "The proof of work is missing or too small")
    return person_hash(key), key, None


async def _open(s: Services, holder: Holder, key: bytes, device: Device | None, reading_key: bytes | None) -> tuple[str, Session]:
    """A session with the grants as they are between two batches: from then on the appender keeps them up."""
    async with s.database.turn:
        grants = await s.reading.grants(holder)
        token, opened = s.sessions.open(holder, key, device, s.clock())
        opened.grants = {circle: Grant(Role(role), None if until is None else LogIndex(until)) for circle, role, until in grants}
        opened.reading_keys = {statement.key_hash for statement in s.memory.statements.history(holder)}
    if reading_key is not None:
        opened.reading_keys.add(reading_key)
    return token, opened


async def close(request: web.Request) -> web.Response:
    s, opened = services(request), session(request)
    await http.body(request, 1024, s.limits.body_seconds)
    s.sessions.close(opened)
    s.hub.end(opened)
    return answer("{}")
