"""Real clients (``client.core``) on the stage: what an officer's computer does, with its encrypted store and all its checks.

Every client but the one that ``watcher`` starts runs in this process.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.stage import ROOT, Device, Stage
from client.core.client import Client
from client.core.records import Record
from crypto.entry import parse_entry
from crypto.policy import BodyRef, CircleKind
from crypto.ring import certificate_hash
from crypto.types import BodyKind, CertificateHash, CircleId, Millis

PASSPHRASE = "bench passphrase"
TEXT = "x" * 900
"""A record of 1 KiB with its framing."""


def clock() -> Millis:
    return Millis(time.time_ns() // 1_000_000)


@dataclass
class Clients:
    """Makes clients of the stage's body and closes them at the end."""

    stage: Stage
    made: list[Client] = field(default_factory=list)

    async def officer(self, name: str, home: Path | None = None) -> Client:
        """A new officer's client with a store on disk, signed in and with its key packages at the server."""
        return await self._create(self.stage.device(name), self.stage.body_der, home)

    async def _create(self, device: Device, body: bytes, home: Path | None = None) -> Client:
        path = home or self.stage.folder / f"home-{device.hash.hex()[:16]}"
        chain = (device.der, body)
        stage, ring = self.stage, device.ring
        client = await Client.create(
            path, PASSPHRASE, stage.deployment, None, stage.url, ring=ring, chain=chain, entropy=os.urandom, clock=clock
        )
        self.made.append(client)
        await client.sync()
        return client

    async def officers(self, count: int) -> list[Client]:
        return [await self.officer(f"Officer {number}") for number in range(count)]

    async def circle(self, founder: Client, members: Sequence[Client]) -> CircleId:
        """A coordination circle with history, which a prosecutor reads along."""
        prosecutor = await self._create(self.stage.prosecutor(), self.stage.supervising_der)
        await founder.sync()
        bodies = (
            BodyRef(CertificateHash(certificate_hash(self.stage.body_der)), BodyKind.DECIDING),
            BodyRef(CertificateHash(certificate_hash(self.stage.supervising_der)), BodyKind.SUPERVISING),
        )
        circle = await founder.create_circle(
            CircleKind.COORDINATION,
            bodies=sorted(bodies, key=lambda body: body.hash),
            readers=[bytes(prosecutor.identity.holder)],
            members=[bytes(member.identity.holder) for member in members],
        )
        for member in members:
            await member.sync()
        return circle

    async def __aenter__(self) -> Clients:
        return self

    async def __aexit__(self, *_: object) -> None:
        for client in self.made:
            await client.close()


def note(number: int) -> Record:
    return Record("note", 1, {"number": number, "text": TEXT})


# One entry from the hand of its author to the eyes of another ---------------------------------------------------------


async def shown(stage: Stage, rate: float, seconds: float) -> list[float]:
    """Milliseconds from ``append`` at one client to the verified entry shown by another, in a process of its own. Both watch over
    their websockets; the entries go out at ``rate`` a second. ``perf_counter`` is one clock for all processes of a machine."""
    async with Clients(stage) as clients:
        writer = await clients.officer("Writer")
        home = stage.folder / f"reader-{os.urandom(4).hex()}"
        reader = await clients.officer("Reader", home)
        circle = await clients.circle(writer, [reader])
        clients.made.remove(reader)
        await reader.close()
        arguments = [sys.executable, "-m", "bench.watcher", str(home), circle.hex(), str(int(rate * seconds))]
        with _start(arguments) as watcher:
            try:
                began = await _write(writer, circle, rate, seconds, watcher)
                printed = await asyncio.to_thread(watcher.communicate, None, seconds + 60)
            finally:
                watcher.kill()
    seen = {uid: float(at) for uid, at in (line.split() for line in printed[0].splitlines())}
    if set(seen) != set(began):
        raise RuntimeError(f"{len(seen)} of {len(began)} entries were shown")
    return sorted((seen[uid] - began[uid]) * 1000 for uid in began)


def _start(arguments: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True)


