"""Tokens: taken once, by one device, for good; nobody tries a dictionary against them (docs/spec/tokens.md)."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import Any

from server.limits import Limits, Rate
from tests.server.conftest import Server, Start
from tests.server.test_openapi import checked
from tests.server.world import Caller, Party, b64, noise

FAST = Limits(work_bits=4, tokens_taken=Rate(1000, 1000))


async def take(caller: Caller, token: bytes) -> tuple[int, Any]:
    status, answer = await caller.call("POST", "/v1/tokens", json={"token": b64(token)})
    return status, checked("POST", "/v1/tokens", status, answer)


async def test_a_token_is_taken_once_and_again_only_by_who_has_it(server: Server) -> None:
    alice, bob = await server.device(server.deciding, "alice"), await server.device(server.implementing, "bob")
    token = noise(32)
    status, first = await take(alice, token)
    assert status == 200
    assert await take(alice, token) == (200, first)
    status, refused = await take(bob, token)
    assert (status, refused["type"]) == (409, "urn:qorgan:problem:taken")
    assert token.hex() not in str(refused)


async def test_of_many_at_once_one_gets_it(start: Start) -> None:
    server = await start(limits=FAST)
    callers = [await server.device(server.deciding, f"device {number}") for number in range(6)]
    token = noise(32)
    statuses = [status for status, _ in await asyncio.gather(*(take(each, token) for each in callers))]
    assert sorted(statuses) == [200, 409, 409, 409, 409, 409]


async def test_it_stays_taken_over_a_restart(server: Server) -> None:
    alice, bob = await server.device(server.deciding, "alice"), await server.device(server.deciding, "bob")
    token = noise(32)
    _, first = await take(alice, token)
    await server.restart()
    again = await server.caller(alice.party).login()
    assert await take(again, token) == (200, first)
    assert (await take(await server.caller(bob.party).login(), token))[0] == 409


async def test_only_a_certified_device_that_is_not_revoked_takes_one(server: Server) -> None:
    nobody = server.caller(Party(noise(32)))
    assert (await take(nobody, noise(32)))[0] == 401
    assert (await take(await server.person(), noise(32)))[0] == 403
    gone = await server.device(server.deciding, "gone")
    assert (await gone.call("POST", "/v1/revocations", data=server.deciding.crl(1, (gone.party,))))[0] == 200
    assert (await take(gone, noise(32)))[0] in {401, 404}


async def test_what_is_no_token_is_refused(server: Server) -> None:
    alice = await server.device(server.deciding, "alice")
    for value in ({}, {"token": ""}, {"token": b64(noise(31))}, {"token": b64(noise(33))}, {"token": 7}, {"token": ["A"]}):
        status, answer = await alice.call("POST", "/v1/tokens", json=value)
        assert (status, answer["type"]) == (422, "urn:qorgan:problem:malformed"), value


async def test_asking_for_what_others_have_ends_after_some_refusals_and_leaves_a_trace(start: Start) -> None:
    """A dictionary of names: each name that is free is spent by trying it, each that is not is counted."""
    server = await start(limits=Limits(work_bits=4, tokens_taken=Rate(1000, 1000), tokens_refused=3))
    alice, eve = await server.device(server.deciding, "alice"), await server.device(server.implementing, "eve")
    taken = [noise(32) for _ in range(5)]
    for token in taken:
        assert (await take(alice, token))[0] == 200
    own = noise(32)
    assert (await take(eve, own))[0] == 200
    assert [(await take(eve, token))[0] for token in taken] == [409, 409, 409, 429, 429]
    assert (await take(eve, noise(32)))[0] == 429
    assert (await take(eve, own))[0] == 200
    with closing(sqlite3.connect(server.folder / "server.db")) as connection:
        assert connection.execute("SELECT holder, count FROM token_refused").fetchall() == [(eve.holder, 3)]


async def test_a_device_takes_tokens_slowly_and_not_without_end(start: Start) -> None:
    server = await start(limits=Limits(work_bits=4, tokens_taken=Rate(0.001, 3)))
    alice = await server.device(server.deciding, "alice")
    assert [(await take(alice, noise(32)))[0] for _ in range(4)] == [200, 200, 200, 429]
    server = await start(limits=Limits(work_bits=4, tokens_taken=Rate(1000, 1000), tokens=2))
    bob = await server.device(server.deciding, "bob")
    assert [(await take(bob, noise(32)))[0] for _ in range(3)] == [200, 200, 429]


async def test_the_server_has_no_way_to_give_one_back_or_to_list_them(server: Server) -> None:
    alice = await server.device(server.deciding, "alice")
    await take(alice, noise(32))
    for method in ("GET", "DELETE", "PUT", "PATCH"):
        assert (await alice.call(method, "/v1/tokens"))[0] == 405
