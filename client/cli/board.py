"""The verbs of the board: what needs its holder now, and which acts settle it."""

from __future__ import annotations

from client.cli.texts import N_
from client.cli.using import use, use_returning
from client.cli.verb import Argument, Verb, arg

_FILE = arg("--file", metavar="NAME", help=N_("pseudonym or first digits of the file (else all that you have a part in)"))
_ONE = arg("--file", metavar="NAME", help=N_("pseudonym or first digits of the file (else the only one)"))
_SYNC = arg("--sync", action="store_true", help=N_("show nothing unless the server answers"))
_OFFLINE = arg("--offline", action="store_true", help=N_("do not ask the server first"))
_ALL = arg("--all", action="store_true", help=N_("also what only wants to be known"))
_EVERY = arg("--all", action="store_true", help=N_("every act that is yours now"))
SUMMARY = N_("what needs you now, the most urgent first, each with the act that settles it")


SEE = use("client.app.board.view:see_board")

OFFICER = (
    Verb("board", SUMMARY, "", SEE, (_FILE, _ALL, _SYNC, _OFFLINE)),
    Verb(
        "acts",
        N_("the few acts that matter in a file now, what settles something first"),
        "--file Swallow",
        use("client.app.board.view:see_acts"),
        (_ONE, _EVERY, _SYNC, _OFFLINE),
    ),
)
PROSECUTOR = (Verb("board", SUMMARY, "", SEE, (_FILE, _ALL, _SYNC, _OFFLINE)),)


def of_person(*access: Argument) -> Verb:
    """``access``: by what the person shows who they are."""
    return Verb(
        "board",
        SUMMARY,
        "--card desk.card",
        use_returning("client.app.board.view:see_board", all=True),
        access,
        client=False,
    )
