"""What is handed over with a case that passes to another body."""

from __future__ import annotations

import argparse

from client.cli.context import Context
from client.cli.officer.file import FILE
from client.cli.showing import shown
from client.cli.texts import N_
from client.cli.verb import Answer, Verb, arg


async def identity_hand_over(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.transfers import HandOverIdentity, hand_over_identity

    return shown(await hand_over_identity(context.office, HandOverIdentity(args.file, args.transfer or "")))


async def transfer_hand_over(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.transfers import HandOverCase, hand_over_case

    return shown(await hand_over_case(context.office, HandOverCase(args.file, args.transfer or "")))


_TRANSFER = arg("--transfer", metavar="NUMBER", help=N_("first digits of the transfer (else the only one)"))

VERBS = (
    Verb(
        "transfer-hand-over",
        N_("hand the case over: decisions, measures, requests and clocks, as the file has them"),
        "--file Swallow",
        transfer_hand_over,
        (FILE, _TRANSFER),
    ),
    Verb(
        "identity-hand-over",
        N_("give your body's half of the identity to the body that receives the case"),
        "--file Swallow",
        identity_hand_over,
        (FILE, _TRANSFER),
    ),
)
