"""Who is in a circle: colleagues added and removed, a halted circle refounded, changes approved."""

from __future__ import annotations

import argparse
from pathlib import Path

from client.cli.context import Context
from client.cli.officer.file import FILE
from client.cli.showing import shown
from client.cli.texts import N_
from client.cli.verb import Answer, Verb, arg


async def add_officer(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.circles import members

    return shown(await members.add_officer(context.office, members.AddOfficer(args.device, args.file, args.circle)))


async def remove_officer(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.circles import members

    return shown(await members.remove_officer(context.office, members.RemoveOfficer(args.device, args.file, args.circle)))


async def refound(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.circles import refounding

    wish = refounding.RefoundCircles(args.file, args.circle, tuple(map(Path, args.approval or ())))
    return shown(await refounding.refound_circles(context.office, wish))


async def approve(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.circles import refounding

    wish = refounding.ApproveRefound(args.refound_by, Path(args.out), args.file, args.circle)
    return shown(await refounding.approve_refound(context.office, wish))


_CIRCLE = arg("--circle", metavar="NUMBER", help=N_("first digits of one circle (else those of --file, else all of yours)"))
_DEVICE = arg("device", help=N_("name of the device, as its certificate has it"))

VERBS = (
    Verb(
        "add-officer",
        N_("add a colleague of your body; the past opens to them, and a custodian gets the body's half of sealed identities"),
        '"D. Colleague"',
        add_officer,
        (_DEVICE, FILE, _CIRCLE),
    ),
    Verb(
        "remove-officer",
        N_("remove a colleague: nothing after it opens to them"),
        '"A. Officer"',
        remove_officer,
        (_DEVICE, FILE, _CIRCLE),
    ),
    Verb(
        "refound",
        N_("mend a halted circle: a new group in the same chain"),
        "--file Swallow",
        refound,
        (FILE, _CIRCLE, arg("--approval", action="append", metavar="FILE", help=N_("the other body's approval"))),
    ),
    Verb(
        "approve",
        N_("approve that a colleague of the other body refounds a halted circle"),
        '--refound-by "B. Chief" --out approval.bin',
        approve,
        (
            FILE,
            _CIRCLE,
            arg("--refound-by", required=True, metavar="DEVICE", help=N_("who will refound it")),
            arg("--out", required=True, metavar="FILE", help=N_("file to write")),
        ),
    ),
)
