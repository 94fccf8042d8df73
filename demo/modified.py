"""Clients whose makers mean harm: for the story only. Each opens a home of the story, does one thing that the real client refuses
to do, and prints one JSON object.

    bad-commit   a member posts a commit whose MLS part nobody can process, with everything around it in order
    write        the prosecutor's key writes a record and a report, past the client's own refusal
    spy          a removed and revoked officer tries all that their home held on the server's own database (--circle: of tasks)
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import json
import os
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from client.core.client import Client
from client.core.core import Core
from client.core.errors import Problem
from client.core.records import Record
from client.core.replica import author_commit, author_report
from client.core.replica.pen import header_for, next_place
from crypto.blob import PIECE, BlobOpener, BlobRef
from crypto.body import parse_record_body
from crypto.commit import parse_commit_body
from crypto.disclosure import open_disclosure
from crypto.entry import Entry, EntryClass, parse_entry, sign_entry
from crypto.errors import QorganError
from crypto.ledger import EpochKeys, check_commitments, open_deadline, open_reader_seal, open_record, seal_record
from crypto.report import open_report
from crypto.types import BlobId, CircleId, Millis, Uid


def clock() -> Millis:
    return Millis(time.time_ns() // 1_000_000)


def core_of(client: Client) -> Core:
    return client._core  # a modified client reaches for what is inside


async def bad_commit(client: Client, circle: CircleId) -> dict[str, Any]:
    await client.sync()
    core = core_of(client)
    replica = core.replica(circle)
    authored = author_commit(
        replica, core.identity, directory=core.state.directory, statements=core.state.statements, entropy=os.urandom,
        now=clock(), seen=core.seen,
    )  # fmt: skip
    body = parse_commit_body(authored.entry.body)
    broken = bytearray(body.mls_commit)
    broken[-1] ^= 1
    spoilt = dataclasses.replace(body, mls_commit=bytes(broken)).encode()
    entry = sign_entry(core.identity.ring.signing_seed, authored.entry.header, spoilt)
    ack = await core.transport.append(circle, entry.encode())
    return {"accepted": True, "position": ack.position}


async def write(client: Client, circle: CircleId) -> dict[str, Any]:
    """Each attempt is sealed right and signed right; only the right to write is missing."""
    await client.sync()
    core = core_of(client)
    answers = {}
    for kind in ("record", "report"):
        entry = _record(core, circle) if kind == "record" else _report(core, circle)
        try:
            await core.transport.append(circle, entry.encode())
            answers[kind] = "accepted"
        except Problem as problem:
            answers[kind] = f"{problem.status} {problem.code}"
        except QorganError as error:
            answers[kind] = error.code
        await client.sync()
    return answers


def _text() -> bytes:
    return Record("note", 1, {"text": "Прокурордың кілтімен жазылған жазба"}).encode()


def _record(core: Core, circle: CircleId) -> Entry:
    replica = core.replica(circle)
    view, head = replica.view, replica.head
    if view is None or head is None:
        raise SystemExit("nothing of this circle is known")
    epoch = (view.generation, view.epoch)
    place = next_place(head)
    header = header_for(circle, epoch, EntryClass.RECORD, Uid(os.urandom(16)), core.identity, clock(), core.seen, place)
    body = seal_record(replica.keys[epoch], header, _text(), os.urandom)
    return sign_entry(core.identity.ring.signing_seed, header, body)


def _report(core: Core, circle: CircleId) -> Entry:
    view = core.replica(circle).view
    if view is None:
        raise SystemExit("nothing of this circle is known")
    return author_report(view, core.identity, _text(), uid=Uid(os.urandom(16)), now=clock(), seen=core.seen)


@dataclasses.dataclass
class Tally:
    """How many opened, of how many, for each kind of thing."""

    opened: Counter[str] = dataclasses.field(default_factory=Counter)
    tried: Counter[str] = dataclasses.field(default_factory=Counter)

    def add(self, kind: str, opens: bool) -> None:
        self.tried[kind] += 1
        self.opened[kind] += opens

    def told(self) -> dict[str, list[int]]:
        return {kind: [self.opened[kind], count] for kind, count in sorted(self.tried.items())}


class Spy:
    """All that a removed officer's home held before the removal, group states too, tried on all that the server's database holds,
    whatever circle it is of."""

    def __init__(self, client: Client, tasks: Sequence[CircleId]) -> None:
        core = core_of(client)
        self._seeds, self._tasks = tuple(core.identity.reading_seeds()), set(tasks)
        self._replicas = list(core.state.replicas.values())
        self._attachments = [bytes(key) for info in client.circles() for key in _attachment_keys(client, info.id)]
        held = [keys for replica in self._replicas for keys in replica.keys.values()]
        self._keys = [dataclasses.replace(keys, restricted=keys.restricted or keys.ledger) for keys in held]

    def look(self, database: Path, size: int) -> dict[str, Any]:
        """``size``: of the log when the officer had been removed."""
        before, after = Tally(), Tally()
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            entries = connection.execute("SELECT log_index, data FROM entry ORDER BY log_index").fetchall()
            (since,) = connection.execute("SELECT max(accepted_at) FROM entry WHERE log_index < ?", (size,)).fetchone()
            query = "SELECT created_at, blob, chunks, data FROM blob_chunk JOIN blob ON blob.id = blob WHERE number = 0"
            files = connection.execute(query).fetchall()
        for index, data in entries:
            self._try(parse_entry(data), before if index < size else after)
        for created_at, blob, chunks, data in files:
            (before if created_at <= since else after).add("attachment", self._opens_file(blob, chunks, data))
        return {"before": before.told(), "after": after.told()}

    def _try(self, entry: Entry, tally: Tally) -> None:
        header = entry.header
        for deadline in header.opens:
            opening = (partial(open_deadline, keys.ledger, header.circle, deadline) for keys in self._keys)
            tally.add("text of a deadline", any(map(_succeeds, opening)))
        match header.entry_class:
            case EntryClass.COMMIT:
                tally.add("commit", self.opens(entry))
            case EntryClass.REPORT:
                tally.add("report", self.opens(entry))
            case EntryClass.RECORD:
                kind = "record of a task" if header.circle in self._tasks else "record"
                tally.add(f"restricted {kind}" if header.restricted else kind, self.opens(entry))

    def opens(self, entry: Entry) -> bool:
        """With any of the keys, in whichever way."""
        match entry.header.entry_class:
            case EntryClass.COMMIT:
                return self._opens_commit(entry)
            case EntryClass.REPORT:
                return any(_succeeds(partial(open_report, keys.intake_seed, entry)) for keys in self._keys)
            case EntryClass.RECORD:
                return self._opens_record(entry)

    def _opens_record(self, entry: Entry) -> bool:
        tries: list[Callable[[], object]] = [partial(open_record, _as_if_of(keys, entry), entry) for keys in self._keys]
        for disclosed in parse_record_body(entry.body).disclosures:
            tries += [partial(open_disclosure, disclosed, seed, entry.header.circle) for seed in self._seeds]
        return any(map(_succeeds, tries))

    def _opens_commit(self, entry: Entry) -> bool:
        """The new epoch's keys: because they are held, by a link, by a reader's seal, or by the group's ratchet."""
        body, header = parse_commit_body(entry.body), entry.header
        tries: list[Callable[[], object]] = [partial(check_commitments, _as_if_of(k, entry), body.commitments) for k in self._keys]
        opening = partial(open_reader_seal, circle=header.circle, generation=header.generation, epoch=header.epoch)
        for seal in body.seals:
            tries += [partial(opening, seal, seed, body.commitments) for seed in self._seeds]
        groups = [replica.group for replica in self._replicas if replica.circle == header.circle and replica.group is not None]
        tries += [partial(group.process, body.mls_commit, validate=None) for group in groups]
        return any(map(_succeeds, tries))

    def _opens_file(self, blob: bytes, chunks: int, first: bytes) -> bool:
        """Of several chunks. Its key stands in a sealed record: those that were read, and each secret in its place."""
        secrets = [secret for keys in self._keys for secret in (keys.ledger, keys.intake_seed, keys.restricted)]
        keys = (*self._attachments, *self._seeds, *(secret for secret in secrets if secret is not None))
        refs = (BlobRef(BlobId(blob), key, chunks * PIECE, chunks, bytes(32), "image/png", "x") for key in keys)
        return any(_succeeds(partial(BlobOpener(ref).open, first)) for ref in refs)


