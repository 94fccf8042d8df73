"""Samples of the agreement on a stay in a safe place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.law.records.places import StayAgreement
from tests.documents.samples import AT, DAY, OFFICIAL, PERSON, Sample, facts, long_text, said


def _stay(language: str, **changes: Any) -> Facts[Any]:
    rules = said(
        language,
        "Түнде есік пен терезе жабық. Жаңа телефон пайдаланылады. Дүкенге қызметкермен бірге барады.",
        "Ночью двери и окна закрыты. Пользоваться новым телефоном. В магазин ходить с сотрудником.",
        "Doors and windows stay shut at night. The new telephone is used. To the shop one goes with the officer.",
    )
    value = StayAgreement("16" * 16, "Б-7", AT, AT + 30 * DAY, rules, (), False, "", "", language)
    return facts(replace(value, **changes), language, OFFICIAL)


def _long(language: str) -> Facts[Any]:
    visitors = (said(language, "анасы", "мать", "the mother"), said(language, "психолог", "психолог", "the psychologist"))
    reason = said(language, "сот талқылауы аяқталған жоқ", "суд ещё не окончен", "the trial is not over")
    made = _stay(language, rules=long_text(language, 5), visitors=visitors, separate=True, asked_by="IMPLEMENTING", reason=reason)
    return replace(made, signers=(OFFICIAL, PERSON))


SAMPLES = (
    Sample(
        "stay-agreement",
        _stay,
        _long,
        {
            "another language": lambda language: replace(_stay("ru"), value=_stay("kk").value),
            "reason of a longer stay": lambda language: _stay(language, asked_by="PERSON"),
        },
    ),
)
