"""Views say as of when they know, and each is told in words; what comes next is asked for by the fold."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from pathlib import Path

import pytest

import client.app
from client.app.asof import AsOf, Look, looked
from client.app.clocks import AtServer, SeeClocks, see_clocks
from client.app.forms import FormView, SeeForms, see_forms
from client.app.listing import ListFiles, ShowFile, list_files, show_file
from client.app.outcome import Next
from client.app.saying import Code
from client.core.channel import Channel
from client.core.errors import Offline
from client.core.transport import TRIES, Transport
from client.law.records.rulings import Decision
from client.texts import LANGUAGES
from client.words.views import tell_view, teller_of
from crypto.errors import Forged
from tests.cli.office import Office, of, open_office, statement
from tests.cli.test_verbs import client_of, enrolled
from tests.client.conftest import server, start, town  # noqa: F401 - fixtures
from tests.client.town import Town
from tests.server.conftest import Server


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:  # noqa: F811
    return await open_office(server, town, tmp_path)


def views() -> list[type]:
    """Every class of ``client.app`` whose name ends in View."""
    modules = [importlib.import_module(each.name) for each in pkgutil.walk_packages(client.app.__path__, "client.app.")]
    found = [each for module in modules for each in vars(module).values() if isinstance(each, type)]
    mine = [each for each in found if each.__name__.endswith("View") and each.__module__.startswith("client.app.")]
    return sorted(set(mine), key=lambda each: each.__qualname__)


def test_every_view_is_told_in_words() -> None:
    assert len(views()) > 8
    assert all(dataclasses.is_dataclass(each) for each in views())
    for each in views():
        teller_of(each)


async def test_a_reading_view_fetches_what_waits_at_the_server(office: Office) -> None:
    await office.guard.do("desk-open")
    chief = of(client_of(office.investigator))
    await statement_beside(office)
    shown = await show_file(chief, ShowFile())
    assert "statement" in [row.type for row in shown.records]
    assert shown.as_of.at > 0
    assert shown.as_of.why.template == ""


async def statement_beside(office: Office) -> None:
    """One that this desk has not fetched."""
    from tests.cli.office import Desk

    await office.investigator.do("desk-open")
    await office.investigator.do("desk-card", "--out", office.path("desk.card"))
    office.write("statement.txt", "Мені қорқытып жүр")
    await Desk("person").do("statement", "--card", office.path("desk.card"), "--text", "@" + office.path("statement.txt"))


async def test_what_is_shown_without_the_server_says_as_of_when_and_why(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = of(client_of(office.investigator))
    await mine.sync()

    async def gone(self: Channel, **_more: object) -> None:
        raise Offline("the server cannot be reached")

    monkeypatch.setattr(Channel, "sync", gone)
    shown = await list_files(mine, ListFiles())
    assert shown.as_of.at == mine.channel.checkpoint.checked_at
    assert str(shown.as_of.why) == "the server cannot be reached"
    for lang in LANGUAGES:
        assert "+0500" in tell_view(shown, lang)[-1]
    with pytest.raises(Offline):
        await list_files(mine, ListFiles(sync=True))
    assert (await list_files(mine, ListFiles(offline=True))).as_of.why.template == "the server was not asked"


async def test_what_is_wrong_with_the_log_is_never_passed_over(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    async def lies(self: Channel, **_more: object) -> None:
        raise Forged("the server shows an older log than it showed before", "rollback")

    monkeypatch.setattr(Channel, "sync", lies)
    with pytest.raises(Forged):
        await looked(of(client_of(office.investigator)), Look())


async def test_a_step_that_is_taken_is_no_step(office: Office) -> None:
    told = await statement(office)
    mine = of(client_of(office.investigator))

    async def steps() -> list[Next]:
        shown = await show_file(mine, ShowFile())
        return [step for row in shown.records if row.type == "statement" for step in row.next]

    assert await steps() == [Next("accept_statement", (("report", told["payload_id"][:8]),))]
    await office.investigator.do("statement-accept", told["payload_id"][:8], "--text", "көрдік")
    assert await steps() == []


async def test_a_clock_of_the_law_says_whether_the_server_reminds_of_it(office: Office) -> None:
    await enrolled(office)
    mine = of(client_of(office.guard))
    view = await see_clocks(mine, SeeClocks())
    known = {each.clock: each for each in view.clocks if each.file == "Swallow"}
    assert known["DL-08"].server in (AtServer.SET, AtServer.NONE)
    assert len(view.deadlines) >= sum(each.server is not AtServer.NONE for each in view.clocks if not each.warning)
    lines = tell_view(view, "en")
    assert not any("24 hours to decide" in line for line in lines), "the words of who opened it"
    assert isinstance(view.as_of, AsOf)


def test_a_form_names_its_choices_and_what_people_call_its_fields() -> None:
    form = see_forms(SeeForms("decision"))
    assert isinstance(form, FormView)
    outcome = next(each for each in form.fields if each.name == "outcome")
    assert outcome.choices == (Code("APPLY"), Code("REFUSE"))
    assert {each.name for each in form.fields} == {each.name for each in dataclasses.fields(Decision)}
    for lang in LANGUAGES:
        line = next(each for each in tell_view(form, lang) if each.startswith("  outcome "))
        assert "(" in line


async def test_a_look_does_not_wait_for_a_server_that_is_away(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """An act tries again, a look shows at once what is known."""
    client, tried = client_of(office.guard), list[int]()

    async def away(self: Transport, *_request: object, **_more: object) -> None:
        tried.append(self.tries)
        raise Offline("the server cannot be reached")

    monkeypatch.setattr(Transport, "_once", away)
    assert (await looked(of(client), Look())).why.template
    assert tried == [1]
    tried.clear()
    with pytest.raises(Offline):
        await of(client).sync()
    assert tried == [TRIES] * TRIES
