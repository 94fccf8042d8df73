"""The labelled set of the leak guard, read: ``lines()`` and ``identities()``. How it was made and what a label says: README.md."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from client.formats.identity import Identity, parse

HERE = Path(__file__).parent
COLUMNS = ("id", "identity", "language", "label", "span", "text")
BETWEEN_SPANS = "¦"

_WRITTEN = {
    "\\": "\\\\",
    "\n": "\\n",
    "\t": "\\t",
    "\u00ad": "\\u00ad",
    "\u200b": "\\u200b",
    "\u2060": "\\u2060",
    "\u200d": "\\u200d",
}
_WRITTEN |= {"\u00a0": "\\u00a0"}


@dataclass(frozen=True)
class Line:
    """``kinds``: what of the identity the line gives away, empty if nothing. ``spans``: where, as it stands in the text."""

    id: str
    identity: str
    language: str
    kinds: frozenset[str]
    spans: tuple[str, ...]
    text: str

    @property
    def group(self) -> str:
        """How the line was made: name, hidden-lookalike, near, other-PHONE, ..."""
        return self.id.split(".")[1]


def written(text: str) -> str:
    """As it stands in the table: what cannot be seen is written out."""
    return "".join(_WRITTEN.get(letter, letter) for letter in text)


def unwritten(text: str) -> str:
    head, *rest = text.split("\\\\")
    parts = [head, *rest]
    for place, part in enumerate(parts):
        for letter, code in _WRITTEN.items():
            if letter != "\\":
                part = part.replace(code, letter)
        parts[place] = part
    return "\\".join(parts)


@cache
def lines() -> tuple[Line, ...]:
    found = []
    for path in sorted((HERE / "lines").glob("*.tsv")):
        for row in path.read_text(encoding="utf-8").splitlines()[1:]:
            name, identity, language, label, span, text = row.split("\t")
            kinds = frozenset() if label == "-" else frozenset(label.split(","))
            spans = tuple(unwritten(each) for each in span.split(BETWEEN_SPANS)) if span else ()
            found.append(Line(name, identity, language, kinds, spans, unwritten(text)))
    return tuple(found)


@cache
def lines_by_hand() -> tuple[Line, ...]:
    """Those of by_hand.txt: another set, of no template, to see how much the figures of the large one promise."""
    rows = [row.split("|") for row in (HERE / "by_hand.txt").read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    found = []
    for number, (identity, language, label, span, text) in enumerate(rows, 1):
        kinds = frozenset() if label == "-" else frozenset(label.split(","))
        spans = tuple(span.split(BETWEEN_SPANS)) if span else ()
        found.append(Line(f"{identity}.by-hand.{number}", identity, language, kinds, spans, text))
    return tuple(found)


@cache
def identities() -> dict[str, Identity]:
    found = json.loads((HERE / "identities.json").read_text(encoding="utf-8"))
    return {name: parse(json.dumps(value).encode()) for name, value in found.items()}
