"""The leak guard by hand: words to look for, a file to look through, what this device knows."""

from __future__ import annotations

import argparse
from pathlib import Path

from client.cli.context import Context
from client.cli.officer.file import FILE
from client.cli.showing import shown
from client.cli.texts import N_
from client.cli.verb import Answer, Verb, arg

KINDS = (
    "ACCOUNT", "ADDRESS", "BIRTH", "CARD", "DRIVING", "EMAIL", "IIN", "ID_CARD", "NAME", "OTHER", "PASSPORT", "PHONE", "PLATE",
    "RELATIVE",
)  # fmt: skip
"""Those of ``client.app.door.KINDS``."""


async def guard_add(context: Context, args: argparse.Namespace) -> Answer:
    from client.app import guarding

    return shown(await guarding.guard_word(context.office, guarding.GuardWord(args.word, args.kind, args.file)))


async def guard_forget(context: Context, args: argparse.Namespace) -> Answer:
    from client.app import guarding

    return shown(await guarding.forget_guarded(context.office, guarding.ForgetGuarded(args.file)))


async def guard_check(context: Context, args: argparse.Namespace) -> Answer:
    from client.app import guarding

    return shown(await guarding.check_file(context.office, guarding.CheckFile(Path(args.file))))


VERBS = (
    Verb(
        "guard-add",
        N_("let this device's leak guard look for one more name or number of a file; it stays on this device"),
        '"Qojahmetov Serik" --file Swallow',
        guard_add,
        (
            arg("word", help=N_("what to look for, as it is written")),
            arg("--kind", choices=KINDS, default="NAME", help=N_("what it is (NAME)")),
            FILE,
        ),
    ),
    Verb(
        "guard-check",
        N_("look through a text, PDF or office file for what gives a protected person away; nothing is sent"),
        "report.pdf",
        guard_check,
        (arg("file", metavar="FILE", help=N_("the file")),),
    ),
    Verb(
        "guard-forget",
        N_("take what this device's leak guard knows of a file out of it"),
        "--file Swallow",
        guard_forget,
        (FILE,),
    ),
)
