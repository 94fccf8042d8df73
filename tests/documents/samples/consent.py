"""Samples of consent to measures: the form for pen, and what was said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.documents.templates.consent import fingerprint
from client.documents.words import Words
from client.law.records.consents import MeasureConsent, MinutedConsent
from client.law.records.rulings import SelectedMeasure, Selection
from client.law.words import Flag
from tests.documents.samples import (
    AT,
    CASE,
    DAY,
    ENTRY,
    FILE,
    IMPLEMENTER,
    IMPLEMENTING,
    OFFICIAL,
    PERSON,
    Sample,
    facts,
    long_text,
    said,
)

CHILD = replace(CASE, persons=replace(CASE.persons, flags=frozenset({Flag.MINOR})))


def _ruling(*codes: str) -> Selection:
    chosen = tuple(SelectedMeasure(each, "тәулік бойы, 3-топ", "3-топ", AT, AT + 30 * DAY) for each in codes)
    return Selection(FILE, "55-1", ENTRY, chosen)


def _form(language: str, *codes: str) -> Facts[Any]:
    return facts(_ruling(*codes), language, OFFICIAL)


def _for_child(language: str) -> Facts[Any]:
    return facts(_ruling("M2.1b", "M2.1d", "M2.2c", "M2.3", "M2.4", "M2.5a", "M2.6", "M2.7"), language, OFFICIAL, file=CHILD)


def _given(language: str, **changes: Any) -> Facts[Any]:
    text_hash = fingerprint(Words(language), "M2.1b")
    value = replace(MeasureConsent("M2.1b", "CONSENT", "RECORDED", "SELF", text_hash, language), **changes)
    return facts(value, language, PERSON, keeper=IMPLEMENTING)


def _taken_back(language: str) -> Facts[Any]:
    return _given(language, word="WITHDRAWAL", capacity="PARENTAL", opinion=long_text(language, 1), reasons=long_text(language, 3))


def _minuted(language: str, **changes: Any) -> Facts[Any]:
    text_hash = fingerprint(Words(language), "M2.3")
    value = MinutedConsent(FILE, "M2.3", "CONSENT", "PP", "", "SELF", "PAPER", "00ff", text_hash, language, AT - DAY)
    return facts(replace(value, **changes), language, IMPLEMENTER)


def _aloud(language: str) -> Facts[Any]:
    interpreter = said(language, "А. Б., тіркелім № 7", "А. Б., реестр № 7", "A. B., register No. 7")
    return _minuted(language, word="REFUSAL", way="ORAL", scan="", interpreter=interpreter, reasons=long_text(language, 3))


SAMPLES = (
    Sample(
        "consent-form",
        lambda language: _form(language, "M2.1a", "M2.2a"),
        _for_child,
        {"wants consent": lambda language: _form(language, "M2.2a")},
    ),
    Sample(
        "consent",
        _given,
        _taken_back,
        {"pseudonym": lambda language: replace(_given(language), file=replace(CASE, case=replace(CASE.case, pseudonym="")))},
    ),
    Sample(
        "consent-minuted",
        _minuted,
        _aloud,
        {"who minuted it": lambda language: replace(_minuted(language), author=replace(IMPLEMENTER, name=""))},
    ),
)
