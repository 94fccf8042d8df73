"""Records and clocks as people read them, also at three in the morning: what it is and from whom, its text, what to type next.

Nothing is left out that decides what to do; every field is in ``--json``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from client.app.circle_parts import clock_of
from client.app.enrolment_code import enrolment_code
from client.app.reading import Seen, read, view_of
from client.cli.attaching import hidden
from client.cli.fields import fields_of
from client.cli.texts import _, language
from client.cli.texts import told as told_in_words
from client.cli.verb import when
from client.law.book import BOOK
from client.law.catalogue import type_of
from client.law.records.contract import Contract
from client.law.records.files import Acceptance, Acknowledgement, Admission, Disclosed, FileOpened, Invitation, Note
from client.law.records.identity import (
    IdentityAdded,
    IdentityApproval,
    IdentityCopied,
    IdentityHalf,
    IdentityOpened,
    IdentityRequest,
    IdentitySealed,
)
from client.law.records.policy import PolicyApproval, PolicyProposal
from client.law.records.reports import ContractSignature, Enrol, Receipt, Statement, Threat
from client.law.records.rulings import Decision, Order, Review, Selection, SelectionNotice
from client.law.records.tasks import Task, TaskOpened, TaskReport

if TYPE_CHECKING:
    from client.app.office import Office
    from client.core.deadlines import DeadlineInfo


def tell(office: Office, item: Seen) -> list[str]:
    """What it is, its text, and, while something is to be done about it, the verb to type."""
    return [head(office, item), *(f"    {line}" for line in body(office, item)), *next_step(office, item)]


def head(office: Office, item: Seen) -> str:
    """``THREAT (urgent) from Swallow, 2026-11-22 07:25:11 +0000``."""
    name = _("SEALED RECORD") if item.sealed else title(item.value) or item.name.upper()
    urgent = f" ({_('urgent')})" if getattr(item.value, "urgent", False) else ""
    return _("{what} from {name}, {time}").format(what=f"{name}{urgent}", name=_author(office, item), time=when(item.at))


def title(value: object) -> str:
    """What people call a record of this type; empty for what is none."""
    return "" if value is None else _(type_of(type(value)).title)


def _author(office: Office, item: Seen) -> str:
    if item.entry.author is not None:
        return item.entry.author.name
    if item.entry.role == "anyone":
        return _("someone without an account ({number})").format(number=item.entry.author_hash.hex()[:8])
    if item.entry.role == "person":
        values = (read(office, entry).value for entry in office.channel.entries(item.circle))  # the first one, as a rule
        return next((value.pseudonym for value in values if isinstance(value, FileOpened)), _("the protected person"))
    return item.author


def body(office: Office, item: Seen) -> list[str]:
    """The text of a record, and what is wrong with it."""
    lines = []
    if item.sealed:
        lines.append(_("sealed for you ({reason})").format(reason=item.sealed))
    elif isinstance(item.value, Enrol):
        code = enrolment_code(office.channel.deployment.fingerprint, item.entry.author_hash, item.value)
        lines.append(_("the code that the person must read out: {code}").format(code=code))
    elif isinstance(item.value, IdentityHalf):
        holder = item.value.holder
        names = [device.name for device in office.channel.directory.devices() if device.hash.hex() == holder]
        lines.append(_("to {name}").format(name=names[0] if names else holder[:8]))
    elif item.value is not None:
        lines += words(item.value)
    if item.entry.flags:
        lines.append(_("note: {flags}").format(flags=", ".join(item.entry.flags)))
    if item.unlawful:
        lines.append(_("NOT AS THE LAW HAS IT: {rule}").format(rule=told_in_words(item.unlawful)))
    return lines


def words(value: object) -> list[str]:
    """The text of a typed record, in lines: in words of its own, else field by field."""
    told = _WORDS.get(type(value), fields_of)
    return [line for text in told(value) if text for line in text.splitlines() if line.strip()]


def _statement(value: Statement) -> Iterator[str]:
    yield value.text
    for each in value.attachments:
        yield _("attached: {name}, {size} bytes").format(name=each.name, size=f"{each.size:,}")
        if each.removed:
            yield _("taken out of it: {what}; the original is sealed beside it").format(what=hidden(each.removed))


def _signature(value: ContractSignature) -> Iterator[str]:
    given = ", ".join(each.measure for each in value.consents if each.given) or "-"
    yield (
        _("signed; consent given for: {codes}").format(codes=given)
        if value.signed
        else _("refused to sign: {reasons}").format(reasons=value.reasons)
    )


def _decision(value: Decision) -> Iterator[str]:
    yield _("Decision {number}: {outcome}").format(number=value.number, outcome=value.outcome)
    yield value.reasons
    yield _("evidence: {text}").format(text="; ".join(value.evidence))
    yield _("verified: {text}").format(text=value.verification)
    if value.measures:
        yield _("measures: {codes}").format(codes=", ".join(value.measures))


def _selection(value: Selection) -> Iterator[str]:
    yield _("ruling {number}").format(number=value.number)
    for each in value.measures:
        yield f"{each.code}: {each.method}; {each.unit}; " + _("review {time}").format(time=when(each.review_at))


def _notice(value: SelectionNotice) -> Iterator[str]:
    yield _("ruling {number}").format(number=value.number)
    for each in value.measures:
        yield f"{each.code}; " + _("review {time}").format(time=when(each.review_at))


def _opened(value: FileOpened) -> Iterator[str]:
    yield _("file {pseudonym} ({codes}), circle: {kind}, {body} body").format(
        pseudonym=value.pseudonym, codes=", ".join(value.person_codes), kind=value.circle, body=_(value.body)
    )


def _contract(value: Contract) -> Iterator[str]:
    yield _("version {version}, {count} clauses, measures {codes}").format(
        version=value.version, count=len(value.clauses), codes=", ".join(value.measures)
    )


def _task(value: Task) -> Iterator[str]:
    yield value.instruction
    yield _("measure {code}, {basis}; by {time}; number {id}").format(
        code=value.measure, basis=value.basis, time=when(value.due_at), id=value.task[:8]
    )


def _request(value: IdentityRequest) -> Iterator[str]:
    """Whoever approves or supervises sees what goes beyond a look at the identity."""
    yield value.reason
    yield _("request {id}, until {time}").format(id=value.request[:8], time=when(value.until))
    if value.scope == "NEW":
        yield _("with the new data that stand for the person")
    if value.copy_for:
        yield _("and for a copy on paper, for {recipient}").format(recipient=value.copy_for)


_WORDS: dict[type, Callable[[Any], Iterator[str]]] = {
    Statement: _statement,
    Threat: lambda value: iter((value.text,)),
    ContractSignature: _signature,
    Receipt: lambda value: iter((_("has read record {entry}").format(entry=value.entry[:8]),)),
    Acceptance: lambda value: iter((value.text,)),
    FileOpened: _opened,
    Acknowledgement: lambda value: iter((value.note, _("of {id}").format(id=value.of[:8]))),
    Invitation: lambda value: iter((_("for file {file}").format(file=value.file[:8]),)),
    Admission: lambda value: iter((_("code compared: {code}").format(code=value.short_code),)),
    Disclosed: lambda value: iter((_("record {entry}: {reason}").format(entry=value.entry[:8], reason=value.reason),)),
    Note: lambda value: iter((value.text,)),
    Decision: _decision,
    Order: lambda value: iter((_("order {number} on decision {other}").format(number=value.number, other=value.decision_number),)),
    Selection: _selection,
    SelectionNotice: _notice,
    Review: lambda value: iter(
        (
            _("{measure} reviewed: {outcome}; next {time}").format(
                measure=value.measure, outcome=value.outcome, time=when(value.next_review_at)
            ),
            value.note,
        )
    ),
    Contract: _contract,
    Task: _task,
    TaskReport: lambda value: iter((_("task {task}: {state}").format(task=value.task[:8], state=value.state), value.note)),
    TaskOpened: lambda value: iter(
        (_("task {task} for {body}, measure {code}").format(task=value.task[:8], body=value.body, code=value.measure),)
    ),
    IdentitySealed: lambda value: iter((_("identity of {pseudonym}").format(pseudonym=value.pseudonym),)),
    IdentityAdded: lambda value: iter((_("set {id} of new data, sealed under a half of each body").format(id=value.set[:8]),)),
    IdentityRequest: _request,
    IdentityCopied: lambda value: iter(
        (_("copy for {recipient}, request {id}").format(recipient=value.recipient, id=value.request[:8]), value.watermark)
    ),
    IdentityApproval: lambda value: iter((_("for request {id}").format(id=value.request[:8]),)),
    IdentityOpened: lambda value: iter((_("for request {id}").format(id=value.request[:8]),)),
    PolicyProposal: lambda value: iter((value.reason, _("proposal {id}").format(id=value.proposal[:8]))),
    PolicyApproval: lambda value: iter((_("proposal {id}").format(id=value.proposal[:8]),)),
}


def next_step(office: Office, item: Seen) -> list[str]:
    """The verb to type, while the record still waits for this officer: a clock that it started runs, or a proposal stands."""
    device, author = office.channel.device, item.entry.author
    verb = _verb(item.value)
    if not verb or item.unlawful or device is None or "officer" not in device.roles:
        return []
    if isinstance(item.value, PolicyProposal):
        view = view_of(office, item.circle)
        stands = (item.value.generation, item.value.epoch) == (view.generation, view.epoch)
        waits = stands and author is not None and author.body.hash != device.body.hash
    else:
        addressees = (device.hash, device.body.hash)
        found = [each for each in office.channel.deadlines(item.circle) if each.position == item.entry.position]
        waits = any(each.settled_by is None and set(addressees) & set(each.notify) for each in found)
    return [_("  -> next: {verb}").format(verb=f"qorgan officer {verb}")] if waits else []


def _verb(value: object) -> str:
    match value:
        case Statement():
            return f"statement-accept {value.payload_id[:8]}"
        case Threat():
            return f'acknowledge {value.payload_id[:8]} --note "..."'
        case Enrol():
            return 'admit --code "..."'
        case ContractSignature(signed=True):
            return "contract-close"
        case Order():
            return 'select-measures --number ... --measure "CODE|METHOD|UNIT|30d"'
        case Task():
            return f"task-report {value.task[:8]} --state ACCEPTED"
        case IdentityRequest():
            return f"identity-approve --request {value.request[:8]}"
        case PolicyProposal():
            return f"policy-approve --proposal {value.proposal[:8]}"
    return ""


CLOCK_VERBS = {
    "DL-01": "decide --outcome APPLY|REFUSE --number ...",
    "DL-08": "contract-offer --language kk",
    "DL-18": 'review --measure CODE --note "..."',
}
"""What a clock asks for that is more than an answer to the record that started it."""


def clock_step(office: Office, text: str | None) -> list[str]:
    """The verb that a clock asks for, where ``next_step`` of its record has none."""
    verb = CLOCK_VERBS.get(clock_of(text or ""))
    if verb is None or office.channel.device is None or "officer" not in office.channel.device.roles:
        return []
    return [_("  -> next: {verb}").format(verb=f"qorgan officer {verb}")]


def late_lists(office: Office) -> list[str]:
    from client.app import account
    from client.words.account import late_lines

    return late_lines(account.late_lists(office), language())


def span(millis: int) -> str:
    """A length of time in its two largest units."""
    seconds = millis // 1000
    days, hours, minutes = seconds // 86_400, seconds // 3600 % 24, seconds // 60 % 60
    if days:
        return _("{days} d {hours} h").format(days=days, hours=hours)
    if hours:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    if minutes:
        return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=seconds % 60)
    return _("{seconds} s").format(seconds=seconds)


def clock_line(clock: DeadlineInfo, now: int) -> str:
    """How long is left or over, what for, by which article: ``OVERDUE by 2 min 5 s: a report waits (DL-16, L72 26-1(3)(1))``."""
    if clock.settled_by is not None:
        state = _("settled")
    elif now > clock.due_at:
        state = _("OVERDUE by {span}").format(span=span(now - clock.due_at))
    else:
        state = _("{span} left").format(span=span(clock.due_at - now))
    return f"{state}: {clock_words(clock.text)}, {when(clock.due_at)}"


def clock_words(text: str | None) -> str:
    """What a clock is for, its id and article, from its sealed text: the words of a policy, else the law's own."""
    if not text:
        return _("a clock whose text is sealed for you")
    name = clock_of(text)
    if not name:
        return text
    clock = BOOK.clock[name]
    key = text.removeprefix(name).strip().removeprefix("warning").strip().removeprefix(f"({clock.article})").strip()
    about = _(key) if " " in key else f"{_(clock.end)} {key}".strip()
    return f"{about} ({name}, {article_words(clock.article)})"


def article_words(article: str) -> str:
    """``23(1)`` is of Law No. 72; an article of Law 110-VIII says so itself."""
    return article if article.startswith(("L72", "T110", "policy")) else f"L72 {article}"
