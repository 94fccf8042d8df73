"""Complaints at the authority that decides them: which there are, and the outcome for who complained (L72 23(2)-(3), 25(3))."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from client.app.reading import Seen, everything, of_type
from client.cli.context import Context
from client.cli.officer.desk import answer_keys, clocks_of
from client.cli.sending import send, sent
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, say, when
from client.cli.viewing import SYNC
from client.law.records.complaints import OUTCOMES, Complaint, ComplaintOutcome
from crypto.errors import Usage

if TYPE_CHECKING:
    from client.app.office import Office

CLOCKS = ("DL-04", "DL-05", "DL-25", "DL-16")


async def complaints(context: Context, args: argparse.Namespace) -> Answer:
    """The undecided ones first: what is asked of this office, from whom only a number is known."""
    office = context.office
    if args.sync:
        await office.sync()
    found = sorted(_all(office), key=lambda each: each[2] is not None)
    lines = [line for each in found for line in _lines(*each)]
    data = [
        {
            "complaint": value.complaint,
            "about": value.about,
            "of": value.of,
            "outcome": None if decided is None else decided.outcome,
        }
        for _item, value, decided in found
    ]
    return say(*(lines or [_("no complaint has come in")]), complaints=data)


def _all(office: Office) -> Iterator[tuple[Seen, Complaint, ComplaintOutcome | None]]:
    items = everything(office)
    decided = {value.complaint: value for _item, value in of_type(items, ComplaintOutcome)}
    return ((item, value, decided.get(value.complaint)) for item, value in of_type(items, Complaint))


def _lines(item: Seen, value: Complaint, decided: ComplaintOutcome | None) -> Iterator[str]:
    state = _("decided: {outcome}").format(outcome=decided.outcome) if decided is not None else _("waits for the outcome")
    yield _("complaint {id}, {about}, {time}: {state}").format(
        id=value.complaint[:8], about=value.about, time=when(item.at), state=state
    )
    if decided is None:
        yield from (f"    {line}" for line in value.text.splitlines() if line.strip())
        verb = f"qorgan officer complaint-decide {value.complaint[:8]} --outcome ... --number ..."
        yield _("  -> next: {verb}").format(verb=verb)


async def decide(context: Context, args: argparse.Namespace) -> Answer:
    """The outcome goes to the key that the complaint brought with it, and to nobody else but who reads this circle."""
    office = context.office
    await office.sync()
    found = [each for each in _all(office) if each[1].complaint.startswith(args.complaint)]
    if len(found) != 1:
        raise Usage(_("{count} complaints have this number").format(count=len(found)), "no-such-complaint")
    item, value, _decided = found[0]
    outcome = ComplaintOutcome(value.complaint, args.number, args.outcome, args.reasons, args.further)
    settles = clocks_of(context, item, *CLOCKS)
    done = await send(office, item.circle, outcome, settles=settles, disclose_to=answer_keys(item))
    line = _("complaint {id}: {outcome}; the complainant can read it").format(id=value.complaint[:8], outcome=args.outcome)
    return sent(done, line, complaint=value.complaint, outcome=args.outcome)


VERBS = (
    Verb("complaints", N_("the complaints that came in here, the undecided first"), "--sync", complaints, (SYNC,)),
    Verb(
        "complaint-decide",
        N_("decide a complaint; the outcome is disclosed to who complained"),
        '9c01 --outcome DISMISSED --number 5-1 --reasons "..." --further "to the higher prosecutor"',
        decide,
        (
            arg("complaint", help=N_("first digits of the complaint's number, as complaints shows them")),
            arg("--outcome", choices=OUTCOMES, required=True, help=N_("what comes of it")),
            arg("--number", required=True, help=N_("number of the outcome")),
            arg("--reasons", required=True, help=N_("why")),
            arg("--further", required=True, help=N_("where it can be complained of further")),
        ),
    ),
)