def _attachment_keys(client: Client, circle: CircleId) -> Iterator[bytes]:
    for entry in client.entries(circle):
        payload: Any = {} if entry.record is None else entry.record.payload
        for attachment in payload.get("attachments", ()):
            yield from (
                BlobRef.decode(bytes.fromhex(attachment[name])).key for name in ("blob", "original") if attachment.get(name)
            )


def _succeeds(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except QorganError:
        return False
    return True


def _as_if_of(keys: EpochKeys, entry: Entry) -> EpochKeys:
    """The secrets of one epoch, tried on an entry of another."""
    return dataclasses.replace(keys, generation=entry.header.generation, epoch=entry.header.epoch)


async def run(options: argparse.Namespace) -> dict[str, Any]:
    circles = [CircleId(bytes.fromhex(each)) for each in options.circle]
    async with Client.open(options.home, os.environ["QORGAN_PASSPHRASE"], entropy=os.urandom, clock=clock) as client:
        if options.deed == "bad-commit":
            return await bad_commit(client, circles[0])
        if options.deed == "write":
            return await write(client, circles[0])
        return Spy(client, circles).look(options.database, options.size)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m demo.modified", description=__doc__)
    parser.add_argument("deed", choices=("bad-commit", "write", "spy"))
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--circle", required=True, action="append")
    parser.add_argument("--database", type=Path)
    parser.add_argument("--size", type=int, help="size of the log when the officer had been removed (spy)")
    print(json.dumps(asyncio.run(run(parser.parse_args()))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
