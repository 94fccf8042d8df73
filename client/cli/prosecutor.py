"""``qorgan prosecutor``: reads everything of the circles whose policy lists them; there is no verb that writes a record."""

from __future__ import annotations

from pathlib import Path

from client.cli import account, board, lawful, viewing
from client.cli.about import ABOUT
from client.cli.officer import file as officer_file
from client.cli.officer import policy
from client.cli.texts import N_
from client.cli.using import use
from client.cli.verb import Verb, arg

VERBS = (
    *(each for each in account.VERBS if each.name != "publish"),
    *board.PROSECUTOR,
    *(each for each in lawful.VERBS if each.name != "may"),
    *viewing.VERBS,
    ABOUT,
    Verb(
        "policy-consent",
        N_("consent, to a file, that another prosecutor reads in your place"),
        "--file Swallow --proposal 51ab --out prosecutor.approval",
        use("client.app.circles.policy:approve_policy"),
        (
            officer_file.FILE,
            policy.CIRCLE,
            policy.APPROVED,
            arg("--out", required=True, metavar="FILE", parse=Path, help=N_("file to write; give it to the officer who proposed")),
        ),
    ),
    Verb(
        "ask-disclosure",
        N_("ask, with a reason, that a restricted record be opened to you"),
        '9c01 --reason "complaint of the person"',
        use("client.app.supervision:ask_disclosure"),
        (
            arg("entry", help=N_("first digits of the sealed record's hash, as show --json has it")),
            arg("--reason", required=True, help=N_("why")),
        ),
    ),
)
