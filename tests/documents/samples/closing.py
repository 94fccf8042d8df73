"""Samples of closing data in reference services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.law.records.closures import ClosureDecision, ClosureOrder, LeftOut
from client.law.tables.services import SERVICES
from tests.documents.samples import AT, DAY, OFFICIAL, Sample, facts, long_text, said

UNTIL = AT + 180 * DAY


def _order(language: str, **changes: Any) -> Facts[Any]:
    basis = said(language, "бірлескен ереже, 4-тармақ", "совместные правила, пункт 4", "joint rules, paragraph 4")
    value = ClosureOrder("28" * 16, "CLOSE", "А-102/77-1931", UNTIL, basis, "")
    return facts(replace(value, **changes), language, OFFICIAL)


def _decision(language: str, **changes: Any) -> Facts[Any]:
    reasons = said(
        language, "Мекенжайды іздеу әрекеті болды.", "Были попытки узнать адрес.", "There were attempts to find the address."
    )
    value = ClosureDecision("27" * 16, "17-1", "CLOSE", UNTIL, ("ADDRESS", "PHONE"), (), reasons)
    return facts(replace(value, **changes), language, OFFICIAL)


def _long(language: str, kind: str) -> Facts[Any]:
    left = said(language, "ол жақта жазба жоқ", "там нет записи", "there is no record there")
    return _decision(
        language, kind=kind, services=tuple(SERVICES), left_out=(LeftOut("COURIER", left),), reasons=long_text(language)
    )


def _orders(kind: str) -> Sample:
    def short(language: str) -> Facts[Any]:
        return _order(language, kind=kind)

    def long(language: str) -> Facts[Any]:
        record = said(
            language,
            "77-ҚТ сериясы, 1-том, 12–48-беттер; қосымша карточка А-102; электрондық тіркелімдегі үш көшірме",
            "серия 77-КТ, том 1, листы 12–48; дополнительная карточка А-102; три копии в электронном реестре",
            "series 77-KT, volume 1, sheets 12–48; further card A-102; three copies in the electronic register",
        )
        return _order(language, kind=kind, record=record, under="K-7/26")

    missing: dict[str, Callable[[str], Facts[Any]]] = {"date": lambda language: _order(language, kind=kind, until=0)}
    return Sample(f"closure-{kind.lower()}", short, long, missing)


def _decisions(kind: str) -> Sample:
    missing = {"services": lambda language: _decision(language, kind=kind, services=())}
    return Sample(
        f"closure-decision-{kind.lower()}",
        lambda language: _decision(language, kind=kind),
        lambda language: _long(language, kind),
        missing,
    )


SAMPLES = (*map(_orders, ("CLOSE", "EXTEND", "LIFT")), *map(_decisions, ("CLOSE", "EXTEND", "LIFT")))
