"""Samples of requests and answers, of the minute of an explanation, of the copy for a suspect."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.law.records.direct import LeakCheck, PreventiveMeasure
from client.law.records.information import TOPICS, RightsExplained
from client.law.records.requests import Request, RequestAnswered, RequestRecorded
from client.law.records.rulings import Order
from tests.documents.samples import AT, ENTRY, FILE, OFFICIAL, PERSON, Sample, facts, long_text, related, said

ID, OF = "10" * 16, "b2" * 32


def _asks(language: str) -> str:
    return said(
        language, "Үйдегі күзетті тоқтатуды сұраймын.", "Прошу снять охрану дома.", "I ask that the guard of my home be lifted."
    )


def _request_of(language: str, **changes: Any) -> Request:
    return replace(Request(ID, "LIFT_ONE", ("M2.1b",), _asks(language), language, AT, False), **changes)


def _request(language: str, **changes: Any) -> Facts[Any]:
    return facts(_request_of(language, **changes), language, PERSON)


def _recorded(shown: str, **changes: Any) -> Facts[Any]:
    value = RequestRecorded(ID, "LIFT_ALL", (), _asks(shown), shown, AT, False, "PP", "ORAL", "", "")
    return facts(replace(value, **changes), shown)


def _answered(language: str, **changes: Any) -> Facts[Any]:
    reasons = said(language, "Қатер сақталып отыр.", "Угроза сохраняется.", "The threat remains.")
    asked = related(_request_of(language, kind="ADD", measures=()), by=PERSON)
    return facts(replace(RequestAnswered(ID, "PARTLY", reasons, ""), **changes), language, OFFICIAL, related={"request": asked})


def _explained(shown: str, **changes: Any) -> Facts[Any]:
    text = said(shown, "Құқықтары түсіндірілді.", "Права разъяснены.", "The rights were explained.")
    value = RightsExplained(OF, "PP", "ORAL", ("RIGHTS", "DUTIES", "APPEAL_ROUTES"), text, shown, "", "")
    found = {"order": related(Order(FILE, "12-2", ENTRY, "12-1"), entry=OF)}
    return facts(replace(value, **changes), shown, related=found)


def _long_explained(shown: str) -> Facts[Any]:
    more = {"language": "ug", "interpreter": "Г. Ахметова", "present": "Б. Н.", "topics": TOPICS, "to": "REP"}
    return _explained(shown, text=long_text(shown, 4), **more)


def _copy(shown: str, **changes: Any) -> Facts[Any]:
    kind = said(shown, "үйқамақ", "домашний арест", "house arrest")
    text = said(
        shown,
        "Сізге шешім шыққан күннен бастап үйден шығуға және іске қатысушылармен сөйлесуге тыйым салынады.",
        "Со дня решения вам запрещено выходить из дома и общаться с участниками дела.",
        "From the day of the decision you may not leave the house nor speak with those who take part in the case.",
    )
    value = PreventiveMeasure(FILE, "5-1", kind, "SUSPECT", "…", AT, text, shown, "AUTHORITY", LeakCheck("guard", 3, (), AT))
    return facts(replace(value, **changes), shown)


SAMPLES = (
    Sample(
        "request",
        lambda language: _request(language),
        lambda language: _request(language, kind="ADD", text=long_text(language, 5), measures=(), alleges_threat=True),
    ),
    Sample(
        "request-recorded",
        lambda language: _recorded(language),
        lambda language: _recorded(
            language,
            way="PAPER",
            by="REP",
            text=long_text(language, 5),
            kind="APPLY_SPECIFIC",
            measures=("M2.3", "M2.7"),
            help=long_text(language, 1),
        ),
    ),
    Sample(
        "request-answered",
        lambda language: _answered(language),
        lambda language: _answered(language, outcome="REFUSED", reasons=long_text(language, 6)),
        {
            "request": lambda language: replace(_answered(language), related={}),
            "reasons": lambda language: _answered(language, reasons=" "),
        },
    ),
    Sample(
        "rights-explained",
        lambda language: _explained(language),
        _long_explained,
        {
            "topics": lambda language: _explained(language, topics=()),
            "not read here": lambda language: replace(_explained(language), related={}),
        },
    ),
    Sample(
        "preventive-copy",
        lambda language: _copy(language),
        lambda language: _copy(language, copy=long_text(language, 6), subject="ACCUSED"),
        {
            "may not leave": lambda language: _copy(language, leak=LeakCheck("guard", 3, ("NAME",), AT)),
            "checked": lambda language: _copy(language, leak=LeakCheck("guard", 0, (), AT)),
        },
    ),
)
