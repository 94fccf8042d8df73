"""The verbs of the board: what needs its holder now, and which acts settle it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from client.cli.texts import N_
from client.cli.verb import Answer, Argument, Verb, arg

if TYPE_CHECKING:
    from client.cli.context import Context

_FILE = arg("--file", metavar="NAME", help=N_("pseudonym or first digits of the file (else all that you have a part in)"))
_ONE = arg("--file", metavar="NAME", help=N_("pseudonym or first digits of the file (else the only one)"))
_SYNC = arg("--sync", action="store_true", help=N_("show nothing unless the server answers"))
_OFFLINE = arg("--offline", action="store_true", help=N_("do not ask the server first"))
_ALL = arg("--all", action="store_true", help=N_("also what only wants to be known"))
_EVERY = arg("--all", action="store_true", help=N_("every act that is yours now"))
SUMMARY = N_("what needs you now, the most urgent first, each with the act that settles it")


async def for_officer(context: Context, args: argparse.Namespace) -> Answer:
    return await _board(context, args, "qorgan officer")


async def for_prosecutor(context: Context, args: argparse.Namespace) -> Answer:
    return await _board(context, args, "qorgan prosecutor")


async def for_person(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.board.view import SeeBoard, see_board
    from client.cli.person import returning
    from client.cli.showing import shown

    async with returning(context, args) as office:
        return shown(await see_board(office, SeeBoard(offline=True, all=True)), "qorgan person")


async def _board(context: Context, args: argparse.Namespace, program: str) -> Answer:
    from client.app.board.view import SeeBoard, see_board
    from client.cli.showing import shown

    wish = SeeBoard(file=args.file, all=args.all, sync=args.sync, offline=args.offline)
    return shown(await see_board(context.office, wish), program)


async def acts(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.board.view import SeeActs, see_acts
    from client.cli.showing import shown

    wish = SeeActs(file=args.file, all=args.all, sync=args.sync, offline=args.offline)
    return shown(await see_acts(context.office, wish))


OFFICER = (
    Verb("board", SUMMARY, "", for_officer, (_FILE, _ALL, _SYNC, _OFFLINE)),
    Verb(
        "acts",
        N_("the few acts that matter in a file now, what settles something first"),
        "--file Swallow",
        acts,
        (_ONE, _EVERY, _SYNC, _OFFLINE),
    ),
)
PROSECUTOR = (Verb("board", SUMMARY, "", for_prosecutor, (_FILE, _ALL, _SYNC, _OFFLINE)),)


def of_person(*access: Argument) -> Verb:
    """``access``: by what the person shows who they are."""
    return Verb("board", SUMMARY, "--card desk.card", for_person, access, client=False)
