"""The agreement on new personal data (L72 19): the new set and nothing else, no pseudonym, no file, no word of earlier data."""

from __future__ import annotations

from dataclasses import replace

from client.documents.document import Document, Fields, Heading, Items, Notice, Signature
from client.documents.errors import MissingField
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.outside import capital
from client.documents.templates.parts import CAPACITIES, how_to_check, signatures, wanted
from client.documents.templates.pen import SIGN_DATE, lines, unsigned
from client.documents.templates.spoken import KEEP_IT, notice
from client.law.records.newdata import DataProposal
from client.law.tables.documents import CHANGEABLE
from client.law.titles import N_

TITLE = N_("Agreement on new personal data")
SIGNS = N_("Signature of the person, of a parent or of another lawful representative")
AGREED = (
    N_("These data were chosen together. Nobody chooses them for you (Article 19)."),
    N_("The authority that issues documents gets this set only after you have signed it."),
    N_("From the day on which you get the documents you use these data and no others."),
    N_("What connects them with earlier data is kept sealed and stands on no paper."),
    N_("After the measures end you keep the documents until a competent body decides otherwise."),
    N_("The documents cost you nothing (Article 29)."),
)


def agreement(facts: Facts[DataProposal]) -> Document:
    """The note of the record is left out: it may speak of earlier data."""
    value, w = facts.value, facts.words
    if not value.fields:
        raise MissingField("the document needs new data, and the record names none")
    data = tuple((capital(w(CHANGEABLE[each.name]) if each.name in CHANGEABLE else each.name), each.value) for each in value.fields)
    blocks = (
        *unsigned(facts),
        Notice(w(N_("Agreed")), w(N_("The person takes the data below, and no others."))),
        Fields(data),
        Heading(w(N_("What both agree on"))),
        Items(tuple(map(w, AGREED))),
        notice(w, KEEP_IT),
        how_to_check(facts),
        *(lines(w, SIGNS, SIGN_DATE) if len(facts.signers) < 2 else ()),
    )
    return Document(
        "data-agreement", w.language, w(TITLE), wanted(facts.author.body, "body"), value.set[:8], w.time(facts.author.at),
        w.article("19"), blocks, _unnamed(facts),
    )  # fmt: skip


def _unnamed(facts: Facts[DataProposal]) -> tuple[Signature, ...]:
    """A pseudonym beside the new name would tell who has it: persons sign by their key."""
    w = facts.words
    who = w(N_("the person whom it concerns"))
    personal = {w(CAPACITIES[each]): w(N_("Signed by")) for each in ("PERSON", "REPRESENTATIVE")}
    return tuple(
        replace(each, capacity=personal[each.capacity], name=who) if each.capacity in personal else each
        for each in signatures(facts)
    )


TEMPLATES = (Template("data-agreement", "data-proposal", TITLE, "19", agreement),)
