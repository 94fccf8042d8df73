"""The law on a long file: ten thousand records folded, and what one more costs.

The file is a long life, not a lawful one in every step: an active file in which threats are reported and acknowledged, requests
made, measures reviewed and notes written, over and over. Every record is parsed from its payload, as a client reads it from its
store.
"""

from __future__ import annotations

import hashlib
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from client.law.act import Author, Entry, Place
from client.law.catalogue import envelope
from client.law.file import EMPTY_FILE, File, Sight
from client.law.fold import findings, fold, permitted
from client.law.records.files import Acknowledgement, FileOpened, Note
from client.law.records.reports import Receipt, Statement, Threat
from client.law.records.rulings import Decision, Order, Review, SelectedMeasure, Selection
from client.law.words import BodyRole, Circle, Writer

DAY_MS = 86_400_000
START = 1_767_600_000_000
SIZES = (100, 1_000, 10_000)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


INVESTIGATOR = Author(Writer.OFFICER, digest("i"), digest("D"), BodyRole.DECIDING, frozenset({"officer", "duty"}))
OFFICIAL = Author(Writer.OFFICER, digest("o"), digest("I"), BodyRole.IMPLEMENTING, frozenset({"officer", "official", "duty"}))
PERSON = Author(Writer.PERSON, digest("p"))
COORDINATION = Place(Circle.COORDINATION)
DECIDING, IMPLEMENTING = Place(Circle.PERSON, BodyRole.DECIDING), Place(Circle.PERSON, BodyRole.IMPLEMENTING)
DESK = Place(Circle.FRONT_DESK, BodyRole.DECIDING)
SIGHT = Sight(frozenset({COORDINATION, DECIDING, IMPLEMENTING, DESK}))
FILE = "0b" * 16


def entries(count: int) -> Iterator[Entry]:
    """``count`` entries, six hours apart."""
    acts = _acts()
    for number in range(count):
        author, place, value = next(acts)
        name, version, payload = envelope(value)
        yield Entry(
            number,
            START + number * DAY_MS // 4,
            digest(str(number)),
            digest(str(place)),
            place,
            author,
            name,
            version,
            _plain(payload),
        )


def _plain(payload: object) -> object:
    """As it comes from the store: lists, not tuples."""
    import json

    return json.loads(json.dumps(payload))


def _acts() -> Iterator[tuple[Author, Place, object]]:
    yield Author(Writer.ANYONE, digest("a")), DESK, Statement(FILE, "x", "kk", START, False, ("D",), ())
    yield INVESTIGATOR, COORDINATION, FileOpened(FILE, "Swallow", "coordination", "deciding", "WRITTEN", ("P12a",), FILE, ())
    yield INVESTIGATOR, DECIDING, Decision(FILE, "1", "APPLY", "r", ("statement",), "v", ("M1.8",), ("court",), "rights", "kk")
    yield INVESTIGATOR, COORDINATION, Order(FILE, "2", digest("2"), "1")
    yield OFFICIAL, COORDINATION, Acknowledgement(digest("3")[:32], "")
    measure = SelectedMeasure("M2.2c", "phone", "unit", START, START + 30 * DAY_MS, ())
    yield OFFICIAL, IMPLEMENTING, Selection(FILE, "7", digest("3"), (measure,))
    number = 0
    while True:
        number += 1
        report = digest(f"threat {number}")[:32]
        yield PERSON, IMPLEMENTING, Threat(report, "a call in the night", "kk", START, True)
        yield OFFICIAL, IMPLEMENTING, Acknowledgement(report, "patrol sent")
        yield PERSON, IMPLEMENTING, Receipt(digest("5"))
        yield OFFICIAL, IMPLEMENTING, Note("checked")
        yield OFFICIAL, IMPLEMENTING, Review(FILE, "M2.2c", "EXTENDED", "threat persists", START + (30 + number) * DAY_MS)


@dataclass(frozen=True)
class Folded:
    """``seconds``: to fold all; ``more``: microseconds for one more record, by how many came before; ``asked``: milliseconds."""

    records: int
    seconds: float
    more: dict[int, float]
    findings: float
    permitted: float


def folded(records: int = SIZES[-1], runs: int = 3) -> Folded:
    made = list(entries(records + 200))
    seconds = [_timed(made[:records]) for _ in range(runs)]
    file = _fold(made[:records])
    began = time.perf_counter()
    findings(file, file.at)
    found = time.perf_counter() - began
    began = time.perf_counter()
    permitted(file, OFFICIAL, file.at)
    asked = time.perf_counter() - began
    return Folded(records, statistics.median(seconds), {size: _more(made, size) for size in SIZES}, found * 1000, asked * 1000)


def _fold(made: list[Entry]) -> File:
    file = replace(EMPTY_FILE, sight=SIGHT)
    for entry in made:
        file = fold(file, entry)
    return file


def _timed(made: list[Entry]) -> float:
    began = time.perf_counter()
    _fold(made)
    return time.perf_counter() - began


def _more(made: list[Entry], size: int, count: int = 200) -> float:
    """The median of a few runs, each over ``count`` records after ``size`` of them."""
    before, spans = _fold(made[:size]), []
    for _ in range(9):
        file, began = before, time.perf_counter()
        for entry in made[size : size + count]:
            file = fold(file, entry)
        spans.append(time.perf_counter() - began)
    return statistics.median(spans) / count * 1e6
