"""What is shown of a sealed identity, and of new personal data."""

from __future__ import annotations

from collections.abc import Mapping

from client.app.identity.newdata import NewDataView
from client.app.identity.newdata_person import ProposedView
from client.app.identity.opening import IdentityView
from client.app.saying import Moment, say
from client.documents.identity import identity_parts
from client.documents.words import Words
from client.formats.identity import Identity, parse
from client.law.tables.documents import CHANGEABLE
from client.texts import N_, translated
from client.words.saying import tell
from client.words.views import tells


@tells(IdentityView)
def opened(view: IdentityView, lang: str) -> list[str]:
    """Every line that shows something says who opened it, when and on which request."""
    identity, mark = parse(view.identity.encode()), view.watermark
    lines = [f"=== {mark} ===", *(f"{line}    [{mark}]" for line in _lines(identity, lang))]
    lines += [tell(say("copy for {recipient}: {out}", recipient=view.recipient, out=each), lang) for each in view.copies]
    return [*lines, tell(say("open until {until}; shut it before with identity-close", until=Moment(view.until)), lang)]


def _lines(identity: Identity, lang: str) -> list[str]:
    if not identity.names and not identity.new:  # plain text, as before there was a form
        return [tell(say("identity: {identity}", identity=line), lang) for line in identity.notes.splitlines()]
    found = []
    for heading, rows in identity_parts(identity, Words(lang)):
        found += [heading] if heading else []
        found += [f"{'  ' if heading else ''}{label}: {value}" for label, value in rows]
    return found


@tells(NewDataView)
def new_data(view: NewDataView, lang: str) -> list[str]:
    state = N_("signed by both") if view.agreed else N_("the person has another wish") if view.countered else N_("not signed yet")
    return [f"{view.number}: {translated(state, lang)}", *_fields(view.fields, lang)]


@tells(ProposedView)
def proposed(view: ProposedView, lang: str) -> list[str]:
    may = say("you may propose otherwise (newdata-counter), sign (newdata-sign) or refuse; nothing is sent before you sign")
    head = tell(say("new data proposed to you, number {number}:", number=view.number), lang)
    return [head, *_fields(view.fields, lang), *([view.note] if view.note else []), tell(may, lang)]


def _fields(fields: Mapping[str, str], lang: str) -> list[str]:
    return [f"{translated(CHANGEABLE.get(name, name), lang)}: {value}" for name, value in fields.items()]
