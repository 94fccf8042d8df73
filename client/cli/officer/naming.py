"""Pseudonyms: drawn by chance, taken so that nobody else has them, given for one context, retired for good (L72 9)."""

from __future__ import annotations

from pathlib import Path

from client.cli.texts import N_
from client.cli.using import use
from client.cli.verb import Verb, arg

CONTEXTS = ("COURT", "CLINIC", "LANDLORD", "EMPLOYER", "EDUCATION", "PAYMENT", "OTHER")
RETIREMENTS = ("REVEALED", "ENDED", "REPLACED", "OTHER")
LANGUAGES, SEXES, REGIONS = ("kk", "ru"), ("m", "w"), ("north", "south", "west", "east", "centre")
"""Those of ``client.law.records.identity`` and ``client.app.pseudonyms``."""


FILE = arg("--file", metavar="NAME", help=N_("pseudonym or first digits of the file (else the only one)"))
WISH = (
    arg("--name-language", choices=LANGUAGES, default="kk", help=N_("of which language the name is (kk)")),
    arg("--sex", choices=SEXES, help=N_("a man's (m) or a woman's (w) name (else by chance)")),
    arg("--decade", type=int, metavar="YEAR", help=N_("a name as it was common for those born then, such as 1990 (else any)")),
    arg("--region", choices=REGIONS, help=N_("where the surname is common (else anywhere)")),
    arg("--father-name", action="store_true", help=N_("with a father's name")),
)
IDENTITY = arg(
    "--identity", metavar="FILE", parse=Path, help=N_("the form of the identity: a name that is like one of its names is not drawn")
)

VERBS = (
    Verb(
        "pseudonym-suggest",
        N_("draw names to choose a pseudonym from"),
        "--name-language kk --sex w --decade 1980 --count 5",
        use("client.app.pseudonyms.giving:suggest_pseudonyms"),
        (*WISH, IDENTITY, arg("--count", type=int, default=5, choices=range(1, 21), metavar="N", help=N_("how many (5)"))),
    ),
    Verb(
        "pseudonym-give",
        N_("give the person another pseudonym for one context, that nobody else has"),
        "--file Swallow --context COURT",
        use("client.app.pseudonyms.giving:give_pseudonym"),
        (
            FILE,
            arg("--context", required=True, choices=CONTEXTS, help=N_("where it is used")),
            arg("--name", help=N_("the name (else one is drawn)")),
            *WISH,
            IDENTITY,
        ),
    ),
    Verb(
        "pseudonym-retire",
        N_("retire the pseudonym of a context: it is given to nobody again"),
        '--file Swallow --name "Оспанов Айдын" --reason REVEALED',
        use("client.app.pseudonyms.giving:retire_pseudonym"),
        (
            FILE,
            arg("--name", required=True, help=N_("the pseudonym")),
            arg("--reason", required=True, choices=RETIREMENTS, help=N_("why")),
        ),
    ),
    Verb(
        "pseudonyms",
        N_("the pseudonyms of a file, by context"),
        "--file Swallow",
        use("client.app.pseudonyms.giving:list_pseudonyms"),
        (FILE, arg("--take", action="store_true", help=N_("take those that nobody has taken yet"))),
    ),
)
