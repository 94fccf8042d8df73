"""The offline ceremony, run as a user runs it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from client.cli.exits import Exit
from client.cli.main import main
from client.formats.device_request import make_request, parse_request
from crypto.certificate import parse_certificate
from crypto.errors import Forged, Malformed
from crypto.naming import NameKey, open_name_key
from crypto.ring import KeyRing
from crypto.trust import Deployment, Directory, parse_crl
from crypto.types import LogIndex

BODY, NAME = "Алматы полиция департаменті", "Айгерім, тергеуші"
LOG = "origin story.example/log\nkey " + "a1" * 32 + "\nverifier x\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QORGAN_PASSPHRASE", "of this test")
    monkeypatch.setenv("QORGAN_LANG", "en")
    monkeypatch.setenv("QORGAN_HOME", str(tmp_path / "ceremony"))
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert main([*words, "--json"]) == 0
    answer: dict[str, object] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return answer


def request_file(home: Path, name: str = NAME) -> tuple[KeyRing, Path]:
    ring, path = KeyRing.random(os.urandom), home / "request.bin"
    path.write_bytes(make_request(ring.signing_seed, ring.verify_key, name).encode())
    return ring, path


def certified(capsys: pytest.CaptureFixture[str], body: str, roles: str, request: Path, out: Path) -> dict[str, object]:
    """After the officer read the fingerprint out."""
    compared = ("--fingerprint", parse_request(request.read_bytes()).fingerprint)
    return run(capsys, "authority", "device", "--body", body, "--roles", roles, str(request), *compared, "--out", str(out))


def ceremony(home: Path, capsys: pytest.CaptureFixture[str]) -> tuple[KeyRing, tuple[bytes, ...], Deployment]:
    run(capsys, "authority", "init", "--name", "root")
    run(capsys, "authority", "body", "--kind", "deciding", BODY)
    (home / "log.txt").write_text(LOG)
    run(capsys, "authority", "deployment", "--name", "test", "--log", str(home / "log.txt"), "--out", str(home / "deployment.bin"))
    ring, request = request_file(home)
    certified(capsys, BODY, "officer,duty", request, home / "device.json")
    chain = tuple(bytes.fromhex(each) for each in json.loads((home / "device.json").read_bytes())["chain"])
    return ring, chain, Deployment.decode((home / "deployment.bin").read_bytes())


def test_the_ceremony_makes_a_chain_that_the_directory_believes(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ring, chain, deployment = ceremony(home, capsys)
    directory = Directory.of(deployment, deployment.fingerprint)
    for index, der in enumerate(reversed(chain)):
        directory = directory.with_certificate(der, LogIndex(index))
    (device,) = directory.devices()
    assert (device.name, device.body.name, set(device.roles)) == (NAME, BODY, {"officer", "duty"})
    assert device.verify_key == ring.verify_key


def test_revoking_issues_the_next_list_with_the_device_in_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _ring, chain, _deployment = ceremony(home, capsys)
    run(capsys, "authority", "crl", "--body", BODY, "--out", str(home / "1.der"))
    run(capsys, "authority", "revoke", "--body", BODY, NAME, "--out", str(home / "2.der"))
    first, second = (parse_crl((home / name).read_bytes()) for name in ("1.der", "2.der"))
    assert (first.number, first.revoked, second.number) == (1, (), 2)
    assert [serial for serial, _time in second.revoked] == [parse_certificate(chain[0]).serial]


def refused(capsys: pytest.CaptureFixture[str], *words: str, code: int = Exit.USAGE) -> str:
    assert main(list(words)) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.strip().splitlines()) == 1
    return captured.err


def test_a_wrong_passphrase_is_one_line_and_a_misuse(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ceremony(home, capsys)
    monkeypatch.setenv("QORGAN_PASSPHRASE", "another")
    assert "wrong passphrase" in refused(capsys, "authority", "crl", "--body", BODY, "--out", str(home / "x.der"))
    assert not (home / "x.der").exists()


def test_a_fingerprint_that_was_not_read_out_is_not_signed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ceremony(home, capsys)
    _ring, request = request_file(home)
    words = [
        "--body",
        BODY,
        "--roles",
        "officer",
        str(request),
        "--fingerprint",
        "0000 0000 0000 0000",
        "--out",
        str(home / "x.json"),
    ]
    assert "do not sign" in refused(capsys, "authority", "device", *words, code=Exit.TAMPERING)
    assert not (home / "x.json").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("authority", "init"),
        ("authority", "body", "--kind", "ruling", "x"),
        ("authority", "device", "--body", "nobody", "--roles", "officer", "missing.bin", "--out", "x"),
        ("authority", "crl", "--body", "nobody", "--out", "x"),
        ("authority", "deployment", "--name", "x", "--log", "missing", "--out", "x"),
        ("authority", "dance"),
        ("nobody", "init"),
    ],
)
def test_bad_input_is_one_line_and_a_misuse(home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    refused(capsys, *words)


def test_a_key_is_never_overwritten(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "authority", "init", "--name", "root")
    before = (home / "ceremony" / "root" / "key.json").read_bytes()
    refused(capsys, "authority", "init", "--name", "root")
    assert (home / "ceremony" / "root" / "key.json").read_bytes() == before


def test_a_key_file_is_its_owners_alone_and_holds_no_seed_in_clear(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "authority", "init", "--name", "root")
    path = home / "ceremony" / "root" / "key.json"
    assert path.stat().st_mode & 0o077 == 0
    assert set(json.loads(path.read_bytes())) == {"version", "kdf", "salt", "nonce", "sealed"}


def test_a_request_with_any_byte_changed_is_refused() -> None:
    ring = KeyRing.random(os.urandom)
    data = make_request(ring.signing_seed, ring.verify_key, NAME).encode()
    assert parse_request(data).name == NAME
    for at in range(len(data)):
        changed = bytearray(data)
        changed[at] ^= 1
        with pytest.raises((Forged, Malformed)):
            parse_request(bytes(changed))
        with pytest.raises(Malformed):
            parse_request(data[:at])


def named(
    home: Path, capsys: pytest.CaptureFixture[str], roles: str, kind: str = "implementing"
) -> tuple[KeyRing, dict[str, object]]:
    """The certificate file of a device whose request has a reading key, of a new body."""
    body, ring = f"{kind} body of {roles}", KeyRing.random(os.urandom)
    run(capsys, "authority", "body", "--kind", kind, body)
    request = home / f"{roles}.request"
    request.write_bytes(make_request(ring.signing_seed, ring.verify_key, NAME, ring.reading_key).encode())
    out = home / f"{kind} {roles}.json"
    certified(capsys, body, roles, request, out)
    found: dict[str, object] = json.loads(out.read_bytes())
    return ring, found


def opened_key(ring: KeyRing, made: dict[str, object]) -> NameKey:
    chain, names = made["chain"], made["names"]
    assert isinstance(chain, list)
    assert isinstance(names, str)
    authority = parse_certificate(bytes.fromhex(chain[1])).verify_key
    return open_name_key(bytes.fromhex(names), authority, ring.verify_key, ring.reading_seed)


def test_officers_of_both_bodies_get_one_name_key_with_their_certificates(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ceremony(home, capsys)
    devices = (("deciding", "officer"), ("implementing", "custodian"))
    keys = [opened_key(*named(home, capsys, roles, kind)) for kind, roles in devices]
    assert keys[0] == keys[1]
    assert all(keys[0].secret not in path.read_bytes() for path in home.rglob("*") if path.is_file())


@pytest.mark.parametrize(("kind", "roles"), [("implementing", "finance"), ("supervising", "prosecutor"), ("executing", "officer")])
def test_who_names_nobody_gets_no_name_key(home: Path, capsys: pytest.CaptureFixture[str], kind: str, roles: str) -> None:
    ceremony(home, capsys)
    assert "names" not in named(home, capsys, roles, kind)[1]


def test_a_root_of_before_there_were_name_keys_gets_one(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ceremony(home, capsys)
    (home / "ceremony" / "root" / "names.json").unlink()
    assert opened_key(*named(home, capsys, "officer")) == opened_key(*named(home, capsys, "duty"))


def test_a_body_of_before_there_were_name_keys_gets_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ceremony(home, capsys)
    ring, made = named(home, capsys, "officer")
    folder = next(path for path in (home / "ceremony" / "bodies").iterdir() if "implementing" in path.name)
    assert "already" in refused(capsys, "authority", "name-key", "--body", folder.name)
    (folder / "names.json").unlink()
    run(capsys, "authority", "name-key", "--body", folder.name)
    out = home / "again.json"
    certified(capsys, folder.name, "duty", home / "officer.request", out)
    assert opened_key(ring, json.loads(out.read_bytes())) == opened_key(ring, made)
    named(home, capsys, "prosecutor", "supervising")
    supervising = next(path for path in folder.parent.iterdir() if "supervising" in path.name)
    assert "no name key" in refused(capsys, "authority", "name-key", "--body", supervising.name)
