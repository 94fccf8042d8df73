"""Papers on measures through the verbs, with a real server: what the person signs, what partners and services get, rulings."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from client.app.casework.casework import Unlawful
from client.app.reading import everything, of_type
from client.law.records.property import ItemIssued
from crypto.errors import Usage
from crypto.types import BodyKind
from tests.cli.office import Desk, Office, of, open_office, opened_file
from tests.cli.test_contract import PNG
from tests.cli.test_verbs import DECISION, client_of, enrolled
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]

WARNING = (
    "number=12-3", "addressee=А. Б.", "conduct=угрожал", "classification=110", 'evidence=["statement"]', "text=Вы угрожали.",
    "language=ru", "executor=AUTHORITY", 'leak={"method":"search","terms":12,"found":[],"checked_at":1}',
)  # fmt: skip
TO = ("--to", "the person", "--purpose", "copy served")


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    return await open_office(server, town, tmp_path)


def picture(office: Office) -> None:
    Path(office.path("form.png")).write_bytes(PNG)


def paper(path: str) -> str:
    return " ".join("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)).split())


async def act(desk: Desk, kind: str, *fields: str, where: tuple[str, ...] = ()) -> None:
    await desk.do("act", kind, *where, *(word for each in fields for word in ("--set", each)))


async def given(desk: Desk, office: Office, record: str, *more: str, out: str = "paper.pdf") -> str:
    """The text of the paper, after it was found genuine."""
    await desk.do("document", record, "--language", "ru", *more, *TO, "--out", office.path(out))
    await desk.do("verify-document", office.path(out))
    return paper(office.path(out))


async def test_a_consent_is_bound_to_the_words_that_were_shown_and_the_paper_prints_them(office: Office) -> None:
    person, card = await enrolled(office), ("--card", office.path("desk.card"))
    shown = await person.do("consent", "M2.1a", *card, "--language", "ru")
    assert shown.data["said"] == ""
    assert "лично охраняет" in shown.lines[1]
    said = await person.do("consent", "M2.1a", *card, "--language", "ru", "--say", "yes")
    assert said.data["text_hash"] == shown.data["text_hash"]
    await office.guard.do("show", "--sync")
    told = await given(office.guard, office, "consent")
    assert "Лицо согласно на эту меру" in told
    assert "лично охраняет" in told
    assert said.data["text_hash"][:16] in told
    await person.do("consent", "M2.1a", *card, "--language", "ru", "--say", "withdraw", "--reasons", "передумал")
    await office.guard.do("show", "--sync")
    assert "отзывает согласие" in await given(office.guard, office, "consent", out="again.pdf")


async def test_a_consent_that_the_law_wants_in_writing_is_not_given_by_a_tick(office: Office) -> None:
    person, card = await enrolled(office), ("--card", office.path("desk.card"))
    with pytest.raises(Unlawful, match="in writing"):
        await person.do("consent", "M3.1", *card, "--say", "yes")


async def test_a_consent_by_pen_is_minuted_with_its_scan_and_the_words_of_the_form(office: Office) -> None:
    await enrolled(office)
    picture(office)
    said = ("consent-minute", "M2.1a", "--said", "yes", "--language", "ru")
    with pytest.raises(Usage, match="capacity"):
        await office.guard.do(*said, "--representative", "0c" * 16)
    minuted = await office.guard.do(*said, "--scan", office.path("form.png"))
    told = await given(office.guard, office, "consent-minuted")
    assert "письменно, на бумаге" in told
    assert minuted.data["text_hash"][:16] in told
    assert "лично охраняет" in told
    form = await given(office.guard, office, "selection", "--form", "consent-form", out="form.pdf")
    assert minuted.data["text_hash"][:16] in form


async def test_the_form_of_consent_asks_by_kind_and_names_neither_method_nor_unit(office: Office) -> None:
    await enrolled(office)
    told = await given(office.guard, office, "selection", "--form", "consent-form")
    assert "M2.1a" in told
    assert [each for each in ("тәсіл", "бөлім") if each in told] == []


async def test_the_persons_acknowledgement_is_of_the_words_on_the_paper(office: Office) -> None:
    person, card = await enrolled(office), ("--card", office.path("desk.card"))
    assert not (await person.do("secrecy", *card, "--language", "ru")).data["acknowledged"]
    assert (await person.do("secrecy", *card, "--language", "ru", "--accept")).data["acknowledged"]
    await office.guard.do("show", "--sync")
    assert "никому не рассказываете о мерах" in await given(office.guard, office, "nondisclosure-signed")


async def test_an_officers_acknowledgement_is_a_paper_in_its_own_language(office: Office) -> None:
    await enrolled(office)
    with pytest.raises(Usage, match="language is kk"):
        await given(office.guard, office, "nondisclosure")
    told = office.path("kk.pdf")
    await office.guard.do("document", "nondisclosure", "--language", "kk", *TO, "--out", told)
    assert "құпия" in paper(told).casefold()


async def test_a_ruling_on_the_end_says_what_article_27_wants_and_goes_out_as_itself(office: Office) -> None:
    await enrolled(office)
    ground = '[{"ground":"G1","evidence":[{"kind":"OTHER","of":"","note":"угроза устранена"}],"proportion":""}]'
    fields = (
        "number=41", "act=RULING", "signatory=INVESTIGATOR", "issued_at=now", "effect_at=+1d", "scope=LISTED",
        'measures=["M2.1a"]', f"grounds={ground}", "reasons=источник угрозы осуждён",
        'bases=[{"act":"L72","article":"27(1)","approver":""}]', "on_request=", "on_motion=", "wind_down=[]",
        'appeal=["COURT","PROSECUTOR"]', "language=ru",
    )  # fmt: skip
    await act(office.investigator, "revocation", *fields, where=("--in", "person"))
    told = await given(office.investigator, office, "revocation")
    for text in ("Постановление об отмене мер безопасности", "угроза устранена", "источник угрозы осуждён", "в прокуратуру"):
        assert text in told


async def test_an_item_is_handed_over_against_a_signature(office: Office) -> None:
    person, card = await enrolled(office), ("--card", office.path("desk.card"))
    item = "17" * 16
    listed = (f"item={item}", "measure=M2.2c", "type=CLIENT", "serial=A-77", "act=приказ № 12", "device=")
    await act(office.guard, "item-listed", *listed)
    await act(office.guard, "item-issued", f"item={item}", "licence=", "note=новое")
    before = await given(office.guard, office, "item-issued", out="before.pdf")
    assert "Подпись защищаемого лица" in before
    ((found, _value),) = of_type(everything(of(client_of(office.guard))), ItemIssued)
    entry = found.entry.hash.hex()
    fields = (f"item={item}", f"issued={entry}", "condition=исправен")
    words = [word for each in fields for word in ("--set", each)]
    await person.do("act", "item-received", *card, "--to", "implementing", *words)
    await office.guard.do("show", "--sync")
    after = await given(office.guard, office, "item-issued", out="after.pdf")
    assert "Подпись защищаемого лица" not in after
    await office.guard.do("verify-document", office.path("before.pdf"))


async def test_the_watermark_names_nobody_whom_the_paper_does_not(office: Office) -> None:
    await opened_file(office)
    await office.investigator.do("decide", "--outcome", "APPLY", "--measure", "M1.1", *DECISION)
    await act(office.investigator, "official-warning", *WARNING, where=("--in", "coordination"))
    words = ("document", "official-warning", "--language", "ru", "--purpose", "copy", "--out", office.path("new.pdf"))
    with pytest.raises(Usage, match="does not name the person"):
        await office.investigator.do(*words, "--to", "about Swallow")
    with pytest.raises(Usage, match="whom it is about: свидетеля"):
        await office.investigator.do(*words, "--to", "кто угрожал, по делу свидетеля")
    await office.investigator.do(*words, "--to", "А. Б.")
    told = paper(office.path("new.pdf"))
    assert "Официальное предостережение" in told
    assert "Swallow" not in told


async def test_a_task_sheet_names_nobody_of_the_file_and_is_found_genuine(server: Server, town: Town, office: Office) -> None:
    await enrolled(office)
    await town.officer(server.realm.body("A", BodyKind.EXECUTING), "Akimat")
    await office.guard.do("task-open", "--to", "Akimat", "--measure", "M2.5a", "--instruction", "две комнаты")
    told = await given(office.guard, office, "task")
    assert "Задание местному исполнительному органу" in told
    assert "две комнаты" in told
    assert [each for each in ("Swallow", "M2.5a") if each in told] == []
    with pytest.raises(Usage, match="does not name the person"):
        await office.guard.do("document", "task", "--to", "for Swallow", "--purpose", "x", "--out", office.path("other.pdf"))
