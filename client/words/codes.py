"""Codes of the law in words: no code stands before a person without its name.

A code is looked up in the field of the record that holds it (``complaints.route``), since some mean different things in different
records; without a field it has the meaning that most records give it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from client.law.book import BOOK
from client.law.records.reports import HIDDEN
from client.law.tables import bodies, direct, documents, equipment, expenses, grounds, measures, partners, referrals, threats
from client.law.tables.persons import PERSONS
from client.texts import N_, translated
from client.words.citing import citation
from client.words.code_names import IN_FIELD, NAMES
from client.words.saying import fill

WITH_CODE = N_("{name} ({code})")
_SUBJECTS = ("referrals.sender", "referrals.to", "residence.sender", "returns.partner", "trafficking.sender")
_TABLES: Mapping[str, Mapping[str, object]] = {
    "bodies.kind": bodies.BODY_KINDS,
    "bodies.partner": partners.PARTNERS,
    "ending.ground": grounds.GROUNDS,
    "money.type": expenses.EXPENSES,
    "newdata.kind": documents.DOCUMENTS,
    "property.type": equipment.ITEM_TYPES,
    "referrals.kind": referrals.KINDS,
    "reports.kind": threats.KINDS,
    "threats.kind": threats.KINDS,
    "reports.each": HIDDEN,
    "rulings.kind": bodies.IMPLEMENTERS,
    "tasks.kind": partners.TASK_KINDS,
    "tasks.reason": partners.REFUSALS,
    "threats.door": threats.DOORS,
    **dict.fromkeys(_SUBJECTS, referrals.SUBJECTS),
}
"""The tables that have titles, by the fields that hold their codes."""


def measure_name(code: str, lang: str) -> str:
    """``bodyguard (M2.1a)``; the code itself where no edition that is known here has it."""
    name = _measures().get(code)
    return code if name is None else fill(WITH_CODE, {"name": translated(name, lang), "code": code}, lang)


def code_name(code: str, lang: str, field: str = "") -> str:
    """The code in words; itself where it has none (a record of a newer program). Measures and persons keep their code beside the
    words, since the law is cited by it; a rule, a clock or a notice is called by its place in the law."""
    if code in _measures():
        return measure_name(code, lang)
    if code in PERSONS:
        return fill(WITH_CODE, {"name": translated(PERSONS[code].title, lang), "code": code}, lang)
    if code in _norms():
        return fill(WITH_CODE, {"name": citation(_norms()[code], lang), "code": code}, lang)
    name = next(_names(code, field), None)
    return code if name is None else translated(name, lang)


def _names(code: str, field: str) -> Iterator[str]:
    """What the code may be called, the most fitting first."""
    yield from (names[code] for names in (IN_FIELD.get(field, {}), _titles(field), NAMES) if code in names)
    yield from (titles[code] for each in _TABLES if code in (titles := _titles(each)))


@cache
def _titles(field: str) -> Mapping[str, str]:
    table = _TABLES.get(field, {})
    return {str(code): row if isinstance(row, str) else str(getattr(row, "title", "")) for code, row in table.items()}


@cache
def _measures() -> Mapping[str, str]:
    return {code: row.title for table in (direct.MEASURES, measures.PERSONAL_MEASURES) for code, row in table.items()}


@cache
def _norms() -> Mapping[str, str]:
    return {norm.id: norm.article for norms in (BOOK.rules, BOOK.clocks, BOOK.notices) for norm in norms}
