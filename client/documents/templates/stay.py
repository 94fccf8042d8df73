"""The agreement on a stay in a safe place (L72 16; K16). It names the place by its code, never by its address (A.11)."""

from __future__ import annotations

from client.documents.document import Block, Document, Heading, Items, Paragraph
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.outside import rows
from client.documents.templates.parts import how_to_check, signatures, wanted
from client.documents.templates.pen import PERSON_SIGNS, SIGN_DATE, lines, unsigned
from client.documents.templates.spoken import KEEP_IT, notice, word
from client.law.records.places import StayAgreement
from client.law.titles import N_

TITLE = N_("Agreement on a stay in a safe place")
AGREED = (
    N_("The body keeps the place and bears its cost. It tells where it is only to officers who were assigned to it."),
    N_("You keep the rules above. You bring nobody and tell nobody where you are, relatives included, except as agreed here."),
    N_("When the time ends nobody is put out. A longer stay, another place or a ruling comes first."),
    N_("You may leave at any time. Tell your contact officer before, so that you are not left alone with the danger."),
    N_("You may ask for another place or other rules, and complain of those that there are (Article 25)."),
)
ASKED_BY = {
    "PERSON": N_("the protected person"),
    "REPRESENTATIVE": N_("the lawful representative of the protected person"),
    "IMPLEMENTING": N_("the implementing body"),
    "DECIDING": N_("the body conducting the proceedings"),
}


def agreement(facts: Facts[StayAgreement]) -> Document:
    """In the language in which it is signed, and in no other. Raises ``MissingField``."""
    value, w = facts.value, facts.words
    wanted(value.language if value.language == w.language else "", f"its rules in another language than {value.language}")
    longer = ""
    if value.asked_by:
        longer = f"{word(w, ASKED_BY, value.asked_by, 'who asked')}: {wanted(value.reason, 'reason of a longer stay')}"
    told = rows(
        (w(N_("Protected person")), wanted(facts.file.case.pseudonym, "pseudonym")),
        (w(N_("Place (code)")), value.place),
        (w(N_("Begins")), w.time(value.starts_at)),
        (w(N_("Ends")), w.time(value.until)),
        (w(N_("Who may visit")), "; ".join(value.visitors) or w(N_("nobody"))),
        (w(N_("Children")), w(N_("apart from adults who are strangers")) if value.separate else ""),
        (w(N_("Longer stay asked for by")), longer),
    )
    blocks: tuple[Block, ...] = (
        *unsigned(facts),
        told,
        Heading(w(N_("Rules of the stay"))),
        Paragraph(wanted(value.rules, "rules of the stay")),
        Heading(w(N_("What both agree on"))),
        Items(tuple(map(w, AGREED))),
        notice(w, KEEP_IT),
        how_to_check(facts),
        *(lines(w, PERSON_SIGNS, SIGN_DATE) if len(facts.signers) < 2 else ()),
    )
    return Document(
        "stay-agreement", w.language, w(TITLE), facts.author.body, value.stay[:8], w.time(facts.author.at), w.article("16"), blocks,
        signatures(facts),
    )  # fmt: skip


TEMPLATES = (Template("stay-agreement", "stay-agreement", TITLE, "16", agreement),)
