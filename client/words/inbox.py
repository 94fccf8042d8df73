"""What came in, in words."""

from __future__ import annotations

from client.app.circle_parts import clock_of, is_warning, key_of
from client.app.inbox import InboxView
from client.app.saying import Moment, Said, Span, say
from client.words import records
from client.words.clocks import clock_words
from client.words.saying import tell
from client.words.views import Line, tells


@tells(InboxView)
def inbox_lines(view: InboxView, lang: str) -> list[Line]:
    """Each report with its number, its text, its clocks and what comes next."""
    lines: list[Line] = []
    for each in view.reports:
        told = (tell(say("number {id}", id=each.payload_id[:8]), lang), *records.body(each.record, lang))
        lines += (records.head(each.record, lang), *(f"    {line}" for line in told))
        lines += (f"    * {_clock(clock.text or '', int(clock.due_at), view.now, lang)}" for clock in each.clocks)
        lines += each.record.next
    return lines or [tell(say("nothing has come in"), lang)]


def _clock(text: str, due_at: int, now: int, lang: str) -> str:
    """How long is left or over, what for, by which article."""
    late, name = now > due_at, clock_of(text)
    state = say("OVERDUE by {span}", span=Span(now - due_at)) if late else say("{span} left", span=Span(due_at - now))
    about = clock_words(name, text if not name else "", key=key_of(text), warning=is_warning(text))
    return tell(Said("{state}: {about}, {time}", (("state", state), ("about", about), ("time", Moment(due_at)))), lang)
