"""Tokens: 32 bytes that can be taken once, and are never given back. What they stand for, the server cannot tell.

Taking one again is fine for the device that has it. Who asks for what others have taken is bounded twice: by a slow rate, and by a
number of refusals in all, which is kept (docs/spec/tokens.md).
"""

from __future__ import annotations

import json

from aiohttp import web

from server import http
from server.problems import Problem, not_found
from server.services import answer, device, services
from server.storage import tokens


async def take(request: web.Request) -> web.Response:
    s, caller = services(request), device(request, "Only a certified device takes tokens")
    s.rates.tokens.take(caller.holder)
    token = http.octets((await http.json_object(request, s.limits)).get("token"), size=32)
    if s.memory.directory.is_revoked(caller.holder):
        raise not_found()
    bounds = tokens.Bounds(s.limits.tokens, s.limits.tokens_refused)
    result = await s.database.write(lambda connection: tokens.take(connection, token, caller.holder, s.clock(), bounds))
    if result is tokens.Refusal.QUOTA:
        raise Problem(429, "quota", "This device has taken, or was refused, as many tokens as it may")
    if result is tokens.Refusal.TAKEN:
        raise Problem(409, "taken", "The token is taken already")
    return answer(json.dumps({"taken_at": result}))
