"""What the law says of a file: findings, what its holder may do now and why not; counts; writing any record by its form."""

from __future__ import annotations

from pathlib import Path

from client.cli.giving_out import TO
from client.cli.texts import N_
from client.cli.using import use
from client.cli.verb import Verb, arg
from client.cli.viewing import FILE, OFFLINE, SYNC

FORMS = Verb(
    "forms",
    N_("the types of records, or the form of one of them"),
    "revocation",
    use("client.app.forms:see_forms"),
    (arg("type", nargs="?", help=N_("type of record")),),
    client=False,
)

VERBS = (
    Verb(
        "findings",
        N_("what in a file is not as the law has it: broken rules, missed clocks, notices owed"),
        "--file Swallow",
        use("client.app.findings:see_findings"),
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
        use("client.app.permissions:see_permissions"),
        (FILE, SYNC, OFFLINE, arg("--yes-only", action="store_true", help=N_("only what you may"))),
    ),
    FORMS,
    Verb(
        "statistics",
        N_("counts of a quarter over the files that you read, small cells hidden"),
        '--quarter 2026-1 --second "B. Official"',
        use("client.app.statistics:count"),
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
    use("client.app.acting:act"),
    (
        arg("type", help=N_("type of record (qorgan officer forms)")),
        FILE,
        arg("--set", action="append", metavar="FIELD=VALUE", help=N_("a field: JSON or text; @type, +30d, now, new")),
        arg("--form", metavar="FILE", parse=Path, help=N_("fields from a JSON file")),
        arg("--in", dest="place", choices="client.law.words:Circle", help=N_("kind of circle to write it in")),
        arg("--circle", metavar="DIGITS", help=N_("first digits of the circle to write it in")),
        arg("--restricted", action="store_true", help=N_("readers cannot open it unless disclosed")),
        arg("--to-person", action="store_true", help=N_("disclose it to the person")),
    ),
)
