"""Samples of the choice of measures, and of what the deciding body is told of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.law.records.rulings import (
    Abroad,
    Considered,
    NoticeMeasure,
    Order,
    PostTransfer,
    SelectedMeasure,
    Selection,
    SelectionNotice,
)  # fmt: skip
from tests.documents.samples import AT, DAY, ENTRY, FILE, OFFICIAL, Sample, facts, long_text, related, said

ORDER = Order(FILE, "12-2", ENTRY, "12-1")


def _guard(language: str) -> SelectedMeasure:
    method = said(language, "екі күзетші, тәулік бойы", "двое охранников, круглосуточно", "two guards, day and night")
    return SelectedMeasure("M2.1a", method, said(language, "3-топ", "группа 3", "group 3"), AT, AT + 30 * DAY)


def _moving(language: str) -> SelectedMeasure:
    tried = said(language, "Орын екі рет анықталып қалды.", "Место дважды стало известно.", "The place became known twice.")
    weak = said(language, "Қосымша күзет қатерді жоймайды.", "Дополнительная охрана угрозу не снимает.", "More guards do not help.")
    return SelectedMeasure(
        "M2.5a", said(language, "басқа облысқа көшіру", "переезд в другую область", "a move to another region"),
        said(language, "2-топ", "группа 2", "group 2"), AT, 0, (Considered("M2.3", True, tried), Considered("OTHER", False, weak)),
        event=said(language, "үкім күшіне енгенде", "вступление приговора в силу", "the sentence becomes final"),
        duration="TEMPORARY", executor="LEB",
        abroad=Abroad("KG", said(language, "өзара келісім", "соглашение", "agreement"), "Б. Н."),
    )  # fmt: skip


def _more(language: str) -> tuple[SelectedMeasure, ...]:
    method, unit = long_text(language, 1), said(language, "1-топ", "группа 1", "group 1")
    post = PostTransfer("MILITARY", "SPECIAL_STATE", 4, 5, True)
    return (
        SelectedMeasure("M2.1d", method, unit, AT, AT + DAY, need=long_text(language, 1)),
        SelectedMeasure("M2.2c", method, unit, AT, AT + 90 * DAY),
        SelectedMeasure("M3.1", method, unit, AT, AT + 90 * DAY, transfer=post, executor="UNI"),
        SelectedMeasure("M4.1", method, unit, AT, AT + 90 * DAY, moved="THREATENER", executor="PEN"),
        SelectedMeasure("M4.3", method, unit, AT, AT + 90 * DAY, basis=said(language, "ҚАК", "УИК", "penal-enforcement law")),
    )


def _selection(language: str, *measures: SelectedMeasure, **changes: Any) -> Facts[Any]:
    value = replace(Selection(FILE, "23-7", "b2" * 32, measures or (_guard(language),)), **changes)
    return facts(value, language, OFFICIAL, related={"order": related(ORDER)})


def _changed(language: str, *measures: SelectedMeasure, **changes: Any) -> Facts[Any]:
    reasons = said(language, "Қатер күшейді.", "Угроза усилилась.", "The threat has grown.")
    return _selection(language, *measures, **{"version": 2, "amends": "c3" * 32, "reasons": reasons, **changes})


def _last_resort_without_reasons(language: str) -> Facts[Any]:
    return _selection(language, replace(_moving(language), considered=()))


def _notice(language: str, *rows: NoticeMeasure) -> Facts[Any]:
    return facts(SelectionNotice(FILE, "23-7", rows), language, OFFICIAL)


def _sample(form: str, events: tuple[str, ...], result: str = "") -> Sample:
    row = NoticeMeasure("M2.1a", AT, AT + 30 * DAY, events[0], result)
    codes = ("M2.1b", "M2.3", "M2.4", "M2.5a", "M2.5b", "M2.5c", "M2.6", "M2.7", "M3.4")
    more = tuple(NoticeMeasure(code, AT, 0, events[at % len(events)], result) for at, code in enumerate(codes))
    return Sample(form, lambda language: _notice(language, row), lambda language: _notice(language, row, *more))


SAMPLES = (
    Sample(
        "selection",
        lambda language: _selection(language),
        lambda language: _selection(language, _guard(language), _moving(language), *_more(language)),
        {
            "method": lambda language: _selection(language, replace(_guard(language), method=" ")),
            "term": lambda language: _selection(language, replace(_guard(language), review_at=0)),
            "last resort": _last_resort_without_reasons,
            "order": lambda language: replace(_selection(language), related={}),
        },
    ),
    Sample(
        "selection-changed",
        lambda language: _changed(language),
        lambda language: _changed(language, *_more(language), reasons=long_text(language, 3)),
        {"reasons": lambda language: _changed(language, reasons="")},
    ),
    _sample("notice-chosen", ("CHOSEN",)),
    _sample("notice-changed", ("CHANGED", "WITHDRAWN")),
    _sample("notice-added", ("ADDED",)),
    _sample("notice-result", ("RESULT", "STARTED", "NOT_EXECUTABLE", "ENDED"), "PARTLY"),
)
