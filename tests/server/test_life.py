"""The life of a circle over HTTP: login, certificates, append, sync, stream."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode
from typing import Any

from crypto.log import entry_leaf, open_checkpoint, verify_consistency, verify_inclusion
from tests.server.conftest import Server
from tests.server.world import ORIGIN, CircleKind, Reporter, ReporterRole, found, made_policy, noise, send


def verified(frame: Any, key: bytes) -> list[Any]:
    """The entries of a frame whose inclusion under its checkpoint holds."""
    checkpoint = open_checkpoint(frame["checkpoint"], ORIGIN, key)
    entries = [item for item in frame["items"] if item["kind"] == "entry"]
    for item in entries:
        from crypto.entry import parse_entry

        entry = parse_entry(b64decode(item["entry"]))
        leaf = entry_leaf(b64decode(item["salt"]), bytes.fromhex(item["circle"]), item["position"], entry.hash, item["accepted_at"])
        verify_inclusion(leaf, item["index"], checkpoint.size, [b64decode(p) for p in item["proof"]], checkpoint.root)
    return entries


async def test_what_is_appended_is_synced_with_proofs_that_hold(server: Server) -> None:
    alice = await server.device(server.deciding, "alice")
    bob = await server.device(server.implementing, "bob")
    policy = made_policy(CircleKind.COORDINATION, (server.deciding, server.implementing))
    chain = await found(alice, policy, (bob.holder,), welcome := noise(300))
    first = await bob.sync()
    for _ in range(5):
        await send(bob, chain, chain.record(bob.party))
    size = open_checkpoint(first["checkpoint"], ORIGIN, server.realm.deployment.log_key)
    second = await alice.sync(first["cursor"], size.size)
    entries = verified(second, server.realm.deployment.log_key)
    assert [item["position"] for item in entries] == [1, 2, 3, 4, 5]
    newer = open_checkpoint(second["checkpoint"], ORIGIN, server.realm.deployment.log_key)
    proof = [b64decode(p) for p in second["consistency"]["proof"]]
    verify_consistency(size.size, newer.size, proof, size.root, newer.root)
    status, answer = await bob.call("GET", f"/v1/circles/{chain.id.hex()}/welcome")
    assert (status, b64decode(answer["welcome"])) == (200, welcome)


async def test_a_stream_catches_up_and_then_tells_what_is_new(server: Server) -> None:
    alice = await server.device(server.deciding, "alice")
    bob = await server.device(server.deciding, "bob")
    chain = await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)), (bob.holder,))
    headers = {"Authorization": f"Bearer {bob.token}"}
    async with server.http.ws_connect(server.url + "/v1/stream?cursor=0.0", headers=headers) as socket:
        past = json.loads(await socket.receive_str(timeout=5))
        assert [item["position"] for item in verified(past, server.realm.deployment.log_key)] == [0]
        await send(alice, chain, chain.record(alice.party))
        new = json.loads(await socket.receive_str(timeout=5))
        assert [item["position"] for item in verified(new, server.realm.deployment.log_key)] == [1]
        seen = open_checkpoint(past["checkpoint"], ORIGIN, server.realm.deployment.log_key)
        now = open_checkpoint(new["checkpoint"], ORIGIN, server.realm.deployment.log_key)
        assert new["consistency"]["from"] == seen.size
        verify_consistency(seen.size, now.size, [b64decode(p) for p in new["consistency"]["proof"]], seen.root, now.root)


async def test_a_person_reports_to_a_front_desk_and_reads_only_what_is_theirs(server: Server) -> None:
    from crypto import work

    officer = await server.device(server.deciding, "officer", ("duty",))
    chain = await found(officer, made_policy(CircleKind.FRONT_DESK, (server.deciding,)))
    key = noise(32)
    person, other = await server.person(reading_key=key), await server.person()
    report = chain.report(person.party)
    assert (await person.append(report))[0] == 403
    await send(person, chain, report, proof=work.find(report.hash, 4))
    await send(officer, chain, chain.record(officer.party))
    await send(officer, chain, chain.record(officer.party, disclosed=(key,)))
    assert [i["position"] for i in verified(await person.sync(), server.realm.deployment.log_key)] == [0, 1, 3]
    assert verified(await other.sync(), server.realm.deployment.log_key) == []
    assert [i["position"] for i in (await other.entries(chain.id))[1]["items"]] == [0]


async def test_everything_survives_a_restart(server: Server) -> None:
    alice = await server.device(server.deciding, "alice")
    policy = made_policy(CircleKind.COORDINATION, (server.deciding,), reporters=(Reporter(noise(32), ReporterRole.PERSON),))  # type: ignore[arg-type]
    chain = await found(alice, policy)
    entry = chain.record(alice.party)
    first = await send(alice, chain, entry)
    before = await alice.sync()
    await server.restart()
    alice.url = server.url
    assert (await alice.call("GET", "/v1/sync"))[0] == 401
    await alice.login()
    assert (await alice.sync()) == before
    assert await alice.append(entry) == (200, first)
    await send(alice, chain, chain.record(alice.party))


async def test_many_writers_at_once_are_all_answered(server: Server) -> None:
    devices = [await server.device(server.deciding, f"device {i}") for i in range(8)]
    chains = [await found(device, made_policy(CircleKind.COORDINATION, (server.deciding,))) for device in devices]

    async def write(i: int) -> None:
        for _ in range(20):
            await send(devices[i], chains[i], chains[i].record(devices[i].party))

    await asyncio.gather(*(write(i) for i in range(8)))
    frame = await devices[0].sync()
    assert [item["position"] for item in verified(frame, server.realm.deployment.log_key)] == list(range(21))
