"""``client.app.attaching`` for the verbs that send files."""

from __future__ import annotations

from pathlib import Path

from client.cli.texts import N_
from client.cli.using import use
from client.cli.verb import Verb, arg

AS_IT_IS = arg(
    "--as-it-is", action="store_true", help=N_("send files with all that is hidden in them: places, names, earlier versions")
)


CLEAN = Verb(
    "clean",
    N_("a copy of a picture, PDF or office file without what is hidden in it: places, names, times, earlier versions"),
    "photo.jpg --out clean.jpg",
    use("client.app.attaching:clean_file"),
    (
        arg("file", metavar="FILE", parse=Path, help=N_("the file")),
        arg("--out", required=True, metavar="FILE", parse=Path, help=N_("file to write")),
    ),
    client=False,
)
