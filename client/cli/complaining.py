"""The verb by which a person complains."""

from __future__ import annotations

import argparse
from pathlib import Path

from client.cli.context import Context
from client.cli.showing import shown
from client.cli.texts import LANGUAGES, N_
from client.cli.verb import Answer, Argument, Verb, arg
from client.formats.disk import read_text

_LAW = "client.law.records.complaints"


async def complain(context: Context, args: argparse.Namespace) -> Answer:
    from client.app import complaints
    from client.cli.person import returning

    wish = complaints.Complain(
        about=args.about,
        to=args.to,
        text=read_text(args.text_file) if args.text_file else args.text or "",
        of=args.of or "",
        decider=args.decider or "",
        show=tuple(args.show or ()),
        pseudonym=args.pseudonym or "",
        language=args.language,
        desk=read_text(args.desk) if args.desk else "",
        print=Path(args.print) if args.print else None,
    )
    async with returning(context, args) as office:
        return shown(await complaints.complain(office, wish))


def verb(*common: Argument) -> Verb:
    """``common``: the arguments with which the person comes back."""
    return Verb(
        "complain",
        N_("complain of a decision, an act or that nothing is done: sealed to the authority, or printed to hand over"),
        '--card desk.card --about REFUSAL --of decision --to COURT --text "..." --show decision --print complaint.pdf',
        complain,
        (
            *common,
            arg("--about", choices=f"{_LAW}:ATTACKED", required=True, help=N_("what you complain of")),
            arg("--of", metavar="RECORD", help=N_("the decision or ruling: first digits of its hash, or its type for the newest")),
            arg("--decider", choices=f"{_LAW}:DECIDERS", help=N_("whose it was (else as the record says)")),
            arg("--to", choices=f"{_LAW}:ROUTES", required=True, help=N_("to whom you complain")),
            arg("--text", help=N_("the complaint in your own words")),
            arg("--text-file", metavar="FILE", help=N_("the same from a text file")),
            arg("--show", action="append", metavar="RECORD", help=N_("a record to show with it, chosen as with --of")),
            arg("--pseudonym", help=N_("how the file calls you (else as the contract says)")),
            arg("--language", choices=LANGUAGES, default="kk", help=N_("language of your text and of the paper (kk)")),
            arg("--desk", metavar="CARD", help=N_("public card of the authority's own front desk: send it there, sealed")),
            arg("--print", metavar="FILE", help=N_("write it as a paper to sign and hand over")),
        ),
        client=False,
    )
