"""What the two bodies write to each other: instruction, report on it, motion; and a question on a threat (L72 26-1)."""

from __future__ import annotations

from client.documents.document import Block, Document, Fields, Heading, Items, Notice, Paragraph, Table
from client.documents.errors import MissingField
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.parts import how_to_check, related, signatures, wanted
from client.documents.templates.spoken import (
    ADDRESSEE,
    DAY,
    REASONS,
    SECRET,
    SECRET_TITLE,
    TO_DECIDING,
    TO_IMPLEMENTING,
    WHAT_FOLLOWS,
    bases,
    file_number,
    notice,
    word,
)  # fmt: skip
from client.documents.words import Words
from client.law.records.ending import GroundNamed, Motion
from client.law.records.instructions import InformationRequest, Instruction, InstructionReport
from client.law.tables.grounds import GROUNDS
from client.law.titles import N_

INSTRUCTION, REPORT = N_("Instruction to the implementing body"), N_("Report on an instruction")
APPLY, CANCEL = N_("Motion to apply security measures"), N_("Motion to cancel security measures")
QUESTION = N_("Request for information on a threat")

KINDS = {"ACT": N_("To act"), "REPORT": N_("To report"), "RECONSIDER": N_("To reconsider measures")}
MEANS = {
    "ACT": N_("Carry out what is written below, and report on it."),
    "REPORT": N_("Report on what is written below."),
    "RECONSIDER": N_(
"Look anew at the measures named. Which measures are applied, with which terms and methods, you choose "
"yourself (Articles 7(2) and 23(4))."
),
}  # fmt: skip
INSTRUCTED = (
    N_("Acknowledge receipt. The report on execution bears the number of this instruction."),
    N_("If it cannot be carried out, say so and why before the date named."),
    N_("The report names no place where the person lives or stays, no new name and no equipment."),
)
NO_DATE = N_("no date is set")
DONE, NOT_DONE = N_("The instruction was carried out."), N_("The instruction was not carried out.")


def instruction(facts: Facts[Instruction]) -> Document:
    value, w = facts.value, facts.words
    if value.kind == "RECONSIDER" and not value.measures:
        raise MissingField("the document needs measures to reconsider, and the record names none")
    rows = [
        (w(ADDRESSEE), w(TO_IMPLEMENTING)),
        *_about(facts),
        (w(N_("Deadline")), w.time(value.due_at) if value.due_at else w(NO_DATE)),
        (w(N_("It rests on")), bases(w, value.bases)),
    ]
    if value.measures:
        rows.append((w(N_("Measures")), "; ".join(map(w.measure, value.measures))))
    blocks = (
        Notice(word(w, KINDS, value.kind, "kind of instruction"), w(MEANS[value.kind])),
        Fields(tuple(rows)),
        Paragraph(wanted(value.text, "words of the instruction")),
    )
    return _paper(facts, "instruction", INSTRUCTION, value.number, "26-1(1)(2)", blocks, INSTRUCTED)


def report(facts: Facts[InstructionReport]) -> Document:
    """With the instruction beside it: who reads one must not look for the other."""
    value, w, asked = facts.value, facts.words, related(facts, "instruction")
    if not isinstance(asked.value, Instruction):
        raise MissingField("the report answers an instruction that is not read here")
    rows = (
        (w(ADDRESSEE), w(TO_DECIDING)),
        *_about(facts),
        (w(N_("Instruction")), w(N_("No. {number} of {date}"), number=value.number, date=w.date(asked.author.at))),
    )
    blocks = (
        Notice(w(N_("Result")), w(DONE if value.done else NOT_DONE)),
        Fields(rows),
        Heading(w(N_("What was instructed"))),
        Paragraph(asked.value.text),
        Heading(w(N_("What was done") if value.done else N_("Why not"))),
        Paragraph(wanted(value.text, "words of the report")),
    )  # fmt: skip
    return _paper(facts, "instruction-report", REPORT, value.number, "26-1(1)(2)", blocks, ())


# Motions ------------------------------------------------------------------------------------------------------------------------

TO_APPLY = (
    N_("The body conducting the proceedings decides within 24 hours of receipt, at once where it is urgent (Article 23(1))."),
    N_("The person is told of the decision, and gets a copy."),
)
TO_CANCEL = (
    N_(
"The body conducting the proceedings issues a reasoned ruling within three days of receipt, to lift or "
"not to lift (Article 27(3))."
),
    N_("Until then, and while nothing is decided, the measures go on unchanged."),
    N_("The ruling comes to the implementing body on the day on which it is issued, and to the person."),
)  # fmt: skip
EVIDENCE = {
    "ASSESSMENT": N_("assessment of the threat"),
    "CONTRACT_REFUSED": N_("the contract was refused"),
    "BREACH": N_("breach of the contract"),
    "CONSENT_WITHDRAWN": N_("consent withdrawn"),
    "OTHER": N_("other"),
}


