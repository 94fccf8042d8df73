"""Records and clocks in the reader's language, for the verbs that are not views yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.circle_parts import clock_of, is_warning, key_of
from client.app.following import next_of
from client.app.reading import Seen
from client.app.records import row_of
from client.app.saying import Article, Said
from client.cli.showing import next_line
from client.cli.texts import _, language
from client.cli.verb import when
from client.words import records
from client.words.clocks import clock_words
from client.words.saying import span, tell, word

if TYPE_CHECKING:
    from client.app.office import Office
    from client.core.deadlines import DeadlineInfo


def head(office: Office, item: Seen) -> str:
    return records.head(row_of(office, item), language())


def body(office: Office, item: Seen) -> list[str]:
    return records.body(row_of(office, item), language())


def next_step(office: Office, item: Seen) -> list[str]:
    return [next_line(each) for each in next_of(office, item)]


def article_words(article: str) -> str:
    return word(Article(article), language())


def _words(text: str | None) -> Said:
    return clock_words(clock_of(text or ""), text, key=key_of(text or ""), warning=is_warning(text or ""))


def clock_line(clock: DeadlineInfo, now: int) -> str:
    """How long is left or over, what for, by which article: ``OVERDUE by 2 min 5 s: a report waits (DL-16, L72 26-1(3)(1))``."""
    if clock.settled_by is not None:
        state = _("settled")
    elif now > clock.due_at:
        state = _("OVERDUE by {span}").format(span=span(now - clock.due_at, language()))
    else:
        state = _("{span} left").format(span=span(clock.due_at - now, language()))
    return f"{state}: {tell(_words(clock.text), language())}, {when(clock.due_at)}"
