"""The encrypted store: its key, its lock, its transactions."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from client.core.home import HomeLock, make_home, store_key
from client.core.store import Store
from client.core.tables import incident, meta
from crypto.errors import Usage

KEY = bytes(range(32))


def test_a_wrong_key_is_refused_with_one_line_and_changes_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "store.db"
    store = Store.create(path, KEY)
    store.put({"a": b"canary"})
    store.close()
    before = path.read_bytes()
    with pytest.raises(Usage) as caught:
        Store.open(path, bytes(32))
    assert caught.value.code == "wrong-passphrase"
    assert "\n" not in str(caught.value)
    assert capfd.readouterr().err == ""
    assert path.read_bytes() == before
    assert Store.open(path, KEY).get("a") == b"canary"


def test_nothing_stands_in_clear_on_disk(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store.db", KEY)
    store.put({"name-canary": b"value-canary"})
    files = [file.read_bytes() for file in tmp_path.iterdir()]
    assert sum(len(data) for data in files) > 4096
    assert not any(b"canary" in data or b"SQLite format" in data for data in files)


def test_a_failed_step_leaves_nothing_behind(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store.db", KEY)
    before = store.digest()

    def fail_in_the_middle() -> None:
        with store.begin() as connection:
            store.put({"a": b"1"})
            connection.execute(insert(meta), [{"name": "b", "value": b"2"}])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_in_the_middle()
    assert store.digest() == before
    store.put({"a": b"1"})
    assert store.digest() != before


def test_what_can_be_fetched_again_waits_for_its_sync_a_second_at_most(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """https://sqlite.org/pragma.html#pragma_synchronous: 1 is NORMAL, 2 is FULL."""
    store = Store.create(tmp_path / "store.db", KEY)

    def put(name: str, *, refetchable: bool) -> int:
        with store.begin(refetchable=refetchable) as connection:
            connection.execute(insert(meta), [{"name": name, "value": b""}])
            return int(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())

    assert put("a draft", refetchable=False) == 2
    assert put("a frame", refetchable=True) == 1
    assert put("another frame", refetchable=True) == 1
    assert put("another draft", refetchable=False) == 2
    monkeypatch.setattr("client.core.store.SYNC_EVERY", 0.0)
    assert put("a frame later", refetchable=True) == 2
    with store.begin() as outer, store.begin(refetchable=True) as inner:
        assert inner is outer
        assert inner.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2


def test_reading_is_no_sync(tmp_path: Path) -> None:
    """Else a screen that reads all the time would put off the sync of what comes in for ever."""
    store = Store.create(tmp_path / "store.db", KEY)
    synced = store._synced_at
    assert synced > 0
    store.get("a")
    assert store._synced_at == synced
    store.put({"a": b"1"})
    assert store._synced_at > synced


def test_the_journal_is_not_part_of_the_state() -> None:
    store = Store.in_memory()
    before = store.digest()
    row = {"at": 1, "circle": None, "code": "fork", "reason": "r", "evidence": b"", "stops": 1}
    with store.begin() as connection:
        connection.execute(insert(incident), [row])
        assert len(connection.execute(select(incident)).all()) == 1
    assert store.digest() == before


def test_a_store_of_a_newer_schema_is_refused(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store.db", KEY)
    with store.begin() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    store.close()
    with pytest.raises(Usage, match="schema 99"):
        Store.open(tmp_path / "store.db", KEY)


def test_a_home_is_made_once_and_its_parameters_cannot_be_weakened(tmp_path: Path) -> None:
    make_home(tmp_path, os.urandom)
    with pytest.raises(Usage) as caught:
        make_home(tmp_path, os.urandom)
    assert caught.value.code == "home-exists"
    key = store_key(tmp_path, "correct horse")
    assert store_key(tmp_path, "correct horse") == key
    assert store_key(tmp_path, "correct horsf") != key
    file = tmp_path / "store.json"
    file.write_text(file.read_text().replace("67108864", "8388608"))
    with pytest.raises(Usage) as caught:
        store_key(tmp_path, "correct horse")
    assert caught.value.code == "weak-passphrase-hash"


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 1, "kdf": "argon2id", "ops": "3", "mem_bytes": 1, "salt": "00"}'])
def test_a_damaged_parameter_file_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "store.json").write_text(content)
    with pytest.raises(Usage) as caught:
        store_key(tmp_path, "x")
    assert caught.value.code == "bad-home"


def test_a_second_process_cannot_use_the_same_home(tmp_path: Path) -> None:
    lock = HomeLock(tmp_path)
    lock.acquire()
    code = (
        "import sys; from pathlib import Path\n"
        "from client.core.home import HomeLock\n"
        "from crypto.errors import Usage\n"
        "try: HomeLock(Path(sys.argv[1])).acquire()\n"
        "except Usage as error: print(error.code)\n"
        "else: print('free')\n"
    )
    root = Path(__file__).resolve().parents[2]
    run = [sys.executable, "-c", code, str(tmp_path)]
    assert subprocess.run(run, cwd=root, capture_output=True, text=True, check=True).stdout.strip() == "home-in-use"
    lock.release()
    assert subprocess.run(run, cwd=root, capture_output=True, text=True, check=True).stdout.strip() == "free"


def test_the_example_of_the_specification_is_what_is_written(tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/spec/home.md").read_text(encoding="utf-8")
    example = page.split("```json\n")[1].split("```")[0]
    make_home(tmp_path, lambda size: bytes(range(size)))
    assert (tmp_path / "store.json").read_text() == example.strip()
    assert len(store_key(tmp_path, "x")) == 32
