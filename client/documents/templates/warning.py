"""The official warning to the person who threatens, handed over outside the channel and against receipt (L72 8, NT-03).

It holds the words that were checked for protected data and nothing else of the file. It cites no article of Law No. 72: that law is
about protected persons, and whether there is one is not for this reader (L72-8.3, A.11)."""

from __future__ import annotations

from client.documents.document import Document, Heading, Items, Notice, Paragraph
from client.documents.errors import SaysTooMuch
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.outside import rows
from client.documents.templates.parts import how_to_check, signatures, wanted
from client.documents.templates.pen import receipt
from client.law.records.direct import OfficialWarning
from client.law.titles import N_

WARNING = N_("Official warning")
WARNED = N_("You are officially warned that you can be held criminally liable.")
MEANS = (
    N_("A threat of violence and any other act that the criminal law forbids is followed by criminal prosecution."),
    N_("This holds also for what others do at your request, and for messages, calls and hints."),
    N_("That you were warned is written down and taken into account if it happens again."),
    N_("You may complain of it as the criminal-procedure law says."),
)


def warning(facts: Facts[OfficialWarning]) -> Document:
    """Neither conduct, classification nor evidence of the record: what the reader is told of them stands in the text,
    which was found to give nobody away. In the language of that text alone. Raises ``SaysTooMuch``, ``MissingField``."""
    value, w = facts.value, facts.words
    if not value.leak.clean:
        raise SaysTooMuch("the text was not checked for protected data, or some were found: it is not handed over")
    wanted(value.language if value.language == w.language else "", f"its words in another language than {value.language}")
    blocks = (
        rows((w(N_("To")), wanted(value.addressee, "addressee"))),
        Notice(w(WARNING), w(WARNED)),
        Paragraph(wanted(value.text, "text of the warning")),
        Heading(w(N_("What this means"))),
        Items(tuple(map(w, MEANS))),
        how_to_check(facts),
    )
    return Document(
        "official-warning", w.language, w(WARNING), wanted(facts.author.body, "body"), value.number, w.date(facts.author.at), "",
        blocks, signatures(facts), leaf=receipt(w, w(WARNING), value.number), unlabelled=True,
    )  # fmt: skip


TEMPLATES = (Template("official-warning", "official-warning", WARNING, "8", warning),)
