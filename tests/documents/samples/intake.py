"""Samples of what comes in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.law.records.decisions import DataReceived
from client.law.records.files import Acceptance
from client.law.records.reports import Threat
from tests.documents.samples import AT, HOUR, IMPLEMENTING, PERSON, Sample, facts, long_text, said

ID = "10" * 16


def _taken(language: str, **changes: Any) -> Facts[Any]:
    text = said(
        language,
        "Өтінішіңіз қабылданды. Бүгін хабарласамыз.",
        "Ваше заявление принято. Мы свяжемся с вами сегодня.",
        "Your statement is in hand. We will be in touch today.",
    )
    return facts(replace(Acceptance(ID, AT - HOUR, "DL-01", text, language), **changes), language)


def _data(language: str, **changes: Any) -> Facts[Any]:
    text = said(
        language,
        "Сөйлесу жазбасында куәнің мекенжайы сұралған.",
        "На записи разговора спрашивали адрес свидетеля.",
        "In a recorded talk somebody asked for the address of the witness.",
    )
    return facts(replace(DataReceived(ID, "OWN_INITIATIVE", AT - HOUR, "", text, False), **changes), language)


def _threat(shown: str, **changes: Any) -> Facts[Any]:
    text = said(
        shown,
        "Бүгін таңертең аулада сол адамды тағы көрдім.",
        "Сегодня утром во дворе я снова видел того человека.",
        "This morning I saw that man in the yard again.",
    )
    return facts(replace(Threat(ID, text, shown, AT, False), **changes), shown, PERSON, keeper=IMPLEMENTING)


def _long_threat(shown: str) -> Facts[Any]:
    more = {"kind": "FOLLOWED", "happened_at": AT - HOUR, "duress": True, "language": "ky"}
    return _threat(shown, text=long_text(shown, 6), urgent=True, **more)


SAMPLES = (
    Sample("statement-receipt", lambda language: _taken(language), lambda language: _taken(language, text=long_text(language, 3))),
    Sample(
        "data-received",
        lambda language: _data(language),
        lambda language: _data(language, origin="PARTNER_REPORT", urgent=True, text=long_text(language, 6)),
    ),
    Sample(
        "threat-report",
        lambda language: _threat(language),
        lambda language: _long_threat(language),
    ),
)
