"""Two columns: what a party sees, and beside it what the server sees of the same moment."""

from __future__ import annotations

import shutil
import textwrap
import time
import unicodedata
from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path


class Screen:
    """Prints to the terminal and to a file of the story's folder."""

    def __init__(self, transcript: Path) -> None:
        width = max(100, min(200, shutil.get_terminal_size((150, 40)).columns))
        self._left = width * 58 // 100
        self._right = width - self._left - 3
        self._file = transcript.open("w", encoding="utf-8")
        self._start = time.monotonic()

    def title(self, text: str) -> None:
        seconds = time.monotonic() - self._start
        self._print("")
        self._print(f"== {text} " + "=" * max(3, self._left + self._right - len(text) - 12) + f" {seconds:4.0f} s")

    def heads(self) -> None:
        self._print(f"{'WHAT THE PARTIES SEE':<{self._left}} | WHAT THE SERVER SEES")

    def row(self, left: Iterable[str], right: Iterable[str] = ()) -> None:
        for one, other in zip_longest(_wrapped(left, self._left), _wrapped(right, self._right), fillvalue=""):
            self._print(f"{_padded(one, self._left)} | {other}".rstrip())

    def line(self, text: str) -> None:
        self._print(text)

    def _print(self, text: str) -> None:
        print(text, flush=True)
        print(text, file=self._file, flush=True)


def _wrapped(lines: Iterable[str], width: int) -> list[str]:
    out: list[str] = []
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()) + 4)
        out += textwrap.wrap(line, width, subsequent_indent=indent, drop_whitespace=False) or [""]
    return out


def _padded(text: str, width: int) -> str:
    shown = sum(0 if unicodedata.combining(letter) else 1 for letter in text)
    return text + " " * max(0, width - shown)
