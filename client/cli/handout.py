"""Papers that rest on no record: the verb for the leaflet, and the arguments for a card on paper."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from client.cli.context import Context
from client.cli.showing import shown
from client.cli.texts import LANGUAGES, N_
from client.cli.verb import Answer, Verb, arg

if TYPE_CHECKING:
    from crypto.card import FrontDeskCard


def leaflet_made(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.papers.handouts import WriteLeaflet, write_leaflet

    return shown(write_leaflet(WriteLeaflet(Path(args.out), args.language, args.format), context.clock()))


def enrolment_paper(context: Context, path: str, language: str, text: str, expires: int) -> None:
    from client.app.papers.handouts import write_enrolment_card

    write_enrolment_card(Path(path), language, text, expires, context.clock())


def front_desk_paper(context: Context, path: str, language: str, card: FrontDeskCard) -> None:
    from client.app.papers.handouts import write_front_desk_card

    write_front_desk_card(Path(path), language, card, context.clock())


PDF = (
    arg("--pdf", metavar="FILE", parse=Path, help=N_("also write it as a paper to hand over, with a QR code")),
    arg("--language", choices=LANGUAGES, default="kk", help=N_("language of the paper (kk)")),
)

LEAFLET = Verb(
    "leaflet",
    N_("write the leaflet of rights and duties, how to report a threat and how to complain"),
    "--language kk --out leaflet.pdf",
    leaflet_made,
    (
        arg("--language", choices=LANGUAGES, default="kk", help=N_("language of the leaflet (kk)")),
        arg("--format", choices=("pdf", "html"), default="pdf", help=N_("pdf, or a page that can be read aloud (pdf)")),
        arg("--out", required=True, metavar="FILE", help=N_("file to write")),
    ),
    client=False,
)
