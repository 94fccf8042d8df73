"""``qorgan verify``: whether a document is genuine, told by its file, the evidence that came with it and the root's fingerprint."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace

from client.cli.context import Context
from client.cli.texts import N_
from client.cli.using import use
from client.cli.verb import Answer, Verb, arg
from client.formats.disk import read_file


def _read(_context: Context, args: argparse.Namespace) -> None:
    from client.app.checking import fingerprint
    from client.app.papers.making import MAX_PAPER

    args.paper, args.evidence = read_file(args.paper, MAX_PAPER), read_file(args.evidence, MAX_PAPER)
    args.root = fingerprint(args.root)


CHECK = use("client.app.checking:check_document", _read)


async def verify(context: Context, args: argparse.Namespace) -> Answer:
    answer = await CHECK(context, args)
    record = (json.dumps(answer.data["record"], ensure_ascii=False, indent=2),) if args.record else ()
    return replace(answer, lines=(*answer.lines, *record))


VERBS = (
    Verb(
        "verify",
        N_("check a document that was given out, with its evidence: no account and no server are needed"),
        "contract.pdf --evidence contract.evidence --root 64HEX",
        verify,
        (
            arg("paper", metavar="FILE", help=N_("the document, as it was given out")),
            arg("--evidence", required=True, metavar="FILE", help=N_("the evidence that came with it")),
            arg(
                "--root",
                required=True,
                metavar="FINGERPRINT",
                help=N_("fingerprint of the deployment's root, from a place you trust"),
            ),
            arg("--record", action="store_true", help=N_("show the record that the document was made from")),
        ),
        client=False,
        verdict=True,
    ),
)
