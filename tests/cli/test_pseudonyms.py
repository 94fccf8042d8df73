"""Pseudonyms by the command line, with the real server: taken by one device, used by nobody again."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from client.app.naming import install_name_key, name_key
from client.core.client import Client
from crypto.errors import Forged, Refused, Usage
from crypto.naming import NameKey, seal_name_key
from tests.cli.office import Desk, Office, open_office, statement
from tests.client.conftest import server, start
from tests.client.town import Town
from tests.guard.labelled import HERE
from tests.server.conftest import Server, Start
from tests.server.world import BodyParty

__all__ = ["server", "start"]

KEY = NameKey(bytes(range(32)))


def give_key(client: Client, body: BodyParty, key: NameKey = KEY) -> None:
    """As it comes with the certificate."""
    ring = client.core.account.ring
    install_name_key(client.core, seal_name_key(key, body.seed, ring.verify_key, ring.reading_key).encode())


def own(desk: Desk) -> Client:
    assert desk.client is not None
    return desk.client


@pytest.fixture
async def office(server: Server, tmp_path: Path) -> AsyncIterator[Office]:
    town = Town(server)
    made = await open_office(server, town, tmp_path)
    for desk, body in ((made.investigator, server.deciding), (made.chief, server.deciding), (made.guard, server.implementing)):
        give_key(own(desk), body)
    yield made
    await town.close()


async def opened(office: Office, *words: str) -> dict[str, object]:
    told = await statement(office)
    made = await office.investigator.do(
        "file-open", "--statement", told["payload_id"][:8], "--partner", "Guard", *(words or ("--pseudonym", "auto"))
    )
    await office.guard.do("sync")
    return made.data


async def test_a_file_gets_a_pseudonym_by_chance_and_each_context_another(office: Office) -> None:
    made = await opened(office)
    name = str(made["pseudonym"])
    assert len(name.split()) == 2
    words = ("--name-language", "ru", "--sex", "w", "--decade", "1990")
    given = await office.guard.do("pseudonym-give", "--context", "CLINIC", *words)
    clinic = given.data["pseudonym"]
    await office.investigator.do("sync")
    told = await office.investigator.do("pseudonyms")
    assert told.data["pseudonyms"] == [
        {"pseudonym": clinic, "context": "CLINIC", "retired": ""},
        {"pseudonym": name, "context": "FILE", "retired": ""},
    ]


async def test_the_name_of_one_person_is_given_to_no_other(office: Office) -> None:
    await opened(office, "--pseudonym", "Айдар Серіков")
    with pytest.raises(Refused) as refused:
        await office.guard.do("pseudonym-give", "--context", "COURT", "--name", "Сериков Айдар")
    assert refused.value.code == "name-taken"
    assert (await office.guard.do("pseudonym-give", "--context", "COURT", "--name", "Ясень")).data["pseudonym"] == "Ясень"


async def test_a_verb_that_broke_off_is_done_again_by_the_same_device(office: Office) -> None:
    from client.app.naming import take_name

    await opened(office)
    await take_name(own(office.guard).core, "Ясень")
    await office.guard.do("pseudonym-give", "--context", "COURT", "--name", "Ясень")
    with pytest.raises(Refused):
        await take_name(own(office.chief).core, "Ясень")


async def test_a_retired_name_is_used_by_nobody_again(office: Office) -> None:
    await opened(office)
    await office.guard.do("pseudonym-give", "--context", "COURT", "--name", "Ясень")
    await office.guard.do("pseudonym-retire", "--name", "Ясень", "--reason", "REVEALED")
    told = await office.guard.do("pseudonyms")
    assert any("Ясень: court" in line and "saw through" in line for line in told.lines)
    for desk in (office.guard, office.investigator):
        with pytest.raises(Refused):
            await desk.do("pseudonym-give", "--context", "EMPLOYER", "--name", "Ясень")


async def test_names_to_choose_from_are_like_none_of_the_identity(office: Office) -> None:
    form = json.loads((HERE / "identities.json").read_text(encoding="utf-8"))["p01"]
    path = office.write("identity.json", json.dumps(form, ensure_ascii=False))
    told = await office.guard.do("pseudonym-suggest", "--identity", path, "--count", "20", "--father-name")
    assert len(set(told.data["names"])) == 20
    assert not any("Нұрлан" in name or "Сәрсен" in name for name in told.data["names"])
    await opened(office)
    with pytest.raises(Refused) as refused:
        await office.guard.do("pseudonym-give", "--context", "COURT", "--name", "Сәрсенов Болат", "--identity", path)
    assert refused.value.code == "name-alike"


async def test_a_device_that_sealed_the_identity_knows_its_names_by_itself(office: Office) -> None:
    """Who seals or opens an identity is told when a pseudonym is like one of its names; nobody else could know."""
    await opened(office)
    form = json.loads((HERE / "identities.json").read_text(encoding="utf-8"))["p01"]
    for desk in (office.investigator, office.chief, office.guard):
        await desk.do("secrecy", "--sync", "--accept")
    await office.investigator.do(
        "seal-identity", "--identity-file", office.write("identity.json", json.dumps(form, ensure_ascii=False))
    )
    for name in ("Сәрсенов Болат", "Омаров Нурлан", "Берікова Аида"):
        with pytest.raises(Refused) as refused:
            await office.investigator.do("pseudonym-give", "--context", "COURT", "--name", name)
        assert refused.value.code == "name-alike"
    await office.investigator.do("pseudonym-give", "--context", "COURT", "--name", "Ясень")


async def test_names_of_before_there_was_a_key_are_taken_later(server: Server, tmp_path: Path) -> None:
    """Also after the server came back from an old backup."""
    town = Town(server)
    office = await open_office(server, town, tmp_path)
    await opened(office, "--pseudonym", "Ясень")
    for desk, body in ((office.investigator, server.deciding), (office.guard, server.implementing)):
        give_key(own(desk), body)
    first, second = [await desk.do("pseudonyms", "--take") for desk in (office.investigator, office.guard)]
    assert first.lines[-1] == "taken by this device: 1; by other devices: 0"
    assert second.lines[-1] == "taken by this device: 0; by other devices: 1"
    await town.close()


async def test_the_server_sees_nothing_of_a_name(office: Office, server: Server) -> None:
    await opened(office, "--pseudonym", "Айдар Серіков")
    stored = b"".join(path.read_bytes() for path in server.folder.glob("server.db*"))
    assert KEY.token("Айдар Серіков") in stored
    assert "Серіков".encode() not in stored
    assert KEY.secret not in stored


async def test_a_device_without_a_name_key_says_that_nobody_made_sure(server: Server, tmp_path: Path) -> None:
    town = Town(server)
    office = await open_office(server, town, tmp_path)
    told = await statement(office)
    words = ("file-open", "--statement", told["payload_id"][:8], "--partner", "Guard")
    with pytest.raises(Usage) as refused:
        await office.investigator.do(*words, "--pseudonym", "auto")
    assert refused.value.code == "no-name-key"
    made = await office.investigator.do(*words, "--pseudonym", "Swallow")
    assert any("no name key" in line for line in made.lines)
    await town.close()


async def test_a_name_key_of_another_authority_or_a_second_one_is_refused(office: Office, server: Server) -> None:
    client = own(office.chief)
    with pytest.raises(Forged):
        give_key(client, server.implementing)
    with pytest.raises(Usage):
        give_key(client, server.deciding, NameKey(os.urandom(32)))
    assert name_key(client.core) == KEY


async def test_names_are_tried_slowly(start: Start, tmp_path: Path) -> None:
    """A dictionary against the tokens: after twenty names a device waits."""
    from client.app.naming import take_name
    from client.core.errors import Busy

    server = await start()
    town = Town(server)
    client = await town.officer(server.deciding, "Eve")
    give_key(client, server.deciding)
    for number in range(20):
        await take_name(client.core, f"Маяк {number}")
    with pytest.raises(Busy):
        await take_name(client.core, "Маяк 20")
    await town.close()
