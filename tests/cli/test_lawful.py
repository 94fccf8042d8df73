"""What the law says at the command line: refused before it is sealed, found by everybody, permitted or why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from client.app.casework.casework import Unlawful
from client.formats.times import quarter_ms
from client.law.payload import NotOfTheForm
from client.law.records.rulings import Decision
from client.law.words import Circle
from crypto.errors import Usage
from tests.cli.office import Office, of, open_office, opened_file
from tests.cli.test_verbs import client_of, count, made_all_the_same, ordered
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    return await open_office(server, town, tmp_path)


async def test_a_record_that_breaks_a_rule_is_refused_before_it_is_sealed_with_the_rule_and_the_remedy(office: Office) -> None:
    await opened_file(office)
    await client_of(office.investigator).sync()
    before = count(office.investigator)
    with pytest.raises(Unlawful) as caught:
        await office.investigator.do(
            "act", "order", "--set", "number=5", "--set", "decision=" + "ab" * 32, "--set", "decision_number=9"
        )
    assert caught.value.code == "L72-23.1a"
    assert "decide first" in str(caught.value)
    assert count(office.investigator) == before


async def test_any_record_is_written_by_its_form(office: Office) -> None:
    await opened_file(office)
    fields = ("number=E1", "kind=DOCUMENT", "text=хат", "of=", "where=сейф")
    words = [word for each in fields for word in ("--set", each)]
    written = await office.investigator.do("act", "evidence-item", *words)
    assert written.data["type"] == "evidence-item"
    with pytest.raises(NotOfTheForm, match="number"):
        await office.investigator.do("act", "evidence-item", "--set", "kind=DOCUMENT")
    with pytest.raises(Usage, match="no record of type"):
        await office.investigator.do("act", "gossip")


async def test_every_client_of_the_same_circles_finds_the_same(office: Office) -> None:
    opened = await opened_file(office)
    guard = client_of(office.guard)
    await guard.sync()
    reasons = ("негіз", ("statement",), "тексерілді", ("M1.8",), ("court",), "құқықтар", "kk")
    coordination = of(guard).casework.cases()[0].at(Circle.COORDINATION)[0]
    await made_all_the_same(guard, coordination, Decision(opened["file"], "66-6", "APPLY", *reasons))
    told = [(await desk.do("findings", "--sync")).data["findings"] for desk in (office.investigator, office.chief)]
    assert told[0] == told[1]
    assert [each["rule"] for each in told[0] if each["kind"] == "broken"] == ["L72-23.1a"]
    assert all(each["void"] for each in told[0] if each["kind"] == "broken")


async def test_what_may_be_done_is_told_and_for_the_rest_why_not(office: Office) -> None:
    await ordered(office)
    told = {(each["type"], each["place"]): each for each in (await office.guard.do("may")).data["permitted"]}
    assert told["measure-started", "person/implementing"]["may"]
    assert not told["revocation", "person/implementing"]["may"]
    assert any("L72-26-1.2.6" in line or "L72-27" in line for line in told["revocation", "person/implementing"]["why"])


async def test_the_clocks_of_the_law_are_told_and_stand_as_deadlines_at_the_server(office: Office) -> None:
    await ordered(office)
    clocks = {each["clock"] for each in (await office.guard.do("law-clocks")).data["clocks"]}
    assert "DL-08" in clocks
    guard = client_of(office.guard)
    texts = [each.text or "" for info in guard.circles() for each in guard.deadlines(info.id) if each.settled_by is None]
    assert any(text.startswith("DL-08 (") for text in texts)
    chosen = [each for info in guard.circles() for each in guard.deadlines(info.id) if (each.text or "").startswith("DL-06 (")]
    assert chosen
    assert all(each.settled_by is not None for each in chosen)


async def test_forms_teach_each_type(office: Office) -> None:
    told = await office.guard.do("forms", "revocation")
    assert any("grounds" in line for line in told.lines)
    assert len((await office.guard.do("forms")).data["types"]) > 200


async def test_a_quarter_is_released_by_two(office: Office) -> None:
    await ordered(office)
    with pytest.raises(Usage, match="two different people"):
        await office.guard.do("statistics", "--quarter", "2026-4", "--second", "Guard")
    told = await office.guard.do("statistics", "--quarter", "2026-4", "--second", "Chief", "--sync")
    assert {"decisions", "contracts"} <= {each["name"] for each in told.data["lines_data"]}
    with pytest.raises(Usage, match="2026-1"):
        quarter_ms("2026-5")
    with pytest.raises(Usage, match="9999-4"):
        quarter_ms("9999-4")
