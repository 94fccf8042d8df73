"""What the leak guard found in a file: kinds and places, never the words."""

from __future__ import annotations

from client.app.door import KINDS
from client.app.guarding import CheckedView, FoundPlace
from client.app.saying import Said, Term, say
from client.words.saying import tell
from client.words.views import tells


@tells(CheckedView)
def checked(view: CheckedView, lang: str) -> list[str]:
    end = say(
        "looked for {count} names and numbers that this device knows, and for the forms of numbers: {found} found",
        count=view.known,
        found=view.found,
    )
    return [*(tell(_place(each), lang) for each in view.places), tell(end, lang)]


def _place(place: FoundPlace) -> Said:
    kind, where = Term(KINDS[place.kind]), say("line {line}", line=place.line)
    if place.known:
        return say("{kind} in {where}, letters {start} to {end}", kind=kind, where=where, start=place.start, end=place.end)
    return say("by its form {kind}, in {where}, letters {start} to {end}", kind=kind, where=where, start=place.start, end=place.end)
