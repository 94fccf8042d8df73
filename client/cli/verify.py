"""``qorgan verify``: whether a document is genuine, told by its file, the evidence that came with it and the root's fingerprint.

It needs no account, no store and no server: what it says follows from signatures alone.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from client.cli.context import Context, read_file
from client.cli.sealing import seal_line
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, say, when
from client.core.records import parse as parse_record
from client.law.catalogue import parse
from client.law.payload import NotOfTheForm
from client.law.records.contract import Contract, ContractClosed
from client.law.records.papers import DocumentIssued
from crypto.errors import Forged, Usage
from crypto.evidence import Evidence, Proven, directory_of, revoked_at, verify_evidence
from crypto.primitives import sha256

MAX_FILE = 16 << 20


@dataclass(frozen=True)
class _Read:
    """An exhibit and the record in it; None where it stays sealed."""

    proven: Proven
    value: object | None

    @property
    def hash(self) -> str:
        return self.proven.entry.hash.hex()


def verify(_context: Context, args: argparse.Namespace) -> Answer:
    """Raises ``Forged``, ``Refused``, ``Malformed``: each says what does not hold."""
    data, root = read_file(args.paper, MAX_FILE), _fingerprint(args.root)
    evidence = Evidence.decode(read_file(args.evidence, MAX_FILE))
    items = [_Read(each, _value(each)) for each in verify_evidence(evidence, root)]
    digest = sha256(data).hex()
    issued = [(each, each.value) for each in items if isinstance(each.value, DocumentIssued) and each.value.file_hash == digest]
    if not issued:
        raise Forged(_("this file is not the one that the evidence is about, or it was altered"), "unknown-document")
    given, value = issued[-1]
    source = next((each for each in items if each.hash == value.of and each.value is not None), None)
    if source is None or source.proven.device is None or given.proven.device is None:
        raise Forged(_("the evidence lacks the record that the document was made from"), "no-source")
    device, at = given.proven.device, given.proven.accepted_at
    told = _("genuine: given out {time} by {name}, {body}, to {recipient}")
    made = _("made from a record of {time} by {name}, {body}")
    author = source.proven.device
    lines = [
        told.format(time=when(at), name=device.name, body=device.body.name, recipient=value.recipient),
        made.format(time=when(source.proven.accepted_at), name=author.name, body=author.body.name),
        seal_line(data, directory_of(evidence, root), at, device.body, revoked_at(evidence, at)),
        *_contract_lines(source, items),
        _("revocations count as far as the lists in the evidence go: ask for a newer evidence where much depends on it"),
    ]
    return say(*lines, form=value.form, language=value.language, code=value.code, entry=value.of, body=device.body.name)


def _value(proven: Proven) -> object | None:
    if proven.plaintext is None:
        return None
    record = parse_record(proven.plaintext)
    try:
        return parse(record.type, record.version, dict(record.payload))
    except NotOfTheForm as error:
        raise Forged(_("a record in the evidence is not of the form: {error}").format(error=error), "malformed-record") from None


def _contract_lines(source: _Read, items: list[_Read]) -> list[str]:
    """Who signed a contract. Raises ``Forged`` where the evidence names a signature and lacks it."""
    if not isinstance(source.value, Contract):
        return []
    closed = [(each, each.value) for each in items if isinstance(each.value, ContractClosed) and each.value.contract == source.hash]
    if not closed:
        return [_("NOT signed by both: the text was only offered")]
    last, value = closed[-1]
    signature = next((each for each in items if each.hash == value.signature_entry), None)
    if signature is None or signature.proven.device is not None or last.proven.device is None:
        raise Forged(_("the evidence lacks the signature of the person"), "no-signature")
    person = _(
        "signed by the person {time}, key {key}; the words of that entry stay sealed, the body says that it is the signature"
    )
    body = _("signed by the body {time}: {name}, {body}")
    device = last.proven.device
    return [
        person.format(time=when(signature.proven.accepted_at), key=signature.proven.entry.header.author.hex()[:16]),
        body.format(time=when(last.proven.accepted_at), name=device.name, body=device.body.name),
    ]


def _fingerprint(text: str) -> bytes:
    try:
        root = bytes.fromhex(text)
    except ValueError:
        root = b""
    if len(root) != 32:
        raise Usage(_("the fingerprint of the root has 64 hex digits"))
    return root


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
        ),
        client=False,
    ),
)
