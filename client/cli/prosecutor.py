"""``qorgan prosecutor``: reads everything of the circles whose policy lists them; there is no verb that writes a record."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from client.app.reading import everything
from client.cli import account, lawful, viewing
from client.cli.context import Context
from client.cli.officer import file as officer_file
from client.cli.officer import policy
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, say
from crypto.errors import Usage

if TYPE_CHECKING:
    from client.app.reading import Seen


async def ask_disclosure(context: Context, args: argparse.Namespace) -> Answer:
    """An alarm with a reason: it stands in the log, changes no state, and a member answers it by a record."""
    from crypto.alarm import AlarmKind

    office = context.office
    item = _restricted(everything(office), args.entry)
    await office.channel.alarm(item.circle, item.entry.hash, AlarmKind.DISCLOSURE_REQUEST, args.reason)
    await office.sync()
    return say(_("asked for the record {entry}: {reason}").format(entry=item.entry.hash.hex()[:8], reason=args.reason))


def _restricted(items: tuple[Seen, ...], name: str) -> Seen:
    found = [each for each in items if each.sealed and each.entry.hash.hex().startswith(name)]
    if len(found) != 1:
        raise Usage(_("{count} sealed records have this number").format(count=len(found)), "no-such-record")
    return found[0]


_NAMES = {"deadlines": "clocks"}
_VIEWING = tuple(
    Verb(_NAMES.get(each.name, each.name), each.summary, each.example, each.run, each.arguments, each.client)
    for each in viewing.VERBS
)

VERBS = (
    *(each for each in account.VERBS if each.name != "publish"),
    *(each for each in lawful.VERBS if each.name != "may"),
    *_VIEWING,
    Verb(
        "policy-consent",
        N_("consent, to a file, that another prosecutor reads in your place"),
        "--file Swallow --proposal 51ab --out prosecutor.approval",
        policy.policy_consent,
        (
            officer_file.FILE,
            policy.CIRCLE,
            policy.APPROVED,
            arg("--out", required=True, metavar="FILE", help=N_("file to write; give it to the officer who proposed")),
        ),
    ),
    Verb(
        "ask-disclosure",
        N_("ask, with a reason, that a restricted record be opened to you"),
        '9c01 --reason "complaint of the person"',
        ask_disclosure,
        (
            arg("entry", help=N_("first digits of the sealed record's hash, as show --json has it")),
            arg("--reason", required=True, help=N_("why")),
        ),
    ),
)
