"""T02, first form: by the order of system calls, each acknowledgement leaves after the sync that covers it.

One sender waits for each answer, so between two answers everything written to the journal is the entry of the second one: it must
be there, and a sync must have returned after the last write and before the answer.
"""

from __future__ import annotations

import re
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import aiohttp
import pytest

from tests.chaos.process import Process, senders
from tests.server.world import install, send

ACKS = 2000
CONTROL_ACKS = 50
CALLS = "pwrite64,fsync,fdatasync,write,writev,sendto,sendmsg"
UNSYNCED = (sys.executable, "-m", "tests.chaos.unsynced")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace: apt-get install strace"),
]
_LINE = re.compile(r"^(\d+) +(.*)$")


def events(trace: Iterable[str]) -> Iterator[str]:
    """W: a write to the journal; S: a sync of the journal has returned; A: an acknowledgement starts to leave."""
    syncing: dict[str, bool] = {}
    for line in trace:
        found = _LINE.match(line)
        if found is None:
            continue
        thread, call = found[1], found[2]
        journal = "server.db-wal>" in call
        if call.startswith("pwrite64(") and journal:
            yield "W"
        elif call.startswith(("fsync(", "fdatasync(")):
            syncing[thread] = journal
            if journal and call.rstrip().endswith("= 0"):
                yield "S"
        elif re.match(r"<\.\.\. f(data)?sync resumed>", call) and syncing.pop(thread, False) and call.rstrip().endswith("= 0"):
            yield "S"
        elif '"HTTP/1.1 201' in call:
            yield "A"


def uncovered(order: Iterable[str]) -> tuple[int, int]:
    """How many acknowledgements there were, and how many of them no sync covered."""
    acks = bad = 0
    written = synced = False
    for event in order:
        if event == "W":
            written, synced = True, False
        elif event == "S":
            synced = True
        else:
            acks += 1
            bad += not (written and synced)
            written = synced = False
    return acks, bad


async def traced(folder: Path, count: int, command: tuple[str, ...] | None = None) -> tuple[int, int]:
    """``count`` entries sent one after the other to a server under strace."""
    realm, trace = await install(folder), folder / "trace"
    process = Process(folder, prefix=("strace", "-f", "--seccomp-bpf", "-y", "-s", "32", "-e", f"trace={CALLS}", "-o", str(trace)))
    if command is not None:
        process.command = command
    process.start()
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as http:
            [sender] = await senders(realm, process.url, http, 1)
            for _ in range(count):
                await send(sender.caller, sender.chain, sender.chain.record(sender.caller.party))
    finally:
        process.stop(signal.SIGTERM)
    with trace.open(errors="replace") as lines:
        return uncovered(events(lines))


async def test_every_acknowledgement_leaves_after_the_sync_that_covers_it(tmp_path: Path) -> None:
    assert await traced(tmp_path, ACKS) == (ACKS + 1, 0)


async def test_without_syncing_the_same_check_fails(tmp_path: Path) -> None:
    acks, bad = await traced(tmp_path, CONTROL_ACKS, UNSYNCED)
    assert acks == bad == CONTROL_ACKS + 1


def test_an_answer_before_or_without_its_sync_is_found() -> None:
    assert uncovered("WSAWWSA") == (2, 0)
    assert uncovered("WSAWAS") == (2, 1)
    assert uncovered("WSWA") == (1, 1)
    assert uncovered("SA") == (1, 1)
