"""Documents: a paper made from a record, given out with a watermark; and whether a paper is what the file holds."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.door import DOCUMENT, read_by_guard, without_hashes
from client.app.reading import Seen, everything, lawful, numbered, of_type, own_device, the_only
from client.cli.context import Context
from client.cli.papers import MAX_PAPER, document_of, made_again, source_of
from client.cli.remade import held_against
from client.cli.sealing import seal_lines, seal_of, sealed
from client.cli.sending import send_first, sent
from client.cli.texts import LANGUAGES, N_, _
from client.cli.verb import Answer, Verb, arg, one_line, say, when
from client.documents.document import Document
from client.documents.html import html
from client.documents.typesetting import pdf
from client.documents.words import Words
from client.formats.disk import nothing_there, read_file, write_new
from client.law.records.papers import DocumentIssued
from crypto.document import printed, read_code
from crypto.errors import Forged, Malformed, Usage
from crypto.primitives import sha256

if TYPE_CHECKING:
    from client.app.office import Office

MARK = N_("Copy for {recipient}, {time}, by {name}")
"""In the language of the document: whoever holds it reads it."""


async def document(context: Context, args: argparse.Namespace) -> Answer:
    """Everything that can go wrong goes wrong before the record is written, and the record stands before the file does."""
    office = context.office
    if args.seal and args.format != "pdf":
        raise Usage(_("only a PDF carries a seal"))
    await office.sync()
    out = Path(args.out)
    nothing_there(out)
    item, now = _record(office, args.record), context.clock()
    mark = Words(args.language)(MARK, recipient=args.to, time=Words(args.language).time(now), name=own_device(office).name)
    made = document_of(office, item, args.language, mark, form=args.form)
    read_by_guard(office, ((DOCUMENT, without_hashes(text, item)) for text in made.texts()))
    data = pdf(made, item.at) if args.format == "pdf" else html(made).encode()
    if args.seal:
        data = sealed(context, args.seal, data, now)
    value = DocumentIssued(
        made.form,
        item.entry.hash.hex(),
        args.language,
        args.format.upper(),
        made.code,
        sha256(data).hex(),
        args.to,
        args.purpose,
        mark,
    )
    done = await send_first(office, item.circle, value)
    write_new(out, data, secret=True)
    return sent(
        done, _("{title}: {out}, code {code}").format(title=made.title, out=out, code=made.code), code=made.code, out=str(out)
    )


def _record(office: Office, name: str) -> Seen:
    """By the first digits of its hash, or the newest of a type, one in a circle of a file before its copy at a front desk. Raises
    ``Usage``."""
    items = lawful(everything(office))
    typed = sorted(
        (each for each in items if each.name == name), key=lambda each: office.casework.of_circle(each.circle) is not None
    )
    return the_only(numbered(items, name) or typed[-1:])


async def verify_document(context: Context, args: argparse.Namespace) -> Answer:
    """Asks no server: what this holder has verified of the chain says which file was given out, when, by whom and to whom."""
    office = context.office
    if not args.paper and not args.code:
        raise Usage(_("name the file, or the code with --code"))
    data = read_file(args.paper, MAX_PAPER) if args.paper else None
    digest = None if data is None else sha256(data).hex()
    code = _as_printed(args.code) if args.code else None
    items = everything(office)
    issued = [pair for pair in of_type(items, DocumentIssued) if (pair[1].file_hash == digest if digest else pair[1].code == code)]
    if not issued:
        seal_of(data or b"")  # says so where a seal tells that the file was changed
        raise Forged(
            _("this file was never given out from the files that you read, or it was altered")
            if digest
            else _("this code was never given out in the files that you read"),
            "unknown-document",
        )
    item, value = issued[-1]
    source = source_of(items, value)
    again = made_again(office, item, value, source)
    if code not in (None, value.code):
        raise Forged(_("the code belongs to another document"), "other-code")
    lines = [
        _("genuine: {title}, given out {time} by {name} to {recipient}").format(
            title=again.title, time=when(item.at), name=item.author, recipient=one_line(value.recipient)
        ),
        _("made from the record of {time} by {name}").format(time=when(source.at), name=source.author),
    ]
    if data is not None:
        lines += _file_lines(office, data, item, again, source.at)
    else:
        lines.append(_("only the code was checked: compare the words, or check the file"))
    return say(*lines, form=value.form, code=value.code, entry=value.of, issued=item.entry.hash)


def _file_lines(office: Office, data: bytes, issued: Seen, again: Document, at: int) -> list[str]:
    """Of a file that was given out: its seal, by the log as it stood then, and whether it is what the record makes."""
    found, device = seal_of(data), issued.entry.author
    author = None if device is None else device.body
    lines = seal_lines(found, office.channel.directory, author, issued.entry.index, issued.at)
    return [*lines, held_against(data if found is None else found.original, again, at)]


def _as_printed(code: str) -> str:
    try:
        return printed(read_code(code))
    except Malformed as error:
        raise Usage(str(error), error.code) from None


VERBS = (
    Verb(
        "document",
        N_("make a document from a record, with a watermark; that it was given out is recorded first"),
        'decision --language ru --to "the person" --purpose "copy served" --out decision.pdf',
        document,
        (
            arg("record", help=N_("first digits of the record's hash, or its type for the newest")),
            arg("--form", default="", metavar="ID", help=N_("which paper, of a record that makes several")),
            arg("--language", choices=LANGUAGES, default="kk", help=N_("language of the document (kk)")),
            arg("--format", choices=("pdf", "html"), default="pdf", help=N_("pdf, or a page that can be read aloud (pdf)")),
            arg("--seal", metavar="FILE", help=N_("file of the body's document seal: common readers can check the PDF then")),
            arg("--to", required=True, help=N_("who gets it")),
            arg("--purpose", required=True, help=N_("what for")),
            arg("--out", required=True, metavar="FILE", help=N_("file to write")),
        ),
    ),
    Verb(
        "verify-document",
        N_("whether a document is what the file holds; no server is asked"),
        "decision.pdf",
        verify_document,
        (
            arg("paper", nargs="?", metavar="FILE", help=N_("the file")),
            arg("--code", help=N_("the code at the foot of a page, where only paper is at hand")),
        ),
    ),
)
