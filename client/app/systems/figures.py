"""Figures over the files that this client reads, for who may have them: commissions, the public, the assessment of risks, finance.

Two people release them; small cells are hidden; files of exercises count nowhere; each release leaves its record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from client.app.asof import AsOf, Look, looked
from client.app.outcome import Written
from client.app.saying import NOTHING, Said, say
from client.app.statistics import CountRow, released, released_by, rows_of
from client.formats.times import KAZAKHSTAN, quarter_ms
from client.law.exports.counts import (
    SPLITS,
    Report,
    authorised,
    commission_report,
    equal_treatment,
    may_publish,
    offences,
    public_results,
    risk_report,
)
from client.law.exports.course import pace
from client.law.file import File
from client.law.law72.a29_expenses import Spent, by_line, totals
from client.law.law72.exercises import counts
from client.law.statistics.hiding import SMALL
from crypto.errors import Refused, Usage

if TYPE_CHECKING:
    from client.app.office import Office

KINDS = ("COMMISSION", "PUBLIC", "RISK", "OFFENCES", "EQUAL", "PACE", "EXPENSES")


@dataclass(frozen=True, slots=True)
class FiguresView:
    """``kind``: one of ``KINDS``. ``note``: what goes with the figures. ``given_out``: who released them, when, for whom."""

    kind: str
    quarter: str
    released_by: tuple[str, str]
    rows: tuple[CountRow, ...]
    note: Said
    given_out: str
    written: tuple[Written, ...]
    as_of: AsOf


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeFigures(Look):
    """``second``: device of who releases them too. ``publisher``: IA, SOC or STATE, where the kind asks for whom. ``split``: one of
    citizenship, minor. ``clock``: id of the clock whose pace is asked for. ``level``: country or region, for the public."""

    kind: str
    quarter: str
    second: str
    publisher: str = ""
    split: str = ""
    clock: str = ""
    level: str = "country"
    to: str = ""
    purpose: str = ""
    holder_language: str = "en"


Both = tuple[str, str]
Made = tuple[tuple[CountRow, ...], Said]


async def make_figures(office: Office, wish: MakeFigures) -> FiguresView:
    """Raises ``Usage`` for what the kind still wants, ``Refused`` for whom or at what level it is not to be told."""
    as_of = await looked(office, wish)
    both = released_by(office, wish.second)
    if wish.kind not in _MAKERS:
        raise Usage(
            "there are no figures of the kind {kind}; one of {kinds}", "no-such-kind", kind=wish.kind, kinds=", ".join(KINDS)
        )
    files = [each.file for each in office.casework.cases() if each.pseudonym and counts(each.file)]
    try:
        rows, note = _MAKERS[wish.kind](wish, files, (bytes(both[0].hash).hex(), bytes(both[1].hash).hex()))
    except ValueError as error:
        raise Refused("these figures are not told so: {why}", "not-told", why=str(error)) from None
    words, written = released(office, f"{wish.kind} {wish.quarter}", rows, wish)
    return FiguresView(wish.kind, wish.quarter, (both[0].name, both[1].name), rows, note, words, written, as_of)


def _rows(report: Report) -> Made:
    return rows_of(report), say(report.note) if report.note else NOTHING


def _commission(_wish: MakeFigures, files: Sequence[File], both: Both) -> Made:
    return _rows(commission_report(files, both))


def _public(wish: MakeFigures, files: Sequence[File], both: Both) -> Made:
    made = _rows(public_results(wish.publisher, files, both))
    cells = [count for row in made[0] for count in row.cells.values()]
    smallest = tuple(int(count) if count.isdecimal() else 0 for count in cells)
    if not may_publish(wish.level, smallest, prisoners=any(each.persons.in_custody for each in files)):
        raise ValueError("nothing is published below the region, and nothing of few prisoners")
    return made


def _risk(wish: MakeFigures, files: Sequence[File], both: Both) -> Made:
    if not authorised(wish.publisher):
        raise ValueError("risks are assessed by the authorised bodies: say --publisher IA or SOC")
    return _rows(risk_report(wish.publisher, files, both))


def _offences(_wish: MakeFigures, files: Sequence[File], both: Both) -> Made:
    attacks = sum(len(each.numbers) for file in files for each in file.threats.all())
    return _rows(offences((("ATTACKS REGISTERED", attacks), ("REPORTS", sum(len(file.threats.all()) for file in files))), both))


def _equal(wish: MakeFigures, files: Sequence[File], _both: Both) -> Made:
    if wish.split not in SPLITS:
        raise Usage("say by what the counts are split: {splits}", "no-split", splits=", ".join(SPLITS))
    shown = equal_treatment(files, wish.split)
    return tuple(CountRow(each.name, dict(each.cells), each.total) for each in shown), NOTHING


def _pace(wish: MakeFigures, files: Sequence[File], _both: Both) -> Made:
    from client.law.book import BOOK

    if wish.clock and wish.clock not in BOOK.clock:
        raise Usage("there is no clock {clock}", "no-such-clock", clock=wish.clock)
    start, end = quarter_ms(wish.quarter)
    rows = []
    for clock in (wish.clock,) if wish.clock else tuple(BOOK.clock):
        kept, middle = pace(files, clock, start, end)
        if wish.clock or kept not in ("", SMALL):
            minutes = SMALL if middle is None else str(middle // 60_000)
            rows.append(CountRow(clock, {"KEPT": kept, "MEDIAN MINUTES": minutes}, ""))
    return tuple(rows), NOTHING


def _expenses(wish: MakeFigures, files: Sequence[File], _both: Both) -> Made:
    start, end = quarter_ms(wish.quarter)
    spent = tuple(_spent(files, start, end))
    rows = [
        CountRow(
            f"{each.type} {each.body[:8]}", {"CASES": _or_few(each.count), "AMOUNT": _or_few(each.amount)}, _or_few(each.amount)
        )
        for each in totals(spent)
    ]
    rows += (CountRow(line, {"AMOUNT": _or_few(amount)}, _or_few(amount)) for line, amount in by_line(spent).items())
    return tuple(rows), NOTHING


def _spent(files: Iterable[File], start: int, end: int) -> Iterable[Spent]:
    for file in files:
        for each in file.money.expenses.values():
            if start <= each.at < end:
                paid = datetime.fromtimestamp(each.at / 1000, KAZAKHSTAN)
                yield Spent(each, paid.year, (paid.month + 2) // 3)


def _or_few(value: int | None) -> str:
    return SMALL if value is None else str(value)


_MAKERS: dict[str, Callable[[MakeFigures, Sequence[File], Both], Made]] = {
    "COMMISSION": _commission,
    "PUBLIC": _public,
    "RISK": _risk,
    "OFFENCES": _offences,
    "EQUAL": _equal,
    "PACE": _pace,
    "EXPENSES": _expenses,
}
