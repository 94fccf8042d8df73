"""What verbs share that give something out, and the one for the leaflet, which rests on no record."""

from __future__ import annotations

import argparse
from pathlib import Path

from client.cli.context import Context
from client.cli.showing import shown
from client.cli.texts import LANGUAGES, N_
from client.cli.verb import Answer, Verb, arg


def leaflet_made(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.papers.handouts import WriteLeaflet, write_leaflet

    return shown(write_leaflet(WriteLeaflet(Path(args.out), args.language, args.format), context.clock()))


TO = (
    arg("--to", default="", help=N_("who gets it (you)")),
    arg("--purpose", default="", help=N_("what for (your own use)")),
)
"""Of what leaves the program other than as a document."""
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
