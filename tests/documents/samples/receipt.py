"""Samples of receipts for papers handed over outside the channel."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.law.records.information import NoticeGiven, PaperReceipt
from client.law.records.rulings import Decision
from tests.documents.samples import AT, FILE, HOUR, Sample, facts, long_text, related, said

OF = "b2" * 32
DECISION = Decision(FILE, "12-1", "APPLY", "x", ("E1",), "x", ("M1.8",), ("COURT",), "x", "kk")
ABOUT = {"decision": related(DECISION, entry=OF)}


def _sheet(language: str, **changes: Any) -> Facts[Any]:
    value = replace(NoticeGiven("NT-01", OF, "PP", "PAPER", "x", language, ""), **changes)
    return facts(value, language, related=ABOUT)


def _recorded(language: str, **changes: Any) -> Facts[Any]:
    value = replace(PaperReceipt(OF, "PP", True, "", AT - HOUR, "00ff"), **changes)
    return facts(value, language, related=ABOUT)


def _refused(language: str) -> Facts[Any]:
    note = said(language, "Қол қоюдан бас тартты. ", "От подписи отказался. ", "The signature was refused. ") + long_text(
        language, 2
    )
    return _recorded(language, to="HEAD_IMP", signed=False, note=note, scan="")


SAMPLES = (
    Sample(
        "receipt-pen",
        _sheet,
        lambda language: _sheet(language, to="PRS"),
        {"not read here": lambda language: replace(_sheet(language), related={})},
    ),
    Sample(
        "receipt-recorded",
        _recorded,
        _refused,
        {
            "not read here": lambda language: replace(_recorded(language), related={}),
        },
    ),
)
