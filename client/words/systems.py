"""Figures and helpers in words."""

from __future__ import annotations

from client.app.saying import Code, Listed, say
from client.app.systems.figures import FiguresView
from client.app.systems.helpers import HelperRow, HelpersView
from client.words.saying import tell
from client.words.views import tells


@tells(FiguresView)
def figures(view: FiguresView, lang: str) -> list[str]:
    a, b = view.released_by
    lines = [tell(say("{kind}, {quarter}: released by {a} and {b}", kind=Code(view.kind), quarter=view.quarter, a=a, b=b), lang)]
    for row in view.rows:
        cells = Listed.of(f"{kind} {count}" for kind, count in row.cells.items())
        lines.append(tell(say("  {name}: {cells}", name=row.name, cells=cells), lang))
        if row.total:
            lines.append(tell(say("    in all {total}", total=row.total), lang))
    if view.note.template:
        lines.append(tell(view.note, lang))
    return [*lines, view.given_out]


@tells(HelpersView)
def helpers(view: HelpersView, lang: str) -> list[str]:
    lines = [tell(say("could help, best first:"), lang)] if view.first else [tell(say("nobody in the directory could help"), lang)]
    lines += (_row(each, lang) for each in view.first)
    if view.others:
        lines.append(tell(say("of this kind, and not able now:"), lang))
        lines += (_row(each, lang) for each in view.others)
    return lines


def _row(row: HelperRow, lang: str) -> str:
    said = say(
        "  {code} {name}, {region}: {capacity} places; memorandum {memorandum}",
        code=row.code,
        name=row.name,
        region=row.region,
        capacity=row.capacity,
        memorandum=row.memorandum or "-",
    )
    return tell(said, lang)
