"""Records as people read them, also at three in the morning: what it is and from whom, its text, what is wrong with it.

Nothing is left out that decides what to do; every field is in ``--json``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from client.app.attaching import hidden
from client.app.records import RecordRow
from client.app.saying import Code, Listed, Moment, Said, say
from client.law.catalogue import type_of
from client.law.records.contract import Contract
from client.law.records.files import Acceptance, Acknowledgement, Admission, Disclosed, FileOpened, Invitation, Note
from client.law.records.identity import (
    IdentityAdded,
    IdentityApproval,
    IdentityCopied,
    IdentityOpened,
    IdentityRequest,
    IdentitySealed,
)
from client.law.records.policy import PolicyApproval, PolicyProposal
from client.law.records.reports import ContractSignature, Receipt, Statement, Threat
from client.law.records.rulings import Decision, Order, Review, Selection, SelectionNotice
from client.law.records.tasks import Task, TaskOpened, TaskReport
from client.texts import N_, translated
from client.words.fields import fields_of
from client.words.saying import tell
from client.words.views import tells


@tells(RecordRow)
def record_lines(row: RecordRow, lang: str) -> list[str]:
    """What it is and its text, indented below; what comes next is the front end's to show."""
    return [head(row, lang), *(f"    {line}" for line in body(row, lang))]


def head(row: RecordRow, lang: str) -> str:
    """``THREAT (urgent) from Swallow, 2026-11-22 12:25:11 +0500``."""
    name = tell(say("SEALED RECORD"), lang) if row.sealed else title(row.payload, lang) or row.type.upper()
    urgent = f" ({tell(say('urgent'), lang)})" if getattr(row.payload, "urgent", False) else ""
    what = Said("{name}", (("name", f"{name}{urgent}"),))
    return tell(say("{what} from {name}, {time}", what=what, name=row.who, time=Moment(row.at)), lang)


def title(value: object | None, lang: str) -> str:
    """What people call a record of this type; empty for what is none."""
    return "" if value is None else translated(type_of(type(value)).title, lang)


def body(row: RecordRow, lang: str) -> list[str]:
    """The text of a record, and what is wrong with it."""
    lines: list[str] = []
    if row.sealed:
        lines.append(tell(say("sealed for you ({reason})", reason=row.sealed), lang))
    elif row.instead:
        lines += (tell(each, lang) for each in row.instead)
    elif row.payload is not None:
        lines += words(row.payload, lang)
    if row.flags:
        lines.append(tell(say("note: {flags}", flags=Listed(row.flags)), lang))
    if row.unlawful:
        lines.append(tell(say("NOT AS THE LAW HAS IT: {rule}", rule=row.unlawful), lang))
    return lines


def words(value: object, lang: str) -> list[str]:
    """The text of a typed record, in lines: in words of its own, else field by field."""
    teller = _WORDS.get(type(value))
    texts = fields_of(value, lang) if teller is None else (_told(each, lang) for each in teller(value))
    return [line for text in texts if text for line in text.splitlines() if line.strip()]


Words = Iterator[Said | str]
"""A sentence, or a text that somebody wrote and that stays as it is."""


def _told(each: Said | str, lang: str) -> str:
    return tell(each, lang) if isinstance(each, Said) else each


def _statement(value: Statement) -> Words:
    yield value.text
    for each in value.attachments:
        yield say("attached: {name}, {size} bytes", name=each.name, size=f"{each.size:,}")
        if each.removed:
            yield say("taken out of it: {what}; the original is sealed beside it", what=hidden(each.removed))


def _signature(value: ContractSignature) -> Words:
    given = Listed.of(each.measure for each in value.consents if each.given) if any(c.given for c in value.consents) else "-"
    if value.signed:
        yield say("signed; consent given for: {codes}", codes=given)
    else:
        yield say("refused to sign: {reasons}", reasons=value.reasons)


def _decision(value: Decision) -> Words:
    yield say("Decision {number}: {outcome}", number=value.number, outcome=Code(value.outcome))
    yield value.reasons
    yield say("evidence: {text}", text=Listed.of(value.evidence, "; "))
    yield say("verified: {text}", text=value.verification)
    if value.measures:
        yield say("measures: {codes}", codes=Listed.of(map(Code, value.measures)))


def _selection(value: Selection) -> Words:
    yield say("ruling {number}", number=value.number)
    for each in value.measures:
        review = say("review {time}", time=Moment(each.review_at))
        yield Said(
            "{code}: {method}; {unit}; {review}", _pairs(code=Code(each.code), method=each.method, unit=each.unit, review=review)
        )


