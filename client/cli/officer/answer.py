"""Words to the circle, and opening a restricted record to a reader who asked for it."""

from __future__ import annotations

from client.cli.officer.file import FILE
from client.cli.texts import N_
from client.cli.using import use
from client.cli.verb import Verb, arg

VERBS = (
    Verb(
        "note",
        N_("write a note to your body's circle of a file, or to both bodies"),
        '--file Swallow "meeting moved to Thursday"',
        use("client.app.notes:write_note"),
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
        use("client.app.notes:disclose_record"),
        (
            arg("entry", help=N_("first digits of the record's hash, as show --json has it")),
            arg("--to", required=True, metavar="DEVICE", help=N_("who asked")),
            arg("--reason", required=True, help=N_("why")),
        ),
    ),
)
