"""Evidence for who has no store: one document's records, with their proofs, in a file that opens them and nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.door import guarded_texts, read_by_guard
from client.app.outcome import Outcome, outcome
from client.app.papers.facts import keeper_of
from client.app.papers.genuine import given_out_as
from client.app.papers.giving_out import recorded_first
from client.app.papers.making import MAX_PAPER, made_again, source_of
from client.app.papers.seals import seal_of
from client.app.papers.signatures import signatures_of
from client.app.reading import Seen, everything
from client.app.saying import say
from client.formats.disk import nothing_there, read_file
from client.law.file import EMPTY_FILE
from client.law.records.papers import EvidenceGiven
from crypto.certificate import key_id
from crypto.errors import Usage
from crypto.primitives import sha256

if TYPE_CHECKING:
    from client.app.office import Office
    from client.documents.document import Document


@dataclass(frozen=True, slots=True)
class GiveEvidence:
    """``paper``: the document, as it was given out. ``to``: who gets the evidence; ``purpose``: what for."""

    paper: Path
    to: str
    purpose: str
    out: Path


async def give_evidence(office: Office, wish: GiveEvidence) -> Outcome:
    """The record that it was given out stands before the file does; what is not genuine gets none."""
    nothing_there(wish.out)
    paper = read_file(str(wish.paper), MAX_PAPER)
    await office.sync()
    items = everything(office)
    issued, value = given_out_as(items, sha256(paper).hex())
    author = issued.entry.author
    if author is None:
        raise Usage("this is the person's own copy: give out a copy of your body, and evidence of that", "own-copy")
    source = source_of(items, value)
    again = made_again(office, issued, value, source)
    found = seal_of(paper)
    seal = [] if found is None else [(key_id(author.body.verify_key), found.seal.serial)]
    read_by_guard(office, guarded_texts(source.value))
    opened = _opened(items, issued, source)
    data = (await office.channel.evidence(opened, seal, _words(office, source, again))).encode()
    given = EvidenceGiven(tuple(each.hex() for each in opened), sha256(data).hex(), wish.to, wish.purpose)
    done = await recorded_first(wish.out, data, lambda: office.writing.first(issued.circle, given))
    root = office.channel.deployment.fingerprint.hex()
    told = say("evidence: {out}", out=str(wish.out))
    return outcome(told, written=(done,), out=str(wish.out), root=root)


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
