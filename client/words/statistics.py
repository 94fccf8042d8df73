"""Counts of a quarter, in words."""

from __future__ import annotations

from client.app.saying import say
from client.app.statistics import CountRow, StatisticsView
from client.law.statistics.hiding import SMALL
from client.texts import translated
from client.words.saying import tell
from client.words.views import tells


@tells(StatisticsView)
def statistics_lines(view: StatisticsView, lang: str) -> list[str]:
    own, second = view.released_by
    head = say(
        "{quarter}, region {region}: released by {a} and {b}", quarter=view.quarter, region=view.region or "-", a=own, b=second
    )
    return [tell(head, lang), *(_line(row, view, lang) for row in view.lines_data), view.given_out]


def _line(row: CountRow, view: StatisticsView, lang: str) -> str:
    cells = ", ".join(f"{kind} {count}" for kind, count in row.cells.items() if count != SMALL or view.all)
    return f"  {translated(row.name, lang)}: {cells or SMALL}; {tell(say('in all {total}', total=row.total), lang)}"
