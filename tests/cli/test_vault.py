"""The identity vault through the verbs: its form, its end, its renewal."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from client.app import transfers
from client.app.casefile import file_named
from client.app.identity import asking, vaults
from client.app.office import Office as AppOffice
from client.app.reading import in_force
from client.core.client import Client
from crypto.errors import CannotOpen, Forged, Malformed, Refused, Usage
from crypto.primitives import sha256
from crypto.trust import Device
from crypto.vault import open_vault
from tests.cli.office import Desk, Office, of, open_office, opened_file
from tests.client.conftest import server, start, town
from tests.client.town import Clock, Town
from tests.server.conftest import Server

__all__ = ["server", "start", "town"]

FORM = {
    "form": 1,
    "names": [{"surname": "Жұмаділова", "given": "Самал"}],
    "numbers": [{"kind": "PHONE", "value": "+7 701 555 12 34"}],
    "relatives": [{"relation": "CHILD", "names": [{"given": "Дәурен"}]}],
}


@pytest.fixture
async def office(server: Server, town: Town, tmp_path: Path) -> Office:
    office = await open_office(server, town, tmp_path)
    await opened_file(office)
    await office.investigator.do("seal-identity", "--identity-file", office.write("identity.json", json.dumps(FORM)))
    return office


async def _approved(office: Office, until: str = "1h") -> str:
    asked = (await office.investigator.do("identity-request", "--reason", "summons", "--until", until)).data["request"]
    await office.guard.do("identity-approve", "--request", asked)
    return str(asked)


def _later(desk: Desk, millis: int) -> None:
    """Time passes for a desk and its client."""
    assert desk.client is not None
    assert isinstance(desk.client.core.clock, Clock)
    desk.clock.ahead = desk.client.core.clock.ahead = millis


async def test_what_is_opened_says_on_each_line_who_opened_it_when_and_on_which_request(office: Office) -> None:
    asked = await _approved(office)
    opened = await office.investigator.do("identity-open", "--request", asked, "--understood")
    mark = opened.data["watermark"]
    assert "Investigator" in mark
    assert asked[:8] in mark
    assert all(mark in line for line in opened.lines[:-1])
    assert any("Жұмаділова" in line for line in opened.lines)
    assert json.loads(opened.data["identity"])["relatives"][0]["names"][0]["given"] == "Дәурен"


async def test_a_form_that_is_none_is_not_sealed(office: Office) -> None:
    with pytest.raises(Malformed):
        await office.investigator.do("seal-identity", "--identity-file", office.write("bad.json", '{"form": 1, "nmes": []}'))


async def test_what_was_closed_opens_only_on_a_new_request(office: Office) -> None:
    asked = await _approved(office)
    await office.investigator.do("identity-open", "--request", asked, "--understood")
    await office.investigator.do("identity-close")
    with pytest.raises(Refused, match="closed") as caught:
        await office.investigator.do("identity-open", "--request", asked, "--understood")
    assert caught.value.code == "closed"


async def test_an_opening_whose_time_is_over_is_closed_by_any_sync_and_the_prosecutor_sees_it(office: Office) -> None:
    request = await _approved(office, "5m")
    await office.investigator.do("identity-open", "--request", request, "--understood")
    await office.investigator.do("files", "--sync")
    shown = (await office.prosecutor.do("show", "--sync")).data["records"]
    assert "identity-closed" not in [record["type"] for record in shown], "not before its end"
    _later(office.investigator, 301_000)
    await office.investigator.do("files", "--sync")
    shown = (await office.prosecutor.do("show", "--sync")).data["records"]
    closed = [record for record in shown if record["type"] == "identity-closed"]
    assert [(each["payload"]["request"], each["payload"]["how"]) for each in closed] == [(request, "TIME_OVER")]
    with pytest.raises(Refused, match="over"):
        await office.investigator.do("identity-open", "--request", request, "--understood")
    await office.investigator.do("files", "--sync")
    again = (await office.prosecutor.do("show", "--sync")).data["records"]
    assert len(again) == len(shown), "once"


async def test_an_opening_is_closed_in_time_while_the_client_watches(office: Office) -> None:
    request = await _approved(office, "5m")
    await office.investigator.do("identity-open", "--request", request, "--understood")
    _later(office.investigator, 301_000)
    await office.investigator.do("watch", "--seconds", "3")
    shown = (await office.prosecutor.do("show", "--sync")).data["records"]
    assert [record["type"] for record in shown].count("identity-closed") == 1


async def test_after_a_renewal_the_halves_of_before_open_nothing_new(office: Office) -> None:
    client, guard = office.investigator.client, office.guard.client
    assert client is not None
    assert guard is not None
    circle, before = vaults.vault_of(of(client), file_named(of(client), None))
    kept = vaults.own_half(of(client), circle, before)
    asked = await _approved(office)
    await office.investigator.do("identity-renew", "--request", asked)
    circle, after = vaults.vault_of(of(client), file_named(of(client), None))
    assert after.id != before.id
    assert vaults.own_half(of(client), circle, after).value != kept.value
    with pytest.raises((CannotOpen, Forged)):
        open_vault(after, kept, vaults.own_half(of(guard), circle, before))
    again = await _approved(office)
    opened = await office.investigator.do("identity-open", "--request", again, "--understood")
    assert "Жұмаділова" in opened.data["identity"]


async def test_nothing_is_renewed_without_the_other_body(office: Office) -> None:
    asked = (await office.investigator.do("identity-request", "--reason", "custodian left", "--until", "1h")).data["request"]
    with pytest.raises(CannotOpen, match="alone"):
        await office.investigator.do("identity-renew", "--request", asked)


async def test_no_half_is_released_where_no_prosecutor_would_see_it(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = (await office.investigator.do("identity-request", "--reason", "summons", "--until", "1h")).data["request"]

    def without(office: AppOffice) -> list[Device]:
        return [each for each in in_force(office) if "prosecutor" not in each.roles]

    monkeypatch.setattr(asking, "in_force", without)
    with pytest.raises(Refused) as caught:
        await office.guard.do("identity-approve", "--request", asked)
    assert caught.value.code == "unsupervised"


async def test_a_request_rings_at_the_prosecutor_too(office: Office) -> None:
    asked = (await office.investigator.do("identity-request", "--reason", "summons", "--until", "1h")).data
    client = office.guard.client
    prosecutor = office.prosecutor.client
    assert client is not None
    assert prosecutor is not None
    assert prosecutor.device is not None
    await client.sync()
    found = [each for info in client.circles() for each in client.deadlines(info.id) if each.position == asked["position"]]
    assert any(prosecutor.device.body.hash in each.notify for each in found)


async def test_the_half_is_handed_over_with_the_case_and_to_the_receiving_body_alone(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Usage, match="transfers"):
        await office.investigator.do("identity-hand-over")
    words = (
        "seat=DECIDING",
        f"body={'ab' * 32}",
        "decider=PROSECUTOR",
        "stage=INVESTIGATION",
        "reasons=тергеулік",
        "transfer=new",
    )
    await office.investigator.do("act", "transfer-notice", *(part for word in words for part in ("--set", word)))
    with pytest.raises(Usage, match="no custodian"):
        await office.investigator.do("identity-hand-over")
    with pytest.raises(Refused, match="seat"):
        await office.guard.do("identity-hand-over")
    client = office.investigator.client
    assert client is not None
    assert client.device is not None
    own, real = client.device.body.hash.hex(), transfers._pending
    monkeypatch.setattr(transfers, "_pending", lambda found, name: replace(real(found, name), body=own))
    done = await office.investigator.do("identity-hand-over")
    assert done.data["halves"] == 2
    shown = (await office.prosecutor.do("show", "--sync")).data["records"]
    assert [record["type"] for record in shown][-3:] == ["identity-half", "identity-half", "identity-handed-over"]


def _there(path: Path) -> bool:
    return path.exists()


def _read(path: Path) -> bytes:
    return path.read_bytes()


async def test_a_copy_is_made_only_where_the_request_asked_for_it_and_both_bodies_knew(office: Office) -> None:
    asked, out = await _approved(office), Path(office.path("copy.pdf"))
    with pytest.raises(Refused) as caught:
        await office.investigator.do("identity-open", "--request", asked, "--understood", "--copy", str(out))
    assert caught.value.code == "no-copy"
    assert not _there(out)
    shown = (await office.prosecutor.do("show", "--sync")).data["records"]
    assert "identity-opened" not in [record["type"] for record in shown], "refused before anything is opened"
    asked = (await office.investigator.do("identity-request", "--reason", "deed", "--copy-for", "нотариус")).data["request"]
    for desk in (office.guard, office.prosecutor):
        told = await desk.do("show", "--sync")
        assert any("copy on paper, for нотариус" in line for line in told.lines), "before anything is approved"
    approved = await office.guard.do("identity-approve", "--request", asked)
    assert any("нотариус" in line for line in approved.lines)
    await office.investigator.do("identity-open", "--request", asked, "--understood", "--copy", str(out))
    data = _read(out)
    document = pdfium.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "Жұмаділова" in text
    assert asked[:8] in text, "the mark is on the page"
    shown = (await office.prosecutor.do("show", "--sync")).data["records"]
    (copied,) = [record["payload"] for record in shown if record["type"] == "identity-copied"]
    assert (copied["request"], copied["file_hash"]) == (asked, sha256(data).hex())
    assert copied["recipient"] == "нотариус"
    assert "нотариус" in copied["watermark"]
    assert "Investigator" in copied["watermark"]


def _picture(office: Office) -> str:
    from PIL import Image

    exif = Image.Exif()
    exif[0x013B] = "Құпия фотограф"
    Image.new("RGB", (240, 320), (120, 90, 60)).save(office.path("IMG_Самал.jpg"), exif=exif)
    return office.path("IMG_Самал.jpg")


async def test_photographs_and_biometrics_lie_sealed_beside_the_identity_and_open_with_it_alone(
    office: Office, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office.folder / "prints.bin").write_bytes(b"prints of ten fingers")
    words = ("--photograph", _picture(office), "--biometrics", f"FINGERPRINTS={office.path('prints.bin')}")
    await office.investigator.do("seal-identity", "--identity-file", office.write("again.json", json.dumps(FORM)), *words)
    stored = b"".join(each.read_bytes() for each in server.folder.rglob("*") if each.is_file())
    assert b"ten fingers" not in stored
    assert "Құпия".encode() not in stored
    asked = (await office.investigator.do("identity-request", "--reason", "line-up", "--copy-for", "the court")).data["request"]
    await office.guard.do("identity-approve", "--request", asked)
    out = Path(office.path("copy.pdf"))
    written: list[Path] = []
    monkeypatch.setattr(Client, "download", lambda _client, _ref, path, *_more: written.append(path))
    opened = await office.investigator.do("identity-open", "--request", asked, "--understood", "--copy", str(out))
    found = json.loads(opened.data["identity"])
    assert [each["kind"] for each in (*found["photographs"], *found["biometrics"])] == ["PHOTOGRAPH", "FINGERPRINTS"]
    assert not any("attachment:" in line for line in opened.lines), "no key on the screen"
    assert opened.data["copies"] == [str(out), office.path("copy-1.png")]
    assert written == [], "the picture without a mark was never on the disk"
    from PIL import Image

    with Image.open(office.path("copy-1.png")) as image:
        assert image.size == (240, 320)
        assert len(image.convert("RGB").getcolors(1 << 20) or ()) > 20, "it has a mark"
    shown = (await office.prosecutor.do("show", "--sync")).data["records"]
    assert len([record for record in shown if record["type"] == "identity-copied"]) == 2


async def test_a_file_that_is_no_picture_is_not_sealed_as_one(office: Office) -> None:
    name = office.write("notes.jpg", "no picture")
    with pytest.raises(Usage):
        await office.investigator.do("seal-identity", "--identity-file", office.path("identity.json"), "--photograph", name)
    with pytest.raises(Usage):
        await office.investigator.do("seal-identity", "--identity-file", office.path("identity.json"), "--biometrics", "prints.bin")


async def test_nobody_asks_for_an_identity_without_end(office: Office) -> None:
    with pytest.raises(Usage, match="30 days at most"):
        await office.investigator.do("identity-request", "--reason", "summons", "--until", "31d")
