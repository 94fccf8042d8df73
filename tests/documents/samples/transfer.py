"""Samples of papers on the transfer of a case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.law.records.transfers import ClockHandedOver, Handover, TransferAccepted, TransferNotice
from tests.documents.samples import AT, DAY, FILE, OFFICER, Sample, facts, long_text, related, said

TRANSFER, BODY = "2a" * 16, "e5" * 32
NEW = "Медеу ауданының тергеу бөлімі"
RECEIVER = replace(OFFICER, name="Ерлан Т.", body=NEW, at=AT + DAY)
NAMES = {BODY: NEW}


def _value(language: str, **changes: Any) -> TransferNotice:
    reasons = said(language, "Тергеу орны өзгерді.", "Изменилось место следствия.", "The place of the investigation has changed.")
    return replace(TransferNotice(FILE, TRANSFER, "DECIDING", BODY, "INVESTIGATOR", "INVESTIGATION", reasons), **changes)


def _notice(language: str, **changes: Any) -> Facts[Any]:
    return facts(_value(language, **changes), language, names=NAMES)


def _handover(language: str, **changes: Any) -> Facts[Any]:
    value = replace(Handover(TRANSFER, ("12-1",), "a7" * 32, (), (), (), (), ()), **changes)
    return facts(value, language, names=NAMES, related={"transfer-notice": related(_value(language))})


def _long_handover(language: str) -> Facts[Any]:
    return _handover(
        language,
        decisions=tuple(f"12-{number}" for number in range(1, 8)),
        measures=("M1.1", "M1.2", "M1.7"),
        clocks=tuple(ClockHandedOver(clock, f"R-{at}", AT + at * DAY) for at, clock in enumerate(("DL-01", "DL-03", "DL-10"), 1)),
        requests=("4e" * 16, "4f" * 16),
        complaints=("6e" * 16,),
        evidence=tuple(f"E-{number}" for number in range(1, 21)),
    )


def _accepted(language: str, **changes: Any) -> Facts[Any]:
    return _acceptance(language, {}, **changes)


def _acceptance(language: str, given: dict[str, Any], **changes: Any) -> Facts[Any]:
    value = replace(TransferAccepted(TRANSFER, "31-1", ""), **changes)
    return facts(value, language, RECEIVER, names=NAMES, related={"transfer-notice": related(_value(language, **given))})


def _implementer(language: str) -> Facts[Any]:
    return _acceptance(language, {"seat": "IMPLEMENTING", "decider": "", "stage": ""}, novation="c8" * 32)


def _unread(language: str) -> Facts[Any]:
    return replace(_accepted(language), related={})


SAMPLES = (
    Sample(
        "transfer-notice",
        _notice,
        lambda language: _notice(language, reasons=long_text(language, 5)),
        {"receiving body": lambda language: replace(_notice(language), names={})},
    ),
    Sample("handover", _handover, _long_handover, {"transfer-notice": lambda language: replace(_handover(language), related={})}),
    Sample("transfer-accepted", _accepted, _implementer, {"transfer-notice": _unread}),
    Sample("transfer-person", _accepted, _implementer, {"transfer-notice": _unread}),
)
