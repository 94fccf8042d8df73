"""Verbs that read: files, records, clocks, what rings, and the offline verification of everything held."""

from __future__ import annotations

import argparse
from pathlib import Path

from client.cli.context import Context
from client.cli.giving_out import TO
from client.cli.texts import N_, _
from client.cli.using import use
from client.cli.verb import Answer, Verb, arg, say

FILE = arg("--file", metavar="NAME", help=N_("pseudonym or first digits of the file (else the only one)"))
SYNC = arg("--sync", action="store_true", help=N_("show nothing unless the server answers"))
OFFLINE = arg("--offline", action="store_true", help=N_("do not ask the server first"))
OF_ALL = arg("--file", metavar="NAME", help=N_("pseudonym or first digits of the file (else all, and the front desks)"))


async def watching(context: Context, args: argparse.Namespace) -> Answer:
    """Prints what arrives, as it arrives; ends after --seconds, or at the first event of the kind --until."""
    from client.app.watching import Watch, watch
    from client.cli.showing import data_of, shown_lines

    count = 0
    async for each in watch(context.office, Watch(args.seconds)):
        count += 1
        lines, data = tuple(shown_lines(each)), data_of(each)
        known = data["records"][0] if each.kind == "shown" and each.records else data
        context.out.seen(each.kind, lines, **{name: value for name, value in known.items() if name != "kind"})
        if args.until == each.kind and (not args.containing or any(args.containing in line for line in lines)):
            break
    return say(_("{count} events seen").format(count=count), count=count)


_CLOCKS = N_("what the law runs and what was missed, and whether the server reminds of it")

VERBS = (
    Verb("files", N_("the files you have a part in, and their states"), "", use("client.app.listing:list_files"), (SYNC, OFFLINE)),
    Verb(
        "show",
        N_("the records of a file as you may read them"),
        "--file Swallow",
        use("client.app.listing:show_file"),
        (FILE, SYNC, OFFLINE),
    ),
    Verb("clocks", _CLOCKS, "--file Swallow", use("client.app.clocks:see_clocks"), (OF_ALL, SYNC, OFFLINE)),
    Verb("deadlines", _CLOCKS, "", use("client.app.clocks:see_clocks"), (OF_ALL, SYNC, OFFLINE), hidden=True),
    Verb("law-clocks", _CLOCKS, "--file Swallow", use("client.app.clocks:see_clocks"), (OF_ALL, SYNC, OFFLINE), hidden=True),
    Verb(
        "watch",
        N_("show what arrives and rings, as it does"),
        "--seconds 60",
        watching,
        (
            arg("--seconds", type=float, help=N_("how long (else until stopped)")),
            arg("--until", choices=("shown", "notice", "halted", "quarantined"), help=N_("end at the first event of this kind")),
            arg("--containing", metavar="TEXT", help=N_("... whose line contains this")),
        ),
    ),
    Verb(
        "verify",
        N_("verify offline every chain and log proof that the store holds"),
        "--export chains",
        use("client.app.verifying:verify"),
        (arg("--export", metavar="FOLDER", parse=Path, help=N_("also write the entries there, for others to verify")), *TO),
    ),
)
