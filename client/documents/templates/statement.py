"""The statement of a threat, as it was written, and the minute of one that was told (L72 22, 23(1))."""

from __future__ import annotations

from client.documents.document import Blank, Block, Document, Fields, Heading, Items, Paragraph, Table
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.parts import how_to_check, signatures, wanted
from client.documents.templates.spoken import DAY, KEEP_IT, WHAT_FOLLOWS, notice, quoted
from client.documents.words import Words
from client.law.records.decisions import OralMinute
from client.law.records.reports import Statement
from client.law.titles import N_

WRITTEN, ORAL = N_("Written statement of a threat"), N_("Minute of an oral statement of a threat")
URGENT = (N_("Urgent"), N_("An urgent decision is asked for: the body conducting the proceedings decides at once."))
RECEIVED, DUE = N_("Received"), N_("Decision at the latest")
WORDS_OF_IT, SENT_WITH_IT = N_("The statement, word for word"), N_("Sent with it")
NEXT = (
    N_(
"The body conducting the proceedings verifies the statement and decides within 24 hours of its receipt: "
"it applies security measures or refuses them, with reasons."
),
    N_("The decision is told to the applicant at once, and a copy of it is given, with rights, duties and ways to complain."),
    N_(
"A refusal can be complained of to a court or to the prosecutor's office, that of a prosecutor or a "
"judge one level up. So can a decision that does not come."
),
    N_("The applicant may make another statement at any time."),
)  # fmt: skip
NOT_READ_BACK = (
    N_("Not read back"),
    N_("The words were not read back to the person who spoke. Whoever decides should have them confirmed."),
)


def _next(w: Words) -> tuple[Block, ...]:
    return (Heading(w(WHAT_FOLLOWS)), Items(tuple(map(w, NEXT))))


def written(facts: Facts[Statement]) -> Document:
    """Its own words, in the language in which they were written: nobody's translation."""
    value, w, at = facts.value, facts.words, facts.author.at
    rows = [
        (w(N_("Applicant")), wanted(facts.author.name, "applicant")),
        (w(N_("Given to")), "; ".join(each for each in value.addressed_to if each) or wanted(facts.keeper, "who received it")),
        (w(N_("Written")), w.time(value.made_at)),
        (w(RECEIVED), w.time(at)),
        (w(DUE), w.time(at + DAY)),
        (w(N_("Language")), w.language_name(value.language)),
    ]
    blocks: list[Block] = [notice(w, URGENT)] if value.urgent else []
    blocks += [Fields(tuple(rows)), Heading(w(WORDS_OF_IT)), quoted(w, value.text, value.language, "words of the statement")]
    if value.attachments:
        heads = tuple(map(w, (N_("Name"), N_("Kind"), N_("Size in bytes"))))
        cells = tuple((each.name, each.media_type, str(each.size)) for each in value.attachments)
        blocks += [Heading(w(SENT_WITH_IT)), Table(heads, cells)]
    return Document(
        "statement-written", w.language, w(WRITTEN), facts.keeper, value.payload_id[:8], w.time(at), w.article("22, 23(1)"),
        (*blocks, *_next(w), notice(w, KEEP_IT), how_to_check(facts)), signatures(facts),
    )  # fmt: skip


def oral(facts: Facts[OralMinute]) -> Document:
    value, w, author = facts.value, facts.words, facts.author
    interpreter = value.interpreter.strip()
    rows = (
        (w(N_("Who spoke")), wanted(value.by, "who spoke")),
        (w(N_("Heard")), w.time(value.heard_at)),
        (w(N_("Minuted by")), wanted(author.name, "who minuted it")),
        (w(DUE), w.time(value.heard_at + DAY)),
        (w(N_("Language")), w.language_name(value.language)),
        (w(N_("Interpreter")), interpreter or w(N_("none was needed"))),
    )
    blocks: list[Block] = [notice(w, URGENT)] if value.urgent else []
    blocks += [Fields(rows), Heading(w(WORDS_OF_IT)), quoted(w, value.text, value.language, "words of the statement")]
    if value.read_back:
        blocks.append(Paragraph(w(N_("The words were read back to the person who spoke, who agreed to them."))))
    else:
        blocks.append(notice(w, NOT_READ_BACK))
    blocks += [Blank(w(N_("Signature of the person who spoke, or a note that they refused to sign")))]
    if interpreter:
        blocks.append(Blank(w(N_("Signature of the interpreter"))))
    return Document(
        "statement-oral", w.language, w(ORAL), author.body, value.payload_id[:8], w.time(value.heard_at), w.article("22, 23(1)"),
        (*blocks, *_next(w), notice(w, KEEP_IT), how_to_check(facts)), signatures(facts),
    )  # fmt: skip


TEMPLATES = (
    Template("statement-written", "statement", WRITTEN, "22", written),
    Template("statement-oral", "oral-minute", ORAL, "22", oral),
)
