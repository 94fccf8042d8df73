"""New personal data and the documents with it (L72 19; AMB-25, S-03, S-26).

The set of new data goes back and forth until the person, or the representative, signs it. All that holds it is restricted: the
supervising prosecutor sees that and when, and the data only after asking with a reason (A.11).
"""

from __future__ import annotations

from client.law.payload import wants_hex, wants_one_of, wants_text
from client.law.record_type import IMP, PERSONAL, record, report
from client.law.tables.documents import DOCUMENTS, STATES
from client.law.titles import N_
from client.law.words import Circle
from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class NewField:
    name: str
    value: str

    def __post_init__(self) -> None:
        wants_text(self.name, "name of the field", 40)
        wants_text(self.value, f"new {self.name}", 500)


@dataclass(frozen=True, slots=True)
class DataProposal:
    """A whole set, as the official proposes it; the newest is the one on the table."""

    set: str
    fields: tuple[NewField, ...]
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.set, 16, "set")


@dataclass(frozen=True, slots=True)
class DataCounter:
    """The person's own set instead of the proposal of this entry hash. The official proposes it back to be signed."""

    proposal: str
    fields: tuple[NewField, ...]
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.proposal, 32, "proposal")


@dataclass(frozen=True, slots=True)
class DataSigned:
    """Yes or no to the proposal of this entry hash: the final set."""

    proposal: str
    signed: bool
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.proposal, 32, "proposal")


@dataclass(frozen=True, slots=True)
class DataLinked:
    """Which new data stand for which old: sealed (hex), and nowhere else; or the entry hash (32 bytes, hex) of the record that has
    it sealed under two halves (``identity-added``)."""

    set: str
    sealed: str

    def __post_init__(self) -> None:
        wants_hex(self.set, 16, "set")
        wants_hex(self.sealed, None, "sealed")


@dataclass(frozen=True, slots=True)
class DocumentState:
    """One document of the list; its first record puts it there. ``task``: the task of the authority that issues it, or empty."""

    document: str
    kind: str
    state: str
    task: str
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.document, 16, "document")
        wants_one_of(self.kind, DOCUMENTS, "kind of document")
        wants_one_of(self.state, STATES, "state")
        if self.task:
            wants_hex(self.task, 16, "task")


@dataclass(frozen=True, slots=True)
class DocumentChecked:
    """S-26: the issuer was asked whether the document is valid. ``valid``: it answered so; ``reveals``: it told of old data."""

    document: str
    valid: bool
    reveals: bool
    note: str

    def __post_init__(self) -> None:
        wants_hex(self.document, 16, "document")


@dataclass(frozen=True, slots=True)
class NewDataFate:
    """After the measures ended: the person keeps the new data, or a competent body (``body``) ruled otherwise (AMB-25)."""

    keeps: bool
    body: str
    ruling: str
    reasons: str

    def __post_init__(self) -> None:
        wants_text(self.reasons, "reasons")


HERE = (Circle.PERSON,)

TYPES = (
    record("data-proposal", DataProposal, "L72-19.2", HERE, IMP, roles=("official",), title=N_("NEW DATA proposed")),
    report("data-counter", DataCounter, "L72-19.2", HERE, *PERSONAL, title=N_("NEW DATA: the person's own proposal")),
    report("data-signed", DataSigned, "L72-19.2", HERE, *PERSONAL, title=N_("NEW DATA: the person's answer")),
    record("data-linked", DataLinked, "L72-19.1", HERE, IMP, roles=("official",), title=N_("NEW DATA: link to the old, sealed")),
    record("document-state", DocumentState, "L72-19.1", HERE, IMP, title=N_("DOCUMENT")),
    record("document-checked", DocumentChecked, "S-26", HERE, IMP, title=N_("DOCUMENT: does it answer as valid")),
    record("new-data-fate", NewDataFate, "L72-19.1", HERE, IMP, roles=("official",), title=N_("NEW DATA after the end")),
)
