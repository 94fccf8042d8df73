"""The pseudonyms of a file, by context."""

from __future__ import annotations

from client.app.pseudonyms.giving import WHERE, WHY, PseudonymRow, PseudonymsView
from client.app.saying import say
from client.texts import N_, translated
from client.words.saying import tell
from client.words.views import tells

RETIRED = N_("retired")


@tells(PseudonymsView)
def pseudonyms(view: PseudonymsView, lang: str) -> list[str]:
    lines = [_line(each, lang) for each in view.pseudonyms]
    if view.taken is not None:
        own, others = view.taken
        lines.append(tell(say("taken by this device: {own}; by other devices: {others}", own=own, others=others), lang))
    return lines


def _line(row: PseudonymRow, lang: str) -> str:
    retired = f" ({translated(RETIRED, lang)}: {translated(WHY[row.retired], lang)})" if row.retired else ""
    return f"{row.pseudonym}: {translated(WHERE[row.context], lang)}{retired}"
