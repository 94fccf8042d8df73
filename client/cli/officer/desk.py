"""The front desk: opening it, what came in, taking a statement in hand."""

from __future__ import annotations

import argparse
from pathlib import Path

from client.app.reading import Seen
from client.cli.context import Context
from client.cli.giving_out import PDF
from client.cli.telling import body, clock_line, head, next_step
from client.cli.texts import N_, _
from client.cli.using import use
from client.cli.verb import Answer, Verb, arg, say
from client.formats.times import duration_ms
from client.law.records.reports import Statement, Threat


async def inbox(context: Context, args: argparse.Namespace) -> Answer:
    """The reports with their clocks; the attachments are saved where a folder is named."""
    from client.app.reports import reports, running_of

    office = context.office
    if args.sync:
        await office.sync()
    lines, data = [], []
    for item, report in reports(office):
        told = (_("number {id}").format(id=report.payload_id[:8]), *body(office, item))
        lines += [head(office, item), *(f"    {line}" for line in told)]
        lines += [f"    * {clock_line(each, context.clock())}" for each in running_of(office, item)]
        lines += next_step(office, item)
        data.append(report_data(item, report))
    if args.photo_to:
        lines += (await use("client.app.attachments:save_attachments")(context, args)).lines
    return say(*(lines or [_("nothing has come in")]), reports=data)


def report_data(item: Seen, report: Statement | Threat) -> dict[str, object]:
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


_LIMITS = (
    arg(
        "--acknowledge-within", default="15m", parse=duration_ms, help=N_("how soon a human must acknowledge a report (DL-16; 15m)")
    ),
    arg("--escalate-after", default="15m", parse=duration_ms, help=N_("how long after that the head is told (15m)")),
    arg("--head", metavar="DEVICE", help=N_("who is told then (else the whole body)")),
    arg("--prosecutor", action="append", metavar="DEVICE", help=N_("the supervising prosecutor's device (else the only one)")),
)
REPORT = arg("report", help=N_("first digits of the report's number, as inbox shows them"))

VERBS = (
    Verb(
        "desk-open", N_("open the front desk of your body"), "--acknowledge-within 15m", use("client.app.desk:open_desk"), _LIMITS
    ),
    Verb(
        "desk-card",
        N_("write the public front desk card; --other adds another body's desk"),
        "--other implementing.card --out desk.card",
        use("client.app.desk:write_desk_card"),
        (
            arg("--other", action="append", metavar="FILE", help=N_("another body's front desk card")),
            arg("--out", required=True, metavar="FILE", parse=Path, help=N_("file to write")),
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
            arg("--photo-to", metavar="FOLDER", parse=Path, help=N_("save attachments there")),
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
        use("client.app.desk:accept_statement"),
        (REPORT, arg("--text", help=N_("the reply (else a short standard one)"))),
    ),
    Verb(
        "acknowledge",
        N_("acknowledge a report: its clock stops ringing"),
        '3fa1 --note "patrol sent"',
        use("client.app.desk:acknowledge"),
        (REPORT, arg("--note", help=N_("what is being done"))),
    ),
)
