"""Every size, rate and duration has a bound."""

from __future__ import annotations

import asyncio
import json
import time
import zlib
from dataclasses import replace

import aiohttp
import pytest

from server.limits import Buckets, Limits, Rate
from server.problems import Problem
from server.services import SERVICES
from tests.server.conftest import Server, Start
from tests.server.world import CircleKind, b64, found, made_policy, noise, send

LIMITS = Limits(work_bits=4)


async def raw(server: Server, request: bytes, seconds: float = 5, drip: bytes = b"", pause: float = 0.05) -> bytes:
    """Sends bytes as they are, then drips ``drip`` one byte at a time; what comes back until the server closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.running.port)
    writer.write(request)

    async def dripping() -> None:
        for byte in drip:
            writer.write(bytes([byte]))
            await asyncio.sleep(pause)

    task = asyncio.ensure_future(dripping())
    try:
        async with asyncio.timeout(seconds):
            return await reader.read()
    finally:
        task.cancel()
        writer.close()


async def test_a_body_that_is_dripped_is_cut_off(start: Start) -> None:
    server = await start(limits=replace(LIMITS, body_seconds=0.5))
    head = b"POST /v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
    begin = time.monotonic()
    answer = await raw(server, head, drip=b"x" * 200)
    assert b" 408 " in answer.split(b"\r\n")[0]
    assert time.monotonic() - begin < 4


async def test_a_head_that_is_never_finished_is_cut_off(start: Start) -> None:
    server = await start(limits=replace(LIMITS, idle_seconds=0.5))
    assert await raw(server, b"POST /v1/login HTTP/1.1\r\nHost: x\r\nX: ", drip=b"y" * 100, pause=0.1) == b""


async def test_an_encoded_body_is_refused_and_never_unpacked(server: Server) -> None:
    bomb = zlib.compress(b"0" * 50_000_000)
    alice = await server.device(server.deciding, "alice")
    for encoding in ("deflate", "gzip", "br"):
        headers = {"Content-Encoding": encoding}
        status, answer = await alice.call("PUT", "/v1/key-packages", data=bomb, headers=headers)
        assert (status, answer["type"]) == (415, "urn:qorgan:problem:encoding")


async def test_a_body_over_its_limit_is_refused_before_it_is_read(server: Server) -> None:
    head = b"POST /v1/certificates HTTP/1.1\r\nHost: x\r\nContent-Length: 1073741824\r\n\r\n"
    assert b" 413 " in (await raw(server, head)).split(b"\r\n")[0]
    chunked = (
        b"POST /v1/certificates HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + b"10000\r\n" + b"x" * 65536 + b"\r\n"
    )
    assert b" 413 " in (await raw(server, chunked + b"10000\r\n" + b"x" * 65536 + b"\r\n")).split(b"\r\n")[0]


async def test_json_that_is_deep_doubled_or_no_object_is_refused(server: Server) -> None:
    alice = await server.device(server.deciding, "alice")
    bad = [b"[" * 100_000, b'{"device":' + b"[" * 20 + b"]" * 20 + b"}", b'{"device":1,"device":2}', b"[]", b"NaN", b"\xff", b""]
    for body in bad:
        status, answer = await alice.call("POST", "/v1/key-packages/claim", data=body)
        assert (status, answer["type"]) == (422, "urn:qorgan:problem:malformed"), body[:20]


async def test_a_holder_who_appends_too_fast_waits(start: Start) -> None:
    server = await start(limits=replace(LIMITS, appends=Rate(0.001, 3)))
    alice, bob = await server.device(server.deciding, "alice"), await server.device(server.deciding, "bob")
    policy = made_policy(CircleKind.COORDINATION, (server.deciding,))
    chain = await found(alice, policy)
    for _ in range(2):
        await send(alice, chain, chain.record(alice.party))
    status, answer = await alice.append(chain.record(alice.party))
    assert (status, answer["type"]) == (429, "urn:qorgan:problem:rate")
    await found(bob, policy)


def test_a_bucket_refills_with_time_and_forgets_who_was_idle_longest() -> None:
    now = [0.0]
    buckets = Buckets(Rate(1, 2), lambda: now[0], size=2)
    for _ in range(2):
        buckets.take("a")
    with pytest.raises(Problem, match="rate"):
        buckets.take("a")
    now[0] = 1.0
    buckets.take("a")
    with pytest.raises(Problem, match="rate"):
        buckets.take("a")


async def test_a_stock_of_key_packages_is_not_drained_by_one(start: Start) -> None:
    server = await start(limits=replace(LIMITS, claims_pair=Rate(0.001, 2)))
    alice, bob = await server.device(server.deciding, "alice"), await server.device(server.deciding, "bob")
    packages = [noise(100) for _ in range(5)]
    await alice.call("PUT", "/v1/key-packages", json={"key_packages": [b64(p) for p in packages], "last_resort": None})
    statuses = [(await bob.call("POST", "/v1/key-packages/claim", json={"device": alice.holder.hex()}))[0] for _ in range(4)]
    assert statuses == [200, 200, 429, 429]


async def test_each_key_package_is_given_out_once_and_the_last_resort_stays(server: Server) -> None:
    alice, bob = await server.device(server.deciding, "alice"), await server.device(server.deciding, "bob")
    packages, last = [b64(noise(100)) for _ in range(4)], b64(noise(100))
    stock = {"key_packages": packages, "last_resort": last}
    assert await alice.call("PUT", "/v1/key-packages", json=stock) == (200, {"available": 4})
    claims = await asyncio.gather(
        *(bob.call("POST", "/v1/key-packages/claim", json={"device": alice.holder.hex()}) for _ in range(4))
    )
    assert sorted(answer["key_package"] for _, answer in claims) == sorted(packages)
    again = await alice.call("PUT", "/v1/key-packages", json={"key_packages": packages, "last_resort": None})
    assert again == (200, {"available": 0})
    for _ in range(2):
        _, answer = await bob.call("POST", "/v1/key-packages/claim", json={"device": alice.holder.hex()})
        assert answer == {"key_package": last, "last_resort": True}


async def test_a_slow_reader_is_dropped_and_resumes_by_cursor(start: Start) -> None:
    server = await start(limits=replace(LIMITS, socket_queue=4))
    alice, bob = await server.device(server.deciding, "alice"), await server.device(server.deciding, "bob")
    chain = await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)), (bob.holder,))
    reader, writer = await asyncio.open_connection("127.0.0.1", server.running.port, limit=1024)
    request = "GET /v1/stream?cursor=0.0 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    request += f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {b64(noise(16))}\r\nAuthorization: Bearer {bob.token}\r\n\r\n"
    writer.write(request.encode())
    await reader.readuntil(b"\r\n\r\n")
    for _ in range(40):
        await send(alice, chain, chain.record(alice.party, size=262144))
    async with asyncio.timeout(10):
        while server.running.app[SERVICES].hub.count:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    assert server.running.app[SERVICES].hub.count == 0
    writer.close()
    positions = []
    cursor, more = "0.0", True
    while more:
        frame = await bob.sync(cursor)
        cursor, more = frame["cursor"], frame["more"]
        positions += [item["position"] for item in frame["items"] if item["kind"] == "entry"]
        assert len(json.dumps(frame)) < 4 * 1024 * 1024
    assert positions == list(range(41))


async def test_a_holder_has_few_websockets(start: Start) -> None:
    server = await start(limits=replace(LIMITS, sockets=2))
    alice = await server.device(server.deciding, "alice")
    headers = {"Authorization": f"Bearer {alice.token}"}
    open_ones = [await server.http.ws_connect(server.url + "/v1/stream", headers=headers) for _ in range(2)]
    with pytest.raises(aiohttp.WSServerHandshakeError, match="429"):
        await server.http.ws_connect(server.url + "/v1/stream", headers=headers)
    for socket in open_ones:
        await socket.close()
