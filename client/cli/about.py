"""What the law says of one file now, as officers, supervision and the person may see it."""

from __future__ import annotations

from client.cli.texts import N_
from client.cli.using import use, use_returning
from client.cli.verb import Argument, Verb, arg
from client.cli.viewing import FILE, OFFLINE, SYNC

ABOUT = Verb(
    "about",
    N_("what the law says of a file now: who answers, who has seen what, what is open, late, closed, kept"),
    "--file Swallow --part access",
    use("client.app.about.view:about"),
    (
        FILE,
        arg("--part", default="", metavar="PART", choices="client.app.about.view:PARTS", help=N_("one part alone (all)")),
        SYNC,
        OFFLINE,
    ),
)


def of_person(*access: Argument) -> Verb:
    """``access``: by what the person shows who they are."""
    return Verb(
        "about",
        N_("what the law says for you now: measures you may know of, your reports, where to complain, who acts for you"),
        "--card desk.card",
        use_returning("client.app.about.view:about", offline=True),
        (
            *access,
            arg("--part", default="", metavar="PART", choices="client.app.about.view:OWN_PARTS", help=N_("one part alone (all)")),
        ),
        client=False,
    )
