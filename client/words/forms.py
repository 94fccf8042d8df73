"""The forms of records in words: a line a field, with what it takes and which choices it has."""

from __future__ import annotations

from client.app.forms import FieldRow, FormsView, FormView, Kind
from client.app.saying import Listed, Said, say
from client.texts import N_
from client.words.saying import tell, word
from client.words.views import tells

KINDS = {
    Kind.TEXT: N_("text"),
    Kind.NUMBER: N_("whole number"),
    Kind.TIME: N_("time (+30d, now, or milliseconds)"),
    Kind.TRUTH: N_("true or false"),
    Kind.FIELDS: N_("fields:"),
}


@tells(FormsView)
def forms_lines(view: FormsView, lang: str) -> list[str]:
    return [f"{each.type:<28}{word(each.title, lang)} ({each.rule})" for each in view.titles]


@tells(FormView)
def form_lines(view: FormView, lang: str) -> list[str]:
    head = f"{view.type}: {word(view.title, lang)}, {word(view.rule, lang)}"
    where = say("written by {who}, in: {where}", who=Listed(view.writers), where=Listed(view.circles))
    return [head, tell(where, lang), *(line for each in view.fields for line in field_lines(each, lang))]


def field_lines(field: FieldRow, lang: str, indent: str = "  ") -> list[str]:
    """Its name as it is typed, what people call it, what it takes, its choices below it."""
    kind = tell(Said(KINDS[field.kind]), lang)
    if field.listed:
        kind = tell(say("list of {kind}", kind=Said(KINDS[field.kind])), lang)
    optional = " " + tell(say("(may be left out)"), lang) if field.optional else ""
    lines = [f"{indent}{field.name} ({word(field.label, lang)}): {kind}{optional}"]
    if field.choices:
        lines.append(f"{indent}    " + tell(say("one of: {choices}", choices=Listed(field.choices)), lang))
    return [*lines, *(line for each in field.fields for line in field_lines(each, lang, indent + "  "))]
