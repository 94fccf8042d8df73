"""No file is there whose record does not stand, and nothing is given up that has no effect."""

from __future__ import annotations

from pathlib import Path

import pytest

from client.app.attachments import SaveAttachments, save_attachments
from client.app.casefile import file_named
from client.app.enrolment import MakeCard, make_card
from client.app.identity.asking import RequestIdentity, request_identity
from client.app.identity.opening import CloseIdentity, close_identity
from client.app.outcome import Standing, Written
from client.app.reading import everything
from client.app.supervision import AskDisclosure, ask_disclosure
from client.app.writing import Writing
from client.law.records.files import Note
from client.law.words import Circle
from crypto.errors import Refused
from crypto.types import CircleId
from demo.photo import write_photo
from tests.cli.office import Desk, Office, of, open_office, opened_file, statement
from tests.cli.test_verbs import client_of, ordered, sealed
from tests.client.conftest import server, start, town  # noqa: F401 - fixtures
from tests.client.town import Town
from tests.server.conftest import Server


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:  # noqa: F811
    return await open_office(server, town, tmp_path)


def becoming(monkeypatch: pytest.MonkeyPatch, standing: Standing) -> None:
    """What is written from now on comes to nothing more than this."""

    async def delivered(self: Writing, circle: CircleId, uid: bytes, name: str) -> Written:
        return Written(name, circle, uid, standing)

    monkeypatch.setattr(Writing, "delivered", delivered)


def files_in(office: Office) -> list[str]:
    return [str(each.relative_to(office.folder)) for each in office.folder.rglob("*") if each.is_file()]


@pytest.mark.parametrize("standing", [Standing.WAITS, Standing.VOID])
async def test_an_attachment_is_not_saved_before_the_record_of_it_stands(
    office: Office, monkeypatch: pytest.MonkeyPatch, standing: Standing
) -> None:
    await statement(office)
    write_photo(Path(office.path("photo.png")))
    await Desk("person").do(
        "statement", "--card", office.path("desk.card"), "--text", "Есік алдында тағы тұр", "--photo", office.path("photo.png")
    )
    mine = of(client_of(office.investigator))
    await mine.sync()
    becoming(monkeypatch, standing)
    with pytest.raises(Refused):
        await save_attachments(mine, SaveAttachments(Path(office.path("seen"))))
    assert not [each for each in files_in(office) if each.startswith("seen/")]


@pytest.mark.parametrize("standing", [Standing.WAITS, Standing.VOID])
async def test_no_enrolment_card_is_made_before_the_invitation_stands(
    office: Office, monkeypatch: pytest.MonkeyPatch, standing: Standing
) -> None:
    await ordered(office)
    becoming(monkeypatch, standing)
    with pytest.raises(Refused):
        await make_card(of(client_of(office.guard)), MakeCard(Path(office.path("person.card"))))
    assert "person.card" not in files_in(office)


async def test_an_opening_whose_closing_has_no_effect_is_still_closed_by_the_client(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sealed(office)
    mine = of(client_of(office.investigator))
    asked = str((await request_identity(mine, RequestIdentity("inquiry"))).data["request"])
    mine.openings.begin(file_named(mine, None).circle(Circle.COORDINATION), asked, 1)
    monkeypatch.setattr(type(mine.openings), "close_overdue", lambda self, office: 0)
    becoming(monkeypatch, Standing.VOID)
    await close_identity(mine, CloseIdentity(request=asked))
    monkeypatch.undo()
    assert mine.openings.close_overdue(mine) == 1


async def test_the_reason_of_an_alarm_passes_the_leak_guard(office: Office) -> None:
    await opened_file(office)
    mine = of(client_of(office.investigator))
    await mine.sync()
    await mine.writing.record(file_named(mine, None).circle(Circle.COORDINATION), Note("дерек"), restricted=True)
    reader = of(client_of(office.prosecutor))
    await reader.sync()
    entry = next(each for each in everything(reader) if each.sealed).entry.hash.hex()
    with pytest.raises(Refused) as caught:
        await ask_disclosure(reader, AskDisclosure(entry, "тел. +7 701 234 56 78"))
    assert caught.value.code == "leak-reason"
    assert reader.channel.circles()
