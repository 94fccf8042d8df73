"""A real server in a process of its own, a ceremony, and devices that are signed in."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bench.http import Connection
from crypto.certificate import issue_body, issue_device, issue_root
from crypto.deployment import make_deployment
from crypto.primitives import LABEL_LOGIN
from crypto.ring import KeyRing, certificate_hash
from crypto.types import BodyKind

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[1]
YEAR_MS = 365 * 24 * 3600 * 1000
START_BOUND_SECONDS = 20


@dataclass
class Device:
    """A certified device: its ring, its certificate (DER) and that certificate's hash."""

    ring: KeyRing
    der: bytes
    hash: bytes = field(init=False)

    def __post_init__(self) -> None:
        self.hash = certificate_hash(self.der)


@dataclass
class Spent:
    """What the server says in its log that its CPU went into: seconds, from its start to its end."""

    verify: float
    database: float
    entries: int
    batches: int


class Stage:
    """One deployment with a deciding and a supervising body, on a server that runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "server"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        now = int(time.time() * 1000)
        self._span = (now - 3_600_000, now + YEAR_MS)
        self._root, self._body, self._supervising = os.urandom(32), KeyRing.random(os.urandom), KeyRing.random(os.urandom)
        self.root_der = issue_root(self._root, "Bench root", *self._span)
        self.body_der = self._issue_body(self._body, "Deciding body", BodyKind.DECIDING)
        self.supervising_der = self._issue_body(self._supervising, "Prosecutor's office", BodyKind.SUPERVISING)
        self.origin, self.log_key = self._make_log_key()
        deployment = make_deployment(self._root, "Bench", os.urandom(16), self.root_der, self.origin, self.log_key)
        self.deployment = deployment.encode()
        (folder / "deployment").write_bytes(self.deployment)
        self._server_command("init", "--deployment", str(folder / "deployment"))

    def _issue_body(self, ring: KeyRing, name: str, kind: BodyKind) -> bytes:
        return issue_body(self._root, self.root_der, ring.verify_key, name, kind, *self._span)

    def device(self, name: str) -> Device:
        ring = KeyRing.random(os.urandom)
        return Device(ring, issue_device(self._body.signing_seed, self.body_der, ring.verify_key, name, ["officer"], *self._span))

    def prosecutor(self) -> Device:
        ring, seed = KeyRing.random(os.urandom), self._supervising.signing_seed
        return Device(ring, issue_device(seed, self.supervising_der, ring.verify_key, "P", ["prosecutor"], *self._span))

    def start(self) -> float:
        """Starts the server; the seconds to its first answer."""
        began = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "server", "serve", "--data", str(self.data), "--port", str(self.port), *self._log_arguments()],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                    connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                    if connection.recv(64).startswith(b"HTTP/1.1 200"):
                        return time.perf_counter() - began
            except OSError:
                pass
            if self.process.poll() is not None or time.perf_counter() - began > START_BOUND_SECONDS:
                raise RuntimeError(f"the server did not start; see {self.folder / 'server.log'}")
            time.sleep(0.01)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=20)
        self.process = None

    def cpu_seconds(self) -> float:
        """User and system time of the server so far."""
        if self.process is None:
            return 0.0
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mib(self) -> float:
        """Resident memory of the server."""
        if self.process is None:
            return 0.0
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found.group(1)) / 1024 if found else 0.0

    def spent(self) -> Spent:
        """Of the server that was stopped last."""
        lines = (self.folder / "server.log").read_text(encoding="utf-8").splitlines()
        totals = [value for value in map(json.loads, lines) if value["event"] == "totals"]
        if not totals:
            raise RuntimeError("the server's log has no totals")
        last = totals[-1]
        return Spent(last["verify_ms"] / 1000, last["database_ms"] / 1000, last["entries"], last["batches"])

    async def connect(self) -> Connection:
        return await Connection.open("127.0.0.1", self.port)

    async def publish(self, *certificates: bytes) -> None:
        connection = await self.connect()
        for der in certificates:
            status, answer = await connection.request("POST", "/v1/certificates", der)
            if status not in (200, 201):
                raise RuntimeError(f"certificate refused: {answer}")
        connection.close()

    async def sign_in(self, device: Device) -> Connection:
        connection = await self.connect()
        _, challenge = await connection.post_json("/v1/login/challenge", {})
        nonce = base64.b64decode(challenge["nonce"])
        signature = device.ring.sign(LABEL_LOGIN, self.origin.encode() + nonce + device.hash)
        status, answer = await connection.post_json(
            "/v1/login",
            {"certificate": device.hash.hex(), "nonce": challenge["nonce"], "signature": base64.b64encode(signature).decode()},
        )
        if status != 200:
            raise RuntimeError(f"login refused: {answer}")
        connection.token = answer["token"]
        return connection

    def _make_log_key(self) -> tuple[str, bytes]:
        printed = self._server_command("log-key")
        values = dict(line.split(" ", 1) for line in printed.splitlines())
        return values["origin"], bytes.fromhex(values["key"])

    def _server_command(self, verb: str, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "server", verb, "--data", str(self.data), *arguments],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout

    def _log_arguments(self) -> tuple[str, str]:
        return "--log-file", str(self.folder / "server.log")


@contextmanager
def stage() -> Iterator[Stage]:
    folder = Path(tempfile.mkdtemp(prefix="qorgan-bench-"))
    made = Stage(folder)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a load generator on uvloop, as the server does."""
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work)
