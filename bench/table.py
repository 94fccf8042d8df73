"""The one table: what was measured, the figure, and its target beside it; and the page docs/figures.md, made of it."""

from __future__ import annotations

import os
import platform
import re
import resource
import subprocess
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.stage import ROOT

PAGE = ROOT / "docs" / "figures.md"
MARK = "<!-- the table below is written by `python -m bench --write` -->"


@dataclass(frozen=True)
class Row:
    """``target`` is empty where none is set; ``met`` then too (None)."""

    what: str
    figure: str
    target: str = ""
    met: bool | None = None


def text(rows: list[Row]) -> str:
    """For a terminal."""
    width = max(len(row.what) for row in rows)
    figures = max(len(row.figure) for row in rows)
    return "\n".join(f"{row.what:<{width}}  {row.figure:<{figures}}  {_target(row)}".rstrip() for row in rows)


def markdown(rows: list[Row]) -> str:
    lines = ["| what | figure | target |", "| --- | --- | --- |"]
    return "\n".join(lines + [f"| {row.what} | {row.figure} | {_target(row)} |" for row in rows]) + "\n"


def _target(row: Row) -> str:
    if not row.target:
        return ""
    return f"{row.target}: {'met' if row.met else 'missed'}"


def circumstances() -> str:
    """Date, commit and machine, and how busy it has been."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    model = found.group(1) if found else platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {commit.stdout.strip() or 'unknown'}, {os.cpu_count()} cores ({model}), "
        f"{memory:.0f} GiB, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} in the minute before"
    )


class Others:
    """What runs beside the benchmark: the machine's busy time less that of this process and its children."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._start = self._others()

    def cores(self) -> float:
        """Since the start, on average. All children must have ended."""
        return max(0.0, self._others() - self._start) / (time.perf_counter() - self._began)

    def _others(self) -> float:
        with open("/proc/stat", encoding="ascii") as file:
            user, nice, system = (int(value) for value in file.readline().split()[1:4])
        mine, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        own = mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime
        return (user + nice + system) / os.sysconf("SC_CLK_TCK") - own


def write(rows: list[Row], where: str) -> None:
    """Replaces the page's part after the mark."""
    page = PAGE.read_text(encoding="utf-8")
    head, mark, _ = page.partition(MARK)
    if not mark:
        raise RuntimeError(f"{PAGE} has no mark")
    PAGE.write_text(f"{head}{MARK}\n\n{where}\n\n{markdown(rows)}", encoding="utf-8")
