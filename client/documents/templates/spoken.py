"""Codes of the law in words, where several forms say them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from client.documents.document import Items, Notice, Paragraph, Table
from client.documents.errors import MissingField
from client.documents.facts import Facts
from client.documents.templates.parts import wanted
from client.documents.words import Words
from client.law.catalogue import type_of
from client.law.records.basis import Basis
from client.law.tables.bodies import DECIDERS
from client.law.titles import N_

DAY = 86_400_000
"""In milliseconds."""

MEASURE, SINCE, REVIEW = N_("Measure"), N_("In force from"), N_("To be reviewed")
BY_EVENT = N_("when the event happens that the ruling names")
NUMBER, RULING, ORDER = N_("Number"), N_("Ruling"), N_("Order")
REASONS, WHAT_FOLLOWS, ADDRESSEE = N_("Reasons"), N_("What follows"), N_("To")

TO_IMPLEMENTING, TO_DECIDING = N_("to the implementing body"), N_("to the body conducting the proceedings")
TO_SUPERVISION = N_("to the prosecutor")

ROUTES = {
    "COURT": N_("to a court"),
    "PROSECUTOR": N_("to the prosecutor's office"),
    "HIGHER_COURT": N_("to the higher court"),
    "HIGHER_PROSECUTOR": N_("to the higher prosecutor"),
    "HIGHER_AUTHORITY": N_("to the higher authority"),
}

SIGNATORIES = {**DECIDERS, "OFFICIAL": N_("authorised official of the implementing body")}

EVENTS = {
    "CHOSEN": N_("chosen"),
    "STARTED": N_("carried out"),
    "CHANGED": N_("changed"),
    "ADDED": N_("added"),
    "RESULT": N_("result"),
    "NOT_EXECUTABLE": N_("cannot be carried out"),
    "WITHDRAWN": N_("consent withdrawn"),
    "ENDED": N_("ended by a ruling"),
}
RESULTS = {
    "": N_("not yet"),
    "ACHIEVED": N_("achieved"),
    "PARTLY": N_("achieved in part"),
    "NOT_ACHIEVED": N_("not achieved"),
}

SAFE_TITLE = N_("This paper can give you away")
SAFE = N_("Keep it where nobody else reads it, or give it back to the officer. Take no picture of it and send it to nobody.")
KEEP_IT = (SAFE_TITLE, SAFE)

COMPLAIN_TITLE = N_("You may complain, free of charge")
COMPLAIN = N_(
    "Of every decision, act or delay of an official you may complain as you choose: to the higher authority, to the prosecutor's "
    "office or to a court. It costs nothing, and Law No. 72 sets no time limit for it."
)
REPORT_TITLE = N_("If there is a new threat")
REPORT = N_(
    "Report it at once in the program: it reaches both bodies together. Where that is not possible, tell "
    "your contact officer. If your life is in danger this minute, call 102 or 112 first."
)

SECRET_TITLE = N_("For officials only")
SECRET = N_("Who discloses data on a protected person answers for it by criminal law (Article 28).")


def word(w: Words, known: Mapping[str, str], code: str, what: str) -> str:
    """The words for a code. Raises ``MissingField`` for one that has none."""
    if code not in known:
        raise MissingField("the document has no words for {what} {name}", what=what, name=code or "-")
    return w(known[code])


def routes(w: Words, codes: tuple[str, ...]) -> Items:
    """Where to complain: codes, or words that the record has already. Raises ``MissingField`` where there are none."""
    if not codes or not all(each.strip() for each in codes):
        raise MissingField("the document needs routes of appeal, and the record does not say it")
    return Items(tuple(w(ROUTES[each]) if each in ROUTES else each for each in codes))


def bases(w: Words, found: tuple[Basis, ...]) -> str:
    """``Law No. 72, Article 23(1); UNTOC 24``. Raises ``MissingField``."""
    told = [w.article(each.article) if each.act == "L72" else f"{each.act}, {each.article}" for each in found]
    return "; ".join(told) or w("{bases}", bases="")


def review(w: Words, review_at: int) -> str:
    """When a measure is looked at again: a date, or the event of its ruling."""
    return w.date(review_at) if review_at else w(BY_EVENT)


def measures_table(w: Words, rows: tuple[tuple[str, int, int], ...]) -> Table:
    """``rows``: code, since, review, in milliseconds."""
    if not rows:
        raise MissingField("the document needs measures, and the record names none")
    heads = tuple(map(w, (MEASURE, SINCE, REVIEW)))
    return Table(heads, tuple((w.measure(code), w.date(since), review(w, until)) for code, since, until in rows))


def notice(w: Words, texts: tuple[str, str]) -> Notice:
    """``texts``: title and text, message ids."""
    return Notice(w(texts[0]), w(texts[1]))


def quoted(w: Words, text: str, language: str, what: str) -> Paragraph:
    """Somebody's own words, in their language. Raises ``MissingField`` where there are none."""
    return Paragraph(wanted(text, what), "" if language == w.language else language)


def titled(text: str) -> str:
    """With a capital letter, as a heading has it."""
    return text[:1].upper() + text[1:]


def type_title(w: Words, value: object) -> str:
    """What people call a record of this type."""
    return w(type_of(type(value)).title).capitalize()


def file_number(facts: Facts[Any]) -> str:
    """As the contract prints it: the first digits of the file's id."""
    return str(facts.value.file)[:8]
