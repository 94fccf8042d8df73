"""What happens, in words: at three in the morning too."""

from __future__ import annotations

from client.app.saying import NOTHING, Moment, Said, say
from client.app.watching import Happening
from client.texts import N_
from client.words.clocks import clock_words
from client.words.records import record_lines
from client.words.saying import fill, tell
from client.words.views import Line, tells

EVENTS = {
    "halted": N_("CIRCLE HALTED: {text}. Nothing is lost; refounding the circle mends it"),
    "quarantined": N_("QUARANTINED, not shown as valid: {text}"),
    "alarm": N_("ALARM: {text}"),
    "connected": N_("connected: {text}"),
    "disconnected": N_("connection lost, trying again: {text}"),
    "committed": N_("members or rules of a circle changed: {text}"),
}


@tells(Happening)
def happening_lines(event: Happening, lang: str) -> list[Line]:
    if event.kind == "notice":
        return [*_rings(event, lang), *event.next]
    if event.records:
        return [*(line for row in event.records for line in record_lines(row, lang)), *event.next]
    if event.kind in EVENTS:
        return [fill(EVENTS[event.kind], {"text": event.text or event.code or ""}, lang)]
    return [event.text or event.kind]


def _rings(event: Happening, lang: str) -> list[str]:
    level = Said(" ({word} {step})", (("word", say("escalation")), ("step", event.step))) if event.step else NOTHING
    words = clock_words(event.clock, event.text, key=event.key, warning=event.warning)
    head = tell(say("REMINDER{level}: {what}, {time}", level=level, what=words, time=Moment(event.fired_at)), lang)
    return [head, *(f"    {line}" for row in event.records for line in record_lines(row, lang))]
