"""The peer program, as a driver of another implementation would use it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crypto.mls.peer import Peer
from crypto.mls.suite import SUITES

ROOT = Path(__file__).resolve().parents[3]


class Driver:
    def __init__(self) -> None:
        self.peer = Peer()

    def ask(self, cmd: str, client: str = "0", **fields: object) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.peer.answer(json.dumps({"cmd": cmd, "client": client, **fields})))
        return answer

    def good(self, cmd: str, client: str = "0", **fields: object) -> dict[str, Any]:
        answer = self.ask(cmd, client, **fields)
        assert "error" not in answer, answer
        return answer


@pytest.mark.parametrize("suite", SUITES)
def test_a_group_lives_in_one_process(suite: int) -> None:
    driver = Driver()
    created = driver.good("create_group", "a", group_id="aa", identity="01", suite=suite)
    assert (created["epoch"], created["leaf"]) == (0, 0)
    first = driver.good("new_key_package", "b", identity="02", suite=suite)["key_package"]
    added = driver.good("add", "a", key_packages=[first])
    joined = driver.good("join", "b", welcome=added["welcome"])
    assert joined == {"group_id": "aa", "leaf": 1, "epoch": 1, "epoch_authenticator": added["epoch_authenticator"]}
    driver.good("store_psk", id="77", secret="88")
    second = driver.good("new_key_package", "c", identity="03", suite=suite)["key_package"]
    for fields in ({"type": "add", "key_package": second}, {"type": "psk", "id": "77"}, {"type": "update", "public": True}):
        proposal = driver.good("propose", "b", **fields)["proposal"]
        assert driver.good("process", "a", message=proposal) == {"kind": "proposal"}
    result = driver.good("commit", "a", psks=["77"])
    assert driver.good("process", "b", message=result["commit"])["epoch_authenticator"] == result["epoch_authenticator"]
    driver.good("join", "c", welcome=result["welcome"])
    outside = driver.good("external_join", "d", group_info=driver.good("group_info", "c")["group_info"], identity="04")
    for client in "abc":
        assert driver.good("process", client, message=outside["commit"])["epoch"] == outside["epoch"]
    message = driver.good("encrypt", "d", plaintext="abcd", aad="ef")["message"]
    assert driver.good("process", "a", message=message) == {"kind": "application", "plaintext": "abcd"}
    gone = driver.good("remove", "a", leaf=1, public=True)
    assert driver.good("process", "b", message=gone["commit"]) == {"kind": "commit", "removed": True}
    driver.good("process", "c", message=gone["commit"])
    exported = {driver.good("export", client, label="x", context="", length=32)["secret"] for client in "ac"}
    assert len(exported) == 1
    state = driver.good("state", "c")
    assert state["members"] == [{"leaf": 0, "identity": "01"}, {"leaf": 2, "identity": "03"}, {"leaf": 3, "identity": "04"}]
    assert driver.good("drop", "c") == {}
    assert "error" in driver.ask("state", "c")


def test_a_failed_command_answers_an_error_and_changes_nothing() -> None:
    driver = Driver()
    driver.good("create_group", "a", group_id="aa", identity="01", suite=3)
    before = driver.good("state", "a")
    for fields in (
        {"cmd": "process", "message": "zz"},
        {"cmd": "process", "message": "0001"},
        {"cmd": "process", "message": 7},
        {"cmd": "process"},
        {"cmd": "remove", "leaf": 0},
        {"cmd": "remove", "leaf": -1},
        {"cmd": "remove", "leaf": True},
        {"cmd": "commit", "add": "no list"},
        {"cmd": "commit", "psks": ["00"]},
        {"cmd": "propose", "type": "something"},
        {"cmd": "export", "label": "x", "length": 1 << 20},
        {"cmd": "create_group", "group_id": "aa", "identity": "01", "suite": 2},
        {"cmd": "join", "welcome": "00"},
        {"cmd": "unheard of"},
        {},
    ):
        assert "error" in json.loads(driver.peer.answer(json.dumps({"client": "a", **fields})))
    for line in ("", "[", "[]", "7"):
        assert "error" in json.loads(driver.peer.answer(line))
    assert driver.good("state", "a") == before


def test_the_program_answers_line_for_line() -> None:
    requests = [{"cmd": "hello"}, {"cmd": "nothing"}, {"cmd": "create_group", "group_id": "00", "identity": "01", "suite": 84}]
    lines = "".join(json.dumps(request) + "\n" for request in requests)
    run = subprocess.run(
        [sys.executable, "-m", "crypto.mls.peer"], cwd=ROOT, input=lines, capture_output=True, text=True, check=True
    )
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert [sorted(answer) for answer in answers] == [["peer", "suites"], ["error"], ["epoch", "epoch_authenticator", "leaf"]]
    assert answers[0]["suites"] == [84, 3, 1]
