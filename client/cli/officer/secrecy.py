"""The duty of secrecy, taken note of before the first access to what is sealed (L72 26(4), 28 pt2; A.11)."""

from __future__ import annotations

from client.cli.texts import LANGUAGES, N_
from client.cli.using import use
from client.cli.verb import Verb, arg
from client.cli.viewing import FILE, SYNC

VERBS = (
    Verb(
        "secrecy",
        N_("read the duty of secrecy and acknowledge it, before you open what is sealed"),
        "--file Swallow --accept",
        use("client.app.secrecy:keep_secret"),
        (
            FILE,
            SYNC,
            arg("--accept", action="store_true", help=N_("acknowledge it")),
            arg("--language", choices=LANGUAGES, default="kk", help=N_("language of the text (kk)")),
        ),
    ),
)
