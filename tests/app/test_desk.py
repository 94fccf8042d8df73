"""What an officer does twice, too early, or with the wrong colleague at the front desk: said plainly, and nothing is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from client.app.casefile import file_named
from client.app.desk import OpenDesk, open_desk, own_desk
from client.app.files import OpenFile, open_file
from client.words.devices import certificate_line
from crypto.errors import Usage
from tests.cli.office import open_office, statement
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]


async def test_a_body_opens_its_front_desk_once(server: Server, town: Town, tmp_path: Path) -> None:
    office = await open_office(server, town, tmp_path)
    acting = office.investigator.office
    with pytest.raises(Usage, match="no front desk: open"):
        own_desk(acting)
    await open_desk(acting, OpenDesk())
    desk = own_desk(acting)
    with pytest.raises(Usage, match="open already"):
        await open_desk(acting, OpenDesk())
    assert own_desk(acting) == desk


async def test_a_file_is_opened_with_an_officer_of_the_other_body_and_nobody_else(
    server: Server, town: Town, tmp_path: Path
) -> None:
    office = await open_office(server, town, tmp_path)
    number = str((await statement(office))["payload_id"])
    acting = office.investigator.office
    await acting.sync()
    before = len(acting.channel.circles())
    for name, reason in (("Chief", "of your own body"), ("Investigator", "of your own body"), ("Prosecutor", "neither decides")):
        with pytest.raises(Usage, match=reason):
            await open_file(acting, OpenFile(number, "Swallow", (name,)))
    assert len(acting.channel.circles()) == before


async def test_where_no_file_is_nobody_is_asked_which(server: Server, town: Town, tmp_path: Path) -> None:
    office = await open_office(server, town, tmp_path)
    for name in (None, "Swallow"):
        with pytest.raises(Usage, match="no file here yet"):
            file_named(office.investigator.office, name)


def test_roles_are_told_in_the_language_of_their_reader() -> None:
    line = certificate_line("anna", ("custodian", "officer", "recovery"), 2_000_000_000_000, 0, False, "ru")
    assert "хранитель, сотрудник, восстановление после утраты" in line
    assert "сақтаушы, қызметкер" in certificate_line("anna", ("custodian", "officer"), 2_000_000_000_000, 0, False, "kk")
