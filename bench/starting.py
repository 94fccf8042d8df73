"""A command from Enter to its end, as a process of its own: the help, an officer's files, the board.

The home holds one circle with a hundred records. No server is asked (``--offline``): what a server takes is measured elsewhere.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.clients import PASSPHRASE, Clients, note
from bench.stage import Stage

RECORDS, RUNS = 100, 11


@dataclass(frozen=True)
class Started:
    """Seconds, medians of ``RUNS`` runs after one that is not counted."""

    help: float
    files: float
    board: float


async def prepared(stage: Stage) -> Path:
    """An officer's home, left closed."""
    home = stage.folder / "home-of-the-starter"
    async with Clients(stage) as clients:
        officer = await clients.officer("Starter", home)
        circle = await clients.circle(officer, [])
        for number in range(RECORDS):
            officer.append(circle, note(number))
        await officer.sync()
    return home


def timed(home: Path) -> Started:
    return Started(
        _median(home, "--help"), _median(home, "officer", "files", "--offline"), _median(home, "officer", "board", "--offline")
    )


def _median(home: Path, *words: str) -> float:
    taken = [_once(home, words) for _ in range(RUNS + 1)]
    return statistics.median(taken[1:])


def _once(home: Path, words: tuple[str, ...]) -> float:
    """With compiled modules, as an installed program has them."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"QORGAN_HOME": str(home), "QORGAN_PASSPHRASE": PASSPHRASE}
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "client.cli.main", *words], env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began
