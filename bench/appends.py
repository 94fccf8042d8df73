"""Appends a second through the real server: one entry a request, each sender waiting for its acknowledgement.

Each of 32 senders has a circle of its own. A record's plaintext is 1 KiB less its framing (the 1,024-byte step of the size
ladder); it is sealed, headed with the `prev` of the acknowledgement before and signed inside the measured time, by the load
generator, which shares the two cores with the server. In the second run four other members of each circle are connected by
websocket and every entry is delivered to all four.
"""

from __future__ import annotations

import asyncio
import base64
import os
import statistics
import time
from dataclasses import dataclass, field

from bench.http import Connection
from bench.stage import Device, Stage
from crypto.codec import Writer
from crypto.commit import CommitBody
from crypto.entry import Entry, Header, sign_entry
from crypto.ledger import EpochKeys, intake_key, seal_record
from crypto.policy import BodyRef, CircleKind, Policy, circle_id
from crypto.primitives import sha256
from crypto.ring import certificate_hash
from crypto.types import BodyKind, CertificateHash, CircleId, EntryClass, Epoch, Generation, Holder, Millis, Position, Uid

PLAINTEXT = bytes(1020)
MARK = b'"kind":"entry"'


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

    def header(self, entry_class: EntryClass, epoch: int = 1) -> Header:
        return Header(
            self.circle, Generation(1), Epoch(epoch), entry_class, Uid(os.urandom(16)), Holder(self.device.hash),
            Millis(time.time_ns() // 1_000_000), 0, bytes(32), position=Position(self.position + 1), prev=self.chain,
        )  # fmt: skip

    async def send(self, entry: Entry) -> None:
        body = Writer().opaque(entry.encode()).opaque(b"").opaque(b"").bytes()
        status, answer = await self.connection.request("POST", f"/v1/circles/{self.circle.hex()}/entries", body)
        if status != 201:
            raise RuntimeError(f"refused with {status}: {answer}")
        self.position, self.chain = answer["position"], base64.b64decode(answer["chain"])

    async def record(self) -> None:
        header = self.header(EntryClass.RECORD)
        entry = sign_entry(self.device.ring.signing_seed, header, seal_record(self.keys, header, PLAINTEXT, os.urandom))
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
    """``rate`` in entries a second, latencies in milliseconds, ``cpu`` the server's share of one core."""

    rate: float
    deliveries: float
    median: float
    p99: float
    cpu: float


async def run(stage: Stage, senders: int, seconds: float, listeners: int) -> Result:
    people = [[stage.device(f"Officer {i}.{k}") for k in range(1 + listeners)] for i in range(senders)]
    await stage.publish(stage.root_der, stage.body_der, *(device.der for group in people for device in group))
    working = [await found(stage, group[0], group[1:]) for group in people]
    delivered = Deliveries()
    listening = [asyncio.create_task(delivered.listen(stage, device)) for group in people for device in group[1:]]
    await delivered.ready(len(listening))
    cpu, began = stage.cpu_seconds(), time.perf_counter()
    end = began + seconds
    await asyncio.gather(*(work(sender, end) for sender in working))
    elapsed = time.perf_counter() - began
    cpu = stage.cpu_seconds() - cpu
    sent = sum(len(sender.latencies) for sender in working)
    await delivered.wait_for(sent * listeners)
    arrived = time.perf_counter() - began
    for task in listening:
        task.cancel()
    latencies = sorted(value * 1000 for sender in working for value in sender.latencies)
    return Result(
        sent / elapsed,
        sent * listeners / arrived,
        statistics.median(latencies),
        latencies[int(len(latencies) * 0.99)],
        cpu / elapsed,
    )


async def work(sender: Sender, end: float) -> None:
    while time.perf_counter() < end:
        await sender.record()


class Deliveries:
    """Counts the record items that arrive on all websockets."""

    def __init__(self) -> None:
        self.count = 0
        self._ready = 0

    async def listen(self, stage: Stage, device: Device) -> None:
        connection = await stage.sign_in(device)
        stream = await connection.websocket("/v1/stream?cursor=0.0&size=0")
        self._ready += 1
        rest = b""
        # Each item names its kind once. They are counted in the bytes: parsing thousands of frames a second here would measure
        # this generator, which has the same two cores, and not the server.
        while data := await stream.read(1 << 20):
            data = rest + data
            self.count += data.count(MARK)
            rest = data[-len(MARK) + 1 :]

    async def ready(self, number: int) -> None:
        while self._ready < number:
            await asyncio.sleep(0.01)
        before = -1
        while self.count != before:
            before = self.count
            await asyncio.sleep(0.3)
        self.count = 0

    async def wait_for(self, number: int, bound_seconds: float = 30) -> None:
        end = time.perf_counter() + bound_seconds
        while self.count < number:
            if time.perf_counter() > end:
                raise RuntimeError(f"{self.count} of {number} deliveries arrived within {bound_seconds} s")
            await asyncio.sleep(0.01)
