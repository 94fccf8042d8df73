"""Who helps: the directory of organisations, imported as a file, and searched for who fits this person."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from client.formats.disk import read_text
from client.law.exports.directory import directory, fits, takes, who_helps


@dataclass(frozen=True, slots=True)
class HelperRow:
    """``fits``: a place free, and the language; ``takes``: also for this age."""

    code: str
    name: str
    region: str
    capacity: int
    memorandum: str
    fits: bool
    takes: bool


@dataclass(frozen=True, slots=True)
class HelpersView:
    """``first``: those who could, best first; ``others``: those of the kind who could not."""

    first: tuple[HelperRow, ...]
    others: tuple[HelperRow, ...]


@dataclass(frozen=True, slots=True)
class FindHelpers:
    """``directory``: file with the organisations. ``past``: codes of those who have declined."""

    directory: Path
    kind: str
    region: str
    language: str = "kk"
    child: bool = False
    past: tuple[str, ...] = ()


def find_helpers(wish: FindHelpers) -> HelpersView:
    """Raises ``NotOfTheForm`` for a file with an error, ``Usage`` for one that cannot be read."""
    known = directory(read_text(str(wish.directory)))
    able = who_helps(known, wish.kind, wish.region, wish.language, child=wish.child, past=wish.past)

    def row(code: str) -> HelperRow:
        each = next(one for one in known if one.code == code)
        return HelperRow(
            each.code, each.name, each.region, each.capacity, each.memorandum,
            fits(each, wish.kind, wish.language), takes(each, child=wish.child),
        )  # fmt: skip

    first = tuple(row(each.code) for each in able)
    rest = tuple(row(each.code) for each in known if each.kind == wish.kind and each not in able)
    return HelpersView(first, rest)
