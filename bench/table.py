"""The one table: what was measured, the figure, and its target beside it; and the page docs/figures.md, made of it."""

from __future__ import annotations

import os
import platform
import re
import subprocess
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
    """Date, commit and machine, and how busy it was."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    model = found.group(1) if found else platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {commit.stdout.strip() or 'unknown'}, {os.cpu_count()} cores ({model}), "
        f"{memory:.0f} GiB, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} in the minute before"
    )


def write(rows: list[Row], where: str) -> None:
    """Replaces the page's part after the mark."""
    page = PAGE.read_text(encoding="utf-8")
    head, mark, _ = page.partition(MARK)
    if not mark:
        raise RuntimeError(f"{PAGE} has no mark")
    PAGE.write_text(f"{head}{MARK}\n\n{where}\n\n{markdown(rows)}", encoding="utf-8")
