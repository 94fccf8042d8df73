"""The contract of L72 23(6) between the implementing body and the protected person (A.7)."""

from __future__ import annotations

from dataclasses import dataclass

from client.law.payload import NotOfTheForm, wants_hex, wants_one_of, wants_text
from client.law.record_type import IMP, record
from client.law.titles import N_
from client.law.words import LANGUAGES, PERSONAL_MEASURES, Circle

# fmt: off
MANDATORY = (
    "K01", "K02", "K03", "K04", "K05", "K06", "K07", "K08", "K09", "K11",
    "K13", "K14", "K15", "K21", "K22", "K23", "K24", "K25", "K28", "K30",
)
# fmt: on
"""Clauses without an "if" in A.7, which every contract has. K04 also where no measure needs consent: it then says so."""


@dataclass(frozen=True, slots=True)
class Clause:
    id: str
    text: str

    def __post_init__(self) -> None:
        wants_text(self.id, "id of the clause", 8)
        wants_text(self.text, f"clause {self.id}")


@dataclass(frozen=True, slots=True)
class Contract:
    """``text_hash``: SHA-256 (hex) over the clauses as they are shown, in order; what the person signs and consents to."""

    file: str
    version: int
    language: str
    selection: str
    measures: tuple[str, ...]
    clauses: tuple[Clause, ...]
    text_hash: str

    def __post_init__(self) -> None:
        wants_hex(self.file, 16, "file")
        wants_hex(self.selection, 32, "selection")
        wants_hex(self.text_hash, 32, "text_hash")
        wants_one_of(self.language, LANGUAGES, "language")
        for measure in self.measures:
            wants_one_of(measure, PERSONAL_MEASURES, "measure")
        present = {clause.id for clause in self.clauses}
        missing = [clause for clause in MANDATORY if clause not in present]
        if missing:
            raise NotOfTheForm(f"the contract lacks clause {missing[0]} (L72 23(6))")

    @property
    def text(self) -> str:
        """The contract as it is read: one clause a paragraph."""
        return contract_text(self.clauses)


@dataclass(frozen=True, slots=True)
class ContractClosed:
    """The implementing body has the person's signature and adds its own: SIGNED_BOTH (A.7)."""

    contract: str
    signature_entry: str

    def __post_init__(self) -> None:
        wants_hex(self.contract, 32, "contract")
        wants_hex(self.signature_entry, 32, "signature_entry")


def contract_text(clauses: tuple[Clause, ...]) -> str:
    return "\n\n".join(f"{clause.id}. {clause.text}" for clause in clauses)


def consents_wanted(contract: Contract) -> tuple[str, ...]:
    """The measures of the contract that need the person's own yes (A.8), each separately (K04)."""
    return tuple(code for code in contract.measures if PERSONAL_MEASURES[code].consent)


TYPES = (
    record("contract", Contract, "L72-23.6a", (Circle.PERSON,), IMP, title=N_("CONTRACT offered")),
    record("contract-closed", ContractClosed, "L72-23.6a", (Circle.PERSON,), IMP, title=N_("CONTRACT signed by both")),
)
