"""The real server as a process that can be killed, and senders that retry with the same uid until they are answered."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from base64 import b64decode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from crypto.types import BodyKind, ChainHash
from tests.server.world import BodyParty, Caller, Chain, CircleKind, Party, Realm, found, made_policy, noise

ROOT = Path(__file__).resolve().parent.parent.parent
LOST = (aiohttp.ClientError, ConnectionError, TimeoutError)


@dataclass
class Process:
    """``python -m server serve`` on a folder. ``command`` can stand for another program of the same manners."""

    folder: Path
    port: int = 0
    prefix: tuple[str, ...] = ()
    command: tuple[str, ...] = (sys.executable, "-m", "server", "serve")
    child: subprocess.Popen[str] | None = None

    def start(self) -> None:
        log = self.folder / "server.log"
        arguments = ("--data", str(self.folder), "--port", str(self.port), "--log-file", str(log))
        self.child = subprocess.Popen([*self.prefix, *self.command, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.child.stdout is not None
        line = self.child.stdout.readline()
        assert line.startswith("listening on "), line
        self.port = int(line.rsplit(":", 1)[1])

    def stop(self, how: signal.Signals = signal.SIGKILL) -> None:
        assert self.child is not None
        pid = self.child.pid
        if self.prefix:  # strace blocks signals to itself; the server is its child
            pid = int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])
        os.kill(pid, how)
        self.child.wait(timeout=30)
        assert self.child.stdout is not None
        self.child.stdout.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@dataclass
class Sender:
    """One device with one circle. ``acked``: (uid, position, index) of every acknowledgement that reached it."""

    caller: Caller
    chain: Chain
    acked: list[tuple[bytes, int, int]] = field(default_factory=list)
    retries: int = 0

    async def run(self, enough: asyncio.Event) -> None:
        while not enough.is_set():
            await self.send(self.chain.record(self.caller.party))

    async def send(self, entry: Any) -> None:
        """Until it is acknowledged, with the same bytes: the only writer of its circle has a stale place only by its own retry."""
        while True:
            with contextlib.suppress(*LOST, AssertionError):
                status, answer = await self.caller.append(entry)
                if status in {200, 201}:
                    self.acked.append((entry.header.uid, answer["position"], answer["index"]))
                    self.chain.took(entry, answer)
                    assert self.chain.chain == ChainHash(b64decode(answer["chain"]))
                    return
                assert status in {401, 503}, answer
            self.retries += 1
            await asyncio.sleep(0.05)
            with contextlib.suppress(*LOST, AssertionError):
                await self.caller.login()


async def senders(realm: Realm, url: str, http: aiohttp.ClientSession, count: int) -> list[Sender]:
    body: BodyParty = realm.body("D", BodyKind.DECIDING)
    nobody = Caller(http, url, Party(noise(32)))
    assert (await nobody.call("POST", "/v1/certificates", data=body.der))[0] == 200
    made = []
    for number in range(count):
        caller = Caller(http, url, body.device(f"sender {number}"))
        assert (await nobody.call("POST", "/v1/certificates", data=caller.party.der))[0] == 200
        await caller.login()
        made.append(Sender(caller, await found(caller, made_policy(CircleKind.COORDINATION, (body,)))))
    return made
