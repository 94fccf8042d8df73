"""Samples of the contract and of what follows from it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.law.records.contract import Clause, Contract
from client.law.tables.clauses import CLAUSES, MANDATORY
from client.texts import translated
from tests.documents.samples import ENTRY, FILE, OFFICIAL, PERSON, Sample, facts


def clauses(language: str, ids: tuple[str, ...]) -> tuple[Clause, ...]:
    return tuple(Clause(id, translated(CLAUSES[id].text, language).replace("{", "«").replace("}", "»")) for id in ids)


def contract(language: str, **changes: Any) -> Contract:
    value = Contract(FILE, 1, language, ENTRY, ("M2.1a",), clauses(language, MANDATORY[:6]), "c3" * 32)
    return replace(value, **changes)


def _contract(language: str, **changes: Any) -> Facts[Any]:
    return facts(contract(language, **changes), language, OFFICIAL, PERSON)


SAMPLES = (
    Sample(
        "contract",
        lambda language: _contract(language),
        lambda language: _contract(language, clauses=clauses(language, tuple(CLAUSES))),
        {"clauses": lambda language: _contract(language, clauses=())},
    ),
)
