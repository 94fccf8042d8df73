"""Clients whose makers mean harm: for the story only. Each opens a home of the story, does one thing that the real client refuses
to do, and prints one JSON object.

    bad-commit   a member posts a commit whose MLS part nobody can process, with everything around it in order
    write        the prosecutor's key writes a record and a report, past the client's own refusal
    spy          a removed officer tries every key they ever had on what came after, read from the server's own database
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
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from client.core.client import Client
from client.core.core import Core
from client.core.errors import Problem
from client.core.records import Record
from client.core.replica import Replica, author_commit, author_report
from client.core.replica.pen import header_for, next_place
from crypto.commit import parse_commit_body
from crypto.entry import Entry, EntryClass, parse_entry, sign_entry
from crypto.errors import QorganError
from crypto.ledger import EpochKeys, check_commitments, open_reader_seal, open_record, seal_record
from crypto.report import open_report
from crypto.types import CircleId, Millis, Uid


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


def spy(client: Client, circles: Sequence[CircleId], database: Path) -> dict[str, Any]:
    """``before``/``after``: how many entries opened, of how many, up to the commit that removed this officer and after it."""
    core = core_of(client)
    found = [_spy_on(core, circle, database) for circle in circles]
    sums = {when: [sum(each[when][i] for each in found) for i in (0, 1)] for when in ("before", "after")}
    return {"left": all(core.replica(circle).left for circle in circles), **sums}


def _spy_on(core: Core, circle: CircleId, database: Path) -> dict[str, list[int]]:
    replica = core.replica(circle)
    left_at = replica.head_position
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT position, data FROM entry WHERE circle = ? ORDER BY position", (circle,)).fetchall()
    counts = {"before": [0, 0], "after": [0, 0]}
    for position, data in rows:
        entry = parse_entry(data)
        when = "before" if position <= left_at else "after"
        counts[when][1] += 1
        counts[when][0] += _opens(core, replica, entry)
    return counts


def _opens(core: Core, replica: Replica, entry: Entry) -> bool:
    """Whether any key of this home opens anything of the entry."""
    return any(_opens_with(core, replica, entry, keys) for keys in replica.keys.values())


def _opens_with(core: Core, replica: Replica, entry: Entry, keys: EpochKeys) -> bool:
    try:
        match entry.header.entry_class:
            case EntryClass.RECORD:
                open_record(_as_if_of(keys, entry), entry)
            case EntryClass.REPORT:
                open_report(keys.intake_seed, entry)
            case EntryClass.COMMIT:
                return _opens_commit(core, replica, entry, keys)
    except QorganError:
        return False
    return True


def _opens_commit(core: Core, replica: Replica, entry: Entry, keys: EpochKeys) -> bool:
    """The new epoch's keys: because they are held, by the group's ratchet, or by a reader's seal."""
    body, header = parse_commit_body(entry.body), entry.header
    opening = partial(open_reader_seal, circle=header.circle, generation=header.generation, epoch=header.epoch)
    tries: list[Callable[[], object]] = [lambda: check_commitments(_as_if_of(keys, entry), body.commitments)]
    for seal in body.seals:
        tries += [partial(opening, seal, seed, body.commitments) for seed in core.identity.reading_seeds()]
    group = replica.group
    if group is not None:
        tries.append(lambda: group.process(body.mls_commit, validate=None))
    return any(map(_succeeds, tries))


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
        return spy(client, circles, options.database)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m demo.modified", description=__doc__)
    parser.add_argument("deed", choices=("bad-commit", "write", "spy"))
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--circle", required=True, action="append")
    parser.add_argument("--database", type=Path)
    print(json.dumps(asyncio.run(run(parser.parse_args()))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
