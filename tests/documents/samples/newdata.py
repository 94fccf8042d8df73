"""Samples of the agreement on new personal data."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.law.records.newdata import DataProposal, NewField
from tests.documents.samples import OFFICIAL, PERSON, Sample, facts, said


def _short(language: str) -> Facts[Any]:
    fields = (NewField("surname", "Сәтбеков"), NewField("name", "Дәурен"), NewField("patronymic", "Асқарұлы"))
    return facts(DataProposal("19" * 16, fields, "Тоқтаров Ерлан орнына"), language, OFFICIAL)


def _long(language: str) -> Facts[Any]:
    made = _short(language)
    more = (
        NewField("birth date", "02.07.1988"),
        NewField("birth place", said(language, "Қостанай қаласы", "город Костанай", "Qostanai")),
        NewField("document numbers", said(language, "беретін орган белгілейді", "назначит выдающий орган", "set by the issuer")),
    )
    return replace(made, value=replace(made.value, fields=(*made.value.fields, *more)), signers=(OFFICIAL, PERSON))


def _none(language: str) -> Facts[Any]:
    made = _short(language)
    return replace(made, value=replace(made.value, fields=()))


SAMPLES = (Sample("data-agreement", _short, _long, {"new data": _none}),)
