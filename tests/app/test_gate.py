"""What waited in the outbox is held against the law once more before it is sealed."""

from __future__ import annotations

from pathlib import Path

import pytest

from client.app.casefile import file_named
from client.app.office import Office as AppOffice
from client.app.outcome import Standing
from client.app.reading import everything, of_type
from client.app.series import Series
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


async def test_a_draft_that_the_law_holds_back_holds_up_nothing_that_comes_after_it(office: Office) -> None:
    """It may wait for ever; what was written after it may be that a human has a threat."""
    mine, chief = app(office.investigator), app(office.chief)
    await mine.sync()
    file = file_named(mine, None)
    circle = file.circle(Circle.COORDINATION)
    first, second, *_more = CONTEXTS
    held = mine.writing.put_down(circle, PseudonymGiven(file.id, "Falcon", first))
    await chief.sync()
    await chief.writing.record(circle, PseudonymGiven(file.id, "Falcon", second))
    await mine.sync()
    after = await mine.writing.record(circle, Note("a patrol is on its way"))
    assert after.standing is Standing.STANDS
    assert mine.channel.status(held) == "queued"


async def test_an_act_that_is_done_again_while_it_waits_is_not_written_twice(office: Office) -> None:
    mine = app(office.investigator)
    await mine.sync()
    circle = file_named(mine, None).circle(Circle.COORDINATION)
    uid = mine.writing.put_down(circle, Note("once"))
    done = await Series(mine).put(circle, Note("once"))
    assert done is not None
    assert (done.uid, done.standing) == (uid, Standing.STANDS)
    assert [value.text for _item, value in of_type(everything(mine), Note)] == ["once"]
