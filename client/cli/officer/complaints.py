"""Complaints at the authority that decides them: which there are, and the outcome for who complained (L72 23(2)-(3), 25(3))."""

from __future__ import annotations

from client.cli.texts import N_
from client.cli.using import use
from client.cli.verb import Verb, arg
from client.cli.viewing import SYNC

VERBS = (
    Verb(
        "complaints",
        N_("the complaints that came in here, the undecided first"),
        "--sync",
        use("client.app.complaints:list_complaints"),
        (SYNC,),
    ),
    Verb(
        "complaint-decide",
        N_("decide a complaint; the outcome is disclosed to who complained"),
        '9c01 --outcome DISMISSED --number 5-1 --reasons "..." --further "to the higher prosecutor"',
        use("client.app.complaints:decide_complaint"),
        (
            arg("complaint", help=N_("first digits of the complaint's number, as complaints shows them")),
            arg("--outcome", choices="client.law.records.complaints:OUTCOMES", required=True, help=N_("what comes of it")),
            arg("--number", required=True, help=N_("number of the outcome")),
            arg("--reasons", required=True, help=N_("why")),
            arg("--further", required=True, help=N_("where it can be complained of further")),
        ),
    ),
)
