"""Samples of notices to the person, of alerts, and of notices to the prosecutor."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts, Related
from client.law.records.basis import Basis
from client.law.records.direct import LeakCheck, PreventiveChanged, PreventiveMeasure
from client.law.records.ending import Evidence, GroundNamed, LiftRefused, Revocation
from client.law.records.information import NoticeGiven
from client.law.records.measures import MeasureStarted
from client.law.records.requests import RequestAnswered
from client.law.records.rulings import SelectedMeasure, Selection
from tests.documents.samples import AT, DAY, FILE, OFFICIAL, Sample, facts, long_text, related, said

OF = "b2" * 32
CODES = ("M2.1a", "M2.1b", "M2.2c", "M2.3", "M2.4", "M2.5a", "M2.5b", "M2.5c", "M2.6", "M2.7")
LEAK = LeakCheck("guard", 3, (), AT)


def _text(language: str) -> str:
    return said(
        language,
        "Бүгіннен бастап сізді күзетшілер қорғайды. Сұрағыңыз болса, байланыс қызметкеріңізге айтыңыз.",
        "С сегодняшнего дня вас охраняют. Если есть вопросы, скажите своему сотруднику.",
        "From today guards protect you. If you have questions, tell your contact officer.",
    )


def _notice(id: str, shown: str, found: dict[str, tuple[Related, ...]], **changes: Any) -> Facts[Any]:
    value = replace(NoticeGiven(id, OF, "PP", "PAPER", _text(shown), shown, ""), **changes)
    return facts(value, shown, OFFICIAL, related=found)


def _preventive(language: str) -> dict[str, tuple[Related, ...]]:
    kind = said(language, "күзетпен ұстау", "содержание под стражей", "detention")
    value = PreventiveMeasure(FILE, "5-1", kind, "SUSPECT", "…", AT, "…", "kk", "AUTHORITY", LEAK)
    return {"preventive-measure": related(value, entry=OF)}


def _chosen(*codes: str) -> dict[str, tuple[Related, ...]]:
    measures = tuple(SelectedMeasure(code, "…", "…", AT, AT + 30 * DAY) for code in codes)
    return {"selection": related(Selection(FILE, "23-7", "c3" * 32, measures), entry=OF, by=OFFICIAL)}


def _started() -> dict[str, tuple[Related, ...]]:
    return {"measure-started": related(MeasureStarted(FILE, "M2.1a", AT, ""), entry=OF, by=OFFICIAL)}


def _answered() -> dict[str, tuple[Related, ...]]:
    return {"request-answered": related(RequestAnswered("10" * 16, "GRANTED", "…", ""), entry=OF)}


def _alert(language: str, **changes: Any) -> Facts[Any]:
    text = said(
        language,
        "Күдікті тергеу изоляторынан қашып кетті. Есікті ашпаңыз, қызметкерлер жолда.",
        "Подозреваемый бежал из следственного изолятора. Не открывайте дверь, сотрудники в пути.",
        "The suspect escaped from custody. Do not open the door; officers are on their way.",
    )
    return facts(replace(PreventiveChanged(FILE, "10" * 16, OF, "ESCAPED", AT - 300_000, text, language), **changes), language)


def _revocation(language: str, **changes: Any) -> Facts[Any]:
    reasons = said(language, "Қатер жойылды.", "Угроза устранена.", "The threat is removed.")
    ground = GroundNamed("G1", (Evidence("ASSESSMENT", "a3" * 32, ""),))
    value = Revocation(
        FILE, "44", "RULING", "OFFICIAL", AT, AT + DAY, "ALL", (), (ground,), reasons, (Basis("L72", "27(4)"),), "", "", (),
        ("COURT", "PROSECUTOR"), language,
    )  # fmt: skip
    return facts(replace(value, **changes), language, OFFICIAL)


def _long_revocation(language: str, **changes: Any) -> Facts[Any]:
    grounds = tuple(GroundNamed(ground, (Evidence("OTHER", "", "…"),)) for ground in ("G1", "G2", "G3"))
    bases = (Basis("L72", "27(4)"), Basis("UNTOC", "24"))
    more = {"scope": "LISTED", "measures": CODES, "grounds": grounds, "reasons": long_text(language, 6), "bases": bases}
    return _revocation(language, **more, **changes)


def _kept(language: str, **changes: Any) -> Facts[Any]:
    reasons = said(language, "Қатер сақталып отыр.", "Угроза сохраняется.", "The threat remains.")
    value = LiftRefused(
        FILE, "45", "OFFICIAL", AT, reasons, (Basis("L72", "27(4)"),), "10" * 16, "", ("COURT", "PROSECUTOR"), language
    )
    return facts(replace(value, **changes), language, OFFICIAL)


def _told(form: str, id: str, found: Any, *, long: Any = None) -> Sample:
    """``found``: from the language to the record that the notice tells of."""
    missing = {} if id == "NT-12" else {"not read here": lambda language: _notice(id, language, {})}
    return Sample(
        form,
        lambda language: _notice(id, language, found(language)),
        lambda language: _notice(
            id, language, (long or found)(language), text=long_text(language, 3), to="REP", language="uz", interpreter="Г. Ахметова"
        ),
        missing,
    )


SAMPLES = (
    _told("notice-preventive", "NT-06", _preventive),
    _told("notice-measures", "NT-11", lambda _: _started(), long=lambda _: _chosen(*CODES)),
    _told("notice-danger", "NT-12", lambda _: {}),
    _told("notice-decision", "NT-13", lambda _: _answered()),
    Sample(
        "alert-person",
        lambda language: _alert(language),
        lambda language: _alert(language, text=long_text(language, 2)),
    ),
    Sample(
        "alert-body",
        lambda language: _alert(language, what="CHANGED"),
        lambda language: _alert(language, what="LIFTED", text=long_text(language, 2)),
    ),
    Sample(
        "notice-revoked",
        lambda language: _revocation(language),
        lambda language: _long_revocation(language),
        {
            "ground": lambda language: _revocation(language, grounds=()),
            "appeal": lambda language: _revocation(language, appeal=()),
            "reasons": lambda language: _revocation(language, reasons=""),
        },
    ),
    Sample(
        "notice-application-granted",
        lambda language: _revocation(language, on_request="10" * 16),
        lambda language: _long_revocation(language, on_request="10" * 16),
        {"measures": lambda language: _revocation(language, on_request="10" * 16, scope="LISTED")},
    ),
    Sample(
        "notice-application-refused",
        lambda language: _kept(language),
        lambda language: _kept(language, reasons=long_text(language, 6)),
        {"reasons": lambda language: _kept(language, reasons=" ")},
    ),
)
