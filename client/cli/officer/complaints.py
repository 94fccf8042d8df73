"""Complaints at the authority that decides them: which there are, and the outcome for who complained (L72 23(2)-(3), 25(3))."""

from __future__ import annotations

import argparse

from client.cli.context import Context
from client.cli.showing import shown
from client.cli.texts import N_
from client.cli.verb import Answer, Verb, arg
from client.cli.viewing import SYNC


async def complaints(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.complaints import ListComplaints, list_complaints

    return shown(await list_complaints(context.office, ListComplaints(sync=args.sync)))


async def decide(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.complaints import DecideComplaint, decide_complaint

    wish = DecideComplaint(args.complaint, args.outcome, args.number, args.reasons, args.further)
    return shown(await decide_complaint(context.office, wish))


VERBS = (
    Verb("complaints", N_("the complaints that came in here, the undecided first"), "--sync", complaints, (SYNC,)),
    Verb(
        "complaint-decide",
        N_("decide a complaint; the outcome is disclosed to who complained"),
        '9c01 --outcome DISMISSED --number 5-1 --reasons "..." --further "to the higher prosecutor"',
        decide,
        (
            arg("complaint", help=N_("first digits of the complaint's number, as complaints shows them")),
            arg("--outcome", choices="client.law.records.complaints:OUTCOMES", required=True, help=N_("what comes of it")),
            arg("--number", required=True, help=N_("number of the outcome")),
            arg("--reasons", required=True, help=N_("why")),
            arg("--further", required=True, help=N_("where it can be complained of further")),
        ),
    ),
)
