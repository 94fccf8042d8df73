"""A device's home: one passphrase, one process; whatever is wrong is one line and the exit code of its kind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from client.cli.exits import Exit
from client.cli.main import main
from client.core.home import HomeLock, store_key
from client.core.store import Store
from client.formats.key_file import open_file
from tests.cli.test_authority import BODY, ceremony, certified, home, refused, run

__all__ = ["home"]

URL = "http://127.0.0.1:9"  # the discard port: nothing answers there


@pytest.fixture
def device(home: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A home whose key ring is made, before its certificate."""
    _ring, _chain, deployment = ceremony(home, capsys)
    words = ["--deployment", str(home / "deployment.bin"), "--fingerprint", deployment.fingerprint.hex(), "--url", URL]
    folder = home / "device"
    run(capsys, "officer", "enrol-request", "--home", str(folder), "--name", "Officer", *words, "--out", str(home / "o.request"))
    return folder


def test_a_wrong_passphrase_opens_nothing(
    device: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (device / "store.db").read_bytes()
    monkeypatch.setenv("QORGAN_PASSPHRASE", "not of this test")
    assert "wrong passphrase" in refused(capsys, "officer", "files", "--home", str(device))
    assert (device / "store.db").read_bytes() == before


def test_a_second_process_is_kept_out_of_a_home_in_use(device: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = HomeLock(device)
    lock.acquire()
    try:
        assert "home-in-use" in refused(capsys, "officer", "files", "--home", str(device))
    finally:
        lock.release()


def test_a_home_without_a_store_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "no-home" in refused(capsys, "officer", "files", "--home", str(home / "nowhere"))


def test_another_root_than_the_pinned_one_makes_no_home(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ceremony(home, capsys)
    words = ["--deployment", str(home / "deployment.bin"), "--fingerprint", "00" * 32, "--url", URL]
    words += ["--home", str(home / "d"), "--name", "x", "--out", str(home / "r")]
    told = refused(capsys, "officer", "enrol-request", *words, code=Exit.TAMPERING)
    assert "other-root" in told
    assert not (home / "d" / "store.db").exists()
    assert not (home / "r").exists()


def test_the_certificate_of_another_device_is_not_installed(device: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "other-key" in refused(capsys, "officer", "setup", "--home", str(device), "--certificate", str(home / "device.json"))


def test_without_a_server_the_command_says_so_in_one_line(device: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    certified(capsys, BODY, "officer", home / "o.request", home / "o.json")
    assert "offline" in refused(
        capsys, "officer", "setup", "--home", str(device), "--certificate", str(home / "o.json"), code=Exit.NO_NETWORK
    )


def test_an_error_is_json_where_json_is_asked_for(device: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["officer", "show", "--home", str(device), "--file", "nobody", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"] == "no-such-file"


def test_the_name_key_comes_with_the_certificate_and_rests_in_the_store(
    device: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole way but for the server: setup stores the key before it finds nobody at the other end."""
    certified(capsys, BODY, "officer,duty", home / "o.request", home / "o.json")
    assert "offline" in refused(
        capsys, "officer", "setup", "--home", str(device), "--certificate", str(home / "o.json"), code=Exit.NO_NETWORK
    )
    root = open_file(home / "ceremony" / "root" / "names.json", "of this test")
    store = Store.open(device / "store.db", store_key(device, "of this test"))
    try:
        assert store.get("name-key") == root
    finally:
        store.close()
    assert root not in (device / "store.db").read_bytes()
