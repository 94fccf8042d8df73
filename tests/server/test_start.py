"""The program: its verbs, what it refuses to start on, backup, and what it logs."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from base64 import b64encode
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crypto.errors import Usage
from crypto.primitives import ed25519_public
from crypto.trust import issue_root, make_deployment
from server import key
from server.app import now
from server.guard import Guard
from server.services import SERVICES
from server.storage import backup
from server.storage.database import Database, StorageFailed
from tests.server.conftest import Server, Start
from tests.server.world import YEAR, CircleKind, found, install, made_policy, noise, send

ROOT = Path(__file__).resolve().parent.parent.parent


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "server", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def one_line(result: subprocess.CompletedProcess[str]) -> bool:
    return result.returncode == 2 and result.stdout == "" and len(result.stderr.splitlines()) == 1


def test_the_ceremony_of_a_server_is_log_key_then_init(tmp_path: Path) -> None:
    data, document = tmp_path / "data", tmp_path / "deployment"
    assert one_line(run("serve", "--data", data))
    made = run("log-key", "--data", data, "--origin", "a.example/log")
    fields = dict(line.split(" ", 1) for line in made.stdout.splitlines())
    assert (data / key.NAME).stat().st_mode & 0o777 == 0o600
    assert fields["origin"] == "a.example/log"
    assert one_line(run("log-key", "--data", data))
    assert one_line(run("serve", "--data", data))
    seed = noise(32)
    root = issue_root(seed, "Root", now(), now() + YEAR)
    document.write_bytes(make_deployment(seed, "T", noise(16), root, "a.example/log", ed25519_public(noise(32))).encode())
    assert "another log key" in run("init", "--data", data, "--deployment", document).stderr
    document.write_bytes(make_deployment(seed, "T", noise(16), root, fields["origin"], bytes.fromhex(fields["key"])).encode())
    for _ in range(2):
        assert run("init", "--data", data, "--deployment", document).returncode == 0
    document.write_bytes(make_deployment(seed, "U", noise(16), root, fields["origin"], bytes.fromhex(fields["key"])).encode())
    assert one_line(run("init", "--data", data, "--deployment", document))
    os.chmod(data / key.NAME, 0o644)
    assert one_line(run("serve", "--data", data))


def test_bad_arguments_end_with_exit_code_two() -> None:
    for arguments in ((), ("nothing",), ("serve",), ("init", "--data", "/nonexistent", "--deployment", "/nonexistent")):
        assert run(*arguments).returncode == 2


async def filled(server: Server, entries: int = 5) -> None:
    alice = await server.device(server.deciding, "alice")
    chain = await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)))
    for _ in range(entries):
        await send(alice, chain, chain.record(alice.party))


async def test_a_database_that_was_rolled_back_is_refused(server: Server) -> None:
    await filled(server)
    copy = server.folder.parent / "old.db"
    backup.copy(server.folder / "server.db", copy)
    await filled(server, 1)
    await server.running.close()
    for suffix in ("", "-wal", "-shm"):
        (server.folder / f"server.db{suffix}").unlink(missing_ok=True)
    shutil.copy(copy, server.folder / "server.db")
    with pytest.raises(Usage, match="rolled back"):
        await server.restart()
    (server.folder / "checkpoint").unlink()
    await server.restart()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE leaf SET hash = zeroblob(32) WHERE log_index = 4",
        "DELETE FROM leaf WHERE log_index = 4",
        "UPDATE checkpoint SET size = size - 1",
        "UPDATE checkpoint SET note = 'none'",
        "DELETE FROM checkpoint",
        "UPDATE circle SET epoch = 7",
    ],
)
async def test_a_log_that_is_not_what_was_signed_is_refused(server: Server, change: str) -> None:
    await filled(server)
    await server.running.close()
    with closing(sqlite3.connect(server.folder / "server.db")) as connection:
        connection.execute(change)
        connection.commit()
    with pytest.raises(Usage):
        await server.restart()


async def test_a_torn_checkpoint_file_still_has_its_other_slot(server: Server) -> None:
    await filled(server)
    await server.running.close()
    path = server.folder / "checkpoint"
    whole = path.read_bytes()
    for start in (0, 512):
        path.write_bytes(whole[:start] + b"x" * 100 + whole[start + 100 :])
        Guard(server.folder).close()
        await server.restart()
        await server.running.close()
    path.write_bytes(b"x" * 1024)
    with pytest.raises(Usage, match="cannot be read"):
        await server.restart()


async def test_a_backup_of_a_running_server_is_whole(server: Server, tmp_path: Path) -> None:
    await filled(server)
    target = tmp_path / "backup.db"
    result = run("backup", "--data", server.folder, "--to", target)
    assert result.returncode == 0, result.stderr
    assert target.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(target)) as copy, closing(sqlite3.connect(server.folder / "server.db")) as original:
        assert list(copy.iterdump()) == list(original.iterdump())
    assert one_line(run("backup", "--data", server.folder, "--to", target))


async def test_nothing_is_acknowledged_when_the_disk_is_full_and_all_goes_on_after(start: Start, monkeypatch: Any) -> None:
    server = await start()
    alice = await server.device(server.deciding, "alice")
    chain = await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)))
    real = Database.write

    def full(self: Database, work: Any, **options: Any) -> Any:
        def then(connection: Any) -> Any:
            result = work(connection)
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
            connection.exec_driver_sql("CREATE TABLE filler AS SELECT zeroblob(10000000)")
            return result

        return real(self, then, **options)

    before = await alice.sync()
    monkeypatch.setattr(Database, "write", full)
    entry = chain.record(alice.party)
    status, answer = await alice.append(entry)
    assert (status, answer["type"]) == (507, "urn:qorgan:problem:storage-full")
    monkeypatch.undo()
    assert await alice.sync() == before
    unlimited = "PRAGMA max_page_count = 1073741823"
    await server.running.app[SERVICES].database.write(lambda connection: connection.exec_driver_sql(unlimited).fetchall())
    await send(alice, chain, entry)


async def test_a_disk_error_ends_the_process_without_an_acknowledgement(start: Start, monkeypatch: Any) -> None:
    ended: list[bool] = []
    server = await start(on_fatal=lambda: ended.append(True))
    alice = await server.device(server.deciding, "alice")
    chain = await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)))

    async def broken(self: Database, work: Any, **options: Any) -> Any:
        raise StorageFailed("SQLITE_IOERR", fatal=True)

    monkeypatch.setattr(Database, "write", broken)
    assert (await alice.append(chain.record(alice.party)))[0] == 503
    assert ended == [True]


def test_two_servers_do_not_share_a_folder(tmp_path: Path) -> None:
    asyncio.run(install(tmp_path))
    command = [sys.executable, "-m", "server", "serve", "--data", str(tmp_path), "--port", "0", "--log-file", str(tmp_path / "log")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline().startswith("listening on http://127.0.0.1:")
        second = run("serve", "--data", tmp_path, "--port", "0")
        first.terminate()
        assert first.wait(timeout=20) == 0
    assert second.returncode == 2
    assert "another server process" in second.stderr
    assert [json.loads(line)["event"] for line in (tmp_path / "log").read_text().splitlines()][:2] == ["started", "listening"]


async def test_logs_have_no_content_keys_tokens_addresses_or_ids(server: Server) -> None:
    await filled(server)
    alice = await server.device(server.deciding, "CANARY-NAME")
    chain = await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)))
    entry = chain.record(alice.party)
    await send(alice, chain, entry)
    await alice.call("GET", "/v1/circles/CANARY-PATH/head")
    await alice.call("POST", "/v1/login", data=b"CANARY-BODY")
    server.settings.log.error("careless", token=alice.token, circle=chain.id.hex(), event_text="CANARY-KEY")
    text = server.logged.getvalue()
    assert "careless" in text
    secrets = [alice.token, chain.id.hex(), alice.holder.hex(), alice.party.key.hex(), "127.0.0.1", "CANARY"]
    secrets += [b64encode(entry.body[:30]).decode(), alice.party.seed.hex()]
    assert [secret for secret in secrets if secret in text] == []


def test_the_verbs_of_the_server_answer_scripts_in_json(tmp_path: Path) -> None:
    data, document = tmp_path / "data", tmp_path / "deployment"
    made = json.loads(run("log-key", "--data", data, "--origin", "a.example/log", "--json").stdout)
    assert (made["v"], made["origin"], bytes.fromhex(made["key"])) == (1, "a.example/log", key.read(data).public)
    again = run("log-key", "--data", data, "--json")
    assert again.returncode == 2
    assert again.stderr == ""
    assert json.loads(again.stdout).items() >= {"v": 1, "exit": 2}.items()
    seed = noise(32)
    root = issue_root(seed, "Root", now(), now() + YEAR)
    deployment = make_deployment(seed, "T", noise(16), root, made["origin"], bytes.fromhex(made["key"]))
    document.write_bytes(deployment.encode())
    installed = json.loads(run("init", "--data", data, "--deployment", document, "--json").stdout)
    assert installed == {"v": 1, "name": "T", "fingerprint": deployment.fingerprint.hex()}
    copied = json.loads(run("backup", "--data", data, "--to", tmp_path / "copy", "--json").stdout)
    assert copied == {"v": 1, "copy": str(tmp_path / "copy"), "size": (tmp_path / "copy").stat().st_size}


def test_the_server_tells_its_version() -> None:
    told = run("--version")
    assert (told.returncode, told.stdout.split()[:2]) == (0, ["qorgan", "server"])
