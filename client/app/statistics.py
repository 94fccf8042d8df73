"""Counts of a quarter over the files that this client reads, small cells hidden. Two people release them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Protocol

from client.app.asof import AsOf, Look, looked
from client.app.exports import export_made, mark, own_name, record_export, written_in
from client.app.outcome import Written
from client.app.reading import device_named, own_device
from client.formats.times import quarter_ms
from client.law.exports.course import supervision
from client.law.exports.quarter import quarter
from crypto.errors import Usage

if TYPE_CHECKING:
    from client.app.office import Office
    from client.law.exports.counts import Report
    from crypto.trust import Device


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
    both = released_by(office, wish.second)
    files = [each.file for each in office.casework.cases() if each.pseudonym and each.file.case.territory.startswith(wish.region)]
    report = supervision if wish.supervision else quarter
    rows = rows_of(report(files, start, end, (bytes(both[0].hash).hex(), bytes(both[1].hash).hex())))
    words, written = released(office, f"{wish.quarter} {wish.region}".strip(), rows, wish)
    return StatisticsView(wish.quarter, wish.region, (both[0].name, both[1].name), rows, words, wish.all, written, as_of)


class Release(Protocol):
    """For whom counts are released, and what for."""

    @property
    def to(self) -> str: ...
    @property
    def purpose(self) -> str: ...
    @property
    def holder_language(self) -> str: ...


def released_by(office: Office, second: str) -> tuple[Device, Device]:
    """The two who release counts. Raises ``Usage`` where it is one."""
    own, other = own_device(office), device_named(office, second)
    if own.hash == other.hash:
        raise Usage("two different people release counts: name another with --second")
    return own, other


def rows_of(report: Report) -> tuple[CountRow, ...]:
    return tuple(CountRow(each.name, dict(each.cells), each.total) for each in report.lines)


def released(office: Office, about: str, rows: Iterable[CountRow], wish: Release) -> tuple[str, tuple[Written, ...]]:
    """The mark that counts carry, and the record that they were given out, which goes with the next sync."""
    words = mark(office, wish.to, wish.holder_language)
    data = json.dumps([asdict(each) for each in rows], ensure_ascii=False).encode()
    value = export_made("STATISTICS", about, data, wish.to or own_name(office), wish.purpose, words, wish.holder_language)
    return words, record_export(office, written_in(office, (each.id for each in office.channel.circles())), value)