def _notice(value: SelectionNotice) -> Words:
    yield say("ruling {number}", number=value.number)
    for each in value.measures:
        yield Said("{code}; {review}", _pairs(code=Code(each.code), review=say("review {time}", time=Moment(each.review_at))))


def _pairs(**words: object) -> tuple[tuple[str, object], ...]:
    return tuple(words.items())


def _opened(value: FileOpened) -> Words:
    yield say(
        "file {pseudonym} ({codes}), circle: {kind}, {body} body",
        pseudonym=value.pseudonym,
        codes=Listed(value.person_codes),
        kind=value.circle,
        body=value.body,
    )


def _contract(value: Contract) -> Words:
    yield say(
        "version {version}, {count} clauses, measures {codes}",
        version=value.version,
        count=len(value.clauses),
        codes=Listed(value.measures),
    )


def _task(value: Task) -> Words:
    yield value.instruction
    yield say(
        "measure {code}, {basis}; by {time}; number {id}",
        code=value.measure,
        basis=value.basis,
        time=Moment(value.due_at),
        id=value.task[:8],
    )


def _request(value: IdentityRequest) -> Words:
    """Whoever approves or supervises sees what goes beyond a look at the identity."""
    yield value.reason
    yield say("request {id}, until {time}", id=value.request[:8], time=Moment(value.until))
    if value.scope == "NEW":
        yield say("with the new data that stand for the person")
    if value.copy_for:
        yield say("and for a copy on paper, for {recipient}", recipient=value.copy_for)


def _review(value: Review) -> Words:
    yield say(
        "{measure} reviewed: {outcome}; next {time}",
        measure=value.measure,
        outcome=value.outcome,
        time=Moment(value.next_review_at),
    )
    yield value.note


def _task_report(value: TaskReport) -> Words:
    yield say("task {task}: {state}", task=value.task[:8], state=value.state)
    yield value.note


def _acknowledgement(value: Acknowledgement) -> Words:
    yield value.note
    yield say("of {id}", id=value.of[:8])


def _task_opened(value: TaskOpened) -> Words:
    yield say("task {task} for {body}, measure {code}", task=value.task[:8], body=value.body, code=value.measure)


def _copied(value: IdentityCopied) -> Words:
    yield say("copy for {recipient}, request {id}", recipient=value.recipient, id=value.request[:8])
    yield value.watermark


def _order(value: Order) -> Words:
    yield say("order {number} on decision {other}", number=value.number, other=value.decision_number)


def _proposal(value: PolicyProposal) -> Words:
    yield value.reason
    yield say("proposal {id}", id=value.proposal[:8])


_BODIES = (N_("deciding"), N_("implementing"), N_("executing"), N_("supervising"))
"""Kinds of body, as they stand among the words of a sentence."""

_WORDS: dict[type, Callable[[Any], Words]] = {
    Statement: _statement,
    Threat: lambda value: iter((value.text,)),
    ContractSignature: _signature,
    Receipt: lambda value: iter((say("has read record {entry}", entry=value.entry[:8]),)),
    Acceptance: lambda value: iter((value.text,)),
    FileOpened: _opened,
    Acknowledgement: _acknowledgement,
    Invitation: lambda value: iter((say("for file {file}", file=value.file[:8]),)),
    Admission: lambda value: iter((say("code compared: {code}", code=value.short_code),)),
    Disclosed: lambda value: iter((say("record {entry}: {reason}", entry=value.entry[:8], reason=value.reason),)),
    Note: lambda value: iter((value.text,)),
    Decision: _decision,
    Order: _order,
    Selection: _selection,
    SelectionNotice: _notice,
    Review: _review,
    Contract: _contract,
    Task: _task,
    TaskReport: _task_report,
    TaskOpened: _task_opened,
    IdentitySealed: lambda value: iter((say("identity of {pseudonym}", pseudonym=value.pseudonym),)),
    IdentityAdded: lambda value: iter((say("set {id} of new data, sealed under a half of each body", id=value.set[:8]),)),
    IdentityRequest: _request,
    IdentityCopied: _copied,
    IdentityApproval: lambda value: iter((say("for request {id}", id=value.request[:8]),)),
    IdentityOpened: lambda value: iter((say("for request {id}", id=value.request[:8]),)),
    PolicyProposal: _proposal,
    PolicyApproval: lambda value: iter((say("proposal {id}", id=value.proposal[:8]),)),
}
