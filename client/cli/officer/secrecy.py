"""The duty of secrecy, taken note of before the first access to what is sealed (L72 26(4), 28 pt2; A.11)."""

from __future__ import annotations

import argparse

from client.app.findings import case_named
from client.app.reading import own_device
from client.cli.context import Context
from client.cli.sending import send
from client.cli.texts import LANGUAGES, N_, _, translated
from client.cli.verb import Answer, Verb, arg, say
from client.cli.viewing import FILE, SYNC
from client.documents.templates.secrecy import DUTY
from client.law.records.access import Nondisclosure
from client.law.words import Circle
from crypto.primitives import sha256


async def secrecy(context: Context, args: argparse.Namespace) -> Answer:
    """Shows the text; with --accept it is acknowledged, once for a file."""
    office = context.office
    if args.sync:
        await office.sync()
    case = case_named(office, args.file)
    text = translated(DUTY, args.language)
    own = bytes(own_device(office).hash).hex()
    if own in case.file.access.secrecy:
        return say(text, _("you have acknowledged it for this file"), acknowledged=True)
    if not args.accept:
        return say(text, _("to acknowledge it: --accept"), acknowledged=False)
    circles = case.at(Circle.COORDINATION) or tuple(case.circles)
    await send(office, circles[0], Nondisclosure(own, "officer", sha256(text.encode()).hex(), "CHANNEL", ""))
    return say(text, _("acknowledged"), acknowledged=True)


VERBS = (
    Verb(
        "secrecy",
        N_("read the duty of secrecy and acknowledge it, before you open what is sealed"),
        "--file Swallow --accept",
        secrecy,
        (
            FILE,
            SYNC,
            arg("--accept", action="store_true", help=N_("acknowledge it")),
            arg("--language", choices=LANGUAGES, default="kk", help=N_("language of the text (kk)")),
        ),
    ),
)
