"""Requests to open an identity that must not be approved, whoever makes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from client.app.casefile import file_named
from client.app.identity import asking, vaults
from client.app.reading import Seen
from client.core.client import Client
from client.law.records.identity import IdentityRequest, IdentitySealed
from crypto.errors import Forged, Refused
from crypto.trust import Device
from crypto.types import ZERO32, BodyKind, CertificateHash, CircleId, Holder
from crypto.vault import new_vault
from tests.cli.office import Desk, Office, of, open_office, opened_file, send
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    office = await open_office(server, town, tmp_path)
    await opened_file(office)
    await office.investigator.do("seal-identity", "--identity-file", office.write("identity.txt", "Самал"))
    return office


def _custodian(desk: Desk) -> tuple[Holder, bytes]:
    assert desk.client is not None
    return Holder(desk.client.identity.holder), desk.client.identity.ring.reading_key


async def test_an_identity_of_another_circle_is_not_opened_here(office: Office) -> None:
    """A custodian of two files copies the sealed identity of one into the other, where the other's prosecutor does not see it."""
    client = office.investigator.client
    assert client is not None
    file = file_named(of(client), None)
    circle, _vault = vaults.vault_of(of(client), file)
    elsewhere = CircleId(bytes(31) + b"1")
    foreign = new_vault(b"another", [_custodian(office.investigator)], [_custodian(office.guard)], elsewhere, client.core.entropy)
    asked = (await office.investigator.do("identity-request", "--reason", "summons", "--until", "1h")).data["request"]
    await send(of(client), circle, IdentitySealed(file.id, file.pseudonym, foreign.encode().hex()))
    with pytest.raises(Forged) as caught:
        await office.guard.do("identity-approve", "--request", asked)
    assert caught.value.code == "other-circle"


@pytest.mark.parametrize("kind", [BodyKind.EXECUTING, BodyKind.SUPERVISING, BodyKind.IMPLEMENTING])
async def test_no_half_is_released_to_a_third_body(office: Office, monkeypatch: pytest.MonkeyPatch, kind: BodyKind) -> None:
    """It would ask both sides, each in good faith, and open alone what takes two."""
    asked = (await office.investigator.do("identity-request", "--reason", "summons", "--until", "1h")).data["request"]
    real = asking.request_named

    def of_a_third_body(client: Client, circle: CircleId, name: str | None) -> tuple[Seen, IdentityRequest]:
        item, request = real(client, circle, name)
        author = cast(Device, item.entry.author)
        body = replace(author.body, kind=kind, hash=CertificateHash(ZERO32))
        return replace(item, entry=replace(item.entry, author=replace(author, body=body))), request

    monkeypatch.setattr(asking, "request_named", of_a_third_body)
    with pytest.raises(Refused) as caught:
        await office.guard.do("identity-approve", "--request", asked)
    assert caught.value.code == "same-body"
