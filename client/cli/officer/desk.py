"""The front desk: opening it, what came in, taking a statement in hand."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.casefile import own_body
from client.app.circle_parts import body_refs, colleagues, head_of, opening
from client.app.reading import Seen, everything, own_device, prosecutors
from client.cli.context import Context
from client.cli.exporting import mark as marked
from client.cli.exporting import own_name, record_export, written_in
from client.cli.handout import PDF, front_desk_paper
from client.cli.sending import send, sent
from client.cli.telling import body, clock_line, head, next_step
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, duration_ms, say, when
from client.core.drafts import DeadlineDraft, EscalationDraft
from client.formats.disk import read_text, write_new
from client.law.book import BOOK
from client.law.records.files import Acceptance, Acknowledgement
from client.law.records.papers import ExportMade
from client.law.records.reports import Statement, Threat
from client.law.words import BodyRole
from crypto.errors import Usage
from crypto.policy import CircleKind
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.core.deadlines import DeadlineInfo


async def desk_open(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    own, readers = own_device(office), prosecutors(office, args.prosecutor)
    members = colleagues(office, "duty")
    deadlines = report_deadlines(context, args, decides=own_body(office) is BodyRole.DECIDING)
    circle = await office.channel.create_circle(
        CircleKind.FRONT_DESK,
        bodies=body_refs((own, *members, *readers)),
        readers=tuple(each.hash for each in readers),
        reporters=(),
        history=True,
        report_deadlines=deadlines,
        members=tuple(each.hash for each in members),
    )
    return say(_("front desk of {body} is open: {circle}").format(body=own.body.name, circle=circle.hex()), circle=circle)


def report_deadlines(context: Context, args: argparse.Namespace, *, decides: bool) -> tuple[DeadlineDraft, ...]:
    """What every report opens: DL-16 (a human has seen it; else the head is told) and, at a deciding body's desk, DL-01 with its
    warnings (L72 23(1)). The times are data of the policy."""
    office = context.office
    notify = (own_device(office).body.hash,)
    after_s, escalate_s = duration_ms(args.acknowledge_within) // 1000, duration_ms(args.escalate_after) // 1000
    escalation = EscalationDraft(escalate_s, (head_of(office, args.head),))
    deadlines = [opening("DL-16", _("a report waits for a human"), notify, after_s=after_s, escalate=escalation)]
    if decides:
        clock = BOOK.clock["DL-01"]
        first, *later = clock.warnings_s
        steps = tuple(EscalationDraft(each - first, notify) for each in later)
        deadlines.append(opening("DL-01", _("24 hours to decide on the statement"), notify))
        deadlines.append(DeadlineDraft(_("DL-01 warning: the 24 hours are running"), None, first, notify, steps))
    return tuple(deadlines)


def own_desk(context: Context) -> CircleId:
    """The front desk of this officer's body that this device is a member of. Raises ``Usage``."""
    found = [info.id for info in context.office.channel.circles() if info.kind is CircleKind.FRONT_DESK]
    if len(found) != 1:
        raise Usage(_("you are on {count} front desks").format(count=len(found)), "no-front-desk")
    return found[0]


def reports(context: Context) -> list[tuple[Seen, Statement | Threat]]:
    """The statements and threats of all circles in the order of the log. One that its author may not write is among them, and
    marked: nobody's danger is hidden from a duty officer for a matter of form."""
    return [(item, item.value) for item in everything(context.office) if isinstance(item.value, Statement | Threat)]


