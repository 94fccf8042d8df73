"""Papers in words: which can be made of a file, and whether one is genuine."""

from __future__ import annotations

from collections.abc import Iterator

from client.app.papers.comparing import Likeness
from client.app.papers.genuine import GenuineView
from client.app.papers.possible import PaperRow, PapersView
from client.app.papers.seals import GoodSeal
from client.app.saying import Article, Listed, Moment, Said, Term, say
from client.words.saying import one_line, tell
from client.words.views import tells

LIKENESS = {
    Likeness.BYTES: say("made anew from the record it is the same, byte for byte"),
    Likeness.WORDS: say(
        "its words are those of the record, its bytes are not: another version of the program or another program set it"
    ),
    Likeness.UNCOMPARED: say("its words also rest on records that the evidence does not open: compare them with the record"),
    Likeness.CODE: say("only the code was checked: compare the words, or check the file"),
}


@tells(PapersView)
def papers(view: PapersView, lang: str) -> list[str]:
    lines = [line for row in view.documents for line in _row(row, lang)]
    return lines or [tell(say("no paper can be made of what you read of this file"), lang)]


def _row(row: PaperRow, lang: str) -> Iterator[str]:
    """``DUE (NT-19): Contract (contract), record 3fa1..., 2026-...; L72 23(6)``."""
    what = say(
        "{title} ({form}), record {entry} of {time}; {article}",
        title=Term(row.title),
        form=row.form,
        entry=row.entry.hex()[:8],
        time=Moment(row.at),
        article=Article(row.article),
    )
    yield tell(say("DUE ({notices}): {what}", notices=Listed(row.owed), what=what) if row.due else what, lang)
    if row.issued:
        yield "    " + tell(say("given out before: {count}", count=row.issued), lang)
    if row.lacks.template:
        yield "    " + tell(say("cannot be made: {reason}", reason=row.lacks), lang)


@tells(GenuineView)
def genuine(view: GenuineView, lang: str) -> list[str]:
    said: list[Said] = [
        say(
            "genuine: {title}, given out {time} by {name} to {recipient}",
            title=view.title,
            time=Moment(view.given_at),
            name=view.given_by,
            recipient=one_line(view.recipient),
        ),
        say("made from the record of {time} by {name}", time=Moment(view.made_at), name=view.made_by),
    ]
    if view.likeness is not Likeness.CODE:
        said += seal(view.seal)
    return [tell(each, lang) for each in (*said, LIKENESS[view.likeness])]


def seal(found: GoodSeal | None) -> list[Said]:
    """What the seal on a file says."""
    if found is None:
        return [say("it carries no seal of a body")]
    said = [say("sealed {time} by {body}: {name}", time=Moment(found.at), body=found.body, name=found.name)]
    if found.revoked_later:
        said.append(say("the seal was revoked later; this document was given out before that"))
    return said