def motion(facts: Facts[Motion]) -> Document:
    value, w, at = facts.value, facts.words, facts.author.at
    applies = value.kind == "APPLY"
    if not applies and not value.grounds:
        raise MissingField("the motion names no ground of Article 27")
    named = "; ".join(map(w.measure, value.measures))
    rows = (
        (w(ADDRESSEE), w(TO_DECIDING)),
        *_about(facts),
        (w(N_("Measures")), named or w(N_("personal security") if applies else N_("all measures"))),
        (w(N_("Decision at the latest")), w.time(at + (DAY if applies else 3 * DAY))),
    )
    said = N_("The implementing body asks that security measures be applied.")
    asked = said if applies else N_("The implementing body asks that the measures be cancelled.")
    urgent = (Notice(w(N_("Urgent")), w(N_("A decision is asked for at once."))),) if value.urgent else ()
    grounds = (Heading(w(N_("Grounds of Article 27"))), _grounds(w, value.grounds)) if value.grounds else ()
    blocks = (
        *urgent, Notice(w(N_("Asked for")), w(asked)), Fields(rows), *grounds, Heading(w(REASONS)),
        Paragraph(wanted(value.reasons, "reasons of the motion")),
    )  # fmt: skip
    form, title = ("motion-apply", APPLY) if applies else ("motion-cancel", CANCEL)
    return _paper(facts, form, title, value.motion[:8], "26-1(2)(4)", blocks, TO_APPLY if applies else TO_CANCEL)


def _grounds(w: Words, grounds: tuple[GroundNamed, ...]) -> Table:
    cells = []
    for each in grounds:
        shown = "; ".join(filter(None, (_evidence(w, one.kind, one.note) for one in each.evidence)))
        cells.append((w(GROUNDS[each.ground].title), wanted(shown, "evidence of a ground"), each.proportion or "—"))
    return Table(tuple(map(w, (N_("Ground"), N_("Evidence"), N_("Why it is in proportion")))), tuple(cells))


def _evidence(w: Words, kind: str, note: str) -> str:
    told = word(w, EVIDENCE, kind, "kind of evidence")
    return f"{told}: {note}" if note.strip() else told


# A question to anyone (26-1(1)(1)) ------------------------------------------------------------------------------------------------

ANSWER = (
    N_("Answer in writing by the date named, also where you know nothing. Say how you know what you know."),
    N_("Tell nobody that you were asked, nor what about."),
)


def question(facts: Facts[InformationRequest]) -> Document:
    """May go to who is in no channel: it names neither file nor protected person, and reasons only where these are not withheld."""
    value, w = facts.value, facts.words
    rows = (
        (w(ADDRESSEE), wanted(value.addressee, "addressee")),
        (w(N_("Answer by")), w.time(value.answer_by)),
        (w(N_("It rests on")), bases(w, value.bases)),
    )
    blocks: list[Block] = [Fields(rows), Heading(w(N_("Question"))), Paragraph(wanted(value.question, "question"))]
    if value.reasons.strip() and not value.withheld:
        blocks += [Heading(w(REASONS)), Paragraph(value.reasons)]
    blocks += [Heading(w(N_("How to answer"))), Items(tuple(map(w, ANSWER))), how_to_check(facts)]
    return Document(
        "information-request", w.language, w(QUESTION), facts.author.body, value.request[:8], w.time(facts.author.at),
        w.article("26-1(1)(1)"), tuple(blocks), signatures(facts),
    )  # fmt: skip


# What they have in common -----------------------------------------------------------------------------------------------------


def _about(facts: Facts[Instruction] | Facts[InstructionReport] | Facts[Motion]) -> tuple[tuple[str, str], ...]:
    w = facts.words
    return ((w(N_("File")), file_number(facts)), (w(N_("Protected person")), facts.file.case.pseudonym))


def _paper(
    facts: Facts[Instruction] | Facts[InstructionReport] | Facts[Motion], form: str, title: str, number: str, article: str,
    blocks: tuple[Block, ...], follows: tuple[str, ...],
) -> Document:  # fmt: skip
    w = facts.words
    next_ = (Heading(w(WHAT_FOLLOWS)), Items(tuple(map(w, follows)))) if follows else ()
    return Document(
        form, w.language, w(title), facts.author.body, number, w.time(facts.author.at), w.article(article),
        (*blocks, *next_, notice(w, (SECRET_TITLE, SECRET)), how_to_check(facts)), signatures(facts),
    )  # fmt: skip


TEMPLATES = (
    Template("instruction", "instruction", INSTRUCTION, "26-1(1)(2)", instruction),
    Template("instruction-report", "instruction-report", REPORT, "26-1(1)(2)", report),
    Template("motion-apply", "motion", APPLY, "26-1(2)(4)", motion, lambda value: value.kind == "APPLY"),
    Template("motion-cancel", "motion", CANCEL, "26-1(2)(4)", motion, lambda value: value.kind == "CANCEL"),
    Template("information-request", "information-request", QUESTION, "26-1(1)(1)", question),
)
