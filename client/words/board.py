"""The board in words: by urgency, each thing with the act that settles it or why there is none. Lines of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from client.app.board.view import ActRow, ActsView, BoardRow, BoardView
from client.app.saying import Article, Moment, Said, say
from client.texts import N_, translated
from client.words.saying import tell, word
from client.words.views import Line, tells
from client.words.wrapping import wrapped

URGENCIES = {
    "NOW": N_("NOW"),
    "LATE": N_("OVERDUE"),
    "SOON": N_("SOON"),
    "OPEN": N_("OPEN"),
    "WATCH": N_("TO KNOW"),
}


@tells(BoardView)
def board(view: BoardView, lang: str) -> list[Line]:
    lines: list[Line] = []
    for (exercise, urgency), rows in groupby(view.items, key=lambda each: (each.exercise, each.urgency)):
        named = translated(URGENCIES[urgency], lang)
        lines.append(tell(say("EXERCISE: {urgency}", urgency=named), lang) if exercise else named)
        for each in rows:
            lines += _row(each, lang)
    if not lines:
        lines.append(tell(say("nothing needs you now"), lang))
    if view.watched:
        lines.append(tell(say("{count} more are there to know (--all)", count=view.watched), lang))
    return lines


def _row(row: BoardRow, lang: str) -> Iterator[Line]:
    article = f" ({word(Article(row.article), lang)})" if row.article else ""
    who = f"{row.pseudonym}: " if row.pseudonym else ""
    yield from wrapped(f"{who}{tell(row.what, lang)}{article}", "  * ", "    ")
    if row.due_at is not None and Moment(row.due_at) not in dict(row.what.words).values():
        yield from wrapped(tell(say("until {time}", time=Moment(row.due_at)), lang), "    ", "    ")
    if row.next is not None:
        yield row.next
        if row.next.why.template:
            yield from wrapped(tell(row.next.why, lang), "    ", "    ")
    else:
        yield from wrapped(tell(row.why_not, lang), "    ", "    ")


@tells(ActsView)
def acts(view: ActsView, lang: str) -> list[Line]:
    lines = [line for each in view.acts for line in _act(each, lang)]
    if view.more:
        lines.append(tell(say("{count} more may be written in this file now (--all)", count=view.more), lang))
    return lines or [tell(say("nothing in this file is yours to write"), lang)]


def _act(row: ActRow, lang: str) -> Iterator[Line]:
    told = tell(row.why, lang) if isinstance(row.why, Said) else word(row.why, lang)
    yield from wrapped(told, "  * " if row.settles else "  + ", "    ")
    yield row.next
