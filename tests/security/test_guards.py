"""Defences that no other test stands alone for, each tried so that only that defence can hold."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from crypto.disclosure import RecordKey
from crypto.entry import DeadlineMode, DeadlineOpen, sign_entry
from crypto.errors import Forged, QorganError, Refused
from crypto.ledger import open_record, seal_record
from crypto.log import LeafKind
from crypto.types import DeadlineId
from server.batch import Append, Publish
from server.services import SERVICES, Services
from server.storage import writing
from server.storage.database import StorageFailed
from tests.client.replica.world import protection_file
from tests.security.counter import Hall, open_hall
from tests.security.mls_documents import joining
from tests.security.seat import Seat
from tests.server.conftest import Server, Start


def _services(server: Server) -> Services:
    app = server.running.app
    return app[SERVICES]


async def test_the_journal_is_synced_before_a_transaction_ends(server: Server) -> None:
    """https://sqlite.org/pragma.html#pragma_synchronous: 2 is FULL. With less, an answered entry is lost with the power."""
    database = _services(server).database

    def pragma(name: str) -> Any:
        return database.write(lambda connection: connection.exec_driver_sql(f"PRAGMA {name}").scalar())

    assert (await pragma("synchronous"), await pragma("journal_mode")) == (2, "wal")


async def test_nothing_is_answered_before_its_transaction_has_ended(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """The transaction fails late, after all checks have passed: who waits is told that nothing was stored, and the same entry is
    taken once the database is well again."""
    hall = await open_hall(start)
    entry, store = hall.chain.record(hall.bob.party), writing.store

    def failing(*arguments: Any) -> None:
        store(*arguments)
        time.sleep(0.1)
        raise StorageFailed("the disk went away")

    monkeypatch.setattr(writing, "store", failing)
    before = hall.digest()
    status, answer = await hall.bob.append(entry)
    assert (status, answer["type"]) == (503, "urn:qorgan:problem:unavailable")
    assert hall.digest() == before
    monkeypatch.setattr(writing, "store", store)
    assert (await hall.bob.append(entry))[0] == 201


async def test_an_entry_behind_the_revocation_of_its_author_in_one_batch_is_refused(start: Start) -> None:
    """The session ends only once the batch is stored, so inside it the directory alone can tell."""
    hall = await open_hall(start)
    services, loop = _services(hall.server), asyncio.get_running_loop()
    crl, entry = hall.server.implementing.crl(1, (hall.bob.party,)), hall.chain.record(hall.bob.party)
    session = services.sessions.find(hall.bob.token, services.clock())
    batches = services.appender.spent.batches
    results = await asyncio.gather(
        services.appender.publish(Publish(LeafKind.REVOCATION, crl, loop.create_future())),
        services.appender.append(Append(entry, entry.encode(), b"", session, loop.create_future())),
        return_exceptions=True,
    )
    assert services.appender.spent.batches == batches + 1, "both were in one batch"
    assert isinstance(results[0], int)
    assert isinstance(results[1], Refused)
    assert results[1].code == "revoked"


async def test_a_step_whose_lease_has_gone_to_another_is_not_fired(start: Start) -> None:
    """Two nodes on one database, the first asleep until its lease ran out: the step is fired by the second alone."""
    hall: Hall = await open_hall(start)
    deadline = DeadlineOpen(DeadlineId(b"d" * 16), DeadlineMode.AT, 1 << 50, (hall.bob.holder,), (), b"")
    status, answer = await hall.bob.append(hall.chain.record(hall.bob.party, opens=(deadline,)))
    assert status == 201, answer
    database, now = _services(hall.server).database, (1 << 50) + 1
    first = await database.write(lambda c: writing.lease_due(c, b"1" * 16, now, now + 10, 9))
    second = await database.write(lambda c: writing.lease_due(c, b"2" * 16, now + 20, now + 30, 9))
    assert len(first) == len(second) == 1
    assert await database.write(lambda c: writing.fire(c, first[0], b"1" * 16, now, None, {})) is None
    fired = await database.write(lambda c: writing.fire(c, second[0], b"2" * 16, now, None, {hall.bob.holder: True}))
    assert fired is not None
    assert await database.write(lambda c: writing.fire(c, second[0], b"2" * 16, now, None, {})) is None


def test_a_welcome_that_the_commit_does_not_name_is_refused_though_it_is_a_good_one() -> None:
    """The server hands out another welcome that was made for the same device: MLS alone would follow it into another group."""
    case = joining()
    assert case.donor != case.welcome
    with pytest.raises(QorganError) as caught:
        case.state_after(case.donor)
    assert caught.value.code == "welcome-hash"


def test_a_record_that_commits_to_another_key_is_refused_though_its_ciphertext_opens() -> None:
    """A ciphertext made for two keys (the cipher commits to none) is caught by the commitment alone."""
    file = protection_file(10)
    chain = file.coordination()
    file.dana.sync(chain)
    seat = Seat.of(file.dana, chain)
    entry = file.aliya.record(chain, {"text": "one"})
    other = RecordKey(b"k" * 32).commitment
    body = other + entry.body[32:]
    altered = sign_entry(file.aliya.identity.ring.signing_seed, entry.header, body)
    assert seat.refusal(altered) == "commitment"
    keys = file.dana.replica(chain).current_keys
    assert keys is not None
    with pytest.raises(Forged):
        open_record(keys, altered)
    assert seal_record(keys, entry.header, b"x", lambda size: bytes(size))[:32] == entry.body[:32], "one header, one key"
