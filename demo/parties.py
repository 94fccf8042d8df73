"""The processes of the story: one for the server, one for each party, and one for each visit of the person."""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Json = dict[str, Any]
LINE_LIMIT = 32 << 20
SEAL_PASSPHRASE = "stamp-of-the-story"
"""Of the document seal, which is no secret here."""


class NotAsTold(Exception):
    """A step of the story went another way than it is told."""


def environment(**extra: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QORGAN_") or name == "QORGAN_DEBUG"}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)  # some thirty processes would each compile the whole program again: half the time
    return {**kept, "QORGAN_LANG": "en", "PYTHONUNBUFFERED": "1", **extra}


async def ended(process: asyncio.subprocess.Process, seconds: float = 20) -> None:
    """Nothing outlives the story: a process that does not end by itself is killed."""
    try:
        await asyncio.wait_for(process.wait(), seconds)
    except TimeoutError:
        process.kill()
        await process.wait()


async def communicated(process: asyncio.subprocess.Process) -> tuple[bytes, bytes]:
    """What a process wrote; it is killed if the story ends before it does."""
    try:
        return await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


class Party:
    """A session process: verbs go in on its standard input, JSON lines come out."""

    def __init__(self, name: str, party: str, home: Path, passphrase: str) -> None:
        self.name, self.home = name, home
        self._party, self._passphrase = party, passphrase
        self._process: asyncio.subprocess.Process | None = None
        self._busy = asyncio.Lock()

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "client.cli.main", self._party, "session",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=LINE_LIMIT,
            env=environment(
                QORGAN_HOME=str(self.home), QORGAN_PASSPHRASE=self._passphrase, QORGAN_SEAL_PASSPHRASE=SEAL_PASSPHRASE
            ),
        )  # fmt: skip

    async def stop(self) -> None:
        if self._process is not None and self._process.returncode is None:
            if self._process.stdin is not None:
                self._process.stdin.close()
            await ended(self._process)
        self._process = None

    async def ask(self, *words: str, timeout: float = 90) -> Json:
        """Run one verb; the last line, with the events before it under "events". An error is an answer too."""
        if self._process is None:
            await self.start()
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise NotAsTold(f"{self.name}: no process")
        async with self._busy:
            process.stdin.write((shlex.join(words) + "\n").encode())
            await process.stdin.drain()
            events: list[Json] = []
            while True:
                line = await asyncio.wait_for(process.stdout.readline(), timeout)
                if not line:
                    raise NotAsTold(f"{self.name}: the process ended at {words[0]}")
                answer: Json = json.loads(line)
                if "done" in answer:
                    return {**answer, "events": events}
                events.append(answer)

    async def do(self, *words: str, timeout: float = 90) -> Json:
        """Run a verb that must succeed. Raises ``NotAsTold``."""
        answer = await self.ask(*words, timeout=timeout)
        if "error" in answer or answer.get("queued"):
            raise NotAsTold(f"{self.name}: {words[0]}: {' '.join(answer['lines'])}")
        return answer

    async def refused(self, *words: str) -> Json:
        """Run a verb that must be refused. Raises ``NotAsTold`` where it is not."""
        answer = await self.ask(*words)
        if "error" not in answer:
            raise NotAsTold(f"{self.name}: {words[0]} was not refused")
        return answer


async def visit(*words: str, passphrase: str = "", env: Mapping[str, str] | None = None) -> Json:
    """One command of its own, as on a borrowed device: nothing before it, nothing after it."""
    extra = {"QORGAN_PASSPHRASE": passphrase} if passphrase else {}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "client.cli.main", *words, "--json",
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, limit=LINE_LIMIT,
        env=environment(**extra, **(env or {})),
    )  # fmt: skip
    out, errors = await communicated(process)
    lines = out.decode().strip().splitlines()
    if not lines:
        raise NotAsTold(f"{' '.join(words[:2])}: {errors.decode()[-600:]}")
    answer: Json = json.loads(lines[-1])
    if process.returncode != 0 and "error" not in answer:
        raise NotAsTold(f"{' '.join(words[:2])}: exit code {process.returncode}")
    return answer


async def program(module: str, *words: str, env: Mapping[str, str] | None = None) -> Json:
    """A helper program of the demo; it prints one JSON object."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *words, stdout=asyncio.subprocess.PIPE, limit=LINE_LIMIT, env=environment(**(env or {}))
    )
    out, _ = await communicated(process)
    if process.returncode != 0 or not out:
        raise NotAsTold(f"{module}: exit code {process.returncode}")
    answer: Json = json.loads(out.decode().strip().splitlines()[-1])
    return answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """The real server, or (``module``) one whose check was taken out, in a process of its own."""

    def __init__(self, data: Path, log: Path, port: int, module: str = "server") -> None:
        self.data, self._log, self.port, self._module = data, log, port, module
        self._process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", self._module, "serve", "--data", str(self.data), "--port", str(self.port),
            "--log-file", str(self._log), env=environment(),
        )  # fmt: skip
        for _ in range(600):
            if self._process.returncode is not None:
                raise NotAsTold(f"the server ended with {self._process.returncode}; see {self._log}")
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
            except OSError:
                await asyncio.sleep(0.05)
                continue
            writer.close()
            return
        raise NotAsTold("the server does not answer")

    async def stop(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            await ended(self._process)
        self._process = None


async def server_command(*words: str) -> str:
    """``python -m server`` with a verb that ends. Raises ``NotAsTold``."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "server", *words, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env=environment()
    )
    out, errors = await communicated(process)
    if process.returncode != 0:
        raise NotAsTold(f"server {words[0]}: {errors.decode()[-400:]}")
    return out.decode()
