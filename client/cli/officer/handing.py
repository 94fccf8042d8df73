"""What is handed over with a case that passes to another body."""

from __future__ import annotations

from client.cli.officer.file import FILE
from client.cli.texts import N_
from client.cli.using import use
from client.cli.verb import Verb, arg

_TRANSFER = arg("--transfer", metavar="NUMBER", help=N_("first digits of the transfer (else the only one)"))

VERBS = (
    Verb(
        "transfer-hand-over",
        N_("hand the case over: decisions, measures, requests and clocks, as the file has them"),
        "--file Swallow",
        use("client.app.transfers:hand_over_case"),
        (FILE, _TRANSFER),
    ),
    Verb(
        "identity-hand-over",
        N_("give your body's half of the identity to the body that receives the case"),
        "--file Swallow",
        use("client.app.transfers:hand_over_identity"),
        (FILE, _TRANSFER),
    ),
)
