"""What a person sends to several bodies: what fails at one is not lost at the other, and nobody is named who has it not."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from client.app.casefile import file_named, own_person_circle
from client.app.casework.casework import Casework
from client.app.office import Office as AppOffice
from client.app.outcome import Standing
from client.app.person.coming import Borrowed, come_back
from client.app.person.consent import AcceptDuty, accept_duty
from client.app.person.reading import ReadDisclosed, read_disclosed
from client.app.person.sending import to_each
from client.app.person.statement import MakeStatement, make_statement
from client.app.person.threat import ReportThreat, report_threat
from client.app.reading import everything, of_type, view_of
from client.app.writing import Writing
from client.cli.context import Output
from client.core.errors import Busy, Offline
from client.law.records.reports import Statement, Threat
from crypto.card import FrontDeskCard
from crypto.errors import QorganError, Refused, Usage
from crypto.types import CircleId
from tests.cli.office import Office, of, open_office, statement
from tests.cli.test_verbs import client_of, enrolled
from tests.client.conftest import server, start, town  # noqa: F401 - fixtures
from tests.client.town import Clock, Town
from tests.server.conftest import Server

DEVICE = Borrowed(Clock(), os.urandom)


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:  # noqa: F811
    return await open_office(server, town, tmp_path)


def card_of(office: Office) -> FrontDeskCard:
    return FrontDeskCard.decode(Path(office.path("desk.card")).read_text(encoding="utf-8").strip())


async def test_a_statement_that_one_desk_cannot_take_is_received_by_the_other_and_says_who_has_it_not(office: Office) -> None:
    await statement(office)
    real = card_of(office)
    card = FrontDeskCard(real.root_fingerprint, real.salt, real.url, (CircleId(os.urandom(32)), real.circles[0]), ("Lost", "Found"))
    made = await make_statement(DEVICE, MakeStatement(card, "Мені аңдып жүр", "kk"))
    told = [str(each) for each in made.done]
    assert "received by Found" in told
    assert not any("Lost" in line for line in told)
    assert [str(each).partition(":")[0] for each in made.more] == ["NOT received by Lost"]
    assert made.data["failed"][0]["body"] == "Lost"  # type: ignore[index]
    assert len(made.data["log_indexes"]) == 1  # type: ignore[arg-type]
    desk = of(client_of(office.investigator))
    await desk.sync()
    assert made.data["payload_id"] in [value.payload_id for _item, value in of_type(everything(desk), Statement)]


async def test_an_answer_is_read_at_the_desk_that_can_be_reached_and_the_other_is_named(office: Office) -> None:
    told = await statement(office)
    await office.investigator.do("statement-accept", told["payload_id"][:8], "--text", "көрдік")
    real, heard = card_of(office), io.StringIO()
    card = FrontDeskCard(real.root_fingerprint, real.salt, real.url, (CircleId(os.urandom(32)), real.circles[0]), ("Lost", "Found"))
    device = Borrowed(Clock(), os.urandom, Output(False, heard))
    async with come_back(device, card, told["receipt"], receipt=True) as mine:
        read = await read_disclosed(mine, ReadDisclosed())
    assert [row.type for row in read.records] == ["acceptance"]
    assert heard.getvalue().startswith("NOT read: Lost: ")


async def test_a_statement_that_no_desk_has_gives_no_receipt(office: Office) -> None:
    await statement(office)
    real = card_of(office)
    card = FrontDeskCard(real.root_fingerprint, real.salt, real.url, (CircleId(os.urandom(32)),), ("Lost",))
    with pytest.raises(QorganError):
        await make_statement(DEVICE, MakeStatement(card, "Мені аңдып жүр", "kk"))


async def test_a_file_that_cannot_be_sent_is_told_before_anything_leaves(office: Office) -> None:
    await statement(office)
    desk = of(client_of(office.investigator))
    before = len(everything(desk))
    wish = MakeStatement(card_of(office), "Мені аңдып жүр", "kk", (Path(office.path("not-there.png")),))
    with pytest.raises(Usage):
        await make_statement(DEVICE, wish)
    await desk.sync()
    assert len(everything(desk)) == before


def failing(monkeypatch: pytest.MonkeyPatch, at: int, error: QorganError) -> None:
    """The report number ``at`` from now does not get through."""
    kept, count = Writing.reports, 0

    async def reports(self: Writing, sent: Any) -> Any:
        nonlocal count
        count += 1
        if count == at:
            raise error
        return await kept(self, sent)

    monkeypatch.setattr(Writing, "reports", reports)


async def back(office: Office, act: Any) -> Any:
    person = await enrolled(office)
    assert person.passphrase is not None
    async with come_back(DEVICE, card_of(office), person.passphrase) as mine:
        return await act(mine)


@pytest.mark.parametrize("at", [1, 2])
async def test_a_threat_that_reaches_one_body_is_told_as_one(office: Office, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(mine: AppOffice) -> Any:
        failing(monkeypatch, at, Offline("the connection broke"))
        return await report_threat(mine, ReportThreat("Есік алдында тұр", "kk"))

    told = await back(office, act)
    assert told.data["bodies"] == 1
    assert str(told.done[0]).endswith("reported to 1 bodies")
    assert len(told.more) == 1
    assert "the connection broke" in str(told.more[0])


async def test_a_report_that_nobody_has_is_an_error_and_no_outcome(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(mine: AppOffice) -> Any:
        async def reports(self: Writing, sent: Any) -> Any:
            raise Busy("the server asks to wait")

        monkeypatch.setattr(Writing, "reports", reports)
        circles = [info.id for info in mine.channel.circles()]
        with pytest.raises(Busy):
            await to_each(mine, [(circle, Threat("ab" * 16, "x", "kk", 1, False)) for circle in circles])
        return "raised"

    assert await back(office, act) == "raised"


async def test_a_report_without_effect_at_one_body_still_goes_to_the_other(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(mine: AppOffice) -> Any:
        kept, calls = Writing.reports, []

        async def reports(self: Writing, sent: Any) -> Any:
            calls.append(sent)
            done = await kept(self, sent)
            return tuple(replace(each, standing=Standing.VOID) for each in done) if len(calls) == 1 else done

        monkeypatch.setattr(Writing, "reports", reports)
        return await report_threat(mine, ReportThreat("Есік алдында тұр", "kk"))

    told = await back(office, act)
    assert told.data["bodies"] == 1
    assert len(told.more) == 1


async def test_what_the_law_refuses_in_one_circle_still_goes_to_the_other_body(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def act(mine: AppOffice) -> Any:
        kept, calls = Casework.prepare, []

        def prepare(self: Casework, circle: CircleId, value: object, **more: Any) -> Any:
            calls.append(circle)
            if circle == calls[0]:
                raise Refused("not here", "rule")
            return kept(self, circle, value, **more)

        monkeypatch.setattr(Casework, "prepare", prepare)
        return await accept_duty(mine, AcceptDuty("kk"))

    told = await back(office, act)
    assert len(told.written) == 1
    assert "not here" in str(told.more[0])


async def test_a_body_that_strikes_the_person_from_its_list_keeps_their_threat_from_nobody_else(office: Office) -> None:
    """A stolen device of one body can change the policy of that body's own circle; the law has no rule against a threat."""
    person = await enrolled(office)
    guard = of(client_of(office.guard))
    await guard.sync()
    circle = own_person_circle(guard, file_named(guard, None))
    await guard.channel.change(circle, policy=replace(view_of(guard, circle).policy, reporters=()))
    assert person.passphrase is not None
    async with come_back(DEVICE, card_of(office), person.passphrase) as mine:
        await report_threat(mine, ReportThreat("Есік алдында тұр", "kk"))
    desk = of(client_of(office.investigator))
    await desk.sync()
    assert len(list(of_type(everything(desk), Threat))) == 1


