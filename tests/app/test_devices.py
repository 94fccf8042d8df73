"""The devices of all bodies as every officer may see them."""

from __future__ import annotations

from pathlib import Path

from client.app.devices import ListDevices, list_devices
from client.words.devices import devices
from crypto.trust import issue_crl, parse_certificate
from crypto.types import Millis
from tests.cli.office import of, open_office
from tests.client.conftest import server, start, town
from tests.client.town import Town, now
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]


async def test_each_device_is_listed_under_its_body_with_its_roles_and_its_end(server: Server, town: Town, tmp_path: Path) -> None:
    office = await open_office(server, town, tmp_path)
    assert office.investigator.client is not None
    await office.investigator.client.sync()
    view = await list_devices(of(office.investigator.client), ListDevices())
    found = {each.name: (each.body_kind, each.roles, each.revoked, each.own) for each in view.devices}
    assert found["Investigator"] == ("deciding", ("custodian", "duty", "officer"), False, True)
    assert found["Prosecutor"] == ("supervising", ("prosecutor",), False, False)
    lines = devices(view, "en")
    assert any("Investigator" in line and "this device" in line for line in lines)
    (own,) = {each.body for each in view.devices if each.own}
    alone = await list_devices(of(office.investigator.client), ListDevices(own))
    assert {each.name for each in alone.devices} == {"Investigator", "Chief"}


async def test_a_revoked_device_is_said_to_be_revoked(server: Server, town: Town, tmp_path: Path) -> None:
    office = await open_office(server, town, tmp_path)
    chief, client, body = office.chief.client, office.investigator.client, server.deciding
    assert chief is not None
    assert chief.device is not None
    assert client is not None
    at = now()
    serial = parse_certificate(chief.device.der).serial
    await client.publish_revocations(issue_crl(body.seed, body.der, 1, at, at + 86_400_000, [(serial, Millis(at))]))
    await client.sync()
    view = await list_devices(of(client), ListDevices())
    assert [each.name for each in view.devices if each.revoked] == ["Chief"]
    assert any(line.strip().startswith("REVOKED: Chief") for line in devices(view, "en"))
