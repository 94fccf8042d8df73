"""A person who comes in is not left at the door: the board of each body says what they wait for."""

from __future__ import annotations

from pathlib import Path

import pytest

from client.app.board.board import board
from client.app.outcome import Next
from tests.cli.office import Desk, Office, of, open_office, opened_file
from tests.client.conftest import server, start, town  # noqa: F401 - fixtures
from tests.client.town import Town
from tests.server.conftest import Server


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:  # noqa: F811
    made = await open_office(server, town, tmp_path)
    await opened_file(made)
    return made


async def asked(desk: Desk) -> list[Next]:
    """What the board asks of a desk about somebody who comes in."""
    assert desk.client is not None
    office = of(desk.client)
    await office.sync()
    items = board(office, int(office.clock())).items
    return [each.next for each in items if each.next is not None and each.next.act in ("invite", "admit")]


async def test_the_board_leads_from_the_card_to_the_admission_by_both_bodies(office: Office) -> None:
    file = (await office.guard.do("file-take")).data["file"]
    assert await asked(office.investigator) == []
    await office.guard.do("card", "--out", office.path("person.card"))
    assert await asked(office.investigator) == [Next("invite", (("file", file),))]
    assert await asked(office.guard) == []
    await office.investigator.do("invite")
    assert await asked(office.investigator) == []
    enrolled = await Desk("person").do("enrol", "--card", office.path("person.card"))
    assert await asked(office.guard) == [Next("admit", (("file", file),), ("code",))]
    assert await asked(office.investigator) == [], "the implementing body compares the code first"
    await office.guard.do("admit", "--code", enrolled.data["code"])
    assert await asked(office.guard) == []
    assert await asked(office.investigator) == [Next("admit", (("file", file),))]
    await office.investigator.do("admit")
    assert await asked(office.investigator) == []
