"""New personal data and documents (L72 19): what is on the table, what was signed, where each document stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.records.newdata import (
    DataCounter,
    DataLinked,
    DataProposal,
    DataSigned,
    DocumentChecked,
    DocumentState,
    NewDataFate,
)
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Document:
    """``valid``: it answers as valid and tells nothing old; None where nobody asked yet (S-26)."""

    document: str
    kind: str
    state: str
    task: str
    changed_at: int
    valid: bool | None = None


@dataclass(frozen=True, slots=True)
class NewData:
    """``set`` and ``proposal`` (entry hash): what is on the table. ``signed_by``: capacity of who signed that very proposal, else
    empty. ``countered``: the person has another wish for it. ``linked``: the link to the old data was sealed. ``keeps``: whether
    the person keeps the new data after the end; None before that is decided, when they do keep it (AMB-25)."""

    set: str = ""
    proposal: str = ""
    signed_by: str = ""
    countered: bool = False
    linked: bool = False
    documents: HashTrieMap[str, Document] = field(default_factory=HashTrieMap)
    keeps: bool | None = None

    @property
    def agreed(self) -> bool:
        return bool(self.signed_by)

    def of(self, document: str) -> Document | None:
        return self.documents.get(document)

    def all(self) -> tuple[Document, ...]:
        return tuple(sorted(self.documents.values(), key=lambda each: (each.kind, each.document)))


EMPTY = NewData()


def _proposed(known: NewData, act: Act[DataProposal], _: File) -> NewData:
    """Another proposal takes back what was signed."""
    return replace(known, set=act.value.set, proposal=act.hash, signed_by="", countered=False)


def _countered(known: NewData, act: Act[DataCounter], _: File) -> NewData:
    return replace(known, countered=True, signed_by="") if act.value.proposal == known.proposal else known


def _signed(known: NewData, act: Act[DataSigned], _: File) -> NewData:
    if act.value.proposal != known.proposal:
        return known
    return replace(known, signed_by=str(act.author.writer) if act.value.signed else "", countered=False)


def _linked(known: NewData, act: Act[DataLinked], _: File) -> NewData:
    return replace(known, linked=True)


def _moved(known: NewData, act: Act[DocumentState], _: File) -> NewData:
    value, before = act.value, known.of(act.value.document)
    valid = None if before is None else before.valid
    task = value.task or ("" if before is None else before.task)
    document = Document(value.document, value.kind, value.state, task, act.at, valid)
    return replace(known, documents=known.documents.insert(value.document, document))


def _checked(known: NewData, act: Act[DocumentChecked], _: File) -> NewData:
    before = known.of(act.value.document)
    if before is None:
        return known
    valid = act.value.valid and not act.value.reveals
    return replace(known, documents=known.documents.insert(before.document, replace(before, valid=valid)))


def _settled(known: NewData, act: Act[NewDataFate], _: File) -> NewData:
    return replace(known, keeps=act.value.keeps)


ON: Mapping[type, Callable[[NewData, Act[Any], File], NewData]] = {
    DataProposal: _proposed,
    DataCounter: _countered,
    DataSigned: _signed,
    DataLinked: _linked,
    DocumentState: _moved,
    DocumentChecked: _checked,
    NewDataFate: _settled,
}
