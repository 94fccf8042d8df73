"""Delivery: sync by cursor, and the same over one websocket that then stays and tells what is new."""

from __future__ import annotations

import asyncio
import contextlib

from aiohttp import WSMsgType, web

from server import http
from server.frames import Cursor, Horizon
from server.problems import Problem, places, too_many
from server.push import ENDED, Subscriber
from server.services import Services, answer, reader, services, session
from server.sessions import Session

HEARTBEAT_SECONDS = 30
CLOSE_SECONDS = 2
MAX_MESSAGE = 4096
MAX_MESSAGES = 100


async def sync(request: web.Request) -> web.Response:
    s, caller = services(request), reader(request)
    limit = max(1, http.number(request, "limit", 200, s.limits.frame_items))
    size = http.number(request, "size", 0, 1 << 53)
    cursor = Cursor.parse(request.query.get("cursor", "0.0"))
    page = await s.frames.sync(caller, cursor, size, limit, s.frames.horizon())
    return answer(page.text)


async def stream(request: web.Request) -> web.StreamResponse:
    s, caller = services(request), session(request)
    cursor, size = Cursor.parse(request.query.get("cursor", "0.0")), http.number(request, "size", 0, 1 << 53)
    published = s.memory.published.size
    if max(cursor.leaf, size) > published:
        raise Problem(409, "log-behind", "The log is shorter than what you have seen of it", size=published)
    if caller.sockets >= s.limits.sockets or s.hub.count >= s.limits.sockets_all:
        raise too_many(5)
    socket = web.WebSocketResponse(heartbeat=HEARTBEAT_SECONDS, max_msg_size=MAX_MESSAGE, compress=False, timeout=CLOSE_SECONDS)
    if not socket.can_prepare(request).ok:
        raise Problem(426, "websocket", "This is a websocket", headers={"Upgrade": "websocket"})
    caller.sockets += 1
    try:
        await socket.prepare(request)
        await _serve(request, s, caller, socket, cursor, size)
    finally:
        caller.sockets -= 1
    return socket


async def _serve(
    request: web.Request, s: Services, caller: Session, socket: web.WebSocketResponse, cursor: Cursor, size: int
) -> None:
    horizon = s.frames.horizon()
    subscriber = Subscriber(caller, horizon.published.size)
    s.hub.add(subscriber)
    sending = asyncio.ensure_future(_send(s, subscriber, socket, cursor, size, horizon))
    sending.add_done_callback(lambda _: subscriber.close(ENDED))
    hanging_up = asyncio.ensure_future(_hang_up(request, subscriber, socket))
    try:
        await _receive(socket)
    finally:
        s.hub.remove(subscriber)
        sending.cancel()
        hanging_up.cancel()
        ended = await asyncio.gather(sending, hanging_up, return_exceptions=True)
        for error in ended:
            if isinstance(error, Exception) and not isinstance(error, (ConnectionError, RuntimeError)):
                s.log.error("stream-failed", error=type(error).__name__, at=places(error))


async def _receive(socket: web.WebSocketResponse) -> None:
    """Nothing is expected but pongs and the close; whoever talks too much is cut off."""
    messages = 0
    async for message in socket:
        messages += 1
        if message.type is WSMsgType.ERROR or messages > MAX_MESSAGES:
            return


async def _send(
    s: Services, subscriber: Subscriber, socket: web.WebSocketResponse, cursor: Cursor, size: int, horizon: Horizon
) -> None:
    """Catches up from the database to the horizon, then sends what the hub queues. One frame at least, so that whoever connects
    learns the checkpoint."""
    more = True
    while more:
        page = await s.frames.sync(subscriber.session, cursor, size, s.limits.frame_items, horizon)
        await socket.send_str(page.text)
        cursor, size, more = page.cursor, page.size, page.more
    while True:
        while subscriber.queue:
            frame = subscriber.queue.popleft()
            subscriber.queued -= len(frame)
            await socket.send_frame(frame, WSMsgType.TEXT)
        subscriber.wake.clear()
        await subscriber.wake.wait()


async def _hang_up(request: web.Request, subscriber: Subscriber, socket: web.WebSocketResponse) -> None:
    """Ends the connection once the hub, the session or the sender says so; a peer that reads nothing does not hold it open."""
    await subscriber.gone.wait()
    with contextlib.suppress(TimeoutError, ConnectionError, RuntimeError):
        async with asyncio.timeout(CLOSE_SECONDS):
            await socket.close(code=subscriber.closing or ENDED)
    if request.transport is not None:
        request.transport.abort()
