"""Who ends a deadline in a client's eyes: a valid record of a member, and nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from client.core.client import Client
from client.core.replica import author_record
from client.core.replica.pen import signed
from client.core.values import DeadlineDraft
from crypto.body import parse_record_body
from crypto.entry import Entry
from crypto.types import CircleId, Uid
from tests.client.town import Town, found, holder, note
from tests.server.conftest import Server


@pytest.fixture
async def town(server: Server) -> AsyncIterator[Town]:
    made = Town(server)
    yield made
    await made.close()


def _settling(client: Client, circle: CircleId, deadline: bytes) -> Entry:
    core = client.core
    plaintext = note("done").encode()
    uid = Uid(core.entropy(16))
    return author_record(
        core.replica(circle),
        core.identity,
        plaintext,
        uid=uid,
        entropy=core.entropy,
        now=core.clock(),
        seen=core.seen,
        settles=(deadline,),
    )


@pytest.mark.parametrize("opens", [True, False], ids=["one that opens", "one that nobody can open"])
async def test_a_record_that_is_quarantined_settles_no_deadline(town: Town, opens: bool) -> None:
    aliya = await town.officer(town.server.deciding, "Aliya")
    dana = await town.officer(town.server.deciding, "Dana")
    prosecutor = await town.officer(town.server.supervising, "P", ("prosecutor",))
    circle = await found(aliya, [dana], [prosecutor])
    aliya.append(circle, note("a threat"), opens=(DeadlineDraft("acknowledge", after=300, notify=(holder(dana),)),))
    await aliya.sync()
    await dana.sync()
    (deadline,) = dana.deadlines(circle)
    entry = _settling(aliya, circle, deadline.id)
    if not opens:
        body = parse_record_body(entry.body)
        entry = signed(aliya.core.identity, entry.header, replace(body, nonce=bytes(24)).encode())
    await aliya.core.transport.append(circle, entry.encode())
    report = await dana.sync()
    assert len(report.quarantined) == (0 if opens else 1)
    (deadline,) = dana.deadlines(circle)
    assert (deadline.settled_by is not None) is opens
