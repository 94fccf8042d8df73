"""Evidence for who has no store: one document's records, with their proofs, in a file that opens them and nothing else."""

from __future__ import annotations

import argparse
from pathlib import Path

from client.cli.context import Context, nothing_there, read_file, write_new
from client.cli.reading import Seen, everything, of_type
from client.cli.sending import send, sent
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg
from client.law.records.contract import ContractClosed
from client.law.records.papers import DocumentIssued, EvidenceGiven
from crypto.errors import Forged, Refused
from crypto.primitives import sha256

MAX_FILE = 16 << 20


async def evidence(context: Context, args: argparse.Namespace) -> Answer:
    """The record that it was given out stands before the file does."""
    client = context.client
    await client.sync()
    out = Path(args.out)
    nothing_there(out)
    items = everything(client)
    issued = _issued(items, sha256(read_file(args.paper, MAX_FILE)).hex())
    opened, closed_over = _exhibits(items, issued)
    data = client.evidence([*((each, True) for each in opened), *((each, False) for each in closed_over)]).encode()
    given = EvidenceGiven(
        tuple(each.hex() for each in opened), tuple(each.hex() for each in closed_over), sha256(data).hex(), args.to, args.purpose
    )
    done = await send(client, issued.circle, given)
    if done is None:
        raise Refused(_("what is given out must be in the chain first, and the server is not there"), "offline")
    write_new(out, data)
    fingerprint = client.deployment.fingerprint.hex()
    line = _("evidence: {out}. To check it, anywhere: qorgan verify {paper} --evidence {out} --root {fingerprint}")
    return sent(done, line.format(out=out, paper=args.paper, fingerprint=fingerprint), out=str(out), root=fingerprint)


def _issued(items: tuple[Seen, ...], digest: str) -> Seen:
    found = [item for item, value in of_type(items, DocumentIssued) if value.file_hash == digest]
    if not found:
        raise Forged(_("this file was never given out from the files that you read, or it was altered"), "unknown-document")
    return found[-1]


def _exhibits(items: tuple[Seen, ...], issued: Seen) -> tuple[list[bytes], list[bytes]]:
    """Entry hashes of what is opened: that it was given out, what it was made from, that the body closed the contract; and of what
    stays sealed: the person's signature."""
    if not isinstance(issued.value, DocumentIssued):
        raise TypeError(issued.value)
    source = issued.value.of
    closed = [(item, value) for item, value in of_type(items, ContractClosed) if value.contract == source][-1:]
    before = [(item, value) for item, value in closed if item.entry.index < issued.entry.index]
    opened = [issued.entry.hash, bytes.fromhex(source), *(item.entry.hash for item, _value in before)]
    return opened, [bytes.fromhex(value.signature_entry) for _item, value in before]


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
