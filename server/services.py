"""What handlers work with: made once by ``server.app.build_app``, and passed on; nothing here is global."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import structlog
from aiohttp import web

from crypto.types import Millis
from server.appender import Appender
from server.deadlines import Deadlines
from server.frames import Frames
from server.limits import Buckets, Limits
from server.memory import Memory
from server.problems import Problem, login_needed
from server.push import Hub
from server.sessions import Challenges, Session, Sessions
from server.storage.database import Database
from server.storage.reading import Reading


@dataclass(frozen=True)
class Rates:
    """Token buckets: by holder, but ``anonymous`` by source address."""

    anonymous: Buckets
    appends: Buckets
    append_bytes: Buckets
    reports: Buckets
    reads: Buckets
    claims: Buckets
    claims_pair: Buckets
    documents: Buckets
    tokens: Buckets


@dataclass(frozen=True)
class Services:
    database: Database
    reading: Reading
    memory: Memory
    sessions: Sessions
    challenges: Challenges
    appender: Appender
    frames: Frames
    hub: Hub
    deadlines: Deadlines
    limits: Limits
    rates: Rates
    clock: Callable[[], Millis]
    log: structlog.typing.FilteringBoundLogger


SERVICES: web.AppKey[Services] = web.AppKey("services", Services)


def services(request: web.Request) -> Services:
    return request.app[SERVICES]


def session(request: web.Request) -> Session:
    """Whose request it is. Raises a 401 problem."""
    s = request.app[SERVICES]
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or not token:
        raise login_needed()
    return s.sessions.find(token, s.clock())


def reader(request: web.Request) -> Session:
    """As ``session``, within the rate of reads."""
    found = session(request)
    request.app[SERVICES].rates.reads.take(found.holder)
    return found


def device(request: web.Request, title: str) -> Session:
    """As ``session``, of a certified device. Raises a 403 problem with ``title`` for a person's key."""
    found = session(request)
    if found.device is None:
        raise Problem(403, "device", title)
    return found


def anonymous(request: web.Request) -> None:
    """Holds the rate of a source address for what needs no login."""
    request.app[SERVICES].rates.anonymous.take(request.remote)


def answer(text: str, status: int = 200) -> web.Response:
    """A JSON answer."""
    return web.Response(status=status, body=text.encode(), content_type="application/json")
