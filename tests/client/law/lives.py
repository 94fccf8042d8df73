"""Random lives of a file, lawful and not: who writes what where, with which words bent, what is sealed, what nobody knows yet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from hypothesis import strategies as st

from client.app.casework.entries import shown_hashes
from client.law.act import Entry
from client.law.catalogue import TYPES, envelope
from tests.client.law.casebook.cast import OFFICERS, PLACES, REPORTERS, T0, author, digest, place
from tests.client.law.casebook.model import Case, background, backgrounds
from tests.client.law.casebook.run import Stage, default_place
from tests.client.law.examples import BY_NAME, HASH, ID

CAST = (*OFFICERS, *REPORTERS)
GAPS_MS = (0, 1, 60_000, 3_600_000, 26 * 3_600_000, 8 * 86_400_000, 40 * 86_400_000)


@dataclass(frozen=True)
class Deed:
    """``points``: which earlier entries stand for the hashes and ids in the words; ``bent``: a field and what it becomes."""

    write: str
    by: str
    place: str | None
    gap: int
    points: tuple[int, ...]
    bent: tuple[str, Any] | None
    how: str


_PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 2**53),
    st.text(max_size=5),
    st.sampled_from(("M2.1a", "M2.6", "M1.8", "P19a", HASH, ID, "kk", "G1")),
)


@st.composite
def deeds(draw: st.DrawFn) -> Deed:
    write = draw(st.sampled_from(sorted(TYPES)))
    kind = TYPES[write]
    likely = [name for name in CAST if _may(name, kind)] or list(CAST)
    by = draw(st.sampled_from(likely)) if draw(st.integers(0, 9)) else draw(st.sampled_from(CAST))
    where = None if draw(st.integers(0, 9)) else draw(st.sampled_from(sorted(PLACES)))
    bent = None if draw(st.integers(0, 3)) else (draw(st.sampled_from(sorted(_payload(write)) or ["none"])), draw(_PLAIN))
    how = draw(st.sampled_from(("written",) * 17 + ("sealed", "unknown type", "later version")))
    gap = draw(st.sampled_from(GAPS_MS))
    return Deed(write, by, where, gap, tuple(draw(st.lists(st.integers(0, 200), min_size=1, max_size=4))), bent, how)


def _may(name: str, kind: Any) -> bool:
    who = author(name)
    return who.body_role in kind.bodies or who.writer in kind.writers


@cache
def _payload(name: str) -> Mapping[str, Any]:
    return envelope(BY_NAME[name])[2]


@st.composite
def lives(draw: st.DrawFn, most: int = 40) -> tuple[Entry, ...]:
    """The entries of all circles, in the order of the log. Some begin as the cases do, so that what follows reaches far."""
    begin = draw(st.sampled_from((None, *sorted(backgrounds()))))
    entries = [] if begin is None else list(_begun(begin))
    now = entries[-1].at if entries else T0
    for deed in draw(st.lists(deeds(), min_size=1, max_size=most)):
        now += deed.gap
        entries.append(_entry(deed, entries, now))
    return tuple(entries)


@cache
def _begun(name: str) -> tuple[Entry, ...]:
    stage = Stage(Case("", "", "", (), None, {}, None, ""))
    return tuple(stage.entry(step) for step in background(name))


def _entry(deed: Deed, before: list[Entry], now: int) -> Entry:
    who = author(deed.by)
    where = deed.place or _place(who, deed.write)
    number = len(before) + 1
    kind = TYPES[deed.write]
    name, version = (deed.write, kind.version)
    if deed.how == "unknown type":
        name = "from-the-future"
    if deed.how == "later version":
        version += 1
    payload = None if deed.how == "sealed" else _words(deed, before)
    return Entry(
        number,
        now,
        digest(f"life {number} {deed}"),
        digest(where),
        place(where),
        who,
        name,
        version,
        payload,
        False,
        shown_hashes(name, version, payload),
    )


def _place(who: Any, write: str) -> str:
    return default_place(who, write) if who.body_role in (None, "deciding", "implementing") else "task"


def _words(deed: Deed, before: list[Entry]) -> Any:
    payload = json.loads(json.dumps(_payload(deed.write)))
    points = iter(deed.points * 20)

    def pointed(value: Any) -> Any:
        if isinstance(value, list):
            return [pointed(each) for each in value]
        if isinstance(value, dict):
            return {name: pointed(each) for name, each in value.items()}
        if value == HASH and before:
            return before[-1 - next(points) % len(before)].hash
        return value

    payload = pointed(payload)
    if deed.bent is not None:
        payload[deed.bent[0]] = deed.bent[1]
    return payload
