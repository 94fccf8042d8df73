"""What papers for bodies outside the two have in common: they carry the package and nothing else (L72 24; A.11).

They name no file, no measure and no law of their own accord: what the reader must know of the ground stands in the record, and the
officer who wrote it chose how much that is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from client.documents.document import Block, Document, Fields, Heading, Items, Notice
from client.documents.errors import SaysTooMuch
from client.documents.facts import Facts
from client.documents.templates.parts import how_to_check, signatures, wanted
from client.documents.words import Words
from client.law.records.tasks import Fact
from client.law.tables.services import labels_in
from client.law.titles import N_

ASKED, KNOWN, HOW = N_("What is asked"), N_("What you need to know"), N_("How to go about it")
GROUND, DO_BY, ANSWER_AT = N_("Legal ground"), N_("To be done by"), N_("Answer at the latest")
SECRET_TITLE = N_("Keep it secret")
SECRET = N_(
    "Show this paper only to those who carry it out. Put no copy of it where others read, and tell nobody that it came. Who "
    "discloses what it says answers for it by law."
)

NAMES = {
    "pseudonym": N_("Name to use"),
    "contact": N_("Contact"),
    "household": N_("People in the household"),
    "needs": N_("What is needed"),
    "district": N_("Area that suits"),
    "from": N_("From when"),
    "temporary": N_("For a time or for good"),
    "trade": N_("Trade"),
    "grade": N_("Class or course"),
    "new name": N_("Full name"),
    "old identity": N_("Data until now"),
    "new identity": N_("New data"),
    "documents": N_("Documents to issue"),
    "picture": N_("Photograph"),
    "by": N_("By when"),
    "until": N_("Until when"),
    "medical": N_("Medical data"),
    "old number": N_("Number until now"),
    "old plate": N_("Plate until now"),
    "name": N_("Full name"),
    "post": N_("Post"),
    "weapon": N_("Weapon"),
    "record": N_("Record"),
    "alias": N_("Name to show instead"),
    "who moves": N_("Who is moved"),
    "not to": N_("Not to be moved to"),
    "other record": N_("Other record"),
    "provision": N_("Provision"),
    "old grade": N_("Post now"),
    "new grade": N_("New post"),
    "age": N_("Age"),
    "origin": N_("Where from"),
    "name on the certificate": N_("Name on the certificate"),
    "language": N_("Language"),
    "payee": N_("Payee"),
    "amount": N_("Amount"),
    "expense": N_("Expense"),
    "entitlement": N_("Entitled to"),
    "case": N_("Case"),
    "harm": N_("Harm"),
    "services": N_("Services"),
    "to": N_("Where to"),
}
"""Facts of a package, as the addressee reads them. A pseudonym is a name to use: that it is none of the person's own is nobody's
business."""


def package(w: Words, facts: Iterable[Fact], may_carry: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """A row for each fact. Raises ``SaysTooMuch`` for one that a paper of the kind does not carry."""
    allowed = frozenset(may_carry)
    rows = []
    for each in facts:
        if each.name not in allowed:
            raise SaysTooMuch("the addressee may not know: {name}", name=each.name)
        rows.append((w(NAMES[each.name]) if each.name in NAMES else each.name, wanted(each.value, each.name)))
    return tuple(rows)


def unlabelled(*texts: str) -> None:
    """Raises ``SaysTooMuch`` where a text tells an outsider whom it is about (A.11 rule g)."""
    found = [word for text in texts for word in labels_in(text)]
    if found:
        raise SaysTooMuch("the paper would tell whom it is about: {words}", words=", ".join(found))


def steps(w: Words, title: str, texts: Iterable[str]) -> tuple[Block, ...]:
    """``title``, ``texts``: message ids."""
    return (Heading(w(title)), Items(tuple(map(w, texts)), ordered=True))


def secret(w: Words) -> Notice:
    return Notice(w(SECRET_TITLE), w(SECRET))


def paper(facts: Facts[Any], form: str, title: str, number: str, blocks: tuple[Block, ...]) -> Document:
    """``title``: in words of the language already."""
    w = facts.words
    return Document(
        form, w.language, title, wanted(facts.author.body, "body that sends it"), number, w.time(facts.author.at), "",
        (*blocks, secret(w), how_to_check(facts)), signatures(facts), unlabelled=True,
    )  # fmt: skip


def rows(*pairs: tuple[str, str]) -> Fields:
    """Those that say something."""
    return Fields(tuple(pair for pair in pairs if pair[1].strip()))


def capital(text: str) -> str:
    """With a capital at the beginning, as a heading or a label has it."""
    return text[:1].upper() + text[1:]
