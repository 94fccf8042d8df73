"""The other client of ``bench.clients.shown``: opens a home, watches one circle, and says when each entry was shown.

``python -m bench.watcher HOME CIRCLE COUNT`` prints "ready", and in the end a line "uid seconds" for each entry.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from pathlib import Path

from bench.clients import PASSPHRASE, clock
from client.core.client import Client


async def watch(home: Path, circle: str, count: int) -> None:
    seen: dict[str, float] = {}
    async with Client.open(home, PASSPHRASE, entropy=os.urandom, clock=clock) as client:
        async for event in client.watch(120):
            if event.kind == "connected":
                print("ready", flush=True)
            if event.kind == "shown" and event.entry is not None and event.entry.circle.hex() == circle:
                seen[event.entry.uid.hex()] = time.perf_counter()
            if len(seen) == count:
                break
    for uid, at in seen.items():
        print(uid, at)


if __name__ == "__main__":
    asyncio.run(watch(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
