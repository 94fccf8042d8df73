"""What the law says of a file: findings, what its holder may do now and why not; counts; writing any record by its form."""

from __future__ import annotations

import argparse
from pathlib import Path

from client.app.acting import Act
from client.app.acting import act as act_by_form
from client.app.findings import SeeFindings, see_findings
from client.app.forms import SeeForms, see_forms
from client.app.permissions import SeePermissions, see_permissions
from client.app.statistics import Count
from client.app.statistics import count as count_quarter
from client.cli.context import Context
from client.cli.giving_out import TO
from client.cli.showing import shown
from client.cli.texts import N_, language
from client.cli.verb import Answer, Verb, arg
from client.cli.viewing import FILE, OFFLINE, SYNC


async def findings(context: Context, args: argparse.Namespace) -> Answer:
    wish = SeeFindings(file=args.file, all=args.all, sync=args.sync, offline=args.offline)
    return shown(await see_findings(context.office, wish))


async def may(context: Context, args: argparse.Namespace) -> Answer:
    wish = SeePermissions(file=args.file, yes_only=args.yes_only, sync=args.sync, offline=args.offline)
    return shown(await see_permissions(context.office, wish))


def forms(context: Context, args: argparse.Namespace) -> Answer:
    return shown(see_forms(SeeForms(args.type)))


async def act(context: Context, args: argparse.Namespace) -> Answer:
    wish = Act(
        type=args.type,
        file=args.file,
        set=tuple(args.set or ()),
        form=Path(args.form) if args.form else None,
        place=args.place,
        circle=args.circle,
        restricted=args.restricted,
        to_person=args.to_person,
    )
    return shown(await act_by_form(context.office, wish))


async def statistics(context: Context, args: argparse.Namespace) -> Answer:
    wish = Count(
        quarter=args.quarter,
        second=args.second,
        region=args.region,
        supervision=args.supervision,
        all=args.all,
        to=args.to,
        purpose=args.purpose,
        holder_language=language(),
        sync=args.sync,
        offline=args.offline,
    )
    return shown(await count_quarter(context.office, wish))


FORMS = Verb(
    "forms",
    N_("the types of records, or the form of one of them"),
    "revocation",
    forms,
    (arg("type", nargs="?", help=N_("type of record")),),
    client=False,
)

VERBS = (
    Verb(
        "findings",
        N_("what in a file is not as the law has it: broken rules, missed clocks, notices owed"),
        "--file Swallow",
        findings,
        (
            FILE,
            SYNC,
            OFFLINE,
            arg("--all", action="store_true", help=N_("also what could not be decided from the circles that you read")),
        ),
    ),
    Verb(
        "may",
        N_("what you may do in a file now; for the rest why not, with the article"),
        "--file Swallow",
        may,
        (FILE, SYNC, OFFLINE, arg("--yes-only", action="store_true", help=N_("only what you may"))),
    ),
    FORMS,
    Verb(
        "statistics",
        N_("counts of a quarter over the files that you read, small cells hidden"),
        '--quarter 2026-1 --second "B. Official"',
        statistics,
        (
            arg("--quarter", required=True, metavar="YEAR-N", help=N_("quarter, as 2026-1")),
            arg("--region", default="", metavar="CODE", help=N_("code of the region (all that you read)")),
            arg("--second", required=True, metavar="DEVICE", help=N_("who releases the counts with you")),
            arg(
                "--supervision",
                action="store_true",
                help=N_("the report for supervision instead"),
            ),
            arg("--all", action="store_true", help=N_("also the kinds with few or none")),
            SYNC,
            OFFLINE,
            *TO,
        ),
    ),
)

ACT = Verb(
    "act",
    N_("write any record of the law by its form; unlawful ones are refused before they are sealed"),
    'proceedings-ended --file Swallow --set number=1-77 --set "reasons=..."',
    act,
    (
        arg("type", help=N_("type of record (qorgan officer forms)")),
        FILE,
        arg("--set", action="append", metavar="FIELD=VALUE", help=N_("a field: JSON or text; @type, +30d, now, new")),
        arg("--form", metavar="FILE", help=N_("fields from a JSON file")),
        arg("--in", dest="place", choices="client.law.words:Circle", help=N_("kind of circle to write it in")),
        arg("--circle", metavar="DIGITS", help=N_("first digits of the circle to write it in")),
        arg("--restricted", action="store_true", help=N_("readers cannot open it unless disclosed")),
        arg("--to-person", action="store_true", help=N_("disclose it to the person")),
    ),
)
