"""New personal data (L72 19), the authorised official's part: propose, take up the person's wish, seal what was signed."""

from __future__ import annotations

import argparse

from client.cli.context import Context
from client.cli.newdata import fields_of
from client.cli.officer.file import FILE
from client.cli.showing import shown
from client.cli.texts import N_
from client.cli.verb import Answer, Verb, arg


async def newdata_open(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.identity import newdata

    return shown(await newdata.open_new_data(context.office, newdata.OpenNewData(args.file)))


async def newdata_propose(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.identity import newdata

    wish = newdata.ProposeNewData(fields_of(args.set), args.file, args.note or "")
    return shown(await newdata.propose_new_data(context.office, wish))


async def newdata_accept(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.identity import newdata

    return shown(await newdata.accept_new_data(context.office, newdata.AcceptNewData(args.file, args.note or "")))


async def newdata_link(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.identity import newdata

    return shown(await newdata.link_new_data(context.office, newdata.LinkNewData(args.file)))


async def newdata_show(context: Context, args: argparse.Namespace) -> Answer:
    from client.app.identity import newdata

    return shown(await newdata.show_new_data(context.office, newdata.ShowNewData(args.file)))


_SET = arg("--set", action="append", required=True, metavar="NAME=VALUE", help=N_("one of the new data"))
_NOTE = arg("--note", help=N_("note"))

VERBS = (
    Verb(
        "newdata-open",
        N_("open the circle in which new data stand: authorised officials and the person"),
        "--file Swallow",
        newdata_open,
        (FILE,),
    ),
    Verb(
        "newdata-propose",
        N_("propose new personal data to the person"),
        '--file Swallow --set "surname=Жаңаева" --set "name=Айгүл"',
        newdata_propose,
        (FILE, _SET, _NOTE),
    ),
    Verb("newdata-accept", N_("propose the person's own wish back, to be signed"), "--file Swallow", newdata_accept, (FILE, _NOTE)),
    Verb("newdata", N_("where the new data stand: proposed, countered, signed, linked"), "--file Swallow", newdata_show, (FILE,)),
    Verb(
        "newdata-link",
        N_("seal the signed new data to the identity, under a half of each body"),
        "--file Swallow",
        newdata_link,
        (FILE,),
    ),
)