async def _write(writer: Client, circle: CircleId, rate: float, seconds: float, watcher: subprocess.Popen[str]) -> dict[str, float]:
    connected = asyncio.Event()

    async def watch() -> None:
        async for event in writer.watch():
            if event.kind == "connected":
                connected.set()

    watching = asyncio.create_task(watch())
    await connected.wait()
    if watcher.stdout is None or (await asyncio.to_thread(watcher.stdout.readline)).strip() != "ready":
        raise RuntimeError("the watcher did not start")
    began: dict[str, float] = {}
    start = time.perf_counter()
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, start + number / rate - time.perf_counter()))
        at = time.perf_counter()
        began[writer.append(circle, note(number)).hex()] = at
    while not all(writer.status(bytes.fromhex(uid)) == "sent" for uid in began):
        await asyncio.sleep(0.05)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    return began


# Eight writers in one circle -------------------------------------------------------------------------------------------


@dataclass
class Contention:
    """``tries`` of each record, sorted; ``rate`` of records a second, all writers together."""

    tries: list[int]
    rate: float


async def contention(stage: Stage, writers: int, records: int) -> Contention:
    """All write at once to one circle, until everything is out; raises unless all hold the same chain with every record in it."""
    async with Clients(stage) as clients:
        officers = await clients.officers(writers)
        circle = await clients.circle(officers[0], officers[1:])
        tries: Counter[bytes] = Counter()
        for officer in officers:
            _count_tries(officer, tries)
        uids = [officer.append(circle, note(number)) for officer in officers for number in range(records)]
        began = time.perf_counter()
        await asyncio.gather(*(_until_sent(officer) for officer in officers))
        elapsed = time.perf_counter() - began
        for officer in officers:
            await officer.sync()
            if {entry.uid for entry in officer.entries(circle)} != set(uids):
                raise RuntimeError("a writer has not every record")
        if len({officer.circle(circle).head for officer in officers}) != 1:
            raise RuntimeError("the writers did not converge")
        return Contention(sorted(tries[uid] for uid in uids), len(uids) / elapsed)


async def _until_sent(officer: Client) -> None:
    while True:
        report = await officer.sync()
        if not report.held and not officer.core.queue.drafts("queued"):
            return


def _count_tries(officer: Client, tries: Counter[bytes]) -> None:
    transport = officer.core.transport
    append = transport.append

    async def counted(circle: CircleId, entry: bytes, *rest: Any) -> Any:
        tries[bytes(parse_entry(entry).header.uid)] += 1
        return await append(circle, entry, *rest)

    setattr(transport, "append", counted)  # noqa: B010


# Commits, a newcomer, the store ----------------------------------------------------------------------------------------


async def commits(stage: Stage, members: int, count: int) -> list[float]:
    """Milliseconds from the call to the acknowledged commit, in a circle of ``members``: a renewal of the author's keys, which is
    what each removal and addition contains. The author then follows the log up to it, which is in the figure too."""
    async with Clients(stage) as clients:
        officers = await clients.officers(members)
        circle = await clients.circle(officers[0], officers[1:])
        spans = []
        for _ in range(count):
            began = time.perf_counter()
            await officers[0].change(circle)
            spans.append((time.perf_counter() - began) * 1000)
        return sorted(spans)


@dataclass
class Newcomer:
    """``sync``: seconds of a new member's first sync over ``entries``, all verified and opened. ``unlock``: milliseconds to open
    their store after it."""

    entries: int
    sync: float
    unlock: float


async def newcomer(stage: Stage, entries: int, opens: int) -> Newcomer:
    home = stage.folder / "newcomer"
    async with Clients(stage) as clients:
        founder, new = await clients.officer("Founder"), await clients.officer("Newcomer", home)
        circle = await clients.circle(founder, [])
        for number in range(entries):
            founder.append(circle, note(number))
        await founder.sync()
        await founder.change(circle, add=[bytes(new.identity.holder)])
        began = time.perf_counter()
        await new.sync()
        span = time.perf_counter() - began
        opened = sum(entry.record is not None for entry in new.entries(circle))
        if opened != entries:
            raise RuntimeError(f"the newcomer opened {opened} of {entries} entries")
        clients.made.remove(new)
        await new.close()
        spans = [await _unlock(home) for _ in range(opens)]
        return Newcomer(entries, span, statistics.median(spans))


async def _unlock(home: Path) -> float:
    began = time.perf_counter()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(Client.open(home, PASSPHRASE, entropy=os.urandom, clock=clock))
        return (time.perf_counter() - began) * 1000
