"""What waited in the outbox is held against the law once more before it is sealed."""

from __future__ import annotations

from pathlib import Path

import pytest

from client.app.casefile import file_named
from client.app.office import Office as AppOffice
from client.app.outcome import Standing
from client.app.reading import everything, of_type
from client.law.records.files import Note
from client.law.records.identity import CONTEXTS, PseudonymGiven
from client.law.words import Circle
from tests.cli.office import Desk, Office, of, open_office, opened_file
from tests.client.conftest import server, start, town  # noqa: F401 - fixtures
from tests.client.town import Town
from tests.server.conftest import Server


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:  # noqa: F811
    made = await open_office(server, town, tmp_path)
    await opened_file(made)
    return made


def app(desk: Desk) -> AppOffice:
    assert desk.client is not None
    return of(desk.client)


async def test_what_is_no_longer_lawful_waits_and_says_why(office: Office) -> None:
    """A pseudonym given offline; meanwhile a colleague gave the same one for another context."""
    mine, chief = app(office.investigator), app(office.chief)
    await mine.sync()
    file = file_named(mine, None)
    circle = file.circle(Circle.COORDINATION)
    first, second, *_more = CONTEXTS
    uid = mine.writing.put_down(circle, PseudonymGiven(file.id, "Falcon", first))
    await chief.sync()
    done = await chief.writing.record(circle, PseudonymGiven(file.id, "Falcon", second))
    assert done.standing is Standing.STANDS
    await mine.sync()
    report = await mine.sync()
    assert [value.context for _item, value in of_type(everything(mine), PseudonymGiven)] == [second]
    assert [held for held, _why in report.held] == [uid]
    assert mine.gate.closed[uid].rule == "L72-9"
    assert mine.channel.status(uid) == "queued", "nothing is thrown away"


async def test_what_builds_on_an_own_draft_that_nobody_saw_yet_goes_with_it(office: Office) -> None:
    mine = app(office.investigator)
    await mine.sync()
    file = file_named(mine, None)
    uids = [mine.writing.put_down(file.circle(Circle.COORDINATION), Note(f"note {number}")) for number in range(3)]
    await mine.sync()
    assert [mine.channel.status(uid) for uid in uids] == ["sent"] * 3
    assert mine.gate.closed == {}
