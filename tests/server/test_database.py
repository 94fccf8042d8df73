"""The writer's transactions, on the event loop and on the thread: one at a time, and whole or not at all."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from crypto.pad import LADDER
from server.storage.database import Database, StorageFailed, raw
from tests.server.conftest import Server
from tests.server.world import CircleKind, found, made_policy, send

INSERT = "INSERT INTO number VALUES (?)"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    made = Database(tmp_path / "test.db")
    await made.write(lambda connection: raw(connection).execute("CREATE TABLE number (value INTEGER PRIMARY KEY)"))
    yield made
    await made.close()


def adding(value: int) -> Any:
    return lambda connection: raw(connection).execute(INSERT, (value,))


async def stored(database: Database) -> list[int]:
    def read(connection: Connection) -> list[int]:
        return [value for (value,) in raw(connection).execute("SELECT value FROM number ORDER BY value")]

    return await database.write(read)


@pytest.mark.parametrize("brief", [True, False])
async def test_a_transaction_that_fails_leaves_nothing_and_the_next_one_is_stored(database: Database, brief: bool) -> None:
    def failing(connection: Connection) -> None:
        raw(connection).execute(INSERT, (1,))
        raise ValueError("not the database's")

    def twice(connection: Connection) -> None:
        raw(connection).executemany(INSERT, [(2,), (2,)])

    with pytest.raises(ValueError):
        await database.write(failing, brief=brief)
    with pytest.raises(StorageFailed, match="SQLITE_CONSTRAINT") as caught:
        await database.write(twice, brief=brief)
    assert (caught.value.fatal, caught.value.full) == (False, False)
    await database.write(adding(3), brief=brief)
    assert await stored(database) == [3]


@pytest.mark.parametrize("brief", [True, False])
async def test_who_is_cancelled_does_not_free_the_connection_before_its_transaction_has_ended(
    database: Database, brief: bool
) -> None:
    entered, leave = threading.Event(), threading.Event()

    def slow(connection: Connection) -> None:
        entered.set()
        leave.wait(5)
        adding(1)(connection)

    first = asyncio.ensure_future(database.write(slow))
    await asyncio.to_thread(entered.wait, 5)
    first.cancel()
    second = asyncio.ensure_future(database.write(adding(2), brief=brief))
    await asyncio.sleep(0.05)
    assert not second.done()
    leave.set()
    await second
    assert first.cancelled()
    assert await stored(database) == [1, 2]


async def test_only_small_batches_of_records_run_on_the_event_loop(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """What may take long would hold up all who are connected."""
    real = Database.write
    briefs: list[bool] = []

    def noting(self: Database, work: Any, *, brief: bool = False) -> Any:
        briefs.append(brief)
        return real(self, work, brief=brief)

    alice = await server.device(server.deciding, "alice")
    monkeypatch.setattr(Database, "write", noting)
    chain = await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)))
    await send(alice, chain, chain.record(alice.party))
    await send(alice, chain, chain.record(alice.party, LADDER[-1]))
    assert briefs == [False, True, False]
