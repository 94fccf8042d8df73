"""New personal data (L72 19): proposed, countered, signed by both, linked to the identity; nobody learns more than A.11 allows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from client.app.casefile import file_named
from client.app.casework.casework import Unlawful
from client.app.identity import asking, opening, vaults
from client.core.client import Client
from client.law.payload import NotOfTheForm
from client.law.records.identity import IdentityRequest
from crypto.errors import CannotOpen, Forged, QorganError, Refused, Usage
from crypto.types import BodyKind
from tests.cli.office import Desk, Office, of, open_office, opened_file
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server
from tests.server.world import Party, noise

__all__ = ["server", "start", "town"]

DECISION = ("--number", "12-1", "--reasons", "r", "--evidence", "statement", "--verification", "v")
OLD = {"form": 1, "names": [{"surname": "Жұмаділова", "given": "Самал"}]}
NEW = ("--set", "surname=Жаңаева", "--set", "name=Айгүл", "--set", "birth date=02.03.1990")


@dataclass
class There:
    """The office, an officer of the implementing body who is no authorised official, the document authority, the person."""

    office: Office
    plain: Desk
    authority: Desk
    person: Desk

    async def told(self, *words: str) -> dict[str, object]:
        verb, *rest = words
        return (await self.person.do(verb, "--card", self.office.path("desk.card"), *rest)).data


@pytest.fixture
async def there(server: Server, town: Town, tmp_path: Path) -> There:
    office = await open_office(server, town, tmp_path)
    plain = Desk("officer", await town.officer(server.implementing, "Plain", ("officer", "custodian")))
    body = server.realm.body("Documents", BodyKind.EXECUTING)
    status, answer = await server.caller(Party(noise(32))).call("POST", "/v1/certificates", data=body.der)
    assert status == 200, answer
    authority = Desk("officer", await town.officer(body, "Registrar", ("officer",)))
    for desk in (office.investigator, office.guard):
        await desk.do("sync")
    await opened_file(office)
    await office.guard.do("add-officer", "Plain")
    await plain.do("secrecy", "--sync", "--accept")
    await office.investigator.do("seal-identity", "--identity-file", office.write("identity.json", json.dumps(OLD)))
    await office.investigator.do("decide", "--outcome", "APPLY", *DECISION)
    await office.investigator.do("order", "--number", "12-2")
    await office.guard.do("file-take")
    await office.guard.do("order-take")
    await office.guard.do("select-measures", "--number", "7", "--measure", "M2.6|т|б|60d|M2.1a жеткіліксіз")
    await office.guard.do("card", "--out", office.path("person.card"))
    await office.investigator.do("invite")
    made = (await Desk("person").do("enrol", "--card", office.path("person.card"), "--language", "kk")).data
    await office.guard.do("admit", "--code", made["code"])
    await office.investigator.do("admit")
    return There(office, plain, authority, Desk("person", passphrase=made["passphrase"]))


def client_of(desk: Desk) -> Client:
    assert desk.client is not None
    return desk.client


async def _task(there: There) -> None:
    await there.office.guard.do(
        "task-open", "--to", "Registrar", "--measure", "M2.6", "--kind", "DOCUMENTS", "--instruction", "жаңа құжат",
        "--restricted",
        "--fact", "old identity=Жұмаділова", "--fact", "new identity=Жаңаева",
    )  # fmt: skip


async def _signed(there: There) -> None:
    await there.office.guard.do("newdata-open")
    await there.office.guard.do("newdata-propose", *NEW)
    read = await there.told("newdata")
    await there.told("newdata-sign", "--proposal", str(read["number"]))


async def test_what_both_have_signed_goes_to_the_document_authority_and_nothing_before(there: There) -> None:
    guard = there.office.guard
    with pytest.raises(Usage, match="not open yet"):
        await guard.do("newdata-propose", *NEW)
    await guard.do("newdata-open")
    first = await guard.do("newdata-propose", *NEW)
    with pytest.raises(Unlawful, match="not signed"):
        await _task(there)
    read = await there.told("newdata")
    assert read["fields"] == {"surname": "Жаңаева", "name": "Айгүл", "birth date": "02.03.1990"}
    assert (await there.told("threat", "--text", "қайта қоңырау шалды"))["bodies"] == 2, "not a second time to the officials alone"
    number = str(read["number"])
    await there.told("newdata-counter", "--proposal", number, "--set", "surname=Өзгеева", "--note", "бұл есім ұнамайды")
    with pytest.raises(Unlawful, match="not signed"):
        await _task(there)
    with pytest.raises(Usage) as unsigned:
        await guard.do("newdata-link")
    assert unsigned.value.code == "not-signed"
    second = await guard.do("newdata-accept")
    assert second.data["set"] != first.data["set"]
    with pytest.raises(Refused) as stale:
        await there.told("newdata-sign", "--proposal", number)
    assert stale.value.code == "not-the-newest", "the old proposal is not signed by mistake"
    read = await there.told("newdata")
    assert read["fields"] == {"surname": "Өзгеева"}
    await there.told("newdata-sign", "--proposal", str(read["number"]))
    assert (await guard.do("newdata")).data["agreed"] is True
    await _task(there)
    await there.authority.do("tasks", "--sync")


async def test_a_refusal_leaves_everything_as_it_is(there: There) -> None:
    guard = there.office.guard
    await guard.do("newdata-open")
    await guard.do("newdata-propose", *NEW)
    read = await there.told("newdata")
    with pytest.raises(Usage, match="nothing was signed"):
        await there.told("newdata-sign", "--proposal", str(read["number"]), "--refuse", "")
    refused = await there.told("newdata-sign", "--proposal", str(read["number"]), "--refuse", "ойланамын")
    assert refused["signed"] is False
    with pytest.raises(Usage):
        await guard.do("newdata-link")
    with pytest.raises(Unlawful):
        await _task(there)


async def test_new_data_open_to_nobody_but_the_officials_the_person_and_whom_they_name(there: There) -> None:
    await _signed(there)
    await there.office.guard.do("newdata-link")
    for desk in (there.plain, there.office.investigator, there.office.chief, there.office.prosecutor):
        await desk.do("sync")
        assert "Жаңаева" not in str((await desk.do("show")).data), desk
    with pytest.raises(QorganError):
        await there.plain.do("newdata")


async def test_old_and_new_come_together_only_for_an_official_with_both_bodies(there: There) -> None:
    office = there.office
    await _signed(there)
    await office.guard.do("newdata-link")
    # the deciding body gets the old, and may not ask for the new
    with pytest.raises(Unlawful, match="authorised officials"):
        await office.investigator.do("identity-request", "--reason", "summons", "--with-new")
    asked = (await office.investigator.do("identity-request", "--reason", "summons")).data["request"]
    await office.guard.do("identity-approve", "--request", asked)
    opened = await office.investigator.do("identity-open", "--request", asked, "--understood")
    assert "Жұмаділова" in opened.data["identity"]
    assert "Жаңаева" not in opened.data["identity"]
    # what the deciding body holds opens nothing of the new
    client = client_of(office.investigator)
    circle = file_named(of(client), None).circle(vaults.Circle.COORDINATION)
    (sealed,) = vaults.new_data_vaults(of(client), circle)
    item, request = asking.request_named(of(client), circle, asked)
    assert isinstance(request, IdentityRequest)
    with pytest.raises((CannotOpen, Forged)):
        opening._opened_by(of(client), circle, sealed, item, request)
    # nobody gets both on one paper
    with pytest.raises(NotOfTheForm, match="together"):
        await office.guard.do("identity-request", "--reason", "link", "--with-new", "--copy-for", "notary")
    # the official asks for both; the other body approves both
    asked = (await office.guard.do("identity-request", "--reason", "link", "--with-new")).data["request"]
    with pytest.raises(CannotOpen, match="alone"):
        await office.guard.do("identity-open", "--request", asked, "--understood")
    approved = await office.investigator.do("identity-approve", "--request", asked)
    assert any("new data" in line for line in approved.lines)
    both = await office.guard.do("identity-open", "--request", asked, "--understood")
    found = json.loads(both.data["identity"])
    assert found["names"][0]["surname"] == "Жұмаділова"
    assert found["new"][0]["names"][0] == {"given": "Айгүл", "kind": "OFFICIAL", "patronymic": "", "surname": "Жаңаева"}
    assert found["new"][0]["birth"]["date"] == "1990-03-02"


async def test_an_officer_who_is_no_official_gets_no_half_of_new_data(there: There) -> None:
    await _signed(there)
    await there.office.guard.do("newdata-link")
    client = client_of(there.plain)
    await client.sync()
    circle = file_named(of(client), None).circle(vaults.Circle.COORDINATION)
    (sealed,) = vaults.new_data_vaults(of(client), circle)
    with pytest.raises(CannotOpen):
        vaults.own_half(of(client), circle, sealed)
    _circle, main = vaults.vault_of(of(client), file_named(of(client), None))
    await there.office.guard.do("identity-reseal", "Plain")
    await client.sync()
    assert vaults.own_half(of(client), circle, main)
    with pytest.raises(CannotOpen):
        vaults.own_half(of(client), circle, sealed)
