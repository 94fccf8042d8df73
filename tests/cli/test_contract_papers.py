"""Papers of the contract through the verbs, with a real server: copies, two languages, pen, amendment, refusal, breach, end."""

from __future__ import annotations

from pathlib import Path

import pytest

from client.app.reading import everything, of_type
from client.documents.errors import MissingField
from client.law.records.papers import DocumentIssued
from tests.cli.office import Desk, Office, of, open_office
from tests.cli.test_contract import OFFER, RUSSIAN, offered, scan, standing
from tests.cli.test_decision_papers import words
from tests.cli.test_verbs import client_of
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    return await open_office(server, town, tmp_path)


async def paper(desk: Desk, office: Office, record: str, form: str, language: str = "kk") -> str:
    """The words of a paper, which its maker also finds genuine."""
    out = office.path(f"{form}-{language}.pdf")
    to = ("--to", "Қарлығаш", "--purpose", "дана")
    await desk.do("document", record, "--form", form, "--language", language, *to, "--out", out)
    assert "genuine" in (await desk.do("verify-document", out)).lines[0]
    return words(out)


def issued(office: Office) -> list[str]:
    return [value.form for _item, value in of_type(everything(of(client_of(office.guard))), DocumentIssued)]


async def test_a_copy_goes_to_a_party_once_both_have_signed_and_holds_both_languages(office: Office) -> None:
    person, card = await offered(office, *RUSSIAN)
    with pytest.raises(MissingField, match="signatures of both"):
        await paper(office.guard, office, "contract", "contract-copy-person", "ru")
    assert issued(office) == []
    assert "Неподписанобеимисторонами" in await paper(office.guard, office, "contract", "contract", "ru")
    await person.do("sign", *card, "--consent", "all", "--language", "ru")
    await office.guard.do("contract-close")
    for form, said in (("contract-copy-person", "Экземпляр2из2"), ("contract-copy-body", "Экземпляр1из2")):
        told = await paper(office.guard, office, "contract", form, "ru")
        assert [each for each in (said, "Тараптар", "Стороны", "акиматпредоставляет", "Согласиенамеры") if each not in told] == []
        assert "Неподписанобеимисторонами" not in told
    with pytest.raises(MissingField, match="no text of it in en"):
        await paper(office.guard, office, "contract", "contract-copy-body", "en")


@pytest.mark.parametrize(("language", "mark"), [("kk", "Көшірме:Қарлығаш"), ("ru", "Копиядля:Қарлығаш")])
async def test_the_watermark_is_in_the_language_of_who_holds_the_paper(office: Office, language: str, mark: str) -> None:
    """The officer's own screen is English here."""
    await offered(office, *RUSSIAN)
    assert mark in await paper(office.guard, office, "contract", "contract", language)


async def test_a_contract_is_signed_by_pen_on_its_own_paper_and_the_minute_names_who_wrote_it(office: Office) -> None:
    await offered(office, *RUSSIAN)
    blank = await paper(office.guard, office, "contract", "contract-pen", "ru")
    assert blank.count("Свидетель1") == 2
    assert [each for each in ("Экземпляр1из2", "Экземпляр2из2", "даилинет") if each not in blank] == []
    await office.guard.do(
        "contract-paper", "--scan", scan(office), "--consent", "M2.1a", "--beside", "ru", "--witness", "А. Куәгер"
    )
    minute = await paper(office.guard, office, "contract-minuted", "contract-pen-minute")
    assert "А.Куәгер" in minute
    await office.guard.do("contract-close")
    told = await paper(office.guard, office, "contract", "contract-copy-body", "ru")
    assert "подписаноотруки" in told
    assert "А.Куәгер" in told


async def test_an_amendment_says_what_was_and_what_is(office: Office) -> None:
    await standing(office)
    await office.guard.do(*OFFER[:3], "--words", "K18=әкімдік басқа пәтер табады")
    told = await paper(office.guard, office, "contract", "contract-amendment")
    assert [each for each in ("әкімдікпәтертабады", "әкімдікбасқапәтертабады", "Осығандейін") if each not in told] == []


async def test_a_refusal_is_minuted_on_paper_and_ends_nothing(office: Office) -> None:
    await offered(office)
    await office.guard.do("contract-refusal", "--reasons", "ойланады", "--explained", "шаралар жалғасады")
    told = await paper(office.guard, office, "contract-minuted", "contract-refusal-minute")
    assert [each for each in ("ойланады", "Шараларжалғасады") if each not in told] == []


async def test_a_breach_is_told_with_the_right_to_be_heard_and_what_was_said_goes_with_it(office: Office) -> None:
    person, card = await standing(office)
    await office.guard.do("demand", "--basis", "K08", "--text", "үйден жалғыз шықпаңыз", "--language", "kk")
    assert "жалғызшықпаңыз" in await paper(office.guard, office, "demand", "demand")
    done = await office.guard.do("breach", "--clause", "K08", "--fact", "жалғыз шықты", "--source", "күзет баянаты")
    told = await paper(office.guard, office, "breach", "breach-notice")
    assert [each for each in ("жалғызшықты", "мойындауемес", "шағымдана") if each not in told] == []
    await person.do("explain", *card, "--text", "дәрі керек болды")
    await office.guard.do("breach-heard", done.data["breach"][:6], "--asked", "үйде", "--said", "дәріге бардым")
    for record, said in (("breach-explained", "дәрікерекболды"), ("breach-heard", "дәрігебардым")):
        told = await paper(office.guard, office, record, record)
        assert [each for each in (said, "жалғызшықты") if each not in told] == []


async def test_the_end_is_told_with_what_remains(office: Office) -> None:
    await standing(office)
    await office.investigator.do(
        "measures-end", "--number", "41", "--reasons", "қатер жойылды", "--ground", "G1=OTHER:қатер жоқ",
        "--wind-down", "CLOSURES=-жабылмаған",
    )  # fmt: skip
    await client_of(office.guard).sync()
    fields = ("access_until=+200d", "note=", "ruling=@revocation")
    await office.guard.do("act", "protection-closed", "--in", "person", *(word for each in fields for word in ("--set", each)))
    told = await paper(office.guard, office, "protection-closed", "contract-ended")
    assert [each for each in ("қаулы41", "құпиясақтайды") if each not in told] == []
