"""Samples of papers on issued equipment."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.law.records.property import ItemChanged, ItemIssued, ItemListed
from tests.documents.samples import AT, IMPLEMENTER, PERSON, Sample, facts, long_text, related, said

ITEM = "17" * 16


def _listed(language: str, measure: str, kind: str) -> dict[str, Any]:
    act = said(language, "Үкімет қаулысы № 5", "постановление Правительства № 5", "decree No. 5 of the Government")
    return {"item-listed": related(ItemListed(ITEM, measure, kind, "СЖ-0417", act, ""), by=IMPLEMENTER)}


def _issued(language: str, licence: str = "", measure: str = "M2.2a", kind: str = "VEST") -> Facts[Any]:
    note = said(language, "жаңа", "новое", "new")
    return facts(ItemIssued(ITEM, licence, note), language, IMPLEMENTER, related=_listed(language, measure, kind))


def _weapon(language: str) -> Facts[Any]:
    licence = said(language, "рұқсат № 77-104", "разрешение № 77-104", "permit No. 77-104")
    made = _issued(language, licence, "M2.2e", "SERVICE_WEAPON")
    return replace(made, value=replace(made.value, note=long_text(language, 2)), signers=(IMPLEMENTER, PERSON))


def _changed(language: str, event: str, **changes: Any) -> Facts[Any]:
    source = said(language, "қорғалатын адам", "защищаемое лицо", "the protected person")
    value = replace(ItemChanged(ITEM, event, AT, source, ""), **changes)
    return facts(value, language, IMPLEMENTER, related=_listed(language, "M2.2c", "PHONE"))


def _unread(given: Facts[Any]) -> Facts[Any]:
    return replace(given, related={})


SAMPLES = (
    Sample(
        "item-receipt",
        _issued,
        _weapon,
        {
            "item-listed": lambda language: _unread(_issued(language)),
            "licence": lambda language: _issued(language, "", "M2.2e", "SERVICE_WEAPON"),
        },
    ),
    Sample(
        "item-return",
        lambda language: _changed(language, "RETURNED"),
        lambda language: _changed(language, "RETURNED", note=long_text(language, 2)),
        {"item-listed": lambda language: _unread(_changed(language, "RETURNED"))},
    ),
    Sample(
        "item-minute",
        lambda language: _changed(language, "LOST"),
        lambda language: _changed(language, "DAMAGED", note=long_text(language, 2)),
        {"item-listed": lambda language: _unread(_changed(language, "LOST"))},
    ),
)
