"""What the law says of one file, to who may hear it."""

from __future__ import annotations

from pathlib import Path

import pytest

from client.app.about.view import KINDS, OWN_PARTS, PARTS, About, AboutView, about
from client.words.views import tell_view
from crypto.errors import Usage
from tests.cli.office import Desk, Office, of, open_office, opened_file
from tests.client.conftest import server, start, town  # noqa: F401 - fixtures
from tests.client.town import Town
from tests.server.conftest import Server

LANGUAGES = ("kk", "ru", "en")


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:  # noqa: F811
    made = await open_office(server, town, tmp_path)
    await opened_file(made)
    return made


async def seen_by(desk: Desk, part: str = "") -> AboutView:
    assert desk.client is not None
    return await about(of(desk.client), About(part=part))


def lines_of(view: AboutView, part: str) -> list[str]:
    return [str(line) for each in view.parts if each.name == part for line in each.lines]


async def test_an_officer_sees_who_answers_and_what_was_late(office: Office) -> None:
    view = await seen_by(office.investigator)
    assert any(line.endswith("decides") for line in lines_of(view, "responsibility"))
    office.investigator.clock.ahead = office.investigator.client.core.clock.ahead = 48 * 3_600_000  # type: ignore[union-attr]
    late = lines_of(await seen_by(office.investigator), "responsibility")
    assert any("has been late since" in line and "23(1)" in line for line in late), "nobody decided within the 24 hours"


async def test_supervision_is_told_what_its_key_opens_and_an_officer_is_not(office: Office) -> None:
    assert office.prosecutor.client is not None
    supervised = lines_of(await seen_by(office.prosecutor), "access")
    assert any(line.startswith("your key opens by itself") for line in supervised)
    own = lines_of(await seen_by(office.guard), "access")
    assert not any(line.startswith("your key opens by itself") for line in own)
    assert any(line.startswith(("your role does not see", "your role opens only")) for line in own)


async def test_each_part_is_told_in_each_language_within_its_heading(office: Office) -> None:
    view = await seen_by(office.investigator)
    for language in LANGUAGES:
        told = tell_view(view, language)
        assert len([line for line in told if line and not line.startswith(" ")]) >= 1 + len(view.parts)


async def test_one_part_alone_is_shown_and_one_that_is_none_is_refused_with_the_names(office: Office) -> None:
    assert {each.name for each in (await seen_by(office.investigator, "access")).parts} <= {"access"}
    with pytest.raises(Usage) as caught:
        await seen_by(office.investigator, "known")
    assert caught.value.code == "no-such-part"
    assert all(name in str(caught.value) for name in PARTS)


def test_no_part_of_an_office_is_the_persons_and_none_of_theirs_an_officers() -> None:
    assert set(PARTS).isdisjoint(OWN_PARTS)
    assert {each.name for each in KINDS} == {*PARTS, *OWN_PARTS}


async def test_what_is_told_fits_eighty_columns_in_each_language(office: Office) -> None:
    view = await seen_by(office.investigator)
    assert [line for language in LANGUAGES for line in tell_view(view, language) if len(line) > 80] == []
