"""Blobs: resumable, bounded, and only for who has access to their circle."""

from __future__ import annotations

from dataclasses import replace

from server.limits import Limits
from tests.server.conftest import Server, Start
from tests.server.world import Caller, CircleKind, found, made_policy, noise


async def announce(caller: Caller, blob: str, circle: bytes, size: int, chunks: int) -> int:
    fields = {"circle": circle.hex(), "size": size, "chunks": chunks}
    return (await caller.call("PUT", f"/v1/blobs/{blob}", json=fields))[0]


async def test_an_upload_is_resumed_where_it_stopped_and_chunks_never_change(server: Server) -> None:
    alice = await server.device(server.deciding, "alice")
    chain = await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)))
    blob, chunks = noise(32).hex(), [noise(1000) for _ in range(3)]
    assert await announce(alice, blob, chain.id, 3000, 3) == 200
    for n in (0, 2):
        for _ in range(2):
            assert (await alice.call("PUT", f"/v1/blobs/{blob}/chunks/{n}", data=chunks[n]))[0] == 200
    assert (await alice.call("PUT", f"/v1/blobs/{blob}/chunks/0", data=noise(1000)))[0] == 409
    assert (await alice.call("GET", f"/v1/blobs/{blob}"))[1]["received"] == [0, 2]
    assert await announce(alice, blob, chain.id, 3000, 3) == 200
    assert await announce(alice, blob, chain.id, 2000, 3) == 409
    assert (await alice.call("PUT", f"/v1/blobs/{blob}/chunks/3", data=chunks[1]))[0] == 404
    assert (await alice.call("PUT", f"/v1/blobs/{blob}/chunks/1", data=noise(1001)))[0] == 413
    assert (await alice.call("PUT", f"/v1/blobs/{blob}/chunks/1", data=chunks[1]))[0] == 200
    assert [(await alice.call("GET", f"/v1/blobs/{blob}/chunks/{n}"))[1] for n in range(3)] == chunks


async def test_only_who_has_access_to_the_circle_reads_and_only_the_uploader_writes(server: Server) -> None:
    alice, bob = await server.device(server.deciding, "alice"), await server.device(server.deciding, "bob")
    reader, stranger = await server.device(server.supervising, "reader", ("prosecutor",)), await server.person()
    policy = made_policy(CircleKind.COORDINATION, (server.deciding, server.supervising), readers=(reader.holder,))
    chain = await found(alice, policy, (bob.holder,))
    blob = noise(32).hex()
    assert await announce(stranger, blob, chain.id, 10, 1) == 404
    assert await announce(reader, blob, chain.id, 10, 1) == 403
    assert await announce(alice, blob, chain.id, 10, 1) == 200
    assert (await bob.call("PUT", f"/v1/blobs/{blob}/chunks/0", data=noise(10)))[0] == 404
    data = noise(10)
    assert (await alice.call("PUT", f"/v1/blobs/{blob}/chunks/0", data=data))[0] == 200
    for caller, status in ((alice, 200), (bob, 200), (reader, 200), (stranger, 404)):
        assert (await caller.call("GET", f"/v1/blobs/{blob}/chunks/0"))[0] == status


async def test_a_person_at_a_front_desk_uploads_within_their_quota(start: Start) -> None:
    server = await start(limits=replace(Limits(work_bits=4), blob_bytes_person=1000, chunk=800))
    officer, person = await server.device(server.deciding, "officer", ("duty",)), await server.person()
    chain = await found(officer, made_policy(CircleKind.FRONT_DESK, (server.deciding,)))
    blob = noise(32).hex()
    assert await announce(person, blob, chain.id, 700, 1) == 200
    assert await announce(person, noise(32).hex(), chain.id, 700, 1) == 429
    assert (await person.call("PUT", f"/v1/blobs/{blob}/chunks/0", data=noise(801)))[0] == 413
    data = noise(700)
    assert (await person.call("PUT", f"/v1/blobs/{blob}/chunks/0", data=data))[0] == 200
    assert await person.call("GET", f"/v1/blobs/{blob}/chunks/0") == (200, data)
    assert await officer.call("GET", f"/v1/blobs/{blob}/chunks/0") == (200, data)
