"""The person joins: enrolment card, short code, admission by both bodies; their rights weighed before a contract is offered."""

from __future__ import annotations

from pathlib import Path

from client.cli.giving_out import PDF
from client.cli.officer.file import FILE
from client.cli.texts import N_
from client.cli.using import use
from client.cli.values import own_words
from client.cli.verb import Verb, arg
from client.formats.times import duration_ms

VERBS = (
    Verb(
        "card",
        N_("make the person's enrolment card (given by hand, a secret until used)"),
        "--file Swallow --out person.card",
        use("client.app.enrolment:make_card"),
        (
            FILE,
            arg("--valid", default="7d", parse=duration_ms, help=N_("how long it is valid (7d)")),
            arg("--out", required=True, parse=Path, help=N_("file to write")),
            *PDF,
        ),
    ),
    Verb(
        "invite",
        N_("let the other body's invitation count in your circle too"),
        "--file Swallow",
        use("client.app.enrolment:invite"),
        (FILE,),
    ),
    Verb(
        "admit",
        N_("compare the short code with the person and admit their key"),
        '--file Swallow --code "123456 654321"',
        use("client.app.enrolment:admit"),
        (
            FILE,
            arg("--code", help=N_("twelve digits that the person reads out (implementing body)")),
            arg(
                "--representative",
                choices="client.law.records.persons:KINDS",
                help=N_("it is no person but their lawful representative, of this kind"),
            ),
            arg("--document", default="", metavar="TEXT", help=N_("the document that shows the right to represent")),
        ),
    ),
    Verb(
        "weigh-rights",
        N_("weigh what measures do to pension, housing, work and other rights, and what keeps these whole"),
        '--file Swallow --measure M2.5a --touched "HOUSING=the flat stays the person\'s"',
        use("client.app.contracts.rights:weigh_rights"),
        (
            FILE,
            arg("--measure", action="append", metavar="CODE", help=N_("code of the measure (all chosen ones that wait for it)")),
            arg(
                "--touched",
                action="append",
                metavar="RIGHT=TEXT",
                parse=own_words,
                help=N_("a right that is touched, and what keeps it whole"),
            ),
        ),
    ),
)
