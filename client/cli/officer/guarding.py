"""The leak guard by hand: words to look for, a file to look through, what this device knows."""

from __future__ import annotations

from pathlib import Path

from client.cli.officer.file import FILE
from client.cli.texts import N_
from client.cli.using import use
from client.cli.verb import Verb, arg

KINDS = (
    "ACCOUNT", "ADDRESS", "BIRTH", "CARD", "DRIVING", "EMAIL", "IIN", "ID_CARD", "NAME", "OTHER", "PASSPORT", "PHONE", "PLATE",
    "RELATIVE",
)  # fmt: skip
"""Those of ``client.app.door.KINDS``."""


VERBS = (
    Verb(
        "guard-add",
        N_("let this device's leak guard look for one more name or number of a file; it stays on this device"),
        '"Qojahmetov Serik" --file Swallow',
        use("client.app.guarding:guard_word"),
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
        use("client.app.guarding:check_file"),
        (arg("file", metavar="FILE", parse=Path, help=N_("the file")),),
    ),
    Verb(
        "guard-forget",
        N_("take what this device's leak guard knows of a file out of it"),
        "--file Swallow",
        use("client.app.guarding:forget_guarded"),
        (FILE,),
    ),
)
