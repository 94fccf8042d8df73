"""Sealed documents through the verbs, from the ceremony to the check."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from client.app.papers.seals import seal_key
from client.app.reading import everything, of_type
from client.law.records.papers import DocumentIssued
from crypto.document_seal import parse_seal
from crypto.errors import Forged, Refused, Usage
from crypto.pades import open_sealed, seal_pdf
from crypto.primitives import sha256
from crypto.trust import parse_crl
from tests.cli.office import Office, of, open_office, opened_file, send
from tests.cli.seals import PASSPHRASE, key_of_seal, revoking
from tests.cli.test_authority import BODY, ceremony, home, refused, run
from tests.cli.test_papers import DECIDE, TO, content
from tests.client.conftest import server, start, town
from tests.client.town import Town
from tests.server.conftest import Server

__all__ = ["home", "server", "start", "town"]


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("QORGAN_SEAL_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("QORGAN_LANG", "en")
    office = await open_office(server, town, tmp_path)
    await opened_file(office)
    await office.investigator.do(*DECIDE)
    return office


async def give(office: Office, key: str, name: str = "sealed.pdf", *words: str) -> bytes:
    await office.investigator.do("document", "decision", *TO, "--seal", key, "--out", office.path(name), *words)
    return content(office.path(name)) or b""


def put(office: Office, name: str, data: bytes) -> None:
    (office.folder / name).write_bytes(data)


async def check(office: Office, name: str = "sealed.pdf") -> tuple[str, ...]:
    return (await office.investigator.do("verify-document", office.path(name))).lines


async def why(office: Office, name: str = "sealed.pdf") -> str:
    with pytest.raises((Forged, Refused)) as caught:
        await check(office, name)
    return caught.value.code


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_sealed_document_is_genuine_and_the_same_made_anew(office: Office, server: Server, language: str) -> None:
    key, _serial = key_of_seal(server.deciding, office.folder / "seal.key")
    data = await give(office, key, "sealed.pdf", "--language", language)
    assert open_sealed(data).seal.name == "Құжаттар мөрі"
    lines = await check(office)
    assert any("by D: Құжаттар мөрі" in line for line in lines)
    assert any("byte for byte" in line for line in lines)


async def test_a_sealed_document_that_was_changed_says_so(office: Office, server: Server) -> None:
    key, _serial = key_of_seal(server.deciding, office.folder / "seal.key")
    data = await give(office, key)
    put(office, "later.pdf", data + b"\n% more\n%%EOF\n")
    assert await why(office, "later.pdf") == "altered-seal"


async def test_another_bodys_seal_is_refused_when_it_is_put_on_and_when_it_is_checked(office: Office, server: Server) -> None:
    other, _serial = key_of_seal(server.implementing, office.folder / "other.key")
    with pytest.raises(Usage, match="only its own officials"):
        await give(office, other)
    assert content(office.path("sealed.pdf")) is None
    assert [each for each in (await office.investigator.do("show")).data["records"] if each["type"] == "document-issued"] == []
    await _given_out_by_a_modified_client(office, server, other)
    assert await why(office, "forged.pdf") == "other-seal"


async def _given_out_by_a_modified_client(office: Office, server: Server, key: str) -> None:
    """``forged.pdf``: a true document under the seal of ``key``, whosever it is, and recorded."""
    own, _serial = key_of_seal(server.deciding, office.folder / "own.key", b"\x07" * 32)
    plain = open_sealed(await give(office, own, "true.pdf")).original
    seal = seal_key(Path(key), PASSPHRASE)
    client = office.investigator.client
    assert client is not None
    (item, value) = list(of_type(everything(of(client)), DocumentIssued))[-1]
    forged = seal_pdf(plain, seal, item.at)
    put(office, "forged.pdf", forged)
    await send(of(client), item.circle, replace(value, file_hash=sha256(forged).hex()))


async def test_a_revoked_seal_seals_nothing_and_what_it_sealed_before_stands(office: Office, server: Server) -> None:
    key, serial = key_of_seal(server.deciding, office.folder / "seal.key")
    await give(office, key)
    client = office.investigator.client
    assert client is not None
    await client.publish_revocations(revoking(server.deciding, serial))
    await client.sync()
    assert any("revoked later" in line for line in await check(office))
    with pytest.raises(Refused) as caught:
        await give(office, key, "second.pdf")
    assert caught.value.code == "revoked"


async def test_what_was_sealed_after_the_revocation_is_refused(office: Office, server: Server) -> None:
    """A stolen key and a modified client: the seal is on the file and in the record, and the log says that it came too late."""
    key, serial = key_of_seal(server.deciding, office.folder / "seal.key")
    data = await give(office, key)
    client = office.investigator.client
    assert client is not None
    await client.publish_revocations(revoking(server.deciding, serial))
    (item, value) = list(of_type(everything(of(client)), DocumentIssued))[-1]
    await send(of(client), item.circle, value)
    assert sha256(data).hex() == value.file_hash
    assert await why(office) == "revoked"


async def test_a_page_is_not_sealed_and_a_wrong_passphrase_leaves_nothing(
    office: Office, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, _serial = key_of_seal(server.deciding, office.folder / "seal.key")
    with pytest.raises(Usage):
        await give(office, key, "page.html", "--format", "html")
    monkeypatch.setenv("QORGAN_SEAL_PASSPHRASE", "another")
    with pytest.raises(Usage, match="wrong passphrase"):
        await give(office, key)
    assert content(office.path("sealed.pdf")) is None


def test_the_ceremony_makes_a_seal_lists_and_revokes_it(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QORGAN_SEAL_PASSPHRASE", PASSPHRASE)
    ceremony(home, capsys)
    words = ("authority", "document-seal", "--body", BODY, "Құжаттар мөрі", "--out", str(home / "seal.key"))
    made = run(capsys, *words)
    assert "is there already" in refused(capsys, *words)
    assert (home / "seal.key").stat().st_mode & 0o077 == 0
    (listed,) = run(capsys, "authority", "show")["bodies"]  # type: ignore[misc]
    assert [each.startswith("Құжаттар-мөрі") for each in listed["seals"]] == [True]
    run(capsys, "authority", "revoke", "--body", BODY, "Құжаттар мөрі", "--out", str(home / "crl.der"))
    (stored,) = home.glob("ceremony/bodies/*/seals/*.der")
    ((serial, _time),) = parse_crl((home / "crl.der").read_bytes()).revoked
    assert serial == parse_seal(stored.read_bytes()).serial
    assert made["out"] == str(home / "seal.key")
    assert "already" in refused(capsys, "authority", "revoke", "--body", BODY, "Құжаттар мөрі", "--out", str(home / "2.der"))
