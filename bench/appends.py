"""Appends a second through the real server: one entry a request, each sender waiting for its acknowledgement.

Each of 32 senders has a circle of its own. A record's plaintext is 1 KiB less its framing (the 1,024-byte step of the size
ladder); it is sealed, headed with the `prev` of the acknowledgement before and signed inside the measured time, by the load
generator, which shares the two cores with the server. In the second run four other members of each circle are connected by
websocket and every entry is delivered to all four.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import statistics
import time
from dataclasses import dataclass, field
from typing import Any

from bench.http import Connection
from bench.stage import Device, Stage
from crypto.codec import encode_varint
from crypto.commit import CommitBody
from crypto.entry import Entry, Header, sign_entry
from crypto.ledger import EpochKeys, intake_key, seal_record
from crypto.policy import BodyRef, CircleKind, Policy, circle_id
from crypto.primitives import sha256
from crypto.ring import certificate_hash
from crypto.types import BodyKind, CertificateHash, CircleId, EntryClass, Epoch, Generation, Holder, Millis, Position, Uid

PLAINTEXT = bytes(1020)
MARK = b'"kind":"entry"'
NOTHING = bytes(2)
"""No welcome and no proof of work."""


@dataclass
class Sender:
    """One signed-in device and the head of its circle as it knows it."""

    device: Device
    connection: Connection
    keys: EpochKeys
    circle: CircleId
    position: int = -1
    chain: bytes = bytes(32)
    latencies: list[float] = field(default_factory=list)
    _head: bytes = b""

    def header(self, entry_class: EntryClass, uid: Uid | None = None) -> Header:
        return Header(
            self.circle, Generation(1), Epoch(1), entry_class, uid or Uid(os.urandom(16)), Holder(self.device.hash),
            Millis(time.time_ns() // 1_000_000), 0, bytes(32), position=Position(self.position + 1), prev=self.chain,
        )  # fmt: skip

    async def offer(self, entry: Entry) -> tuple[int, dict[str, Any]]:
        """The status and the answer; where it is accepted the head moves."""
        if not self._head:
            self._head = self.connection.head("POST", f"/v1/circles/{self.circle.hex()}/entries")
        octets = entry.encode()
        status, payload = await self.connection.send(self._head, encode_varint(len(octets)) + octets + NOTHING)
        answer = json.loads(payload)
        if status in (200, 201):
            self.position, self.chain = answer["position"], base64.b64decode(answer["chain"])
        return status, answer

    async def send(self, entry: Entry) -> None:
        status, answer = await self.offer(entry)
        if status != 201:
            raise RuntimeError(f"refused with {status}: {answer}")

    def seal(self, uid: Uid | None = None) -> Entry:
        """A record of 1 KiB, sealed and signed."""
        header = self.header(EntryClass.RECORD, uid=uid)
        return sign_entry(self.device.ring.signing_key, header, seal_record(self.keys, header, PLAINTEXT, os.urandom))

    async def record(self) -> None:
        entry = self.seal()
        began = time.perf_counter()
        await self.send(entry)
        self.latencies.append(time.perf_counter() - began)


async def found(stage: Stage, device: Device, members: list[Device]) -> Sender:
    """Sign in and found a circle. The MLS commit inside is opaque to the server, so random bytes of its usual size do."""
    connection = await stage.sign_in(device)
    body = CertificateHash(certificate_hash(stage.body_der))
    policy = Policy(CircleKind.SUPPORT, (BodyRef(body, BodyKind.DECIDING),))
    keys = EpochKeys(Generation(1), Epoch(1), os.urandom(32), os.urandom(32), os.urandom(32))
    nonce = os.urandom(32)
    circle = circle_id(CertificateHash(device.hash), policy.kind, policy.hash, nonce)
    sender = Sender(device, connection, keys, circle)
    commit = CommitBody(
        roster=tuple(CertificateHash(member.hash) for member in (device, *members)),
        policy=policy.encode(), nonce=nonce, approvals=(), mls_commit=os.urandom(2000), welcome_hash=bytes(32), seals=(),
        ledger_commitment=sha256(keys.ledger), intake_commitment=sha256(keys.intake_seed), links=None,
        intake_key=intake_key(keys.intake_seed),
    )  # fmt: skip
    await sender.send(sign_entry(device.ring.signing_seed, sender.header(EntryClass.COMMIT), commit.encode()))
    return sender


@dataclass
class Result:
    """``rate`` and ``deliveries`` are a second's; latencies in milliseconds; ``cpu`` and ``generator``: milliseconds of CPU an
    entry, of the server and of this process."""

    entries: int
    rate: float
    deliveries: float
    median: float
    p99: float
    cpu: float
    generator: float


@dataclass
class Load:
    """Senders that are signed in, each with a circle of its own, and the listeners of their circles, connected."""

    stage: Stage
    senders: list[Sender]
    listeners: int
    delivered: Deliveries

    async def measure(self, seconds: float) -> Result:
        for sender in self.senders:
            sender.latencies.clear()
        self.delivered.count = 0
        server, mine, began = self.stage.cpu_seconds(), time.process_time(), time.perf_counter()
        end = began + seconds
        await asyncio.gather(*(work(sender, end) for sender in self.senders))
        elapsed = time.perf_counter() - began
        sent = sum(len(sender.latencies) for sender in self.senders)
        await self.delivered.wait_for(sent * self.listeners)
        arrived = time.perf_counter() - began
        server, mine = self.stage.cpu_seconds() - server, time.process_time() - mine
        latencies = sorted(value * 1000 for sender in self.senders for value in sender.latencies)
        return Result(
            entries=sent,
            rate=sent / elapsed,
            deliveries=sent * self.listeners / arrived,
            median=statistics.median(latencies),
            p99=latencies[int(len(latencies) * 0.99)],
            cpu=server * 1000 / sent,
            generator=mine * 1000 / sent,
        )

    def close(self) -> None:
        for sender in self.senders:
            sender.connection.close()
        self.delivered.close()


async def load(stage: Stage, senders: int, listeners: int) -> Load:
    people = [[stage.device(f"Officer {i}.{k}") for k in range(1 + listeners)] for i in range(senders)]
    await stage.publish(stage.root_der, stage.body_der, *(device.der for group in people for device in group))
    working = [await found(stage, group[0], group[1:]) for group in people]
    delivered = Deliveries()
    for group in people:
        for device in group[1:]:
            await delivered.listen(stage, device)
    await delivered.quiet()
    return Load(stage, working, listeners, delivered)


async def run(stage: Stage, senders: int, seconds: float, listeners: int, runs: int = 1) -> list[Result]:
    """Each run's result."""
    made = await load(stage, senders, listeners)
    results = [await made.measure(seconds) for _ in range(runs)]
    made.close()
    return results


