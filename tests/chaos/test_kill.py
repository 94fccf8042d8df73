"""T01, first form: SIGKILL at random points during sends; nothing acknowledged is lost, doubled or leaves a gap."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from base64 import b64decode
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from crypto.chain import CHAIN_START, chain_hash
from crypto.entry import parse_entry
from crypto.types import Position
from tests.chaos.process import Process, Sender, senders
from tests.server.world import install

KILLS = 20
ACKS = 20_000
SENDERS = 8
PATIENCE_SECONDS = 120


@pytest.mark.slow
async def test_an_acknowledged_entry_survives_kill_at_any_moment(tmp_path: Path) -> None:
    realm = await install(tmp_path)
    process = Process(tmp_path)
    process.start()
    chance = random.Random(1)
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as http:
            crowd = await senders(realm, process.url, http, SENDERS)
            enough = asyncio.Event()
            running = [asyncio.ensure_future(sender.run(enough)) for sender in crowd]
            for kill in range(KILLS):
                await acked(crowd, ACKS * kill // KILLS)
                await asyncio.sleep(chance.uniform(0.05, 0.6))
                process.stop()
                await asyncio.to_thread(process.start)
            await acked(crowd, ACKS)
            enough.set()
            await asyncio.gather(*running)
            for sender in crowd:
                await check_over_http(sender)
    finally:
        process.stop()
    assert sum(sender.retries for sender in crowd) > 0
    check_database(tmp_path / "server.db", crowd)


async def acked(crowd: list[Sender], number: int) -> None:
    """Until so many entries are acknowledged in all. A server that does not come back fails the test, not the patience."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while sum(len(sender.acked) for sender in crowd) < number:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def check_over_http(sender: Sender) -> None:
    """The chain as the server shows it is every acknowledged entry, once, in its place, and nothing else."""
    shown, chain = [], CHAIN_START
    while True:
        status, frame = await sender.caller.entries(sender.chain.id, len(shown) - 1)
        if status == 401:
            await sender.caller.login()
            continue
        for item in frame["items"]:
            entry = parse_entry(b64decode(item["entry"]))
            assert item["position"] == len(shown)
            chain = chain_hash(chain, Position(len(shown)), entry.hash)
            shown.append((entry.header.uid, item["position"], item["index"]))
        if not frame["more"]:
            break
    assert shown[1:] == sender.acked
    assert chain == sender.chain.chain


def check_database(path: Path, crowd: list[Sender]) -> None:
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        count, last = database.execute("SELECT count(*), max(log_index) FROM leaf").fetchone()
        assert count == last + 1
        stored = {row[0] for row in database.execute("SELECT uid FROM entry WHERE position > 0")}
    acked = [uid for sender in crowd for uid, _, _ in sender.acked]
    assert len(acked) == len(set(acked)) >= ACKS
    assert stored == set(acked)
