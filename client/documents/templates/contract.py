"""The contract of L72 23(6), as it was read and signed: its clauses are the record's own words."""

from __future__ import annotations

from client.documents.document import Block, Clause, Document, Fields, Heading, Notice
from client.documents.errors import MissingField
from client.documents.facts import Facts
from client.documents.registry import Template
from client.documents.templates.parts import how_to_check, signatures
from client.law.records.contract import Contract
from client.law.titles import N_

TITLE = N_("Contract on the security of a protected person")

UNSIGNED = N_("Not signed by both")
UNSIGNED_MEANS = N_("This is the text as it was offered. It binds nobody until the person and the body have signed it.")


def contract(facts: Facts[Contract]) -> Document:
    """Only in its own language: what was signed is that text and no translation of it. Raises ``MissingField``."""
    value, w = facts.value, facts.words
    if w.language != value.language:
        raise MissingField(f"the contract was made in {value.language}: there is no text of it in {w.language}")
    if not value.clauses:
        raise MissingField("the contract has no clauses")
    rows = (
        (w(N_("Implementing body")), facts.author.body),
        (w(N_("File")), value.file[:8]),
        (w(N_("Protected person")), w(N_("{pseudonym} (pseudonym)"), pseudonym=facts.file.case.pseudonym)),
        (w(N_("Version")), str(value.version)),
        (w(N_("Language")), w.language_name(value.language)),
        (w(N_("Fingerprint of the text")), value.text_hash[:16]),
    )
    blocks: tuple[Block, ...] = (Fields(rows), Heading(w(N_("Clauses"))), *(Clause(each.id, each.text) for each in value.clauses))
    if value.annexes:
        blocks = (*blocks, Heading(w(N_("Annexes"))), *(Clause(each.id, each.text) for each in value.annexes))
    by_body = [bool(each.body) for each in facts.signers]
    if not any(by_body) or all(by_body):
        blocks = (Notice(w(UNSIGNED), w(UNSIGNED_MEANS)), *blocks)
    return Document(
        "contract", w.language, w(TITLE), facts.author.body, f"{value.file[:8]}/{value.version}", w.date(facts.author.at),
        w.article("23(6)"), (*blocks, how_to_check(facts)), signatures(facts),
    )  # fmt: skip


TEMPLATES = (Template("contract", "contract", TITLE, "23(6)", contract),)
