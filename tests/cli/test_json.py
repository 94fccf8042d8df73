"""What ``--json`` gives, and docs/json.md, which tells it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from client.app.listing import ListFiles, list_files
from client.cli.context import JSON_VERSION, Context, Output
from client.cli.exits import exit_of
from client.cli.main import code_of, load, parse, run
from client.cli.showing import data_of
from crypto.errors import QorganError
from tests.cli.jsonpage import EXAMPLES, PAGE, page
from tests.cli.office import Desk, Office, open_office, opened_file
from tests.cli.test_verbs import DECISION
from tests.client.conftest import server, start, town  # noqa: F401 - fixtures
from tests.client.town import Town
from tests.server.conftest import Server


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:  # noqa: F811
    made = await open_office(server, town, tmp_path)
    await opened_file(made)
    return made


async def line(desk: Desk, *words: str) -> dict[str, Any]:
    """The last line that a script would read."""
    out = Output(True, io.StringIO())
    verb, arguments = parse(desk.party, load(desk.party), list(words))
    try:
        out.answer(await run(verb, Context(None, out, clock=desk.clock, opened=desk.office), arguments))
    except QorganError as error:
        out.error(error, code_of(error), exit_of(error))
    assert isinstance(out.stream, io.StringIO)
    found: dict[str, Any] = json.loads(out.stream.getvalue().splitlines()[-1])
    return found


def test_the_page_is_that_of_the_verbs_as_they_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make json writes it anew"


async def test_the_examples_of_the_page_have_the_fields_of_real_answers(office: Office) -> None:
    real = {
        "dry run": await line(office.investigator, "note", "a word", "--dry-run"),
        "error": await line(office.investigator, "note", "phone +7 701 123 45 67"),
        "act": await line(office.investigator, "decide", "--outcome", "APPLY", *DECISION),
    }
    for name, found in real.items():
        assert found.keys() >= EXAMPLES[name].keys(), name
        assert found["v"] == JSON_VERSION
    assert real["error"]["exit"] == EXAMPLES["error"]["exit"]
    assert real["act"]["next"][0].keys() == EXAMPLES["act"]["next"][0].keys()
    assert real["dry run"]["would"][0].keys() == EXAMPLES["dry run"]["would"][0].keys()
    view = await list_files(office.investigator.office, ListFiles())
    assert data_of(view)["as_of"].keys() == EXAMPLES["view"]["as_of"].keys()


async def test_an_act_that_waits_has_the_fields_of_its_example(office: Office, server: Server) -> None:  # noqa: F811
    await server.running.close()
    waits = await line(office.investigator, "note", "a word")
    assert (waits["v"], waits["queued"]) == (JSON_VERSION, True)
    assert waits.keys() >= EXAMPLES["waits"].keys()


def test_an_event_and_an_error_have_the_version_too() -> None:
    out = Output(True, io.StringIO())
    out.seen("shown", ("something",))
    out.error(QorganError("wrong"), "error", 5)
    assert isinstance(out.stream, io.StringIO)
    event, error = map(json.loads, out.stream.getvalue().splitlines())
    assert event.keys() == EXAMPLES["event"].keys()
    assert error.keys() == EXAMPLES["error"].keys()
    assert {event["v"], error["v"]} == {JSON_VERSION}