async def test_a_statement_that_has_no_effect_at_one_desk_still_gives_the_receipt_of_the_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await statement(office)
    kept, calls = Writing.reports, []

    async def reports(self: Writing, sent: Any) -> Any:
        calls.append(sent)
        done = await kept(self, sent)
        return tuple(replace(each, standing=Standing.VOID) for each in done) if len(calls) == 1 else done

    monkeypatch.setattr(Writing, "reports", reports)
    real = card_of(office)
    card = FrontDeskCard(real.root_fingerprint, real.salt, real.url, real.circles[:2], ("First", "Second"))
    made = await make_statement(DEVICE, MakeStatement(card, "Мені аңдып жүр", "kk"))
    assert made.stands, "else the words of the receipt are not told"
    assert [each["body"] for each in made.data["failed"]] == ["First"]  # type: ignore[attr-defined]


async def test_a_threat_goes_whatever_the_law_would_say_of_it(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(mine: AppOffice) -> Any:
        def prepare(self: Casework, circle: CircleId, value: object, **more: Any) -> Any:
            raise Refused("not here", "rule")

        monkeypatch.setattr(Casework, "prepare", prepare)
        return await report_threat(mine, ReportThreat("Есік алдында тұр", "kk"))

    told = await back(office, act)
    assert told.data["bodies"] == 2
