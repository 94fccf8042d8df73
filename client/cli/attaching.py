"""``client.app.attaching`` for the verbs that send files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from client.app import attaching
from client.cli.context import Context
from client.cli.showing import shown
from client.cli.texts import N_, language
from client.cli.verb import Answer, Verb, arg
from client.words.saying import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from client.app.office import Office
    from client.guard.cleaning import Cleaned
    from client.law.records.reports import Attachment
    from crypto.types import CircleId

AS_IT_IS = arg(
    "--as-it-is", action="store_true", help=N_("send files with all that is hidden in them: places, names, earlier versions")
)


async def attach(_context: Context, office: Office, circle: CircleId, path: str, *, as_it_is: bool) -> Attachment:
    return await attaching.attach(office, circle, Path(path), as_it_is=as_it_is)


async def attach_scan(_context: Context, office: Office, circle: CircleId, path: str, *, as_it_is: bool) -> str:
    return await attaching.attach_scan(office, circle, Path(path), as_it_is=as_it_is)


def cleaned_or_refused(path: str, data: bytes) -> Cleaned:
    return attaching.cleaned_or_refused(Path(path), data)


def hidden(removed: Iterable[str]) -> str:
    """What was taken out, in words."""
    return word(attaching.hidden(removed), language())


def clean_file(_context: Context, args: argparse.Namespace) -> Answer:
    return shown(attaching.clean_file(attaching.CleanFile(Path(args.file), Path(args.out))))


CLEAN = Verb(
    "clean",
    N_("a copy of a picture, PDF or office file without what is hidden in it: places, names, times, earlier versions"),
    "photo.jpg --out clean.jpg",
    clean_file,
    (
        arg("file", metavar="FILE", help=N_("the file")),
        arg("--out", required=True, metavar="FILE", help=N_("file to write")),
    ),
    client=False,
)