async def work(sender: Sender, end: float) -> None:
    while time.perf_counter() < end:
        await sender.record()


class Deliveries:
    """Counts the record items that arrive on all websockets.

    Each item names its kind once. They are counted in the bytes: parsing thousands of frames a second here would measure
    this generator, which has the same two cores, and not the server."""

    def __init__(self) -> None:
        self.count = 0
        self._connections: list[Connection] = []

    async def listen(self, stage: Stage, device: Device) -> None:
        connection = await stage.sign_in(device)
        rest = b""

        def sink(data: bytes) -> None:
            nonlocal rest
            data = rest + data
            self.count += data.count(MARK)
            rest = data[-len(MARK) + 1 :]

        await connection.websocket("/v1/stream?cursor=0.0&size=0", sink)
        self._connections.append(connection)

    async def quiet(self) -> None:
        """Until the past has been delivered."""
        before = -1
        while self.count != before:
            before = self.count
            await asyncio.sleep(0.3)

    def close(self) -> None:
        for connection in self._connections:
            connection.close()

    async def wait_for(self, number: int, bound_seconds: float = 30) -> None:
        end = time.perf_counter() + bound_seconds
        while self.count < number:
            if time.perf_counter() > end:
                raise RuntimeError(f"{self.count} of {number} deliveries arrived within {bound_seconds} s")
            await asyncio.sleep(0.01)
