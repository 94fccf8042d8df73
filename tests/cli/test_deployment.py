"""A deployment of five bodies, typed as a person types it, against a real server: how many commands it takes, and that it works."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from client.cli.main import main

MOST = 25
"""Commands, from nothing to a card with which anyone finds the front desks."""

BODIES = {
    "Алматы полиция департаменті": "deciding",
    "Қорғау басқармасы": "implementing",
    "Қонаев қаласының әкімдігі": "executing",
    "Құжат қызметі": "executing",
    "Алматы прокуратурасы": "supervising",
}
POLICE, GUARDS, AKIMAT, DOCUMENTS, PROSECUTION = BODIES
OFFICER = "officer,official,custodian,duty"
DEVICES = {
    "investigator": (POLICE, OFFICER),
    "chief": (POLICE, OFFICER),
    "guard": (GUARDS, OFFICER),
    "head": (GUARDS, OFFICER),
    "akimat": (AKIMAT, "officer"),
    "documents": (DOCUMENTS, "officer"),
    "prosecutor": (PROSECUTION, "prosecutor"),
}


@dataclass
class Terminal:
    """Counts what is typed."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    typed: list[str] = field(default_factory=list)
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def qorgan(self, party: str, verb: str, *words: str, home: str) -> dict[str, object]:
        self.typed.append(f"{party} {verb}")
        status = main([party, verb, "--home", self.path(home), *words, "--json"])
        captured = self.capsys.readouterr()
        assert status == 0, captured.out + captured.err
        answer: dict[str, object] = json.loads(captured.out.splitlines()[-1])
        return answer

    def server(self, verb: str, *words: str) -> str:
        self.typed.append(f"server {verb}")
        command = [sys.executable, "-m", "server", verb, "--data", self.path("data"), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def serve(self, port: int) -> None:
        self.typed.append("server serve")
        words = ["serve", "--data", self.path("data"), "--port", str(port), "--log-file", self.path("server.log")]
        self.running.append(subprocess.Popen([sys.executable, "-m", "server", *words]))
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("the server does not answer")


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    monkeypatch.setenv("QORGAN_PASSPHRASE", "of this test")
    monkeypatch.setenv("QORGAN_LANG", "en")
    made = Terminal(tmp_path, capsys)
    yield made
    for process in made.running:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_five_bodies_are_deployed_by_at_most_25_commands(terminal: Terminal) -> None:
    port, document, path = free_port(), terminal.path("deployment.bin"), terminal.path
    (terminal.folder / "log.txt").write_text(terminal.server("log-key", "--origin", "test.example/log"))
    bodies = [word for name, kind in BODIES.items() for word in ("--body", f"{name}={kind}")]
    words = ("--name", "root", *bodies, "--deployment", "test", "--log", path("log.txt"), "--out", document)
    root = terminal.qorgan("authority", "init", *words, home="ceremony")["fingerprint"]
    terminal.server("init", "--deployment", document)
    terminal.serve(port)
    enrolled(terminal, ("--deployment", document, "--fingerprint", str(root), "--url", f"http://127.0.0.1:{port}"))
    for home in ("investigator", "guard"):
        terminal.qorgan("officer", "desk-open", home=home)
    terminal.qorgan("officer", "desk-card", "--out", path("guard.card"), home="guard")
    terminal.qorgan("officer", "desk-card", "--other", path("guard.card"), "--out", path("desk.card"), home="investigator")
    assert len(terminal.typed) <= MOST, terminal.typed
    stands(terminal)


def enrolled(terminal: Terminal, words: tuple[str, ...]) -> None:
    """Each device asks, the authority certifies all at once, each installs."""
    told = []
    for name in DEVICES:
        asked = terminal.qorgan(
            party(name), "enrol-request", "--name", name, *words, "--out", terminal.path(f"{name}.request"), home=name
        )
        told.append(str(asked["fingerprint"]))
    devices = [
        word
        for name, (body, roles) in DEVICES.items()
        for word in ("--device", body, roles, terminal.path(f"{name}.request"), terminal.path(f"{name}.json"))
    ]
    compared = [word for each in told for word in ("--fingerprint", each)]
    terminal.qorgan("authority", "enrol", *devices, *compared, home="ceremony")
    for name in DEVICES:
        terminal.qorgan(party(name), "setup", "--certificate", terminal.path(f"{name}.json"), home=name)


def party(name: str) -> str:
    return "prosecutor" if name == "prosecutor" else "officer"


def stands(terminal: Terminal) -> None:
    """Anyone reaches both front desks, and every device is known to the others."""
    (terminal.folder / "statement.txt").write_text("Мені қорқытып жүр")
    words = ("--card", terminal.path("desk.card"), "--text", "@" + terminal.path("statement.txt"))
    assert len(terminal.qorgan("person", "statement", *words, home="nobody")["lines"]) > 3  # type: ignore[arg-type]
    listed = terminal.qorgan("officer", "devices", "--sync", home="investigator")["devices"]
    found = {each["name"]: each["body"] for each in listed}  # type: ignore[attr-defined]
    assert found == {name: body for name, (body, _roles) in DEVICES.items()}
