"""Pseudonyms: drawn by chance, taken so that nobody else has them, given for one context, retired for good (L72 9)."""

from __future__ import annotations

import argparse
from pathlib import Path

from client.cli.context import Context
from client.cli.showing import shown
from client.cli.texts import N_, told
from client.cli.verb import Answer, Verb, arg

AUTO = "auto"
CONTEXTS = ("COURT", "CLINIC", "LANDLORD", "EMPLOYER", "EDUCATION", "PAYMENT", "OTHER")
RETIREMENTS = ("REVEALED", "ENDED", "REPLACED", "OTHER")
LANGUAGES, SEXES, REGIONS = ("kk", "ru"), ("m", "w"), ("north", "south", "west", "east", "centre")
"""Those of ``client.law.records.identity`` and ``client.app.pseudonyms``."""


async def pseudonym_suggest(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.pseudonyms import giving

    identity = Path(args.identity) if args.identity else None
    wish = giving.SuggestPseudonyms(
        args.name_language, args.sex, args.decade, args.region, args.father_name, identity, args.count
    )  # fmt: skip
    return shown(await giving.suggest_pseudonyms(context.office, wish))


async def pseudonym_give(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.pseudonyms import giving

    identity = Path(args.identity) if args.identity else None
    fits = (args.name_language, args.sex, args.decade, args.region, args.father_name)
    wish = giving.GivePseudonym(args.context, args.file, args.name, *fits, identity)
    return shown(await giving.give_pseudonym(context.office, wish))


async def pseudonym_retire(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.pseudonyms import giving

    return shown(await giving.retire_pseudonym(context.office, giving.RetirePseudonym(args.name, args.reason, args.file)))


async def pseudonyms_of(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.pseudonyms import giving

    return shown(await giving.list_pseudonyms(context.office, giving.ListPseudonyms(args.file, args.take)))


async def file_pseudonym(context: Context, args: argparse.Namespace) -> tuple[str, tuple[str, ...]]:
    """The pseudonym of a file that is to be opened, taken before it is used; and what to tell about it. Raises ``Refused``."""
    from client.app.pseudonyms import Wish
    from client.app.pseudonyms.giving import pseudonym_of_file

    fits = Wish(args.name_language, args.sex or "", args.decade, args.region or "", args.father_name)
    name, more = await pseudonym_of_file(context.office, args.pseudonym, fits)
    return name, tuple(map(told, more))


FILE = arg("--file", metavar="NAME", help=N_("pseudonym or first digits of the file (else the only one)"))
WISH = (
    arg("--name-language", choices=LANGUAGES, default="kk", help=N_("of which language the name is (kk)")),
    arg("--sex", choices=SEXES, help=N_("a man's (m) or a woman's (w) name (else by chance)")),
    arg("--decade", type=int, metavar="YEAR", help=N_("a name as it was common for those born then, such as 1990 (else any)")),
    arg("--region", choices=REGIONS, help=N_("where the surname is common (else anywhere)")),
    arg("--father-name", action="store_true", help=N_("with a father's name")),
)
IDENTITY = arg("--identity", metavar="FILE", help=N_("the form of the identity: a name that is like one of its names is not drawn"))

VERBS = (
    Verb(
        "pseudonym-suggest",
        N_("draw names to choose a pseudonym from"),
        "--name-language kk --sex w --decade 1980 --count 5",
        pseudonym_suggest,
        (*WISH, IDENTITY, arg("--count", type=int, default=5, choices=range(1, 21), metavar="N", help=N_("how many (5)"))),
    ),
    Verb(
        "pseudonym-give",
        N_("give the person another pseudonym for one context, that nobody else has"),
        "--file Swallow --context COURT",
        pseudonym_give,
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
        pseudonym_retire,
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
        pseudonyms_of,
        (FILE, arg("--take", action="store_true", help=N_("take those that nobody has taken yet"))),
    ),
)
