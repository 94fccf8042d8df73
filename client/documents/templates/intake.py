"""What comes in: the receipt for a statement, data from elsewhere on a threat, the report of a protected person (L72 22, 26(2)).

That a report was sent with the sign of force stands on no paper: it might be shown to who forces.
"""

from __future__ import annotations

from client.documents.document import Block, Document, Fields, Heading, Items, Paragraph
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.parts import how_to_check, signatures, wanted
from client.documents.templates.spoken import DAY, KEEP_IT, SECRET, SECRET_TITLE, WHAT_FOLLOWS, notice, quoted, titled, word
from client.documents.templates.statement import DUE, NEXT, RECEIVED, URGENT
from client.law.records.decisions import DataReceived
from client.law.records.files import Acceptance
from client.law.records.reports import Threat
from client.law.tables.threats import KINDS
from client.law.titles import N_

TAKEN, DATA, REPORT = N_("Receipt for a statement"), N_("Minute of data received on a threat"), N_("Report of a new threat")
ORIGINS = {
    "OWN_INITIATIVE": N_("found by the body itself"),
    "IMP_MOTION": N_("motion of the implementing body"),
    "PARTNER_REPORT": N_("report of another body or service"),
}
DATA_FOLLOWS = (
    N_(
"The 24 hours run as after a statement: the body conducting the proceedings verifies and decides, to "
"apply measures or to refuse (Article 23(1))."
),
    N_("Where the evidence is sufficient, the body acts without waiting for a statement (Articles 4 and 22)."),
)  # fmt: skip
REPORT_FOLLOWS = (
    N_("A human takes the report in hand at once, in both bodies, and acknowledges it (Article 26-1(3)(1))."),
    N_("The running measures are looked at, and changed where the threat wants it (Article 26-1(2)(1))."),
    N_("The body conducting the proceedings records whether it investigates the threat, or why not (Article 23(7))."),
)


def taken(facts: Facts[Acceptance]) -> Document:
    """For the applicant. ``received_at`` is since when the clock runs, whoever read it when."""
    value, w = facts.value, facts.words
    rows = (
        (w(N_("Number of the statement")), value.payload_id[:8]),
        (w(RECEIVED), w.time(value.received_at)),
        (w(DUE), w.time(value.received_at + DAY)),
        (w(N_("Taken in hand by")), ", ".join(filter(None, (facts.author.name, facts.author.body)))),
    )
    blocks: tuple[Block, ...] = (
        Fields(rows),
        quoted(w, value.text, value.language, "text of the reply"),
        Heading(w(WHAT_FOLLOWS)),
        Items(tuple(map(w, NEXT))),
        notice(w, KEEP_IT),
        how_to_check(facts),
    )
    return Document(
        "statement-receipt", w.language, w(TAKEN), facts.author.body, value.payload_id[:8], w.time(facts.author.at),
        w.article("23(1), 26-1(3)(1)"), blocks, signatures(facts),
    )  # fmt: skip


def data(facts: Facts[DataReceived]) -> Document:
    value, w = facts.value, facts.words
    rows = (
        (w(N_("Where it came from")), word(w, ORIGINS, value.origin, "origin")),
        (w(RECEIVED), w.time(value.received_at)),
        (w(DUE), w.time(value.received_at + DAY)),
        (w(N_("Minuted by")), wanted(facts.author.name, "who minuted it")),
    )
    blocks: tuple[Block, ...] = (
        *((notice(w, URGENT),) if value.urgent else ()),
        Fields(rows),
        Heading(w(N_("The data"))),
        Paragraph(wanted(value.text, "the data")),
        Heading(w(WHAT_FOLLOWS)),
        Items(tuple(map(w, DATA_FOLLOWS))),
        notice(w, (SECRET_TITLE, SECRET)),
        how_to_check(facts),
    )
    return Document(
        "data-received", w.language, w(DATA), facts.author.body, value.payload_id[:8], w.time(facts.author.at), w.article("4, 22"),
        blocks, signatures(facts),
    )  # fmt: skip


def threat(facts: Facts[Threat]) -> Document:
    value, w, at = facts.value, facts.words, facts.author.at
    rows = [
        (w(N_("Reported by")), wanted(facts.author.name, "who reported it")),
        (w(N_("Kind")), titled(word(w, {code: str(title) for code, title in KINDS.items()}, value.kind, "kind of threat"))),
        (w(N_("Written")), w.time(value.made_at)),
        (w(RECEIVED), w.time(at)),
        (w(N_("Language")), w.language_name(value.language)),
    ]
    if value.happened_at is not None:
        rows.insert(2, (w(N_("When it happened")), w.time(value.happened_at)))
    urgent = (notice(w, (URGENT[0], N_("The sender marked this report as urgent."))),) if value.urgent else ()
    blocks: tuple[Block, ...] = (
        *urgent,
        Fields(tuple(rows)),
        Heading(w(N_("The report, word for word"))),
        quoted(w, value.text, value.language, "words of the report"),
        Heading(w(WHAT_FOLLOWS)),
        Items(tuple(map(w, REPORT_FOLLOWS))),
        notice(w, (SECRET_TITLE, SECRET)),
        how_to_check(facts),
    )
    return Document(
        "threat-report", w.language, w(REPORT), facts.keeper, value.payload_id[:8], w.time(at), w.article("26(2)"), blocks,
        signatures(facts),
    )  # fmt: skip


TEMPLATES = (
    Template("statement-receipt", "acceptance", TAKEN, "26-1(3)(1)", taken),
    Template("data-received", "data-received", DATA, "22", data),
    Template("threat-report", "threat", REPORT, "26(2)", threat),
)
