"""Documents: which a file can give, made from a record and given out, evidence for who has no store, and whether one is genuine."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from shlex import quote

from client.cli.context import Context
from client.cli.officer.file import FILE
from client.cli.texts import LANGUAGES, N_, _
from client.cli.using import use
from client.cli.verb import Answer, Verb, arg
from client.cli.viewing import SYNC


def _seal(context: Context, args: argparse.Namespace) -> None:
    """Whoever seals a PDF is asked for the passphrase of the seal."""
    args.seal_passphrase = context.seal_passphrase() if args.seal and args.format == "pdf" else ""


GIVE_EVIDENCE = use("client.app.papers.evidence:give_evidence")


async def evidence(context: Context, args: argparse.Namespace) -> Answer:
    """With the command that checks it."""
    answer = await GIVE_EVIDENCE(context, args)
    command = f"qorgan verify {quote(str(args.paper))} --evidence {quote(str(args.out))} --root {answer.data['root']}"
    return replace(answer, lines=(*answer.lines, _("to check it, anywhere: {command}").format(command=command)))


_TO = (
    arg("--to", required=True, help=N_("who gets it")),
    arg("--purpose", required=True, help=N_("what for")),
    arg("--out", required=True, metavar="FILE", parse=Path, help=N_("file to write")),
)

VERBS = (
    Verb(
        "documents",
        N_("the papers that can be made of a file, which of them are due, and how often each was given out"),
        "--file Swallow --due",
        use("client.app.papers.possible:list_papers"),
        (
            FILE,
            SYNC,
            arg("--language", choices=LANGUAGES, default="", help=N_("language of the documents (that of each record)")),
            arg("--due", action="store_true", help=N_("only those that are due and were never given out")),
        ),
    ),
    Verb(
        "document",
        N_("make a document from a record, with a watermark; that it was given out is recorded first"),
        'decision --language ru --to "the person" --purpose "copy served" --out decision.pdf',
        use("client.app.papers.giving_out:give_out_document", _seal),
        (
            arg("record", help=N_("first digits of the record's hash, or its type for the newest")),
            arg("--form", default="", metavar="ID", help=N_("which paper, of a record that makes several")),
            arg("--language", choices=LANGUAGES, default="kk", help=N_("language of the document (kk)")),
            arg("--format", choices=("pdf", "html"), default="pdf", help=N_("pdf, or a page that can be read aloud (pdf)")),
            arg(
                "--seal",
                metavar="FILE",
                parse=Path,
                help=N_("file of the body's document seal: common readers can check the PDF then"),
            ),
            *_TO,
        ),
    ),
    Verb(
        "verify-document",
        N_("whether a document is what the file holds; no server is asked"),
        "decision.pdf",
        use("client.app.papers.genuine:verify_document"),
        (
            arg("paper", nargs="?", metavar="FILE", parse=Path, help=N_("the file")),
            arg("--code", help=N_("the code at the foot of a page, where only paper is at hand")),
        ),
        verdict=True,
    ),
    Verb(
        "evidence",
        N_("make a file with which anyone can check a document that was given out, without an account or a server"),
        'contract.pdf --to "the court" --purpose "case 12" --out contract.evidence',
        evidence,
        (arg("paper", metavar="FILE", parse=Path, help=N_("the document, as it was given out")), *_TO),
    ),
)
