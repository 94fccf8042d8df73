"""Samples of the decision and the order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.law.records.basis import Basis
from client.law.records.rulings import Decision, Implementer, Order
from tests.documents.samples import ENTRY, FILE, IMPLEMENTING, Sample, facts, long_text, said


def _decision(language: str, **changes: Any) -> Decision:
    value = Decision(
        FILE, "12-1", "APPLY",
        said(language, "Куәгерге айғақ үшін қоқан-лоққы жасалды.", "Свидетелю угрожали из-за показаний.",
             "The witness was threatened because of the testimony."),
        ("E-14",),
        said(language, "Түсіндірме алынды, қоңыраулар тексерілді.", "Получено объяснение, звонки проверены.",
             "An explanation was heard, the calls were checked."),
        ("M1.8",), ("COURT", "PROSECUTOR"),
        said(language, "Шаралар туралы білу, оларды өзгертуді сұрау.", "Знать о мерах, просить их изменить.",
             "To know of the measures and to ask that they be changed."),
        language,
    )  # fmt: skip
    return replace(value, **changes)


def _applied(language: str, **changes: Any) -> Facts[Any]:
    return facts(_decision(language, **changes), language)


def _long(language: str) -> Facts[Any]:
    return _applied(
        language,
        reasons=long_text(language, 8),
        verification=long_text(language, 3),
        rights=long_text(language, 2),
        evidence=tuple(f"E-{number}" for number in range(1, 31)),
        measures=("M1.1", "M1.2", "M1.3", "M1.8"),
        appeal=("COURT", "PROSECUTOR", "HIGHER_AUTHORITY"),
    )


def _refused(language: str, **changes: Any) -> Facts[Any]:
    reasons = said(language, "Қауіп расталмады.", "Угроза не подтвердилась.", "The threat was not borne out.")
    return _applied(language, **{"outcome": "REFUSE", "measures": (), "reasons": reasons, **changes})


def _order(language: str) -> Facts[Any]:
    return facts(Order(FILE, "12-2", ENTRY, "12-1"), language)


def _order_of_court(language: str) -> Facts[Any]:
    """It names who leads and who implements a part; one of them stands in no register."""
    part = said(language, "сот залына жеткізу", "доставка в зал суда", "bringing to the courtroom")
    others = (Implementer("PENAL", "d2" * 32, part), Implementer("BAILIFFS", "d4" * 32))
    value = Order(
        FILE, "12-2", ENTRY, "12-1", Implementer("PRETRIAL", "d1" * 32), others, (Basis("L72", "7(1)(8)"), Basis("L72", "2(3)"))
    )
    return facts(value, language, names={"d1" * 32: IMPLEMENTING, "d2" * 32: "ЛА-155/18"})


SAMPLES = (
    Sample(
        "decision-applied",
        lambda language: _applied(language),
        _long,
        {
            "reasons": lambda language: _applied(language, reasons=" "),
            "verification": lambda language: _applied(language, verification=""),
            "rights": lambda language: _applied(language, rights=""),
        },
    ),
    Sample(
        "decision-refused",
        lambda language: _refused(language),
        lambda language: _refused(language, reasons=long_text(language, 8)),
        {
            "reasons": lambda language: _refused(language, reasons=" "),
            "appeal": lambda language: _refused(language, appeal=()),
        },
    ),
    Sample("order", _order, _order_of_court),
)
