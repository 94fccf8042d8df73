"""What the person asks for and the answer, the minute that rights were explained, the copy for a suspect (L72 10, 25, 26-1(3)(4)).

A request made aloud becomes a written one by this paper and the person's signature: only then do the three days run (27(3)).
"""

from __future__ import annotations

from client.documents.document import Blank, Block, Document, Fields, Heading, Items, Notice, Paragraph
from client.documents.errors import MissingField
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.parts import how_to_check, related, signatures, wanted
from client.documents.templates.spoken import (
    ADDRESSEE,
    COMPLAIN,
    COMPLAIN_TITLE,
    DAY,
    KEEP_IT,
    REASONS,
    WHAT_FOLLOWS,
    notice,
    quoted,
    type_title,
    word,
)  # fmt: skip
from client.documents.templates.statement import RECEIVED
from client.law.records.direct import PreventiveMeasure
from client.law.records.information import RightsExplained
from client.law.records.requests import LIFTING, Request, RequestAnswered, RequestRecorded
from client.law.titles import N_

REQUEST, ANSWER = N_("Request of the protected person"), N_("Answer to a request")
EXPLAINED = N_("Minute: rights and duties were explained")
COPY = N_("Copy of a decision on a preventive measure")

KINDS = {
    "APPLY_SPECIFIC": N_("to apply particular measures"),
    "NOT_APPLY_SPECIFIC": N_("not to apply particular measures"),
    "LIFT_ONE": N_("to lift particular measures"),
    "LIFT_ALL": N_("to lift all measures"),
    "ADD": N_("to add measures"),
    "REPEAL": N_("to repeal added measures"),
}
WITHIN_THREE_DAYS = N_(
    "A reasoned ruling answers within three days of receipt, to lift or not to lift. Until then the measures "
    "go on unchanged (Article 27)."
)
LIKE_A_STATEMENT = N_(
    "A new threat is alleged: this is a new statement, to be decided within 24 hours of receipt (Articles 23(1) and 25(4))."
)
BY_CHOICE = N_("The implementing body decides on it and answers with reasons (Articles 25(4) and 26-1(2)(1)).")
ORAL = (
    N_("Made aloud"),
    N_("Only a written request starts the three days. Signed by the person, this paper is one; the officer records it as such."),
)
OUTCOMES = {
    "GRANTED": N_("The request is granted."),
    "PARTLY": N_("The request is granted in part."),
    "REFUSED": N_("The request is refused."),
}
BY = {"PP": N_("the protected person"), "REP": N_("the lawful representative of the protected person")}


def written(facts: Facts[Request]) -> Document:
    return _request(facts, "request", facts.author.at, ())


def recorded(facts: Facts[RequestRecorded]) -> Document:
    """By pen where it was made aloud: helped into writing."""
    value, w = facts.value, facts.words
    rows = [(w(N_("Asked by")), word(w, BY, value.by, "who asked"))]
    if value.help.strip():
        rows.append((w(N_("How it was put in writing")), value.help))
    blocks: tuple[Block, ...] = (Fields(tuple(rows)),)
    if value.way == "ORAL":
        blocks = (*blocks, notice(w, ORAL), Blank(w(N_("Signature of the person or the representative, and the date"))))
    return _request(facts, "request-recorded", value.received_at, blocks)


def _request(facts: Facts[Request] | Facts[RequestRecorded], form: str, received: int, more: tuple[Block, ...]) -> Document:
    value, w = facts.value, facts.words
    lifts = value.kind in LIFTING
    rows = [
        (w(N_("Pseudonym")), facts.file.case.pseudonym),
        (w(N_("What is asked")), word(w, KINDS, value.kind, "kind of request")),
        (w(RECEIVED), w.time(received)),
        (w(N_("Language")), w.language_name(value.language)),
    ]
    if value.measures:
        rows.insert(2, (w(N_("Measures")), "; ".join(map(w.measure, value.measures))))
    if lifts or value.alleges_threat:
        rows.append((w(N_("Answer by")), w.time(received + (3 * DAY if lifts else DAY))))
    follows = WITHIN_THREE_DAYS if lifts else LIKE_A_STATEMENT if value.alleges_threat else BY_CHOICE
    blocks = (
        Fields(tuple(rows)), Heading(w(N_("The request, word for word"))),
        quoted(w, value.text, value.language, "words of the request"), *more, Heading(w(WHAT_FOLLOWS)),
        Items((w(follows),)), notice(w, (COMPLAIN_TITLE, COMPLAIN)), notice(w, KEEP_IT), how_to_check(facts),
    )  # fmt: skip
    return Document(
        form, w.language, w(REQUEST), facts.keeper, value.request[:8], w.time(received), w.article("25(2), 25(4), 27(3)"), blocks,
        signatures(facts),
    )  # fmt: skip


def answered(facts: Facts[RequestAnswered]) -> Document:
    """A request to lift is answered by a ruling, which is a paper of its own."""
    value, w = facts.value, facts.words
    asked = _asked(facts)
    rows = (
        (w(N_("Pseudonym")), facts.file.case.pseudonym),
        (w(N_("What was asked")), word(w, KINDS, asked.kind, "kind of request")),
        (w(N_("Request")), w(N_("No. {number}"), number=value.request[:8])),
    )
    blocks = (
        Notice(w(N_("Decided")), word(w, OUTCOMES, value.outcome, "outcome")),
        Fields(rows),
        Heading(w(REASONS)),
        Paragraph(wanted(value.reasons, "reasons")),
        notice(w, (COMPLAIN_TITLE, COMPLAIN)),
        notice(w, KEEP_IT),
        how_to_check(facts),
    )
    return Document(
        "request-answered", w.language, w(ANSWER), facts.author.body, value.request[:8], w.time(facts.author.at),
        w.article("25(2), 25(4)"), blocks, signatures(facts),
    )  # fmt: skip


