"""What one sync says: never that all is well while something waits or sending has stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from client.app.account import Sync, sync
from client.core.client import Client
from client.words.account import synced
from client.words.saying import tell
from crypto.errors import Refused
from tests.cli.office import Office, of, open_office, opened_file
from tests.client.conftest import server, start, town
from tests.client.town import Town, note
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    made = await open_office(server, town, tmp_path)
    await opened_file(made)
    return made


def own(office: Office) -> Client:
    assert office.investigator.client is not None
    return office.investigator.client


async def test_a_sync_of_which_nothing_is_left_says_that_the_log_agrees(office: Office) -> None:
    view = await sync(of(own(office)), Sync())
    assert view.agrees
    assert "agrees" in synced(view, "en")[0]


async def test_a_client_that_has_stopped_sending_says_so_and_does_not_say_that_the_log_agrees(office: Office) -> None:
    client = own(office)
    client.core._note(None, "fork", "two heads of one log were shown", b"both", stops=True)
    quiet = await sync(of(client), Sync())
    assert (quiet.stopped, quiet.waiting) == ("fork", ())
    client.append(client.circles()[-1].id, note("what must go out"))
    view = await sync(of(client), Sync())
    assert [(each.type, each.refused) for each in view.waiting] == [("note", False)]
    assert "two heads" in tell(view.waiting[0].why, "en")
    for each in (quiet, view):
        lines = "\n".join(synced(each, "en"))
        assert "agrees" not in lines
        assert "NOTHING IS SENT" in lines
        assert "two heads" in lines


async def test_what_waits_at_a_halted_circle_is_named_with_why(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    client, circle = own(office), own(office).circles()[-1].id
    monkeypatch.setattr(client._outbox, "_try", _halted)
    client.append(circle, note("held"))
    view = await sync(of(client), Sync())
    (row,) = view.waiting
    assert (row.type, row.circle, row.why.template) == ("note", circle.hex(), "the circle is halted")
    assert not view.agrees
    assert any("waits to be sent: note" in line for line in synced(view, "en"))


async def _halted(draft: object) -> str:
    return "the circle is halted"


async def test_a_draft_that_is_refused_for_good_is_told_once_and_not_kept_quiet(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = own(office)
    client.append(client.circles()[-1].id, note("too late"))
    monkeypatch.setattr(client._outbox, "_send", _refused)
    view = await sync(of(client), Sync())
    assert [(each.refused, each.why.template) for each in view.waiting] == [(True, "revoked: the device is revoked")]
    assert any("NOT SENT" in line for line in synced(view, "en"))
    assert (await sync(of(client), Sync())).waiting == ()


async def _refused(draft: object) -> None:
    raise Refused("the device is revoked", "revoked")
