"""Who sees what: default is nothing, and forbidden answers as unknown does."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest

from crypto import work
from crypto.alarm import Alarm, AlarmKind
from crypto.ring import KeyRing
from crypto.trust import Statements
from crypto.types import EntryHash, Uid
from server.app import now
from tests.server.conftest import Server
from tests.server.world import Caller, Chain, CircleKind, Party, Reporter, ReporterRole, found, made_policy, noise, send


async def positions(caller: Caller) -> list[int]:
    return [item["position"] for item in (await caller.sync())["items"] if item["kind"] == "entry"]


async def world(server: Server) -> tuple[Chain, dict[str, Caller]]:
    """A circle with everybody that one can have, and a stranger."""
    parties = {
        "member": await server.device(server.deciding, "member"),
        "reader": await server.device(server.supervising, "reader", ("prosecutor",)),
        "reporter": await server.person(reading_key=noise(32)),
        "stranger": await server.person(),
        "device": await server.device(server.implementing, "device"),
    }
    policy = made_policy(
        CircleKind.PERSON,
        (server.deciding, server.supervising),
        readers=(parties["reader"].holder,),
        reporters=(Reporter(parties["reporter"].holder, ReporterRole.PERSON),),
    )
    chain = await found(parties["member"], policy)
    await send(parties["member"], chain, chain.record(parties["member"].party))
    return chain, parties


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/v1/circles/{id}/entries", {"member", "reader", "reporter"}),
        ("/v1/circles/{id}/head", {"member", "reader", "reporter"}),
        ("/v1/deadlines?circle={id}", {"member", "reader"}),
        ("/v1/circles/{id}/welcome", set()),
        ("/v1/log/checkpoint", {"member", "reader", "reporter", "stranger", "device"}),
        ("/v1/sync", {"member", "reader", "reporter", "stranger", "device"}),
    ],
)
async def test_each_path_answers_those_it_should_and_nobody_else(server: Server, path: str, allowed: set[str]) -> None:
    chain, parties = await world(server)
    for name, caller in parties.items():
        status, answer = await caller.call("GET", path.format(id=chain.id.hex()))
        assert status == (200 if name in allowed else 404), (name, answer)
        unknown, same = await caller.call("GET", path.format(id=noise(32).hex()))
        if name not in allowed:
            assert (unknown, same) == (status, answer)
    nobody = server.caller(Party(noise(32)))
    assert (await nobody.call("GET", path.format(id=chain.id.hex())))[0] == 401


async def test_a_sync_shows_members_and_readers_all_and_a_reporter_what_is_disclosed(server: Server) -> None:
    chain, parties = await world(server)
    member, reporter = parties["member"], parties["reporter"]
    await send(reporter, chain, chain.report(reporter.party))
    await send(member, chain, chain.record(member.party, disclosed=(noise(32),)))
    await send(member, chain, chain.record(member.party, disclosed=(reporter.reading_key or b"",)))
    assert await positions(member) == await positions(parties["reader"]) == [0, 1, 2, 3, 4]
    assert await positions(reporter) == [0, 2, 4]
    assert await positions(parties["stranger"]) == await positions(parties["device"]) == []


async def test_a_statement_makes_known_which_disclosures_are_the_callers(server: Server) -> None:
    chain, parties = await world(server)
    member, reporter = parties["member"], parties["reporter"]
    ring = KeyRing.random(noise)
    await send(member, chain, chain.record(member.party, disclosed=(ring.reading_key_hash,)))
    assert await positions(reporter) == [0]
    statement = Statements().next(reporter.party.seed, reporter.holder, ring.reading_key, now())
    assert (await parties["member"].call("POST", "/v1/statements", data=statement.encode()))[0] == 403
    assert (await reporter.call("POST", "/v1/statements", data=statement.encode()))[0] == 200
    assert await positions(reporter) == [0, 2]
    await reporter.login()
    assert await positions(reporter) == [0, 2]


async def test_who_is_removed_sees_up_to_the_commit_that_removed_them(server: Server) -> None:
    alice, bob = await server.device(server.deciding, "alice"), await server.device(server.deciding, "bob")
    chain = await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)), (bob.holder,))
    await send(alice, chain, chain.record(alice.party))
    headers = {"Authorization": f"Bearer {bob.token}"}
    async with server.http.ws_connect(server.url + "/v1/stream?cursor=0.0", headers=headers) as socket:
        await socket.receive_str(timeout=5)
        await send(alice, chain, chain.commit(alice.party, (alice.holder,)))
        pushed = json.loads(await socket.receive_str(timeout=5))
        assert [item["position"] for item in pushed["items"]] == [2]
        await send(alice, chain, chain.record(alice.party))
        with pytest.raises(TimeoutError):
            await socket.receive_str(timeout=0.3)
    for _ in range(2):
        assert await positions(bob) == [0, 1, 2]
        assert [i["position"] for i in (await bob.entries(chain.id))[1]["items"]] == [0, 1, 2]
        assert (await bob.call("GET", f"/v1/circles/{chain.id.hex()}/head"))[0] == 404
        await bob.login()
    await send(alice, chain, chain.commit(alice.party, (alice.holder, bob.holder)))
    assert await positions(bob) == [0, 1, 2, 3, 4]


async def test_a_stream_shows_a_reporter_no_more_than_sync_does(server: Server) -> None:
    chain, parties = await world(server)
    member, reporter = parties["member"], parties["reporter"]
    headers = {"Authorization": f"Bearer {reporter.token}"}
    async with server.http.ws_connect(server.url + "/v1/stream?cursor=0.0", headers=headers) as socket:
        await socket.receive_str(timeout=5)
        await send(member, chain, chain.record(member.party))
        await send(member, chain, chain.record(member.party, disclosed=(reporter.reading_key or b"",)))
        await send(reporter, chain, chain.report(reporter.party))
        seen: list[Any] = []
        while len(seen) < 2:
            seen += json.loads(await socket.receive_str(timeout=5))["items"]
    assert [item["position"] for item in seen] == [3, 4]


async def test_who_reports_to_a_front_desk_gets_its_answers_over_the_stream(server: Server) -> None:
    officer, person = await server.device(server.deciding, "officer", ("duty",)), await server.person(reading_key=noise(32))
    chain = await found(officer, made_policy(CircleKind.FRONT_DESK, (server.deciding,)))
    headers = {"Authorization": f"Bearer {person.token}"}
    async with server.http.ws_connect(server.url + "/v1/stream?cursor=0.0", headers=headers) as socket:
        await socket.receive_str(timeout=5)
        report = chain.report(person.party)
        await send(person, chain, report, proof=work.find(report.hash, 4))
        assert json.loads(await socket.receive_str(timeout=5))["items"][0]["position"] == 1
        await send(officer, chain, chain.record(officer.party, disclosed=(person.reading_key or b"",)))
        assert json.loads(await socket.receive_str(timeout=5))["items"][0]["position"] == 2


async def test_only_members_and_readers_raise_alarms_and_each_for_themselves(server: Server) -> None:
    chain, parties = await world(server)

    def alarm(caller: Caller) -> bytes:
        kind = AlarmKind.CANNOT_PROCESS
        return Alarm(chain.id, EntryHash(noise(32)), kind, caller.holder, now(), Uid(noise(16))).sign(caller.party.seed).encode()

    path = f"/v1/circles/{chain.id.hex()}/alarms"
    for name, caller in parties.items():
        status, _ = await caller.call("POST", path, data=alarm(caller))
        assert status == (200 if name in {"member", "reader"} else 404), name
    assert (await parties["member"].call("POST", path, data=alarm(parties["reader"])))[0] == 403
    kinds = [item["kind"] for item in (await parties["reader"].sync())["items"]]
    assert kinds.count("alarm") == 2
    assert "alarm" not in [item["kind"] for item in (await parties["reporter"].sync())["items"]]


async def test_a_login_needs_the_key_a_fresh_nonce_and_a_certificate_that_holds(server: Server) -> None:
    alice = await server.device(server.deciding, "alice")
    unknown = server.caller(server.deciding.device("unknown"))
    with pytest.raises(AssertionError, match="unknown-certificate"):
        await unknown.login()
    thief = server.caller(Party(noise(32), alice.party.der))
    with pytest.raises(AssertionError, match="problem:login"):
        await thief.login()
    assert (await server.device(server.implementing, "x")).token != alice.token


async def test_a_login_nonce_is_used_once(server: Server) -> None:
    alice = await server.device(server.deciding, "alice")
    sent: list[Any] = []
    real = alice.call

    async def record(method: str, path: str, **arguments: Any) -> tuple[int, Any]:
        if path == "/v1/login":
            sent.append(arguments["json"])
        return await real(method, path, **arguments)

    alice.call = record  # type: ignore[method-assign]
    await alice.login()
    assert (await real("POST", "/v1/login", json=sent[0]))[0] == 401


async def test_a_closed_session_is_over(server: Server) -> None:
    alice = await server.device(server.deciding, "alice")
    headers = {"Authorization": f"Bearer {alice.token}"}
    async with server.http.ws_connect(server.url + "/v1/stream", headers=headers) as socket:
        await socket.receive_str(timeout=5)
        assert (await alice.call("POST", "/v1/session/close", json={}))[0] == 200
        message = await socket.receive(timeout=5)
        assert message.type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSING}
    assert (await alice.call("GET", "/v1/sync"))[0] == 401
