"""T12, first form: reminders under kill -9; each step fires once, none early, none lost, late by seconds at most."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from pathlib import Path

import aiohttp
import pytest

from crypto.entry import DeadlineMode, DeadlineOpen, Escalation
from server.app import now
from tests.chaos.process import Process, senders
from tests.server.world import install, noise, send

DEADLINES = 100
PER_RECORD = 8


@pytest.mark.slow
async def test_each_step_fires_once_however_often_the_server_is_killed(tmp_path: Path) -> None:
    realm = await install(tmp_path)
    process = Process(tmp_path)
    process.start()
    chance = random.Random(12)
    due: dict[tuple[str, int], int] = {}
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as http:
            [sender] = await senders(realm, process.url, http, 1)
            caller, chain = sender.caller, sender.chain
            for start in range(0, DEADLINES, PER_RECORD):
                delays = [chance.randrange(0, 10) for _ in range(start, min(start + PER_RECORD, DEADLINES))]
                opens = tuple(
                    DeadlineOpen(noise(16), DeadlineMode.AFTER, s, (caller.holder,), (Escalation(1, (caller.holder,)),), b"")
                    for s in delays
                )
                answer = await send(caller, chain, chain.record(caller.party, opens=opens))
                for opened in opens:
                    for step in (0, 1):
                        due[opened.id.hex(), step] = answer["accepted_at"] + 1000 * (opened.value + step)
            for _ in range(12):
                await asyncio.sleep(chance.uniform(0.1, 0.9))
                process.stop()
                await asyncio.to_thread(process.start)
            await caller.login()
            back = now()
            fired = {}
            async with asyncio.timeout(60):
                while len(fired) < len(due):
                    frame = await caller.sync()
                    notices = [item for item in frame["items"] if item["kind"] == "notice"]
                    times = Counter((item["deadline"], item["step"]) for item in notices)
                    assert set(times.values()) <= {1}
                    fired = {(item["deadline"], item["step"]): item["fired_at"] for item in notices}
                    await asyncio.sleep(0.3)
            await asyncio.sleep(1.5)
            assert len([i for i in (await caller.sync())["items"] if i["kind"] == "notice"]) == len(due)
    finally:
        process.stop()
    assert set(fired) == set(due)
    assert min(fired[name] - due[name] for name in due) >= 0
    assert max(fired[name] - max(due[name], back) for name in due) < 60_000
