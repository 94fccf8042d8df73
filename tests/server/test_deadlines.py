"""Deadlines: opened, settled, fired once, escalated, told to the right ones."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from crypto import work
from crypto.entry import DeadlineMode, DeadlineOpen, Escalation
from crypto.policy import ReportDeadline
from crypto.types import DeadlineId
from server.app import now
from server.services import SERVICES
from tests.server.conftest import Server, Start
from tests.server.world import Caller, CircleKind, found, made_policy, noise, send


class Clock:
    """The server's clock, moved by the test."""

    def __init__(self) -> None:
        self.shift = 0

    def __call__(self) -> Any:
        return now() + self.shift


async def poll(server: Server) -> None:
    await server.running.app[SERVICES].deadlines.poll()


async def notices(caller: Caller) -> list[Any]:
    return [item for item in (await caller.sync())["items"] if item["kind"] == "notice"]


def after(seconds: int, notify: tuple[bytes, ...], *steps: Escalation) -> DeadlineOpen:
    return DeadlineOpen(noise(16), DeadlineMode.AFTER, seconds, notify, steps, noise(40))


async def test_each_step_is_fired_once_and_to_whom_it_names(start: Start) -> None:
    clock = Clock()
    server = await start(clock=clock)
    alice, bob = await server.device(server.deciding, "alice"), await server.device(server.deciding, "bob")
    chain = await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)), (bob.holder,))
    opened = after(60, (alice.holder,), Escalation(30, (bob.holder,)))
    await send(alice, chain, chain.record(alice.party, opens=(opened,)))
    await poll(server)
    assert await notices(alice) == []
    clock.shift = 61_000
    for _ in range(3):
        await poll(server)
    [told] = await notices(alice)
    assert (told["deadline"], told["step"], told["circle"]) == (opened.id.hex(), 0, chain.id.hex())
    assert await notices(bob) == []
    clock.shift = 91_000
    for _ in range(3):
        await poll(server)
    assert [n["step"] for n in await notices(bob)] == [1]
    assert len(await notices(alice)) == 1
    _, timers = await alice.call("GET", f"/v1/deadlines?circle={chain.id.hex()}")
    assert timers["deadlines"] == [{"id": opened.id.hex(), "due_at": None, "step": 2, "settled": False}]


async def test_a_settled_deadline_is_silent(start: Start) -> None:
    clock = Clock()
    server = await start(clock=clock)
    alice = await server.device(server.deciding, "alice")
    chain = await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)))
    opened = after(60, (alice.holder,), Escalation(30, (alice.holder,)))
    await send(alice, chain, chain.record(alice.party, opens=(opened,)))
    await send(alice, chain, chain.record(alice.party, settles=(opened.id, noise(16))))
    clock.shift = 200_000
    await poll(server)
    assert await notices(alice) == []


async def test_a_deadline_of_another_circle_is_not_settled(start: Start) -> None:
    clock = Clock()
    server = await start(clock=clock)
    alice = await server.device(server.deciding, "alice")
    policy = made_policy(CircleKind.COORDINATION, (server.deciding,))
    chain, other = await found(alice, policy), await found(alice, policy)
    opened = after(60, (alice.holder,))
    await send(alice, chain, chain.record(alice.party, opens=(opened,)))
    await send(alice, other, other.record(alice.party, settles=(opened.id,)))
    clock.shift = 61_000
    await poll(server)
    assert len(await notices(alice)) == 1


async def test_an_id_is_opened_once_in_a_circle(server: Server) -> None:
    alice = await server.device(server.deciding, "alice")
    chain = await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)))
    opened = after(60, (alice.holder,))
    await send(alice, chain, chain.record(alice.party, opens=(opened,)))
    status, answer = await alice.append(chain.record(alice.party, opens=(opened,)))
    assert (status, answer["type"]) == (422, "urn:qorgan:problem:deadline")


async def test_a_report_opens_what_the_policy_lists(start: Start) -> None:
    clock = Clock()
    server = await start(clock=clock)
    alice, person = await server.device(server.deciding, "alice", ("duty",)), await server.person()
    template = ReportDeadline(DeadlineId(noise(16)), 300, (server.deciding.hash,), (), noise(40))
    chain = await found(alice, made_policy(CircleKind.FRONT_DESK, (server.deciding,), report_deadlines=(template,)))
    report = chain.report(person.party)
    await send(person, chain, report, proof=work.find(report.hash, 4))
    clock.shift = 301_000
    await poll(server)
    [told] = await notices(alice)
    assert told["deadline"] == template.opened_by(report.hash).hex()


async def test_who_is_outside_the_circle_does_not_learn_which_it_is(start: Start) -> None:
    clock = Clock()
    server = await start(clock=clock)
    alice, outside = await server.device(server.deciding, "alice"), await server.device(server.implementing, "outside")
    inside, colleague = (
        await server.device(server.supervising, "in", ("prosecutor",)),
        await server.device(server.supervising, "out"),
    )
    policy = made_policy(CircleKind.COORDINATION, (server.deciding, server.supervising), readers=(inside.holder,))
    chain = await found(alice, policy)
    opened = after(1, (server.implementing.hash, server.supervising.hash))
    await send(alice, chain, chain.record(alice.party, opens=(opened,)))
    clock.shift = 2_000
    await poll(server)
    assert [n["circle"] for n in await notices(outside)] == [None]
    assert [n["circle"] for n in await notices(inside)] == [chain.id.hex()]
    assert await notices(colleague) == []


async def test_what_came_due_while_the_server_was_down_fires_once_after(start: Start) -> None:
    clock = Clock()
    server = await start(clock=clock)
    alice = await server.device(server.deciding, "alice")
    chain = await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)))
    await send(alice, chain, chain.record(alice.party, opens=(after(60, (alice.holder,)),)))
    clock.shift = 100_000
    for _ in range(3):
        await server.restart()
        await poll(server)
    alice.url = server.url
    await alice.login()
    assert len(await notices(alice)) == 1


async def test_a_notice_is_pushed_and_resumed_by_cursor(server: Server) -> None:
    alice = await server.device(server.deciding, "alice")
    chain = await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)))
    headers = {"Authorization": f"Bearer {alice.token}"}
    async with server.http.ws_connect(server.url + "/v1/stream?cursor=0.0", headers=headers) as socket:
        await socket.receive_str(timeout=5)
        await send(alice, chain, chain.record(alice.party, opens=(after(0, (alice.holder,)),)))
        frames = [json.loads(await asyncio.wait_for(socket.receive_str(), 5)) for _ in range(2)]
    assert [[item["kind"] for item in frame["items"]] for frame in frames] == [["entry"], ["notice"]]
    assert (await alice.sync(frames[1]["cursor"]))["items"] == []
    assert len((await alice.sync(frames[0]["cursor"]))["items"]) == 1
