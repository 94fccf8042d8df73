"""A dry run judges what an act would write, and changes nothing: not the store, not the server, not a folder."""

from __future__ import annotations

import ast
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from client.app.rehearsing import rehearsal
from client.cli.context import Context, Output
from client.cli.main import load, parse, run
from client.cli.verb import Answer
from client.core.client import Client
from client.formats import disk
from crypto.errors import QorganError, Refused
from server.storage.database import DATABASE
from tests.cli.office import Desk, Office, open_office, opened_file
from tests.cli.test_verbs import DECISION
from tests.client.conftest import server, start, town  # noqa: F401 - fixtures
from tests.client.town import Town
from tests.server.conftest import Server

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:  # noqa: F811
    made = await open_office(server, town, tmp_path)
    await opened_file(made)
    return made


async def dry(desk: Desk, *words: str) -> Answer:
    verb, arguments = parse(desk.party, load(desk.party), [*words, "--dry-run"])
    return await run(verb, Context(None, Output(True), clock=desk.clock, opened=desk.office), arguments)


def everything(office: Office, server: Server) -> tuple[object, ...]:  # noqa: F811
    """All that an act could have changed: stores, files, rows of the server."""
    stores = [desk.client.core.store.digest() for desk in (office.investigator, office.chief, office.guard) if desk.client]
    files = {path: path.read_bytes() for path in office.folder.rglob("*") if path.is_file() and server.folder not in path.parents}
    with closing(sqlite3.connect(server.folder / DATABASE)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    return stores, files, rows


ACTS = (
    ("note", "A word to the others"),
    ("decide", "--outcome", "APPLY", *DECISION),
    ("act", "note", "--set", "text=Once more"),
    ("pseudonym-give", "--context", "CLINIC", "--name", "Асанова Айгүл"),
    ("rotate-reading-key",),
    ("add-officer", "Chief"),
    ("desk-open",),
    ("desk-card", "--out", "{folder}/dry.card"),
    ("card", "--out", "{folder}/person.card"),
    ("leaflet", "--out", "{folder}/leaflet.pdf"),
    ("document", "decision", "--to", "Chief", "--purpose", "reading", "--out", "{folder}/decision.pdf"),
    ("guard-add", "Somebody", "--kind", "NAME"),
    ("secrecy", "--accept"),
    ("sync",),
    ("board", "--sync"),
)


@pytest.mark.parametrize("decided", [False, True])
async def test_a_dry_run_changes_no_store_no_server_and_no_folder(office: Office, server: Server, decided: bool) -> None:  # noqa: F811
    if decided:
        await office.investigator.do("decide", "--outcome", "APPLY", *DECISION)
    before = everything(office, server)
    ended = {}
    for words in ACTS:
        told = [word.format(folder=office.folder) for word in words]
        try:
            ended[words[0]] = (await dry(office.investigator, *told)).data.get("would")
        except QorganError as error:
            ended[words[0]] = error.code
        assert everything(office, server) == before, words
    assert [each["type"] for each in ended["note"]] == ["note"]
    assert {ended[name] for name in ("rotate-reading-key", "guard-add", "desk-card")} == {"dry-run"}
    assert len(ended["decide"]) == (not decided)
    assert (ended["document"] == "no-such-record") is (not decided)


async def test_the_same_act_for_good_is_seen_by_what_the_test_looks_at(office: Office, server: Server) -> None:  # noqa: F811
    before = everything(office, server)
    await office.investigator.do("note", "A word to the others")
    after = everything(office, server)
    assert after[0] != before[0]
    assert after[2] != before[2]


async def test_what_would_be_written_is_told_and_is_not_queued(office: Office) -> None:
    told = await dry(office.investigator, "decide", "--outcome", "APPLY", *DECISION)
    assert told.data["dry_run"]
    assert told.data["whole"]
    assert [each["type"] for each in told.data["would"]] == ["decision"]
    assert told.lines[0].startswith("would be written: ")
    assert "queued" not in told.data
    assert told.lines[-1] == "a dry run: nothing was kept, and nothing sent"


async def test_a_dry_run_is_stopped_by_the_leak_guard_as_the_act_would_be(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        await dry(office.investigator, "note", "their IIN is 900101300007, phone +7 701 123 45 67")
    assert caught.value.code == "leak"
    told = await dry(office.investigator, "note", "phone +7 701 123 45 67", "--leak-reason", "the body asked for it")
    assert [each["type"] for each in told.data["would"]] == ["note"]


async def test_a_dry_run_is_stopped_by_the_law_as_the_act_would_be(office: Office) -> None:
    words = ("decide", "--outcome", "APPLY", "--measure", "M1.1", *DECISION)
    codes = []
    for run_it in (dry, Desk.do):
        with pytest.raises(QorganError) as caught:
            await run_it(office.guard, *words)
        codes.append((type(caught.value).__name__, caught.value.code, str(caught.value)))
    assert codes[0] == codes[1]


async def test_a_paper_whose_record_must_stand_first_is_judged_and_not_made(office: Office) -> None:
    await office.investigator.do("decide", "--outcome", "APPLY", *DECISION)
    out = office.folder / "decision.pdf"
    told = await dry(office.investigator, "document", "decision", "--to", "Chief", "--purpose", "reading", "--out", str(out))
    assert [each["type"] for each in told.data["would"]] == ["document-issued"]
    assert not told.data["whole"]
    assert not out.exists()


async def test_what_changes_something_before_any_record_is_no_lawful_dry_run(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        await dry(office.investigator, "desk-card", "--out", str(office.folder / "dry.card"))
    assert caught.value.code == "dry-run"


async def test_an_office_of_a_dry_run_has_no_pen_no_wire_and_no_store_to_change(office: Office) -> None:
    real = office.investigator.office
    with rehearsal(real.acting()) as still:
        assert still.dry
        assert not isinstance(still.channel, Client)
        with pytest.raises(Refused, match="kept on this device"):
            still._parts.core.store.put({"some": b"thing"})
        with pytest.raises(Refused, match="server"):
            await still.channel.sync()
        with pytest.raises(Refused, match="server"):
            await still._parts.core.transport.checkpoint()
        with pytest.raises(Refused, match="file"):
            disk.write_new(office.folder / "new", b"")
        assert still._parts.core.store.get("some") is None
    real._parts.core.store.put({"some": b"thing"})
    assert real._parts.core.store.get("some") == b"thing"
    disk.write_new(office.folder / "new", b"")


async def test_the_store_takes_what_others_write_while_a_dry_run_stands_still(office: Office) -> None:
    real = office.investigator.office
    with rehearsal(real.acting()) as still, still._parts.core.store.begin(), pytest.raises(Refused, match="kept"):
        still._parts.core.store.put({"some": b"thing"})
    with rehearsal(real.acting()) as still:
        await office.investigator.do("note", "written by another act meanwhile")
        with pytest.raises(Refused, match="kept"):
            still._parts.core.store.put({"some": b"thing"})


async def test_an_act_after_a_dry_run_goes_out(office: Office) -> None:
    await dry(office.investigator, "note", "A word")
    told = await office.investigator.do("note", "A word")
    assert "entry" in told.data


WRITERS = {
    "write_bytes",
    "write_text",
    "mkdir",
    "makedirs",
    "touch",
    "unlink",
    "rename",
    "rmdir",
    "symlink_to",
    "copyfile",
    "copytree",
}


def test_use_cases_write_files_only_where_a_dry_run_stops_them() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "client" / "app").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _writes(node.func)
    ]
    assert found == []


def _writes(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id == "open"
    return isinstance(called, ast.Attribute) and called.attr in WRITERS
