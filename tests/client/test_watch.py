"""What happens is told as it happens, over a websocket that is taken up again."""

from __future__ import annotations

import asyncio
import time

import pytest

from client.core.client import Client
from client.core.frames import Cursor, Frame
from client.core.values import DeadlineDraft, EscalationDraft, Event
from server.services import SERVICES
from tests.client.town import Town, found, holder, note, texts


async def watching(client: Client, seen: list[Event], seconds: float = 30) -> None:
    async for event in client.watch(seconds):
        seen.append(event)


async def until(seen: list[Event], kind: str, count: int = 1, seconds: float = 15) -> list[Event]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found_ = [event for event in seen if event.kind == kind]
        if len(found_) >= count:
            return found_
        await asyncio.sleep(0.01)
    raise AssertionError(f"no {kind} within {seconds} s: {[event.kind for event in seen]}")


async def test_entries_arrive_while_watching_and_what_is_appended_meanwhile_goes_out(town: Town) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    dana = await town.officer(town.server.deciding, "Dana")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [dana], [prosecutor])
    seen: dict[str, list[Event]] = {"aliya": [], "dana": []}
    tasks = [asyncio.ensure_future(watching(c, seen[n])) for n, c in (("aliya", aliya), ("dana", dana))]
    await until(seen["aliya"], "connected")
    await until(seen["dana"], "connected")
    for number in range(5):
        (aliya if number % 2 else dana).append(circle, note(f"live {number}"))
    for events in seen.values():
        shown = await until(events, "shown", 5)
        assert {event.entry.record.payload["text"] for event in shown if event.entry and event.entry.record} == {
            f"live {number}" for number in range(5)
        }
        assert not any(event.entry.flags for event in shown if event.entry)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert texts(aliya, circle) == texts(dana, circle)


async def test_a_broken_connection_is_taken_up_again_and_nothing_is_missed(town: Town) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    dana = await town.officer(town.server.deciding, "Dana")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [dana], [prosecutor])
    seen: list[Event] = []
    task = asyncio.ensure_future(watching(dana, seen))
    await until(seen, "connected")
    town.server.running.app[SERVICES].hub.close_all(1001)
    await until(seen, "disconnected")
    aliya.append(circle, note("while away"))
    await aliya.sync()
    await until(seen, "connected", 2)
    (shown,) = await until(seen, "shown")
    assert shown.entry is not None
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert texts(dana, circle) == ["while away"]


async def test_a_deadline_rings_with_its_text_escalates_and_is_settled(town: Town) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    dana = await town.officer(town.server.deciding, "Dana")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [dana], [prosecutor])
    seen: list[Event] = []
    task = asyncio.ensure_future(watching(dana, seen))
    await until(seen, "connected")
    draft = DeadlineDraft("ring me", after=1, notify=(holder(dana),), escalations=(EscalationDraft(1, (holder(dana),)),))
    aliya.append(circle, note("with a clock"), opens=(draft,))
    await aliya.sync()
    notices = await until(seen, "notice", 2)
    assert [(event.text, event.step) for event in notices] == [("ring me", 0), ("ring me", 1)]
    (deadline,) = dana.deadlines(circle)
    assert (deadline.text, deadline.settled_by) == ("ring me", None)
    dana.append(circle, note("done"), settles=(deadline.id,))
    await until(seen, "shown", 2)
    (deadline,) = dana.deadlines(circle)
    assert deadline.settled_by == 2
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_watching_ends_when_its_time_is_over(town: Town) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    start = time.monotonic()
    events = [event.kind async for event in aliya.watch(0.5)]
    assert events[0] == "connected"
    assert 0.4 < time.monotonic() - start < 5


async def test_a_client_that_may_not_send_does_not_hammer_the_server(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [], [prosecutor])
    real, asked = aliya.core.transport.sync, 0

    async def counted(cursor: Cursor, size: int, limit: int) -> Frame:
        nonlocal asked
        asked += 1
        return await real(cursor, size, limit)

    monkeypatch.setattr(aliya.core.transport, "sync", counted)
    aliya.core._note(None, "fork", "two logs", b"", stops=True)
    uid = aliya.append(circle, note("held"))
    seen: list[Event] = []
    await watching(aliya, seen, 1.5)
    assert aliya.status(uid) == "queued"
    assert 1 <= asked <= 4
