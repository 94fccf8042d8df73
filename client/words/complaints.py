"""The complaints at an authority, in words."""

from __future__ import annotations

from collections.abc import Iterator

from client.app.complaints import RESULTS, ComplaintRow, ComplaintsView, named
from client.app.saying import Moment, say
from client.documents.templates.complaint import ABOUT
from client.words.saying import tell
from client.words.views import Line, tells


@tells(ComplaintsView)
def complaints(view: ComplaintsView, lang: str) -> list[Line]:
    lines: list[Line] = [line for row in view.complaints for line in _row(row, lang)]
    return lines or [tell(say("no complaint has come in"), lang)]


def _row(row: ComplaintRow, lang: str) -> Iterator[Line]:
    state = say("waits for the outcome") if row.outcome is None else say("decided: {outcome}", outcome=named(RESULTS, row.outcome))
    yield tell(
        say(
            "complaint {id}, {about}, {time}: {state}",
            id=row.complaint[:8],
            about=named(ABOUT, row.about),
            time=Moment(row.at),
            state=state,
        ),
        lang,
    )
    if row.outcome is None:
        yield from (f"    {line}" for line in row.text.splitlines() if line.strip())
    yield from row.next
