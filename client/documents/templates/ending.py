"""Rulings on the end of measures: to revoke, to lift or not to lift on a request, to go on after the proceedings (L72 27; A.9).

They go to the person and to the implementing body, and never to who threatens (AMB-20).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from client.documents.document import Block, Document, Heading, Items, Notice, Paragraph, Table
from client.documents.errors import MissingField
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.outside import rows
from client.documents.templates.parts import how_to_check, signatures, wanted
from client.documents.templates.spoken import (
    COMPLAIN_TITLE,
    KEEP_IT,
    REASONS,
    REPORT,
    REPORT_TITLE,
    SIGNATORIES,
    WHAT_FOLLOWS,
    bases,
    file_number,
    notice,
    routes,
    word,
)  # fmt: skip
from client.documents.words import Words
from client.law.records.ending import Continuation, Evidence, LiftRefused, Revocation, WindDown
from client.law.tables.grounds import GROUNDS
from client.law.titles import N_

REVOKED, SENTENCE = N_("Ruling to revoke security measures"), N_("Security measures ended by a sentence")
GRANTED, REFUSED = N_("Ruling to lift security measures"), N_("Ruling not to lift security measures")
APPLICATION_GRANTED = N_("Ruling on an application after the proceedings: measures lifted")
APPLICATION_REFUSED = N_("Ruling on an application after the proceedings: measures go on")
CONTINUED = N_("Ruling that security measures go on after the proceedings")

ENDS_ALL, ENDS_SOME = N_("All security measures end."), N_("These security measures end, and no others:")
KEPT = N_("The security measures are not lifted. They go on unchanged.")
GO_ON = N_("The security measures go on after the end of the criminal proceedings.")

EVIDENCE = {
    "ASSESSMENT": N_("assessment of the threat"),
    "CONTRACT_REFUSED": N_("the contract was refused"),
    "BREACH": N_("breach of the contract"),
    "CONSENT_WITHDRAWN": N_("consent withdrawn"),
    "OTHER": N_("other"),
}
LEFT = {
    "CLOSURES": N_("Data closed in reference services (Article 17)"),
    "DOCUMENTS": N_("Documents with new data (Article 19)"),
    "EQUIPMENT": N_("Issued equipment (Article 26(3))"),
    "STAY": N_("Safe place (Article 16)"),
    "DETENTION": N_("Instructions to a place of detention (Article 21-2)"),
}

AFTER_END = (
    N_("Until the time named above the measures go on. Only what is named above ends."),
    N_("You may complain. You may ask that measures go on until your complaint is decided; your access stays open for that."),
    N_("If there is a threat again, make a new statement at any time: it is decided within 24 hours (Article 23(1))."),
    N_("Return what was issued to you. You are not charged for ordinary wear or loss (Article 26(3))."),
    N_("Go on telling nobody about the measures: it would endanger you and others (Article 26(4))."),
)
AFTER_REFUSAL = (
    N_("The measures go on as they are. Nothing is demanded of you because you asked."),
    N_("You may ask again whenever something has changed, and take back a consent at any time (Article 25(2))."),
)
AFTER_CONTINUATION = (
    N_("No measure was interrupted by the end of the case. Contract, rights and duties stay as they are."),
    N_("From now on you apply to the implementing body. It answers an application to lift measures within three days."),
    N_("It may revoke measures by a reasoned ruling on a ground of Article 27. It tells you and the prosecutor."),
)
SENT = N_(
    "This ruling goes to the implementing body on the day on which it is issued, and to the protected person or their lawful "
    "representative. It is handed to nobody else (Article 27(3))."
)


SENT_BY_OFFICIAL = N_(
    "A copy of this ruling is given to the protected person or their lawful representative, and the prosecutor is told of it. It "
    "is handed to nobody else (Article 27(4))."
)
SENT_CONTINUED = N_(
    "This ruling goes to the implementing body, and a copy to the protected person or their lawful representative. It is handed to "
    "nobody else."
)


def _end(form: str, title: str, article: str) -> Callable[[Facts[Revocation]], Document]:
    def make(facts: Facts[Revocation]) -> Document:
        value, w = facts.value, facts.words
        if not value.grounds:
            raise MissingField("the document needs a ground of Article 27, and the record does not say it")
        measures = tuple(map(w.measure, value.measures))
        if value.scope == "LISTED" and not measures:
            raise MissingField("the document needs the measures that end, and the record names none")
        named = () if value.scope == "ALL" else (Items(measures),)
        heads = tuple(map(w, (N_("Ground"), N_("Evidence"), N_("Why it is in proportion"))))
        grounds = tuple(
            (w(GROUNDS[each.ground].title), _evidence(w, each.evidence), each.proportion or "—") for each in value.grounds
        )
        blocks = (
            Notice(w(N_("Decided")), w(ENDS_ALL if value.scope == "ALL" else ENDS_SOME)),
            *named,
            rows(*_head(facts), (w(N_("In effect from")), w.time(value.effect_at)), *_asked(facts)),
            Heading(w(N_("Grounds of Article 27"))),
            Table(heads, grounds),
            *_wound_up(w, value.wind_down),
        )
        return _ruling(facts, form, title, article, blocks, AFTER_END)

    return make


def _evidence(w: Words, evidence: tuple[Evidence, ...]) -> str:
    told = (word(w, EVIDENCE, each.kind, "kind of evidence") + (f": {each.note}" if each.note.strip() else "") for each in evidence)
    return wanted("; ".join(told), "evidence of a ground")


def _wound_up(w: Words, items: tuple[WindDown, ...]) -> tuple[Block, ...]:
    """A.9: whether what the measures leave behind is wound up, and by when. A ruling that leaves nothing behind says so."""
    title = Heading(w(N_("What is wound up")))
    if not items:
        return (title, Paragraph(w(N_("The measures that end leave nothing behind that has to be wound up."))))
    cells = []
    for each in items:
        if each.wanted and not each.until:
            raise MissingField("the document needs by when it is wound up: {what}", what=each.what)
        when = w(N_("by {time}"), time=w.time(each.until)) if each.wanted else w(N_("stays as it is"))
        cells.append(
            (w(LEFT[each.what]), when, each.note.strip() or ("—" if each.wanted else wanted("", f"why it is left: {each.what}")))
        )
    return (title, Table(tuple(map(w, (N_("What"), N_("When"), N_("Note")))), tuple(cells)))


def _kept(form: str, title: str, article: str) -> Callable[[Facts[LiftRefused]], Document]:
    def make(facts: Facts[LiftRefused]) -> Document:
        w = facts.words
        blocks = (Notice(w(N_("Decided")), w(KEPT)), rows(*_head(facts), *_asked(facts)))
        return _ruling(facts, form, title, article, blocks, AFTER_REFUSAL)

    return make


def continuation(facts: Facts[Continuation]) -> Document:
    value, w = facts.value, facts.words
    rules_for = (w(N_("In the place of the deciding body")), value.successor)
    blocks = (Notice(w(N_("Decided")), w(GO_ON)), rows(*_head(facts), rules_for))
    return _ruling(facts, "continuation", CONTINUED, "27(4)", blocks, AFTER_CONTINUATION)


Ruling = Facts[Revocation] | Facts[LiftRefused] | Facts[Continuation]


def _head(facts: Ruling) -> tuple[tuple[str, str], ...]:
    value, w = facts.value, facts.words
    issued = facts.author.at if isinstance(value, Continuation) else value.issued_at
    return (
        (w(N_("File")), file_number(facts)),
        (w(N_("Protected person")), wanted(facts.file.case.pseudonym, "pseudonym")),
        (w(N_("Issued")), w.time(issued)),
        (w(N_("Signed by")), word(w, SIGNATORIES, value.signatory, "signatory")),
        (w(N_("It rests on")), bases(w, value.bases)),
    )


def _asked(facts: Facts[Revocation] | Facts[LiftRefused]) -> tuple[tuple[str, str], ...]:
    """On whose request or motion, with its date where it is read here."""
    value, w = facts.value, facts.words
    told: tuple[tuple[str, str], ...] = ()
    for id, by in (
        (value.on_request, N_("written request of the person")),
        (value.on_motion, N_("motion of the implementing body")),
    ):
        if id:
            at = _when(facts, "motion" if id == value.on_motion else "request")
            told = (*told, (w(N_("On")), w(by) + (f", {at}" if at else "")))
    return told


def _when(facts: Facts[Any], name: str) -> str:
    found = facts.related.get(name, ()) or facts.related.get(f"{name}-recorded", ())
    return facts.words.date(found[-1].author.at) if found else ""


def _ruling(facts: Ruling, form: str, title: str, article: str, blocks: tuple[Block, ...], after: tuple[str, ...]) -> Document:
    value, w = facts.value, facts.words
    by_official = SENT_BY_OFFICIAL if value.signatory == "OFFICIAL" else SENT
    sent = SENT_CONTINUED if isinstance(value, Continuation) else by_official
    return Document(
        form, w.language, w(title), wanted(facts.author.body, "body"), value.number, w.time(facts.author.at), w.article(article),
        (
            *blocks,
            Heading(w(REASONS)),
            Paragraph(wanted(value.reasons, "reasons")),
            Heading(w(N_("What it means for you"))),
            Items(tuple(map(w, after))),
            notice(w, (REPORT_TITLE, REPORT)),
            Heading(w(COMPLAIN_TITLE)),
            routes(w, value.appeal),
            Heading(w(WHAT_FOLLOWS)),
            Paragraph(w(sent)),
            notice(w, KEEP_IT),
            how_to_check(facts),
        ),
        signatures(facts),
    )  # fmt: skip


def _asked_for(value: Revocation | LiftRefused) -> bool:
    return bool(value.on_request or value.on_motion)


def _deciding(value: Revocation | LiftRefused) -> bool:
    return value.signatory != "OFFICIAL"


TEMPLATES = (
    Template(
        "revocation", "revocation", REVOKED, "27(1)-(2)", _end("revocation", REVOKED, "27(1)-(2)"),
        lambda value: value.act == "RULING" and not _asked_for(value),
    ),
    Template(
        "revocation-sentence", "revocation", SENTENCE, "27(2)", _end("revocation-sentence", SENTENCE, "27(2)"),
        lambda value: value.act == "SENTENCE",
    ),
    Template(
        "lifting-granted", "revocation", GRANTED, "27(3)", _end("lifting-granted", GRANTED, "27(3)"),
        lambda value: value.act == "RULING" and _asked_for(value) and _deciding(value),
    ),
    Template(
        "application-granted", "revocation", APPLICATION_GRANTED, "27(4)",
        _end("application-granted", APPLICATION_GRANTED, "27(4)"),
        lambda value: value.act == "RULING" and _asked_for(value) and not _deciding(value),
    ),
    Template("lifting-refused", "lift-refused", REFUSED, "27(3)", _kept("lifting-refused", REFUSED, "27(3)"), _deciding),
    Template(
        "application-refused", "lift-refused", APPLICATION_REFUSED, "27(4)",
        _kept("application-refused", APPLICATION_REFUSED, "27(4)"), lambda value: not _deciding(value),
    ),
    Template("continuation", "continuation", CONTINUED, "27(4)", continuation),
)  # fmt: skip
