"""What the tests of formats share: damage in all its forms, and examples that stand in the pages of docs/spec."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from crypto.errors import Malformed

SPEC = Path(__file__).resolve().parents[2] / "docs" / "spec"


class Encodes(Protocol):
    def encode(self) -> bytes: ...


def seeded(seed: int = 0) -> Callable[[int], bytes]:
    """Entropy that is the same each time: SHA-256 in counter mode."""
    counter = iter(range(1 << 30))

    def entropy(size: int) -> bytes:
        out = b""
        while len(out) < size:
            out += hashlib.sha256(f"{seed}:{next(counter)}".encode()).digest()
        return out[:size]

    return entropy


def flips(data: bytes) -> Iterator[bytes]:
    """``data`` with one bit of each byte flipped: another bit from byte to byte."""
    for i, byte in enumerate(data):
        yield data[:i] + bytes([byte ^ (1 << (i % 8))]) + data[i + 1 :]


def cuts(data: bytes) -> Iterator[bytes]:
    for size in range(len(data)):
        yield data[:size]


def assert_strict(data: bytes, parse: Callable[[bytes], Encodes]) -> None:
    """``data`` parses and comes back; every cut and every extension of it is refused; every flip is refused or is another value
    that comes back as those very bytes."""
    assert parse(data).encode() == data
    for damaged in (*cuts(data), data + b"\0", b"\0" + data):
        assert refuses(damaged, parse)
    for damaged in flips(data):
        if not refuses(damaged, parse):
            assert parse(damaged).encode() == damaged


def refuses(data: bytes, parse: Callable[[bytes], object]) -> bool:
    try:
        parse(data)
    except Malformed:
        return True
    return False


def example(page: str) -> dict[str, str]:
    """The first ``example`` block of a page: lines "name = hex", where a line that starts with a space goes on."""
    text = (SPEC / f"{page}.md").read_text(encoding="utf-8")
    found = re.search(r"^```example\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise LookupError(f"{page}.md has no example")
    values: dict[str, str] = {}
    name = ""
    for line in found[1].splitlines():
        if line.startswith(" "):
            values[name] += line.strip()
        elif line:
            name, _, value = line.partition(" = ")
            values[name] = value.strip()
    return values


def render(values: dict[str, str], width: int = 128) -> str:
    """The block for a page."""
    lines = []
    for name, value in values.items():
        room = width - len(name) - 3
        lines.append(f"{name} = {value[:room]}")
        lines += ["  " + value[i : i + width - 2] for i in range(room, len(value), width - 2)]
    return "```example\n" + "\n".join(lines) + "\n```"
