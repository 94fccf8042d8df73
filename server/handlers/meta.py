"""What anyone may ask."""

from __future__ import annotations

import json

from aiohttp import web

from server import render
from server.openapi import document
from server.services import answer, services


async def healthz(_request: web.Request) -> web.Response:
    return answer('{"status":"ok"}')


async def deployment(request: web.Request) -> web.Response:
    return answer(json.dumps({"deployment": render.b64(services(request).memory.deployment_bytes)}))


async def openapi(_request: web.Request) -> web.Response:
    return answer(json.dumps(document()))