async def inbox(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    if args.sync:
        await office.sync()
    lines, data = [], []
    for item, report in reports(context):
        clocks = [each for each in office.channel.deadlines(item.circle) if _open_since(each, item)]
        lines += [head(office, item), *(f"    {line}" for line in body(office, item))]
        lines += [f"    * {clock_line(each, context.clock())}" for each in clocks]
        lines += next_step(office, item)
        data.append(_report_data(item, report))
    if args.photo_to:
        lines += await _photos(context, args.photo_to, originals=args.originals)
    return say(*(lines or [_("nothing has come in")]), reports=data)


def _report_data(item: Seen, report: Statement | Threat) -> dict[str, object]:
    attached = report.attachments if isinstance(report, Statement) else ()
    return {
        "payload_id": report.payload_id,
        "type": item.name,
        "text": report.text,
        "accepted_at": item.at,
        "entry": item.entry.hash,
        "urgent": report.urgent,
        "attachments": len(attached),
        "files": [
            {"name": each.name, "size": each.size, "removed": each.removed, "original": bool(each.original)} for each in attached
        ],
    }


async def _photos(context: Context, folder: str, *, originals: bool) -> list[str]:
    """As they were sent; ``originals``: those as they were before that, with all that was hidden in them. That a file was saved is
    recorded first."""
    from crypto.blob import BlobRef

    office, lines = context.office, []
    for item, report in reports(context):
        for number, attachment in enumerate(report.attachments if isinstance(report, Statement) else ()):
            mark, blob = ("original-", attachment.original) if originals else ("", attachment.blob)
            target = Path(folder) / f"{report.payload_id[:8]}-{number}-{mark}{Path(attachment.name).name}"
            if not blob or target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            reference = BlobRef.decode(bytes.fromhex(blob))
            saved = reference.sha256.hex()
            value = ExportMade(
                "ATTACHMENT", f"{report.payload_id[:8]}-{number}", saved, own_name(office), _("own use"), marked(context, "")
            )
            record_export(office, written_in(office, (item.circle,)), value)
            await office.channel.download(reference, target)
            lines.append(_("attachment saved: {path} ({size} bytes)").format(path=target, size=target.stat().st_size))
    return lines


def report_named(context: Context, payload_id: str) -> tuple[Seen, Statement | Threat]:
    """The report of this body by the first digits of its payload id. Raises ``Usage``."""
    named = [pair for pair in reports(context) if pair[1].payload_id.startswith(payload_id)]
    found = [pair for pair in named if not pair[0].unlawful] or named
    if len(found) != 1:
        raise Usage(_("{count} reports have this number").format(count=len(found)), "no-such-report")
    return found[0]


def clocks_of(context: Context, item: Seen, *names: str) -> tuple[bytes, ...]:
    """The open deadlines, of the clocks ``names``, that a report started."""
    open_ones = [each for each in context.office.channel.deadlines(item.circle) if _open_since(each, item)]
    return tuple(each.id for each in open_ones if (each.text or "").startswith(names))


def _open_since(deadline: DeadlineInfo, item: Seen) -> bool:
    return deadline.position == item.entry.position and deadline.settled_by is None


async def statement_accept(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    item, report = report_named(context, args.report)
    if not isinstance(report, Statement):
        raise Usage(_("this is no statement: qorgan officer acknowledge answers a threat"))
    clock = "DL-01" if own_body(office) is BodyRole.DECIDING else "DL-16"
    value = Acceptance(report.payload_id, item.at, clock, args.text or _default_reply(report.language), report.language)
    done = await send(office, item.circle, value, settles=clocks_of(context, item, "DL-16"), disclose_to=answer_keys(item))
    line = _("statement {id} taken in hand; the 24 hours run since {time}").format(id=report.payload_id[:8], time=when(item.at))
    return sent(done, line, payload_id=report.payload_id)


def answer_keys(item: Seen) -> tuple[bytes, ...]:
    """The reading key that the report brought with it: answers are disclosed to it."""
    return () if item.entry.reading_key is None else (item.entry.reading_key,)


def _default_reply(language: str) -> str:
    from client.cli.texts import translated

    return translated(N_("Your statement has been received; an officer is working on it."), language)


async def acknowledge(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    item, report = report_named(context, args.report)
    settles = clocks_of(context, item, "DL-16")
    done = await send(
        office, item.circle, Acknowledgement(report.payload_id, args.note or ""), settles=settles, disclose_to=answer_keys(item)
    )
    return sent(done, _("acknowledged {id}; {count} clocks settled").format(id=report.payload_id[:8], count=len(settles)))


async def card(context: Context, args: argparse.Namespace) -> Answer:
    """The public card of this deployment's front desks, from what this client has verified."""
    from crypto.card import FrontDeskCard

    office = context.office
    desks: list[tuple[CircleId, str]] = [(own_desk(context), own_device(office).body.name)]
    for text in args.other or ():
        other = FrontDeskCard.decode(text if text.startswith("QORGAN") else read_text(text))
        desks += list(zip(other.circles, other.names, strict=True))
    made = FrontDeskCard(
        office.channel.deployment.fingerprint,
        office.channel.deployment.salt,
        office.channel.url,
        tuple(d[0] for d in desks),
        tuple(d[1] for d in desks),
    )
    write_new(Path(args.out), made.encode().encode())
    if args.pdf:
        front_desk_paper(context, args.pdf, args.language, made)
    return say(_("front desk card: {path}").format(path=args.out), card=made.encode())


_LIMITS = (
    arg("--acknowledge-within", default="15m", help=N_("how soon a human must acknowledge a report (DL-16; 15m)")),
    arg("--escalate-after", default="15m", help=N_("how long after that the head is told (15m)")),
    arg("--head", metavar="DEVICE", help=N_("who is told then (else the whole body)")),
    arg("--prosecutor", action="append", metavar="DEVICE", help=N_("the supervising prosecutor's device (else the only one)")),
)
REPORT = arg("report", help=N_("first digits of the report's number, as inbox shows them"))

VERBS = (
    Verb("desk-open", N_("open the front desk of your body"), "--acknowledge-within 15m", desk_open, _LIMITS),
    Verb(
        "desk-card",
        N_("write the public front desk card; --other adds another body's desk"),
        "--other implementing.card --out desk.card",
        card,
        (
            arg("--other", action="append", metavar="FILE", help=N_("another body's front desk card")),
            arg("--out", required=True, metavar="FILE", help=N_("file to write")),
            *PDF,
        ),
    ),
    Verb(
        "inbox",
        N_("statements and threats that came in, with their clocks"),
        "--photo-to photos",
        inbox,
        (
            arg("--sync", action="store_true", help=N_("ask the server first")),
            arg("--photo-to", metavar="FOLDER", help=N_("save attachments there")),
            arg(
                "--originals",
                action="store_true",
                help=N_("save them as they were before they were cleaned: place and time of a photograph"),
            ),
        ),
    ),
    Verb(
        "statement-accept",
        N_("take a statement in hand and tell its writer"),
        "3fa1",
        statement_accept,
        (REPORT, arg("--text", help=N_("the reply (else a short standard one)"))),
    ),
    Verb(
        "acknowledge",
        N_("acknowledge a report: its clock stops ringing"),
        '3fa1 --note "patrol sent"',
        acknowledge,
        (REPORT, arg("--note", help=N_("what is being done"))),
    ),
)
