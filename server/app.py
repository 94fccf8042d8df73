"""The composition root: everything that the server is made of, in the order in which it is made."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog
from aiohttp import web

from crypto.entropy import Entropy
from crypto.types import Millis
from server import guard, key, memory, problems, push
from server.appender import Appender
from server.deadlines import Deadlines
from server.frames import Frames
from server.handlers import routes
from server.limits import Buckets, Limits
from server.services import SERVICES, Rates, Services
from server.sessions import Challenges, Sessions
from server.storage.database import DATABASE, Database, Synchronous
from server.storage.reading import Reading

REPORT_SECONDS = 10


def now() -> Millis:
    return Millis(time.time_ns() // 1_000_000)


def end_process() -> None:
    """After a disk error: at once, without another write."""
    os._exit(70)


@dataclass(frozen=True)
class Settings:
    """What differs between a deployment and a test."""

    folder: Path
    log: structlog.typing.FilteringBoundLogger
    limits: Limits = field(default_factory=Limits)
    entropy: Entropy = os.urandom
    clock: Callable[[], Millis] = now
    synchronous: Synchronous = "FULL"
    on_fatal: Callable[[], None] = end_process


def build_app(settings: Settings) -> web.Application:
    """The application; it opens its database when it starts. Raises nothing: what is wrong with the folder is told at the start."""
    app = web.Application(middlewares=[problems.middleware(settings.log)])
    app.add_routes(routes())
    app.cleanup_ctx.append(_lifetime(settings))
    return app


def connection_settings(limits: Limits) -> dict[str, Any]:
    """For aiohttp's connections: bodies are never unpacked, a head or an idle connection has 25 seconds, and after an early refusal
    the rest of a body is read for one second, so that the peer gets to see the refusal."""
    return {
        "access_log": None,
        "auto_decompress": False,
        "keepalive_timeout": limits.idle_seconds,
        "lingering_time": limits.lingering_seconds,
    }


def _lifetime(settings: Settings) -> Callable[[web.Application], AsyncIterator[None]]:
    async def lifetime(app: web.Application) -> AsyncIterator[None]:
        log_key = key.read(settings.folder)
        database = Database(settings.folder / DATABASE, settings.synchronous)
        watch = guard.Guard(settings.folder)
        try:
            state = await database.write(lambda connection: memory.load(connection, log_key))
            watch.check(state.tree, log_key)
            watch.write(state.published.note)
            services = _services(settings, database, state, watch, log_key)
            app[SERVICES] = services
            settings.log.info("started", leaves=state.published.size, circles=len(state.circles))
            async with _running(services):
                yield
        finally:
            await database.close()
            watch.close()

    return lifetime


def _services(settings: Settings, database: Database, state: memory.Memory, watch: guard.Guard, log_key: key.LogKey) -> Services:
    limits, clock, entropy, log = settings.limits, settings.clock, settings.entropy, settings.log
    reading = Reading(database.reading)
    frames = Frames(state, reading, limits)
    hub = push.Hub(state, frames, limits)
    sessions = Sessions(entropy, limits)
    appender = Appender(
        database,
        state,
        sessions,
        hub,
        watch,
        log_key,
        limits=limits,
        entropy=entropy,
        clock=clock,
        on_fatal=settings.on_fatal,
        log=log,
    )
    return Services(
        database=database,
        reading=reading,
        memory=state,
        sessions=sessions,
        challenges=Challenges(entropy(32), entropy, limits.challenge_seconds),
        appender=appender,
        frames=frames,
        hub=hub,
        deadlines=Deadlines(database, state, hub, owner=entropy(16), clock=clock, log=log),
        limits=limits,
        rates=_rates(limits),
        clock=clock,
        log=log,
    )


def _rates(limits: Limits) -> Rates:
    return Rates(
        anonymous=Buckets(limits.anonymous, time.monotonic),
        appends=Buckets(limits.appends, time.monotonic),
        append_bytes=Buckets(limits.append_bytes, time.monotonic),
        reports=Buckets(limits.reports, time.monotonic),
        reads=Buckets(limits.reads, time.monotonic),
        claims=Buckets(limits.claims, time.monotonic),
        claims_pair=Buckets(limits.claims_pair, time.monotonic),
        documents=Buckets(limits.documents, time.monotonic),
        tokens=Buckets(limits.tokens_taken, time.monotonic),
    )


@contextlib.asynccontextmanager
async def _running(services: Services) -> AsyncIterator[None]:
    """The writer, the scheduler and the report of figures, until the end; a batch in its transaction is finished first."""
    tasks = [asyncio.ensure_future(services.appender.run()), asyncio.ensure_future(_report(services))]
    services.deadlines.start()
    try:
        yield
    finally:
        await services.deadlines.stop()
        services.hub.close_all(1001)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await services.appender.finish()


async def _report(services: Services) -> None:
    """Instead of an access log: counts, every ten seconds in which something was written, and at the end for all of it."""
    try:
        before = _figures(services)
        while True:
            await asyncio.sleep(REPORT_SECONDS)
            latest = _figures(services)
            if latest["batches"] != before["batches"]:
                spent = {name: value - before[name] for name, value in latest.items()}
                services.log.info(
                    "figures", seconds=REPORT_SECONDS, **spent, sessions=len(services.sessions), sockets=services.hub.count
                )
            before = latest
    finally:
        services.log.info("totals", **_figures(services))


def _figures(services: Services) -> dict[str, int]:
    """Since the start. Milliseconds are of CPU time."""
    spent = services.appender.spent
    return {
        "entries": spent.entries,
        "refused": spent.refused,
        "batches": spent.batches,
        "verify_ms": spent.verify // 1_000_000,
        "rules_ms": spent.rules // 1_000_000,
        "database_ms": (services.database.busy - spent.rules) // 1_000_000,
    }
