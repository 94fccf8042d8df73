"""Papers that rest on no record: the leaflet of rights and duties, and cards with their QR code. They hold no data of a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from client.cli.context import Context
from client.cli.texts import LANGUAGES, N_, _
from client.cli.verb import Answer, Verb, arg, say
from client.documents.html import html
from client.documents.templates.card import enrolment, front_desk
from client.documents.templates.leaflet import leaflet
from client.documents.typesetting import pdf
from client.documents.words import Words
from client.formats.disk import nothing_there, write_new
from crypto.card import FrontDeskCard


def leaflet_made(context: Context, args: argparse.Namespace) -> Answer:
    """In the reader's language. It decides nothing and is recorded nowhere: that rights were explained is the officer's record."""
    out = Path(args.out)
    nothing_there(out)
    made = leaflet(Words(args.language))
    write_new(out, pdf(made, context.clock()) if args.format == "pdf" else html(made).encode())
    return say(_("{title}: {out}").format(title=made.title, out=out), out=str(out))


def enrolment_paper(context: Context, path: str, language: str, text: str, expires: int) -> None:
    """The card to hand over: like its text a secret, so that only the owner of the file reads it."""
    write_new(Path(path), pdf(enrolment(Words(language), text, expires), context.clock()), secret=True)


def front_desk_paper(context: Context, path: str, language: str, card: FrontDeskCard) -> None:
    write_new(Path(path), pdf(front_desk(Words(language), card.encode(), card.names), context.clock()))


PDF = (
    arg("--pdf", metavar="FILE", help=N_("also write it as a paper to hand over, with a QR code")),
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
