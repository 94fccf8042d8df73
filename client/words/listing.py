"""Files, and the records of one, in words."""

from __future__ import annotations

from client.app.listing import FilesView, RecordsView
from client.app.saying import Moment, Said, say
from client.words.records import record_lines
from client.words.saying import tell
from client.words.views import Line, tells


@tells(FilesView)
def files_lines(view: FilesView, lang: str) -> list[str]:
    lines = []
    for each in view.files:
        tasks = tell(say("tasks"), lang)
        lines.append(f"{each.pseudonym} {each.file[:8]} {each.state} ({', '.join(each.circles)}; {each.tasks} {tasks})")
        if each.place:
            lines.append(tell(say("    waits for a decision, number {place} in the queue", place=each.place), lang))
    halted = [
        tell(say("CIRCLE HALTED: {circle}; nothing is lost, refounding mends it", circle=each.hex()[:8]), lang)
        for each in view.halted
    ]
    return [*lines, *halted] or [tell(say("no files"), lang)]


@tells(RecordsView)
def records_lines(view: RecordsView, lang: str) -> list[Line]:
    """The state of the file and of its measures first; then record by record."""
    return [*state_lines(view, lang), *(line for row in view.records for line in (*record_lines(row, lang), *row.next))]


def state_lines(view: RecordsView, lang: str) -> list[str]:
    lines = [tell(say("state: {state}", state=view.state), lang)] if view.state else []
    for each in view.measures:
        force = say("in force") if each.in_force else say("not in force")
        review = say("review {time}", time=Moment(each.review_at))
        row = Said(
            "  {code} {state}, {force}; {review}",
            (("code", each.code), ("state", each.state), ("force", force), ("review", review)),
        )
        lines.append(tell(row, lang))
    return lines
