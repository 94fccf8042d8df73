"""The contract through the verbs, with a real server: two languages side by side, signed in the client or by pen, refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from client.app.casefile import file_named
from client.app.casework.casework import Unlawful
from client.app.circle_parts import the_persons
from client.app.contracts.reading import fingerprint, shown
from client.app.papers.making import forms_of, template_of
from client.app.reading import Seen, everything, of_type
from client.app.writing import to_record
from client.documents.errors import CannotTypeset, SaysTooMuch
from client.law.records.contract import Contract, ContractMinuted
from client.law.records.papers import ExportMade
from client.law.records.reports import ContractSignature
from crypto.errors import QorganError, Refused, Usage
from crypto.types import CircleId
from tests.cli.office import Desk, Office, modified, of, open_office
from tests.cli.test_complaining import words as printed
from tests.cli.test_verbs import WEIGHED, client_of, enrolled
from tests.client.conftest import server, start, town
from tests.client.law.examples import BY_NAME
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]

RUSSIAN = (
    "--beside", "ru", "--words", "ru:K18=акимат предоставляет квартиру", "--words", "ru:M2.1a=охрана вдвоём",
    "--words", "ru:M2.4=закрытие данных", "--words", "ru:M2.5a=переезд",
)  # fmt: skip
OFFER = ("contract-offer", "--language", "kk", "--words", "K18=әкімдік пәтер табады")


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    return await open_office(server, town, tmp_path)


async def offered(office: Office, *more: str) -> tuple[Desk, tuple[str, ...]]:
    """The person with a contract on the table, and the words by which they reach it."""
    person = await enrolled(office)
    await office.guard.do("weigh-rights", *WEIGHED)
    await office.guard.do(*OFFER, *more)
    return person, ("--card", office.path("desk.card"))


def scan(office: Office) -> str:
    """A signed paper, as a picture of one pixel."""
    return made(office, "scan.png", PNG)


def made(office: Office, name: str, data: bytes) -> str:
    Path(office.path(name)).write_bytes(data)
    return office.path(name)


def contract_of(office: Office) -> Contract:
    return [value for _item, value in of_type(everything(of(client_of(office.guard))), Contract)][-1]


async def test_the_person_reads_two_languages_side_by_side_and_the_signature_says_so(office: Office) -> None:
    person, card = await offered(office, *RUSSIAN)
    read = await person.do("read", *card, "--language", "ru")
    at = next(number for number, line in enumerate(read.lines) if line.startswith("K01. "))
    assert "Қорғалатын" in read.lines[at] or "Тараптар" in read.lines[at]
    assert read.lines[at + 1].startswith("    [ru] Стороны")
    assert any("акимат предоставляет квартиру" in line for line in read.lines)
    (told,) = [line.rpartition(" ")[2] for line in read.lines if "fingerprint" in line]
    with pytest.raises(Refused, match="not the one that you read"):
        await person.do("sign", *card, "--consent", "all", "--language", "ru", "--fingerprint", "0" * 16)
    signed = await person.do("sign", *card, "--consent", "all", "--language", "ru", "--fingerprint", told)
    assert signed.data["beside"] == "ru"
    await office.guard.do("contract-close")
    ((_item, signature),) = of_type(everything(of(client_of(office.guard))), ContractSignature)
    contract = contract_of(office)
    assert signature.beside is not None
    assert (signature.language, signature.beside.language) == ("kk", "ru")
    assert signature.beside.text_hash == contract.renditions[0].text_hash
    await office.guard.do("measure-start", "--measure", "M2.1a")
    (file,) = (await office.guard.do("files")).data["files"]
    assert file["state"] == "ACTIVE"


async def test_a_contract_without_a_text_in_that_language_is_neither_read_nor_signed_in_it(office: Office) -> None:
    person, card = await offered(office)
    for verb in (("read", *card), ("sign", *card, "--consent", "all")):
        with pytest.raises(Usage, match="no text in ru"):
            await person.do(*verb, "--language", "ru")
    assert (await person.do("sign", *card, "--consent", "all")).data["beside"] == ""


async def test_what_the_officer_has_to_say_in_the_other_language_is_asked_for_by_name(office: Office) -> None:
    await enrolled(office)
    await office.guard.do("weigh-rights", *WEIGHED)
    with pytest.raises(Usage, match=r"ru:K18 \(moves\), ru:M2\.1a \(method\)"):
        await office.guard.do(*OFFER, "--beside", "ru")
    with pytest.raises(Usage, match="no text in en: name it beside"):
        await office.guard.do(*OFFER, "--words", "en:K18=x")
    for words in (("--beside", "uz"), ("--words", "K01=басқа тараптар"), ("--words", "M2.1a=басқа тәсіл")):
        with pytest.raises(Usage, match="none of"):
            await office.guard.do(*OFFER, *words)
    other = [word.replace("квартиру", "2 квартиры") for word in RUSSIAN]
    with pytest.raises(Unlawful, match="other figures in ru"):
        await office.guard.do(*OFFER, *other)


async def test_a_text_that_is_not_the_one_of_its_hash_is_not_signed(office: Office) -> None:
    await offered(office, *RUSSIAN)
    contract = contract_of(office)
    rendition = contract.renditions[0]
    for forged in (
        replace(contract, clauses=(replace(contract.clauses[0], text="other"), *contract.clauses[1:])),
        replace(contract, renditions=(replace(rendition, clauses=(replace(rendition.clauses[0], text="другое"),)),)),
    ):
        with pytest.raises(Refused, match="hash names"):
            shown(forged, "ru", None, "kk")
    assert shown(contract, "ru", fingerprint(contract, rendition), "kk") is not None


async def test_a_contract_of_a_modified_client_whose_text_is_not_that_of_its_hash_binds_nobody(office: Office) -> None:
    person, card = await offered(office)
    contract, guard = contract_of(office), client_of(office.guard)
    ((item, _value),) = of_type(everything(of(guard)), Contract)
    other = replace(contract.clauses[0], text="Тараптар: Swallow. Бәрі.")
    forged = replace(contract, version=2, clauses=(other, *contract.clauses[1:]))
    modified(guard).append(item.circle, to_record(forged), disclose_to=the_persons(of(guard), item.circle))
    await guard.sync()
    read = await person.do("read", *card)
    assert any("NOT AS THE LAW HAS IT" in line for line in read.lines)
    signed = await person.do("sign", *card, "--consent", "all")
    assert signed.data["contract"] == item.entry.hash.hex()


async def test_a_signature_by_pen_stands_with_its_scan_its_witnesses_and_each_consent_by_itself(office: Office) -> None:
    await offered(office, *RUSSIAN)
    picture = scan(office)
    with pytest.raises(Usage, match=r"M2\.4"):
        await office.guard.do("contract-paper", "--scan", picture, "--consent", "M2.4")
    with pytest.raises(Usage, match="no text in en"):
        await office.guard.do("contract-paper", "--scan", picture, "--beside", "en")
    done = await office.guard.do(
        "contract-paper", "--scan", picture, "--consent", "M2.1a", "--beside", "ru", "--witness", "А. Куәгер, мейіргер"
    )
    assert done.data["consents"] == ["M2.1a"]
    ((_item, minute),) = of_type(everything(of(client_of(office.guard))), ContractMinuted)
    assert minute.witnesses == ("А. Куәгер, мейіргер",)
    assert minute.beside is not None
    assert len(minute.scan) > 100
    await office.guard.do("contract-close")
    await office.guard.do("measure-start", "--measure", "M2.1a")
    with pytest.raises(Unlawful):
        await office.guard.do("measure-start", "--measure", "M2.5a")
    given = ("document", "contract", "--language", "en", "--to", "the court", "--purpose", "case 1", "--format", "html")
    with pytest.raises(QorganError, match="no text of it in en"):
        await office.guard.do(*given, "--out", office.path("signed.html"))
    given = (*given[:3], "ru", *given[4:], "--out", office.path("signed.html"))
    code = (await office.guard.do(*given)).data["code"]
    assert "подписано от руки" in words_of(office, "signed.html")
    assert (await office.guard.do("verify-document", office.path("signed.html"))).data["code"] == code
    (file,) = (await office.guard.do("files")).data["files"]
    assert file["state"] == "ACTIVE"


async def test_what_shows_no_paper_is_no_scan_and_nobody_signed_tomorrow(office: Office) -> None:
    await offered(office)
    for words in (b"", b"signed, I swear"):
        empty = made(office, "signed.txt", words)
        with pytest.raises(Usage, match="a picture or a PDF"):
            await office.guard.do("contract-paper", "--scan", empty, "--consent", "all")
    with pytest.raises(Usage, match="no time that has been"):
        await office.guard.do("contract-paper", "--scan", scan(office), "--consent", "all", "--at", "2130-01-01")
    with pytest.raises(Usage, match="no time that has been"):
        await office.guard.do("contract-refusal", "--reasons", "wants to think", "--explained", "all", "--at", "2130-01-01")
    assert not list(of_type(everything(of(client_of(office.guard))), ContractMinuted))


async def test_a_refusal_without_a_word_is_no_signature(office: Office) -> None:
    person, card = await offered(office)
    for reasons in ("", " "):
        with pytest.raises(Usage, match="nothing was signed"):
            await person.do("sign", *card, "--refuse", reasons, "--understood")
    await office.guard.do("sync")
    assert not list(of_type(everything(of(client_of(office.guard))), ContractSignature))


async def test_a_contract_that_cannot_become_a_paper_is_not_offered(office: Office) -> None:
    await enrolled(office)
    await office.guard.do("weigh-rights", *WEIGHED)
    with pytest.raises(CannotTypeset):
        await office.guard.do("contract-offer", "--language", "kk", "--words", "K18=\U00013000")
    assert not list(of_type(everything(of(client_of(office.guard))), Contract))


async def test_nothing_is_in_force_before_the_person_has_signed(office: Office) -> None:
    """Neither by the verb nor by a modified client that closes the contract alone."""
    await offered(office)
    with pytest.raises(Usage, match="signature"):
        await office.guard.do("contract-close")
    with pytest.raises(Unlawful, match="consent"):
        await office.guard.do("measure-start", "--measure", "M2.1a")
    with pytest.raises(Unlawful, match="has not signed"):
        await office.guard.do("act", "contract-closed", "--set", "contract=@contract", "--set", "signature_entry=@contract")


async def test_a_refusal_is_minuted_with_what_was_explained_and_no_contract_stands(office: Office) -> None:
    await offered(office)
    with pytest.raises(Unlawful, match="explained"):
        await office.guard.do("contract-refusal", "--reasons", "ойланады", "--explained", " ")
    await office.guard.do(
        "contract-refusal", "--reasons", "ойланады", "--explained", "шаралар жалғасады; қаулыға шағым беруге болады"
    )
    with pytest.raises(Usage, match="ойланады"):
        await office.guard.do("contract-close")


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fea735812e0000000049454e44ae426082"
)


def written(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


async def test_the_papers_of_a_file_are_listed_with_what_is_due_and_the_person_prints_their_own(office: Office) -> None:
    person, card = await offered(office, *RUSSIAN)
    listed = (await office.guard.do("documents", "--sync")).data["documents"]
    contract = next(each for each in listed if each["form"] == "contract")
    assert (contract["issued"], contract["lacks"]) == (0, "")
    await person.do("sign", *card, "--consent", "all", "--language", "ru")
    await office.guard.do("contract-close")
    for kind, where in (("contract", "pdf"), ("decision", "html")):
        made = await person.do("document", kind, *card, "--format", where, "--out", office.path(f"own.{where}"))
        assert len(made.data["code"]) == 29
        with pytest.raises(Usage, match="already"):
            await person.do("document", kind, *card, "--format", where, "--out", office.path(f"own.{where}"))
        desk = office.guard if kind == "contract" else office.investigator
        await client_of(desk).sync()
        told = await desk.do("verify-document", office.path(f"own.{where}"))
        assert told.data["code"] == made.data["code"]
    mark = written(office.path("own.html")).partition('<p class="mark">')[2].partition("</p>")[0]
    assert mark.startswith("Өз көшірмесі, ")  # and not whose: it stands across each page
    listed = (await office.guard.do("documents", "--sync")).data["documents"]
    assert next(each for each in listed if each["form"] == "contract")["issued"] == 1
    with pytest.raises(Usage, match="which paper: contract"):
        await office.guard.do(
            "document", "contract", "--form", "order", "--to", "x", "--purpose", "y", "--out", office.path("none.pdf")
        )


async def test_a_contract_shown_with_a_complaint_is_the_signed_one(office: Office) -> None:
    person, card = await standing(office)
    out = office.path("complaint.pdf")
    about = ("--about", "INACTION", "--of", "contract", "--to", "COURT", "--text", "х", "--language", "kk")
    await person.do("complain", *card, *about, "--show", "contract", "--print", out)
    told = printed(out)
    assert contract_of(office).text_hash[:16] in told
    assert "Екі тарап қол қоймаған".replace(" ", "") not in told


async def test_a_record_that_would_say_too_much_does_not_hide_the_other_papers(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await offered(office, *RUSSIAN)

    def makes(client: object, item: Seen, *more: object, **named: object) -> None:
        raise SaysTooMuch("it would label")

    monkeypatch.setattr("client.app.papers.possible.document_of", makes)
    listed = (await office.guard.do("documents", "--sync")).data["documents"]
    assert {each["lacks"] for each in listed} == {"it would label"}


async def standing(office: Office) -> tuple[Desk, tuple[str, ...]]:
    """A contract that both have signed, and a guard in force."""
    person, card = await offered(office)
    await person.do("sign", *card, "--consent", "all")
    await office.guard.do("contract-close")
    await office.guard.do("measure-start", "--measure", "M2.1a")
    return person, card


async def test_a_breach_is_shown_to_the_person_who_is_heard_before_it_can_be_a_ground(office: Office) -> None:
    person, card = await standing(office)
    with pytest.raises(Usage, match="no breach"):
        await person.do("explain", *card, "--text", "х")
    with pytest.raises(Usage, match="no clause K99"):
        await office.guard.do("demand", "--basis", "K99", "--text", "үйден жалғыз шықпаңыз", "--language", "kk")
    await office.guard.do("demand", "--basis", "K08", "--text", "үйден жалғыз шықпаңыз", "--language", "kk")
    done = await office.guard.do(
        "breach", "--clause", "K08", "--fact", "жалғыз шықты", "--source", "күзет баянаты", "--at", "2026-01-31T09:30"
    )
    id, entry = done.data["breach"], done.data["entry"].hex()[:10]
    ending = (
        "measures-end", "--number", "41", "--reasons", "шарт сақталмады", "--ground", f"G3=BREACH:{entry}",
        "--proportion", "қатер аз", "--signatory", "OFFICIAL", "--wind-down", "CLOSURES=7d",
    )  # fmt: skip
    with pytest.raises(Unlawful, match="not heard"):
        await office.guard.do(*ending)
    read = await person.do("read", *card)
    assert any("жалғыз шықты" in line for line in read.lines)
    assert (await person.do("explain", *card, "--text", "дәрі керек болды")).data["breach"] == id
    await office.guard.do("breach-heard", id[:6], "--asked", "офицер үйде сұрады", "--said", "дәрі керек болды")
    with pytest.raises(Unlawful, match="proceedings go on"):
        await office.guard.do(*ending)
    (file,) = (await office.guard.do("files")).data["files"]
    assert file["state"] == "ACTIVE"


async def test_measures_and_contract_end_by_the_ruling_alone(office: Office) -> None:
    person, card = await standing(office)
    with pytest.raises(Usage, match="a ground is written"):
        await office.investigator.do("measures-end", "--number", "41", "--reasons", "r", "--ground", "G9=OTHER:x")
    with pytest.raises(Unlawful, match="names no ground"):
        await office.investigator.do("measures-end", "--number", "41", "--reasons", "r")
    await office.investigator.do(
        "measures-end", "--number", "41", "--reasons", "қатер жойылды", "--ground", "G1=OTHER:бағаланды, қатер жоқ",
        "--wind-down", "CLOSURES=7d", "--wind-down", "STAY=-тұрмайды",
    )  # fmt: skip
    await client_of(office.guard).sync()
    case = file_named(of(client_of(office.guard)), None).case
    assert case.file.contracts.state == "ENDED"
    read = await person.do("read", *card)
    assert "revocation" in {record["type"] for record in read.data["records"]}


async def test_a_changed_contract_is_offered_as_an_amendment_and_the_old_one_stands_until_both_have_signed(office: Office) -> None:
    person, card = await standing(office)
    await office.guard.do("contract-offer", "--language", "kk", "--words", "K18=әкімдік басқа пәтер табады")
    before = file_named(of(client_of(office.guard)), None).case.file.contracts
    assert (before.in_force, before.version) == (True, 2)
    await person.do("sign", *card, "--consent", "all")
    await office.guard.do("contract-close")
    after = file_named(of(client_of(office.guard)), None).case.file.contracts
    assert (after.state, after.amendments) == ("AMENDED", 1)


def test_which_of_several_papers_goes_out_is_said_and_never_guessed() -> None:
    """One may say to its reader what another may not."""
    item = Seen(CircleId(bytes(32)), None, "preventive-changed", BY_NAME["preventive-changed"], "", "")  # type: ignore[arg-type]
    assert len(forms_of(item)) > 1
    with pytest.raises(Usage, match="say which paper"):
        template_of(item, "")
    with pytest.raises(Usage, match="say which paper"):
        template_of(item, "order")
    assert template_of(item, "alert-body").id == "alert-body"


async def test_a_childs_contract_is_signed_by_the_representative_who_is_admitted_beside_them(office: Office) -> None:
    child = await enrolled(office)
    flag = ("person-flagged", "--in", "coordination", "--set", "flag=MINOR", "--set", "on=true", "--set", "until=null")
    await office.investigator.do("act", *flag, "--set", "document=туу туралы куәлік", "--set", "reason=он бес жаста")
    await office.guard.do("card", "--out", office.path("mother.card"))
    await office.investigator.do("invite")
    made = (await Desk("person").do("enrol", "--card", office.path("mother.card"))).data
    with pytest.raises(Usage, match="name the document"):
        await office.guard.do("admit", "--code", made["code"], "--representative", "PARENT")
    await office.guard.do("admit", "--code", made["code"], "--representative", "PARENT", "--document", "туу туралы куәлік")
    assert (await office.investigator.do("admit")).data["representative"] is True
    mother, card = Desk("person", passphrase=made["passphrase"]), ("--card", office.path("desk.card"))
    await office.guard.do("weigh-rights", *WEIGHED)
    await office.guard.do(*OFFER)
    for each in (child, mother):
        assert "contract" in {record["type"] for record in (await each.do("read", *card)).data["records"]}
    await child.do("sign", *card, "--consent", "all")
    with pytest.raises((Usage, Unlawful)):
        await office.guard.do("contract-close")
    with pytest.raises(Usage, match="for whom you sign"):
        await mother.do("sign", *card, "--consent", "all")
    await mother.do("sign", *card, "--consent", "all", "--capacity", "PARENTAL")
    await office.guard.do("contract-close")
    assert file_named(of(client_of(office.guard)), None).case.file.contracts.in_force


async def test_what_is_exported_is_marked_and_leaves_a_record(office: Office) -> None:
    await offered(office)
    await office.guard.do("statistics", "--quarter", "2026-4", "--second", "Chief", "--sync", "--to", "the ministry")
    await office.guard.do("verify", "--export", office.path("chains"), "--to", "the prosecutor", "--purpose", "inspection")
    await client_of(office.guard).sync()
    made = {value.what: value for _item, value in of_type(everything(of(client_of(office.guard))), ExportMade)}
    assert {what: value.recipient for what, value in made.items()} == {"CHAINS": "the prosecutor", "STATISTICS": "the ministry"}
    assert made["CHAINS"].mark in exported(office)


async def test_an_export_needs_no_server_and_its_record_waits(office: Office, server: Server) -> None:
    """A prosecutor can write no record in the circles that they read: what they export says it by its mark alone."""
    await offered(office)
    await client_of(office.prosecutor).sync()
    await client_of(office.guard).sync()
    await server.running.close()
    await office.guard.do("verify", "--export", office.path("chains"))
    await office.prosecutor.do("verify", "--export", office.path("seen"), "--to", "the court")
    assert "Guard" in exported(office)
    assert "the court" in exported(office, "seen")


def words_of(office: Office, name: str) -> str:
    return Path(office.path(name)).read_text(encoding="utf-8")


def exported(office: Office, folder: str = "chains") -> str:
    """The mark in the first of the exported files."""
    first = min(Path(office.path(folder)).iterdir())
    return str(json.loads(first.read_text())["given_out"])
