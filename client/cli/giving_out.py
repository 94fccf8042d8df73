"""What verbs share that give something out, and the one for the leaflet, which rests on no record."""

from __future__ import annotations

from pathlib import Path

from client.cli.texts import LANGUAGES, N_
from client.cli.using import use
from client.cli.verb import Verb, arg

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
    use("client.app.papers.handouts:write_leaflet"),
    (
        arg("--language", choices=LANGUAGES, default="kk", help=N_("language of the leaflet (kk)")),
        arg("--format", choices=("pdf", "html"), default="pdf", help=N_("pdf, or a page that can be read aloud (pdf)")),
        arg("--out", required=True, metavar="FILE", parse=Path, help=N_("file to write")),
    ),
    client=False,
)
