"""Records follow on one another by the server's acknowledgement; what is sent counts once it is seen in the verified chain."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import Connection

from client.core.archive import write_staged
from client.core.client import Client
from client.core.staging import Staged
from crypto.errors import Forged
from crypto.types import CircleId, Millis
from tests.client.proxy import Answer, Asked, Proxy
from tests.client.town import Town, found, note, texts

RECORDS = 10


@pytest.fixture
async def behind(town: Town) -> object:
    proxy = Proxy(town.server.url)
    await proxy.start()
    yield proxy
    await proxy.stop()


async def _writer(town: Town, behind: Proxy) -> tuple[Client, Client, CircleId]:
    """A member behind the proxy, the prosecutor, and their circle."""
    aliya = await town.officer(town.server.deciding, "Aliya", url=behind.url)
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [], [prosecutor])
    await prosecutor.sync()
    behind.asked.clear()
    return aliya, prosecutor, circle


def _counts(behind: Proxy) -> Counter[str]:
    return Counter("append" if asked.path.endswith("/entries") else asked.path for asked in behind.asked)


async def test_ten_records_take_ten_appends_and_one_look_before_and_after(town: Town, behind: Proxy) -> None:
    aliya, prosecutor, circle = await _writer(town, behind)
    uids = [aliya.append(circle, note(f"{number}")) for number in range(RECORDS)]
    report = await aliya.sync()
    assert report.flushed == tuple(uids)
    assert len(report.shown) == RECORDS
    counts = _counts(behind)
    assert (counts["append"], counts["/v1/sync"]) == (RECORDS, 2)
    await prosecutor.sync()
    assert texts(prosecutor, circle) == [f"{number}" for number in range(RECORDS)]
    assert {draft.state for draft in aliya.core.queue.drafts("queued", "acked", "sent")} == {"sent"}


async def test_who_writes_between_takes_the_place_and_nothing_is_lost(town: Town, behind: Proxy) -> None:
    """Another member's record comes after this one's fifth: the sixth was made for a place that is taken."""
    aliya = await town.officer(town.server.deciding, "Aliya", url=behind.url)
    dana = await town.officer(town.server.deciding, "Dana")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [dana], [prosecutor])
    await dana.sync()
    appended = 0

    async def hook(asked: Asked, go_on: Callable[[], Awaitable[Answer]]) -> Answer | None:
        nonlocal appended
        appended += asked.path.endswith("/entries") and asked.method == "POST"
        if appended == 6 and not texts(dana, circle):
            dana.append(circle, note("between"))
            await dana.sync()
        return await go_on()

    behind.hook = hook
    for number in range(RECORDS):
        aliya.append(circle, note(f"{number}"))
    await aliya.sync()
    await dana.sync()
    expected = [*(f"{number}" for number in range(5)), "between", *(f"{number}" for number in range(5, RECORDS))]
    assert texts(aliya, circle) == texts(dana, circle) == expected


async def test_a_server_that_acknowledges_and_does_not_deliver_is_found_out(town: Town, behind: Proxy) -> None:
    """It says of the second record that it was accepted, and has thrown it away."""
    aliya, _, circle = await _writer(town, behind)
    appended = 0

    async def hook(asked: Asked, go_on: Callable[[], Awaitable[Answer]]) -> Answer | None:
        nonlocal appended
        appends = asked.path.endswith("/entries") and asked.method == "POST"
        appended += appends
        if not appends or appended != 2:
            return await go_on()
        place = aliya.core.state.log.size
        return 201, json.dumps({"position": 2, "accepted_at": 1, "index": place, "size": place + 1}).encode()

    behind.hook = hook
    aliya.append(circle, note("kept"))
    aliya.append(circle, note("thrown away"))
    with pytest.raises(Forged) as caught:
        await aliya.sync()
    assert caught.value.code == "withheld"


async def test_one_who_watches_sends_without_asking_and_shows_his_own_when_the_stream_brings_them(
    town: Town, behind: Proxy
) -> None:
    aliya, prosecutor, circle = await _writer(town, behind)
    stream = aliya.core.transport.stream
    direct, proxied = town.server.url, aliya.core.transport._base

    async def past_the_proxy(*args: object) -> object:
        aliya.core.transport._base = direct
        try:
            return await stream(*args)  # type: ignore[arg-type]
        finally:
            aliya.core.transport._base = proxied

    aliya.core.transport.stream = past_the_proxy  # type: ignore[method-assign, assignment]
    connected, shown = asyncio.Event(), []

    async def watch() -> None:
        async for event in aliya.watch(30):
            if event.kind == "connected":
                connected.set()
            if event.kind == "shown" and event.entry is not None and event.entry.record is not None:
                shown.append(event.entry.record.payload["text"])
            if len(shown) == RECORDS:
                return

    watching = asyncio.create_task(watch())
    await connected.wait()
    behind.asked.clear()
    uids = []
    for number in range(RECORDS):
        uids.append(aliya.append(circle, note(f"{number}")))
        await asyncio.sleep(0.01)
    await asyncio.wait_for(watching, 20)
    assert shown == [f"{number}" for number in range(RECORDS)]
    counts = _counts(behind)
    assert counts["append"] == RECORDS
    assert counts["/v1/sync"] == 0
    assert {draft.state for draft in aliya.core.queue.drafts("queued", "acked", "sent")} == {"sent"}
    await prosecutor.sync()
    assert texts(prosecutor, circle) == shown


async def test_only_frames_of_plain_records_may_wait_for_their_sync(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """https://sqlite.org/pragma.html#pragma_synchronous: 1 is NORMAL, 2 is FULL."""
    aliya = await town.officer(town.server.deciding, "Aliya")
    dana = await town.officer(town.server.deciding, "Dana")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [dana], [prosecutor])
    levels: list[tuple[str, int]] = []

    def spied(connection: Connection, staged: Staged, now: Millis) -> None:
        write_staged(connection, staged, now)
        kinds = ",".join(sorted({type(outcome).__name__ for outcome in staged.outcomes}))
        levels.append((kinds, int(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())))

    monkeypatch.setattr("client.core.core.write_staged", spied)
    monkeypatch.setattr("client.core.store.SYNC_EVERY", 1000.0)
    await dana.sync()
    aliya.append(circle, note("one"))
    await aliya.sync()
    levels.clear()
    await dana.sync()
    await aliya.change(circle)
    await aliya.sync()
    await dana.sync()
    found_levels = dict(levels)
    assert found_levels["Shown"] == 1
    assert found_levels["Committed"] == 2
