"""What the law says of one file now, as officers, supervision and the person may see it."""

from __future__ import annotations

import argparse

from client.cli.context import Context
from client.cli.texts import N_
from client.cli.verb import Answer, Argument, Verb, arg
from client.cli.viewing import FILE, OFFLINE, SYNC


async def about_file(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.about.view import About, about
    from client.cli.showing import shown

    return shown(await about(context.office, About(file=args.file, part=args.part, sync=args.sync, offline=args.offline)))


ABOUT = Verb(
    "about",
    N_("what the law says of a file now: who answers, who has seen what, what is open, late, closed, kept"),
    "--file Swallow --part access",
    about_file,
    (
        FILE,
        arg("--part", default="", metavar="PART", choices="client.app.about.view:PARTS", help=N_("one part alone (all)")),
        SYNC,
        OFFLINE,
    ),
)


async def about_me(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.about.view import About, about
    from client.cli.person import returning
    from client.cli.showing import shown

    async with returning(context, args) as office:
        return shown(await about(office, About(part=args.part, offline=True)), "qorgan person")


def of_person(*access: Argument) -> Verb:
    """``access``: by what the person shows who they are."""
    return Verb(
        "about",
        N_("what the law says for you now: measures you may know of, your reports, where to complain, who acts for you"),
        "--card desk.card",
        about_me,
        (
            *access,
            arg("--part", default="", metavar="PART", choices="client.app.about.view:OWN_PARTS", help=N_("one part alone (all)")),
        ),
        client=False,
    )
