"""The use cases of an authority, without a command line: what is compared before it is signed, and what is made at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from client.app.ceremony.certifying import CertifyDevices, DeviceWish, certify_devices
from client.app.ceremony.founding import CertifyBody, Found, certify_body, found
from client.app.ceremony.place import Ceremony
from client.app.ceremony.revoking import Revoke, revoke
from client.app.ceremony.showing import ShowAuthority, show_authority
from client.app.saying import Said
from client.formats.device_request import make_request, parse_request
from client.formats.key_file import open_file
from client.words.ceremony import authority
from client.words.saying import tell
from crypto.errors import Refused, Usage
from crypto.ring import KeyRing
from crypto.trust import Deployment, parse_certificate
from crypto.types import Millis
from tests.client.town import now

LOG = "origin story.example/log\nkey " + "a1" * 32 + "\n"
POLICE, PROSECUTION = "Алматы полиция департаменті", "Алматы прокуратурасы"


class Somebody:
    """Sits in front of the screen and answers what is read out to them."""

    def __init__(self, *answers: str) -> None:
        self.answers, self.asked = list(answers), list[str]()

    def __call__(self, question: Said) -> str:
        self.asked.append(tell(question, "en"))
        return self.answers.pop(0)


def nobody(_question: Said) -> str:
    return ""


def place(folder: Path, ask: object = nobody) -> Ceremony:
    keys: dict[Path, bytes] = {}

    def unlocked(path: Path) -> bytes:
        return keys.setdefault(path, keys.get(path) or open_file(path, "of this test"))

    def phrase(_new: bool) -> str:
        return "of this test"

    return Ceremony(lambda: folder / "ceremony", lambda: Millis(now()), os.urandom, phrase, phrase, unlocked, ask)  # type: ignore[arg-type]


def request(folder: Path, name: str) -> tuple[Path, str]:
    """The file, and what the device shows its officer."""
    ring, path = KeyRing.random(os.urandom), folder / f"{name}.request"
    path.write_bytes(make_request(ring.signing_seed, ring.verify_key, name, ring.reading_key).encode())
    return path, parse_request(path.read_bytes()).fingerprint


async def founded(folder: Path, ask: object = nobody) -> Ceremony:
    ceremony = place(folder, ask)
    await found(ceremony, Found("root", ((POLICE, "deciding"), (PROSECUTION, "supervising"))))
    return ceremony


def device(folder: Path, name: str, told: str = "", roles: tuple[str, ...] = ("officer",), body: str = POLICE) -> DeviceWish:
    return DeviceWish(body, roles, folder / f"{name}.request", folder / f"{name}.json", told)


def _nothing_made(folder: Path) -> bool:
    return not any(folder.glob("*.json")) and not any((folder / "ceremony").rglob("devices/*.der"))


async def test_no_request_is_signed_before_its_fingerprint_is_compared(tmp_path: Path) -> None:
    ceremony = await founded(tmp_path)
    _path, fingerprint = request(tmp_path, "Anna")
    with pytest.raises(Refused) as caught:
        await certify_devices(ceremony, CertifyDevices((device(tmp_path, "Anna"),)))
    assert caught.value.code == "compare-first"
    assert fingerprint in str(caught.value)
    assert _nothing_made(tmp_path)


async def test_another_fingerprint_than_the_officer_reads_out_is_not_signed(tmp_path: Path) -> None:
    ceremony = await founded(tmp_path)
    request(tmp_path, "Anna")
    with pytest.raises(Refused, match="do not sign") as caught:
        await certify_devices(ceremony, CertifyDevices((device(tmp_path, "Anna", "0000 0000 0000 0000"),)))
    assert caught.value.code == "other-device"
    assert _nothing_made(tmp_path)


async def test_whoever_sits_there_types_what_the_officer_reads_out_and_is_not_shown_it_before(tmp_path: Path) -> None:
    _path, fingerprint = request(tmp_path, "Anna")
    somebody = Somebody(fingerprint.replace(" ", "").upper())
    ceremony = await founded(tmp_path, somebody)
    done = await certify_devices(ceremony, CertifyDevices((device(tmp_path, "Anna"),)))
    assert done.data["name"] == "Anna"
    (question,) = somebody.asked
    assert "Anna" in question
    assert fingerprint not in question, "what is shown is typed off, not compared"


async def test_of_several_devices_none_is_signed_where_one_is_another(tmp_path: Path) -> None:
    ceremony = await founded(tmp_path)
    told = {name: request(tmp_path, name)[1] for name in ("Anna", "Bolat")}
    swapped = (device(tmp_path, "Anna", told["Bolat"], ("officer", "custodian")), device(tmp_path, "Bolat", told["Anna"]))
    with pytest.raises(Refused):
        await certify_devices(ceremony, CertifyDevices(swapped))
    half = (device(tmp_path, "Anna", told["Anna"]), device(tmp_path, "Bolat"))
    with pytest.raises(Refused) as caught:
        await certify_devices(ceremony, CertifyDevices(half))
    assert caught.value.code == "compare-first"
    assert _nothing_made(tmp_path)


async def test_several_devices_of_several_bodies_are_certified_at_once_each_with_its_roles(tmp_path: Path) -> None:
    ceremony = await founded(tmp_path)
    told = {name: request(tmp_path, name)[1] for name in ("Anna", "Islam")}
    wishes = (
        device(tmp_path, "Anna", told["Anna"], ("officer", "custodian")),
        device(tmp_path, "Islam", told["Islam"], ("prosecutor",), PROSECUTION),
    )
    await certify_devices(ceremony, CertifyDevices(wishes))
    view = await show_authority(ceremony, ShowAuthority())
    found = {each.name: (body.name, each.roles) for body in view.bodies for each in body.certificates}
    assert found == {"Anna": (POLICE, ("custodian", "officer")), "Islam": (PROSECUTION, ("prosecutor",))}


async def test_root_bodies_and_deployment_document_are_made_at_once(tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_text(LOG)
    wish = Found("root", ((POLICE, "deciding"),), "almaty", tmp_path / "log.txt", tmp_path / "deployment.bin")
    done = await found(place(tmp_path), wish)
    document = Deployment.decode((tmp_path / "deployment.bin").read_bytes())
    document.verify()
    assert document.fingerprint.hex() == done.data["fingerprint"]
    der = (tmp_path / "ceremony" / "bodies" / "Алматы-полиция-департаменті" / "certificate.der").read_bytes()
    assert parse_certificate(der).name == POLICE


@pytest.mark.parametrize(
    "wish",
    [
        Found("root", (("A", "deciding"), ("A", "implementing"))),
        Found("root", (("A", "ruling"),)),
        Found("root", (), "almaty"),
        Found("root", (), "almaty", Path("/nowhere/log.txt"), Path("/nowhere/out.bin")),
    ],
    ids=["two of one name", "no kind of body", "half a document", "no log key"],
)
async def test_nothing_is_made_where_not_all_can_be(tmp_path: Path, wish: Found) -> None:
    with pytest.raises(Usage):
        await found(place(tmp_path), wish)
    assert not (tmp_path / "ceremony").exists()


async def test_a_body_is_never_made_over_another(tmp_path: Path) -> None:
    ceremony = await founded(tmp_path)
    with pytest.raises(Usage, match="already"):
        await certify_body(ceremony, CertifyBody(POLICE, "implementing"))


async def test_the_list_of_devices_says_who_is_revoked(tmp_path: Path) -> None:
    ceremony = await founded(tmp_path)
    told = {name: request(tmp_path, name)[1] for name in ("Anna", "Bolat")}
    await certify_devices(ceremony, CertifyDevices(tuple(device(tmp_path, name, each) for name, each in told.items())))
    await revoke(ceremony, Revoke(POLICE, "Anna", tmp_path / "crl.der"))
    view = await show_authority(ceremony, ShowAuthority())
    (body,) = [each for each in view.bodies if each.name == POLICE]
    assert {each.name: each.revoked is not None for each in body.certificates} == {"Anna": True, "Bolat": False}
    lines = authority(view, "en")
    assert any(line.strip().startswith("REVOKED: Anna") for line in lines)
    assert any("Bolat, case officer, until" in line for line in lines)
