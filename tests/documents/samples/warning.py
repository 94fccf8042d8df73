"""Samples of what is handed to the person who threatens."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.law.records.direct import LeakCheck, OfficialWarning
from tests.documents.samples import AT, FILE, Sample, facts, said

CLEAN = LeakCheck("сөздік бойынша іздеу", 12, (), AT)


def _warning(language: str, **changes: Any) -> Facts[Any]:
    text = said(
        language,
        "24.11.2026 сіз бейтаныс адам арқылы адамды айғағынан бас тартуға мәжбүрлеп, күш қолданамын деп қорқыттыңыз.",
        "24.11.2026 вы через другое лицо потребовали отказаться от показаний, угрожая насилием.",
        "On 24.11.2026, through another person, you demanded that testimony be taken back, and threatened violence.",
    )
    value = OfficialWarning(FILE, "12-3", "А. Б.", "қорқытты", "115", ("E-1",), text, language, "AUTHORITY", CLEAN)
    return facts(replace(value, **changes), language)


def _long(language: str) -> Facts[Any]:
    """Its own words over and over: those of other samples speak of a witness."""
    text = _warning(language).value.text
    return _warning(language, text="\n\n".join(f"{number}. {text}" for number in range(1, 25)))


SAMPLES = (
    Sample(
        "official-warning",
        _warning,
        _long,
        {"another language": lambda language: replace(_warning("ru"), value=_warning("kk").value)},
    ),
)
