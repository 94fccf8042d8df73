"""Words to the circle, and opening a restricted record to a reader who asked for it."""

from __future__ import annotations

import argparse

from client.app.casefile import file_named, own_person_circle
from client.app.reading import device_named, everything, numbered, the_only
from client.cli.context import Context
from client.cli.officer.file import FILE
from client.cli.sending import send, sent
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg
from client.core.drafts import DisclosureDraft
from client.law.records.files import Disclosed, Note
from client.law.words import Circle


async def note(context: Context, args: argparse.Namespace) -> Answer:
    """Works offline: the note waits in the outbox and goes out once."""
    office = context.office
    file = file_named(office, args.file)
    circle = file.circle(Circle.COORDINATION) if args.coordination else own_person_circle(office, file)
    return sent(await send(office, circle, Note(args.text), restricted=args.restricted), _("noted"))


async def disclose(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    item, target = the_only(numbered(everything(office), args.entry)), device_named(office, args.to)
    value = Disclosed(item.entry.hash.hex(), args.reason)
    done = await send(office, item.circle, value, disclose=(DisclosureDraft(item.entry.hash, target.hash),))
    return sent(done, _("record {entry} disclosed to {name}").format(entry=item.entry.hash.hex()[:8], name=target.name))


VERBS = (
    Verb(
        "note",
        N_("write a note to your body's circle of a file, or to both bodies"),
        '--file Swallow "meeting moved to Thursday"',
        note,
        (
            arg("text", help=N_("text")),
            FILE,
            arg("--coordination", action="store_true", help=N_("to both bodies")),
            arg("--restricted", action="store_true", help=N_("readers cannot open it unless disclosed")),
        ),
    ),
    Verb(
        "disclose",
        N_("open one restricted record to a reader who asked"),
        '9c01 --to "P. Prosecutor" --reason "asked on complaint 5"',
        disclose,
        (
            arg("entry", help=N_("first digits of the record's hash, as show --json has it")),
            arg("--to", required=True, metavar="DEVICE", help=N_("who asked")),
            arg("--reason", required=True, help=N_("why")),
        ),
    ),
)
