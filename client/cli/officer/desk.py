"""The front desk: opening it, what came in, taking a statement in hand."""

from __future__ import annotations

import argparse
from pathlib import Path

from client.cli.context import Context
from client.cli.giving_out import PDF
from client.cli.texts import N_
from client.cli.using import use
from client.cli.verb import Answer, Verb, arg
from client.cli.viewing import OFFLINE, SYNC
from client.formats.times import duration_ms

SEE, SAVE = use("client.app.inbox:see_inbox"), use("client.app.attachments:save_attachments")


async def inbox(context: Context, args: argparse.Namespace) -> Answer:
    """The attachments are saved where a folder is named."""
    found = await SEE(context, args)
    saved = await SAVE(context, args) if args.photo_to else Answer(())
    return Answer((*found.lines, *saved.lines), found.data)


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
            SYNC,
            OFFLINE,
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
