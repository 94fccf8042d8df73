"""Counts of a quarter over the files that this client reads, small cells hidden. Two people release them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from client.app.asof import AsOf, Look, looked
from client.app.exports import export_made, mark, record_export, written_in
from client.app.outcome import Written
from client.app.reading import device_named, own_device
from client.formats.times import quarter_ms
from client.law.exports.course import supervision
from client.law.exports.quarter import quarter
from crypto.errors import Usage

if TYPE_CHECKING:
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class CountRow:
    """``cells``: by kind, how many, or that they are too few to be told."""

    name: str
    cells: Mapping[str, str]
    total: str


@dataclass(frozen=True, slots=True)
class StatisticsView:
    """``given_out``: who released the counts, when and for whom. ``all``: also the kinds with few or none are told."""

    quarter: str
    region: str
    released_by: tuple[str, str]
    lines_data: tuple[CountRow, ...]
    given_out: str
    all: bool
    written: tuple[Written, ...]
    as_of: AsOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Look):
    """``quarter``: as 2026-1. ``second``: name of the device of who releases them too. ``region``: code of the territory."""

    quarter: str
    second: str
    region: str = ""
    supervision: bool = False
    all: bool = False
    to: str = ""
    purpose: str = ""
    holder_language: str = "en"


async def count(office: Office, wish: Count) -> StatisticsView:
    as_of = await looked(office, wish)
    start, end = quarter_ms(wish.quarter)
    own, second = own_device(office), device_named(office, wish.second)
    if own.hash == second.hash:
        raise Usage("two different people release counts: name another with --second")
    files = [each.file for each in office.casework.cases() if each.pseudonym and each.file.case.territory.startswith(wish.region)]
    report = supervision if wish.supervision else quarter
    made = report(files, start, end, (bytes(own.hash).hex(), bytes(second.hash).hex()))
    rows = tuple(CountRow(each.name, dict(each.cells), each.total) for each in made.lines)
    words, about = mark(office, wish.to, wish.holder_language), f"{wish.quarter} {wish.region}".strip()
    recipient, text = wish.to or own.name, json.dumps([asdict(each) for each in rows], ensure_ascii=False).encode()
    value = export_made("STATISTICS", about, text, recipient, wish.purpose, words, wish.holder_language)
    written = record_export(office, written_in(office, (each.id for each in office.channel.circles())), value)
    return StatisticsView(wish.quarter, wish.region, (own.name, second.name), rows, words, wish.all, written, as_of)
