"""The board at the command line: what needs its reader, as commands that can be typed as they stand."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from client.app.asof import AsOf
from client.app.board.view import BoardRow, BoardView
from client.app.saying import Moment, say
from client.cli.main import load
from client.cli.parser import parse
from client.words.board import board
from tests.cli.office import Desk, open_office, opened_file, statement
from tests.cli.test_contract import offered
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]

WIDTH = 80


async def test_an_officer_is_led_from_the_statement_to_the_decision_by_the_board(
    server: Server, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QORGAN_LANG", "en")
    office = await open_office(server, town, tmp_path)
    told = await statement(office)
    shown = await office.investigator.do("board")
    [taken] = [each for each in shown.data["items"] if each["kind"] == "statement"]
    assert taken["next"]["command"] == f"qorgan officer statement-accept {told['payload_id'][:8]}"
    assert "qorgan officer statement-accept" in "\n".join(shown.lines)
    await office.investigator.do(*shlex.split(taken["next"]["command"])[2:])
    assert taken["id"] not in {each["id"] for each in (await office.investigator.do("board")).data["items"]}
    opening = ("file-open", "--statement", told["payload_id"][:8], "--pseudonym", "Swallow", "--partner", "Guard")
    await office.investigator.do(*opening)
    shown = await office.investigator.do("board")
    [decision] = [each for each in shown.data["items"] if "DL-01" in each["id"]]
    assert decision["urgency"] == "SOON"
    assert decision["next"]["command"].startswith("qorgan officer decide --file")
    assert all(len(line) <= WIDTH for line in shown.lines if "qorgan officer" not in line)
    acts = await office.investigator.do("acts")
    assert 1 <= len(acts.data["acts"]) <= 5
    assert acts.data["more"] > 5
    seen = await office.prosecutor.do("board", "--all")
    assert all(each["next"] is None or each["next"]["command"].startswith("qorgan prosecutor") for each in seen.data["items"])


async def test_each_command_on_a_board_can_be_taken_apart_by_the_command_line(server: Server, town: Town, tmp_path: Path) -> None:
    office = await open_office(server, town, tmp_path)
    await opened_file(office)
    for desk in (office.investigator, office.guard, office.prosecutor):
        _parses(desk, (await desk.do("board", "--all")).data["items"])


def _parses(desk: Desk, items: list[dict[str, object]]) -> None:
    for item in items:
        step = item["next"]
        if isinstance(step, dict) and not step["lacks"]:
            words = shlex.split(str(step["command"]))
            assert parse(words[1], load(words[1]), words[2:])


async def test_a_person_on_a_borrowed_device_sees_the_contract_that_waits_for_them(
    server: Server, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QORGAN_LANG", "en")
    office = await open_office(server, town, tmp_path)
    person, card = await offered(office)
    shown = await person.do("board", *card)
    [contract] = [each for each in shown.data["items"] if each["kind"] == "contract"]
    assert contract["next"]["command"].startswith("qorgan person sign")
    assert any("a contract is offered to you" in line for line in shown.lines)
    waits = (await office.guard.do("board")).data["items"]
    assert {each["kind"] for each in waits} >= {"contract", "consent"}
    assert len({each["id"] for each in waits}) == len(waits)


def test_a_time_stands_once_in_an_item_and_a_clock_of_the_whole_file_names_nothing_else() -> None:
    due, at = 1_796_100_222_589, Moment(1_796_100_222_589)
    words = (
        say("overdue since {time}: {end} ({clock})", time=at, end="x", clock="DL-18 M2.3"),
        say("due: {end} ({clock})", end="x", clock="DL-21"),
    )
    rows = tuple(BoardRow("", "clock", "LATE", what, "", "", "", "", 0, due, None, say("nobody"), False) for what in words)
    overdue, other = ([str(line) for line in board(BoardView((row,), 0, AsOf(0)), "en")] for row in rows)
    assert not any("until" in line for line in overdue)
    assert any("until" in line for line in other)