def _asked(facts: Facts[RequestAnswered]) -> Request | RequestRecorded:
    name = "request-recorded" if "request-recorded" in facts.related else "request"
    found = related(facts, name).value
    if not isinstance(found, (Request, RequestRecorded)):
        raise MissingField("the answer is to a request that is not read here")
    return found


# Rights and duties explained (26-1(3)(4)) -----------------------------------------------------------------------------------------

FORMS = {
    "TEXT": N_("in writing"),
    "AUDIO": N_("as a recording"),
    "ICONS": N_("with pictures"),
    "ORAL": N_("aloud"),
}
TOPICS = {
    "RIGHTS": N_("rights"),
    "DUTIES": N_("duties"),
    "APPEAL_ROUTES": N_("where to complain"),
    "COMMISSIONER": N_("the commissioners"),
    "REPORT_AN_OFFICIAL": N_("where to report an official"),
    "NO_COST": N_("that nothing is to be paid"),
    "SECRECY": N_("secrecy"),
    "HOW_TO_REPORT": N_("how to report a threat"),
}


def explained(facts: Facts[RightsExplained]) -> Document:
    """By reference to the decision, also one to refuse. Who cannot or will not sign is noted by hand."""
    value, w = facts.value, facts.words
    about = _about(facts)
    rows = [
        (w(N_("To whom")), word(w, BY, value.to, "receiver")),
        (w(N_("By reference to")), about),
        (w(N_("How")), word(w, FORMS, value.form, "form")),
        (w(N_("Language")), w.language_name(value.language)),
        (w(N_("What was explained")), ", ".join(word(w, TOPICS, each, "topic") for each in value.topics) or _none("topics")),
    ]
    told = ((N_("Interpreter"), value.interpreter), (N_("Who else was there"), value.present))
    rows += [(w(label), text) for label, text in told if text.strip()]
    blocks = (
        Fields(tuple(rows)),
        quoted(w, value.text, value.language, "text of the explanation"),
        Paragraph(w(N_("I understood what was explained, and could ask."))),
        Blank(w(N_("Signature, or a note that they refused to sign, and who saw it"))),
        *((Blank(w(N_("Signature of the interpreter"))),) if value.interpreter.strip() else ()),
        how_to_check(facts),
    )
    return Document(
        "rights-explained", w.language, w(EXPLAINED), facts.author.body, "", w.time(facts.author.at), w.article("26-1(3)(4)"),
        blocks, signatures(facts),
    )  # fmt: skip


def _none(what: str) -> str:
    raise MissingField("the document needs {what}, and the record does not say it", what=what)


def _about(facts: Facts[RightsExplained]) -> str:
    for found in facts.related.values():
        for each in found:
            if each.entry == facts.value.of:
                number = getattr(each.value, "number", "")
                return f"{type_title(facts.words, each.value)} {f'№ {number}' if number else ''}".strip()
    raise MissingField("the explanation refers to a record that is not read here")


# The copy for whom a preventive measure binds (10, NT-05) ------------------------------------------------------------------------

STANDING = {"SUSPECT": N_("to the suspect"), "ACCUSED": N_("to the accused"), "OTHER": N_("to another person in the case")}


def suspects_copy(facts: Facts[PreventiveMeasure]) -> Document:
    """It leaves the channel: the text that was checked for it, and neither file, pseudonym nor reasons. It cites no article of Law
    No. 72, which is about protected persons: whether there is one is not for this reader. Raises ``MissingField`` where the check
    found something or looked for nothing."""
    value, w = facts.value, facts.words
    if not value.leak.clean:
        raise MissingField("the copy was not checked, or names protected data: it may not leave")
    rows = (
        (w(ADDRESSEE), word(w, STANDING, value.subject, "standing")),
        (w(N_("Preventive measure")), wanted(value.kind, "kind of preventive measure")),
        (w(N_("Decided")), w.date(value.decided_at)),
    )
    blocks = (
        Fields(rows),
        quoted(w, value.copy, value.language, "text of the copy"),
        Heading(w(N_("Receipt"))),
        Paragraph(w(N_("I have received a copy."))),
        Blank(w(N_("Signature and date, or a note that they refused to sign, and who saw it"))),
    )
    return Document(
        "preventive-copy", w.language, w(COPY), facts.author.body, value.number, w.date(value.decided_at), "", blocks,
        signatures(facts), unlabelled=True,
    )  # fmt: skip


TEMPLATES = (
    Template("request", "request", REQUEST, "25(2)", written),
    Template("request-recorded", "request-recorded", REQUEST, "27(3)", recorded),
    Template("request-answered", "request-answered", ANSWER, "25(4)", answered),
    Template("rights-explained", "rights-explained", EXPLAINED, "26-1(3)(4)", explained),
    Template("preventive-copy", "preventive-measure", COPY, "10", suspects_copy),
)
