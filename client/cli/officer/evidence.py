"""Evidence for who has no store: one document's records, with their proofs, in a file that opens them and nothing else."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from client.app.door import guarded_texts, read_by_guard
from client.app.reading import Seen, everything, of_type
from client.cli.context import Context
from client.cli.papers import MAX_PAPER, keeper_of, made_again, signatures_of, source_of
from client.cli.sealing import seal_of
from client.cli.sending import send_first, sent
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg
from client.formats.disk import nothing_there, read_file, write_new
from client.law.file import EMPTY_FILE
from client.law.records.papers import DocumentIssued, EvidenceGiven
from crypto.certificate import key_id
from crypto.errors import Forged, Usage
from crypto.primitives import sha256

if TYPE_CHECKING:
    from client.app.office import Office
    from client.documents.document import Document


async def evidence(context: Context, args: argparse.Namespace) -> Answer:
    """The record that it was given out stands before the file does; what is not genuine gets none."""
    office = context.office
    await office.sync()
    out = Path(args.out)
    nothing_there(out)
    paper = read_file(args.paper, MAX_PAPER)
    items = everything(office)
    issued, value = _issued(items, sha256(paper).hex())
    author = issued.entry.author
    if author is None:
        raise Usage(_("this is the person's own copy: give out a copy of your body, and evidence of that"), "own-copy")
    source = source_of(items, value)
    again = made_again(office, issued, value, source)
    found = seal_of(paper)
    seal = [] if found is None else [(key_id(author.body.verify_key), found.seal.serial)]
    read_by_guard(office, guarded_texts(source.value))
    opened = _opened(items, issued, source)
    made = await office.channel.evidence(opened, seal, _words(office, source, again))
    data = made.encode()
    given = EvidenceGiven(tuple(each.hex() for each in opened), sha256(data).hex(), args.to, args.purpose)
    done = await send_first(office, issued.circle, given)
    write_new(out, data, secret=True)
    fingerprint = office.channel.deployment.fingerprint.hex()
    line = _("evidence: {out}. To check it, anywhere: qorgan verify {paper} --evidence {out} --root {fingerprint}")
    return sent(
        done, line.format(out=quote(str(out)), paper=quote(args.paper), fingerprint=fingerprint), out=str(out), root=fingerprint
    )


def _issued(items: tuple[Seen, ...], digest: str) -> tuple[Seen, DocumentIssued]:
    found = [(item, value) for item, value in of_type(items, DocumentIssued) if value.file_hash == digest]
    if not found:
        raise Forged(_("this file was never given out from the files that you read, or it was altered"), "unknown-document")
    return found[-1]


def _opened(items: tuple[Seen, ...], issued: Seen, source: Seen) -> list[bytes]:
    """Entry hashes: that it was given out, what it was made from; of a contract the person's signature and the body's."""
    signed = signatures_of(items, source, issued.entry.index)
    return [bytes(each.entry.hash) for each in (issued, source, *signed)]


def _words(office: Office, source: Seen, again: Document) -> bytes:
    """What the document tells beside its records, so that it can be made anew without a store: no word that it does not show."""
    case = office.casework.of_circle(source.circle)
    file = EMPTY_FILE if case is None else case.file
    shown = "\n".join(again.texts())
    pseudonym = file.case.pseudonym if file.case.pseudonym in shown else ""
    keeper = keeper_of(office, source)
    words = {"pseudonym": pseudonym, "keeper": keeper if keeper in shown else "", "zone_minutes": file.case.zone_minutes}
    return json.dumps(words, ensure_ascii=False, sort_keys=True).encode()


VERBS = (
    Verb(
        "evidence",
        N_("make a file with which anyone can check a document that was given out, without an account or a server"),
        'contract.pdf --to "the court" --purpose "case 12" --out contract.evidence',
        evidence,
        (
            arg("paper", metavar="FILE", help=N_("the document, as it was given out")),
            arg("--to", required=True, help=N_("who gets it")),
            arg("--purpose", required=True, help=N_("what for")),
            arg("--out", required=True, metavar="FILE", help=N_("file to write")),
        ),
    ),
)
