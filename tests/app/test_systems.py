"""What neighbouring systems get: figures that two release, papers that say no more than they may, and who helps."""

from __future__ import annotations

from pathlib import Path

import pytest

from client.app.office import Office as AppOffice
from client.app.reading import everything, of_type
from client.app.systems.figures import KINDS, MakeFigures, make_figures
from client.app.systems.helpers import FindHelpers, find_helpers
from client.app.systems.outside import GiveOutside, give_outside
from client.law.exports.directory import FIELDS, BadDirectory
from client.law.records.papers import ExportMade
from client.words.views import tell_view
from crypto.errors import Refused, Usage
from tests.cli.office import Office, of, open_office, opened_file
from tests.client.conftest import server, start, town  # noqa: F401 - fixtures
from tests.client.town import Town
from tests.server.conftest import Server

WISH = {"quarter": "2026-4", "second": "Chief", "publisher": "IA", "split": "minor"}


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:  # noqa: F811
    made = await open_office(server, town, tmp_path)
    await opened_file(made)
    return made


def mine(office: Office) -> AppOffice:
    assert office.investigator.client is not None
    return of(office.investigator.client)


@pytest.mark.parametrize("kind", KINDS)
async def test_figures_of_each_kind_are_released_by_two_and_leave_a_record(office: Office, kind: str) -> None:
    view = await make_figures(mine(office), MakeFigures(kind=kind, to="the commission", purpose="yearly", **WISH))
    assert set(view.released_by) == {"Investigator", "Chief"}
    assert tell_view(view, "ru")
    await mine(office).sync()
    kept = [value for _item, value in of_type(everything(mine(office)), ExportMade)]
    assert [each.about for each in kept] == [f"{kind} 2026-4"]


async def test_nobody_releases_figures_alone(office: Office) -> None:
    with pytest.raises(Usage):
        await make_figures(mine(office), MakeFigures(kind="COMMISSION", **{**WISH, "second": "Investigator"}))


@pytest.mark.parametrize(("kind", "publisher"), [("PUBLIC", "NGO"), ("RISK", "STATE")])
async def test_figures_are_not_told_by_who_may_not(office: Office, kind: str, publisher: str) -> None:
    with pytest.raises(Refused) as caught:
        await make_figures(mine(office), MakeFigures(kind=kind, **{**WISH, "publisher": publisher}))
    assert caught.value.code == "not-told"


async def test_nothing_is_published_below_the_region(office: Office) -> None:
    with pytest.raises(Refused):
        await make_figures(mine(office), MakeFigures(kind="PUBLIC", level="district", **WISH))


async def test_a_paper_goes_out_under_another_name_and_is_recorded_first(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "entitlement.html"
    wish = GiveOutside("ENTITLEMENT", "Clinic 4", "treatment", out, pseudonym="Robin", language="en", format="html")
    done = await give_outside(mine(office), wish)
    assert done.stands
    assert "Robin is entitled" in out.read_text()
    assert "Swallow" not in out.read_text()
    kept = [value for _item, value in of_type(everything(mine(office)), ExportMade)]
    assert [(each.what, each.about, each.recipient) for each in kept] == [("PAPER", "ENTITLEMENT", "Clinic 4")]


@pytest.mark.parametrize("kind", ["FUND_CLAIM", "HARM_CLAIM", "PETITION", "ASYLUM", "STATELESS", "BORDER", "REFERRAL"])
async def test_a_paper_that_the_file_does_not_bear_out_is_refused_and_nothing_is_written(
    office: Office, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "paper.pdf"
    with pytest.raises(Refused) as caught:
        await give_outside(mine(office), GiveOutside(kind, "the fund", "claim", out, pseudonym="Robin"))
    assert caught.value.code == "nothing-to-claim"
    assert not out.exists()
    assert list(of_type(everything(mine(office)), ExportMade)) == []


async def test_a_paper_that_tells_a_place_is_refused(office: Office, tmp_path: Path) -> None:
    wish = GiveOutside("CERTIFICATE", "a mission", "return", tmp_path / "c.pdf", fact=(("location", "Kyzylorda"),))
    with pytest.raises(Refused):
        await give_outside(mine(office), wish)


def test_who_helps_is_found_in_the_region_and_speaks_the_language(tmp_path: Path) -> None:
    file = tmp_path / "helpers.csv"
    rows = [
        "a1;NGO;House A;KZ-75;KZ-19;kk,ru;3;yes;M-1",
        "a2;NGO;House B;KZ-75;;ru;3;yes;M-2",
        "a3;NGO;House C;KZ-75;;kk;0;yes;M-3",
    ]
    file.write_text("\n".join([";".join(FIELDS), *rows]), encoding="utf-8")
    found = find_helpers(FindHelpers(file, "NGO", "KZ-75"))
    assert [each.code for each in found.first] == ["a1"]
    assert [(each.code, each.fits) for each in found.others] == [("a2", False), ("a3", False)]
    assert tell_view(found, "kk")


def test_a_directory_with_an_error_is_not_searched(tmp_path: Path) -> None:
    file = tmp_path / "helpers.csv"
    file.write_text("code;name\na1;House A", encoding="utf-8")
    with pytest.raises(BadDirectory):
        find_helpers(FindHelpers(file, "NGO", "KZ-75"))
