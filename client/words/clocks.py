"""Clocks as people read them: how long is left or over, what for, by which article, until when."""

from __future__ import annotations

from client.app.clocks import AtServer, ClockRow, ClocksView
from client.app.saying import Article, Moment, Said, Span, Term, say
from client.law.book import BOOK
from client.words.saying import tell, word
from client.words.views import Line, tells
from client.words.wrapping import wrapped


@tells(ClocksView)
def clocks_lines(view: ClocksView, lang: str) -> list[Line]:
    lines: list[Line] = []
    for row in view.clocks:
        lines += (*wrapped(clock_line(row, view.now, lang)), *row.next)
    return lines or [tell(say("no clocks"), lang)]


def clock_line(row: ClockRow, now: int, lang: str) -> str:
    """``4 h left: Swallow: decision to apply or refuse (DL-01, L72 23(1)), 2026-11-22 12:25:11 +0500``."""
    about = clock_words(row.clock, row.words, key=row.key, warning=row.warning)
    named = Said("{file}: {about}", (("file", row.file), ("about", about))) if row.file else about
    kind = "" if row.statutory or not row.clock else " " + tell(say("(internal target)"), lang)
    unset = ""
    if row.server is AtServer.NONE and row.done_at is None:
        unset = "; " + tell(say("the server does not remind of it yet"), lang)
    return f"{tell(state_of(row, now), lang)}: {tell(named, lang)}{kind}, {word(Moment(row.due_at), lang)}{unset}"


def state_of(row: ClockRow, now: int) -> Said:
    if row.server is AtServer.SETTLED and row.done_at is None:
        return say("settled")
    if row.done_at is not None:
        return say("done late by {span}", span=Span(row.done_at - row.due_at))
    if now > row.due_at:
        return say("OVERDUE by {span}", span=Span(now - row.due_at))
    return say("{span} left", span=Span(row.due_at - now))


def clock_words(clock: str, words: str | None = "", *, key: str = "", warning: bool = False) -> Said:
    """What a clock is for, its id and article: from the id, in the law's own words. ``words``: of a deadline that is none of the
    law's clocks, whose text is all there is (None: sealed for this reader)."""
    found = BOOK.clock.get(clock)
    if found is None:
        return say("a clock whose text is sealed for you") if words is None else Said("{words}", (("words", words),))
    about: Said = (
        Said("{end} {key}", (("end", Term(found.end)), ("key", key[:12]))) if key else Said("{end}", (("end", Term(found.end)),))
    )
    told = Said("{about} ({clock}, {article})", (("about", about), ("clock", clock), ("article", Article(found.article))))
    return say("reminder before the end: {clock}", clock=told) if warning else told
