"""Samples of rulings on the end of measures, and on their going on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.law.records.basis import l72
from client.law.records.ending import Continuation, Evidence, GroundNamed, LiftRefused, Revocation, WindDown
from client.law.records.requests import Request
from tests.documents.samples import AT, DAY, FILE, HOUR, OFFICER, OFFICIAL, PERSON, Sample, facts, long_text, related, said

REQUEST, MOTION = "4e" * 16, "4f" * 16
APPEAL = ("COURT", "PROSECUTOR")


def _reasons(language: str) -> str:
    return said(
        language, "Қауіп көзі сотталды, жаңа қатер белгілері жоқ.", "Источник угрозы осуждён, новых признаков опасности нет.",
        "The source of the threat was convicted, and there are no new signs of danger.",
    )  # fmt: skip


def _gone(language: str) -> GroundNamed:
    note = said(language, "20.11.2026 күнгі қорытынды", "заключение от 20.11.2026", "findings of 20.11.2026")
    return GroundNamed("G1", (Evidence("ASSESSMENT", "a2" * 32, note),))


def _revocation(language: str, **changes: Any) -> Revocation:
    value = Revocation(
        FILE, "41", "RULING", "INVESTIGATOR", AT, AT + DAY, "ALL", (), (_gone(language),), _reasons(language),
        l72("27(1)", "27(2)"), "", "", (), APPEAL, language,
    )  # fmt: skip
    return replace(value, **changes)


def _end(language: str, **changes: Any) -> Facts[Any]:
    value = _revocation(language, **changes)
    asked = Request(REQUEST, "LIFT_ALL", (), "x", "kk", AT, False)
    by = OFFICIAL if value.signatory == "OFFICIAL" else OFFICER
    return facts(value, language, by, related={"request": related(asked, by=replace(PERSON, at=AT - 2 * DAY))})


def _long(language: str, **changes: Any) -> Facts[Any]:
    stays = said(
        language, "басқа орган шешкенше өзінде қалады", "остаются у лица, пока не решит компетентный орган",
        "the person keeps them until a competent body decides",
    )  # fmt: skip
    broken = GroundNamed(
        "G3",
        (Evidence("BREACH", "a3" * 32, said(language, "14.10.2026", "14.10.2026", "14.10.2026")),),
        said(language, "ескертуге қарамастан екі рет", "дважды, несмотря на напоминание", "twice, in spite of a reminder"),
    )
    wound_up = (
        WindDown("CLOSURES", True, AT + 30 * DAY, ""),
        WindDown("DOCUMENTS", False, 0, stays),
        WindDown("EQUIPMENT", True, AT + 7 * DAY, ""),
        WindDown("STAY", True, AT + 14 * DAY, ""),
    )
    return _end(
        language,
        **{
            "scope": "LISTED", "measures": ("M2.2a", "M2.3", "M2.4", "M2.6"), "grounds": (_gone(language), broken),
            "reasons": long_text(language, 5), "wind_down": wound_up, "appeal": (*APPEAL, "HIGHER_AUTHORITY"), **changes,
        },
    )  # fmt: skip


def _kept(language: str, **changes: Any) -> Facts[Any]:
    reasons = said(language, "Қауіп сақталған.", "Угроза сохраняется.", "The threat goes on.")
    value = LiftRefused(FILE, "42", "INVESTIGATOR", AT, reasons, l72("27(3)"), REQUEST, "", APPEAL, language)
    value = replace(value, **changes)
    return facts(value, language, OFFICIAL if value.signatory == "OFFICIAL" else OFFICER)


def _on(language: str, **changes: Any) -> Facts[Any]:
    reasons = said(
        language, "Үкімнен кейін де қауіп сақталған.", "Угроза сохраняется и после приговора.",
        "The threat goes on after the sentence.",
    )  # fmt: skip
    value = Continuation(FILE, "43", "COURT", reasons, l72("27(4)"), "", APPEAL, language)
    return facts(replace(value, **changes), language, replace(OFFICER, at=AT + HOUR))


def _ends(form: str, **given: Any) -> Sample:
    missing = {
        "ground": lambda language: _end(language, **given, grounds=()),
        "reasons": lambda language: _end(language, **given, reasons=" "),
        "appeal": lambda language: _end(language, **given, appeal=()),
        "evidence": lambda language: _end(language, **given, grounds=(GroundNamed("G4", ()),)),
        "measures": lambda language: _end(language, **given, scope="LISTED"),
        "wound up": lambda language: _end(language, **given, wind_down=(WindDown("STAY", True, 0, ""),)),
        "left": lambda language: _end(language, **given, wind_down=(WindDown("STAY", False, 0, ""),)),
    }
    return Sample(form, lambda language: _end(language, **given), lambda language: _long(language, **given), missing)


def _keeps(form: str, **given: Any) -> Sample:
    return Sample(
        form,
        lambda language: _kept(language, **given),
        lambda language: _kept(language, **given, reasons=long_text(language, 6), on_motion=MOTION),
        {
            "reasons": lambda language: _kept(language, **given, reasons=" "),
            "appeal": lambda language: _kept(language, **given, appeal=()),
        },
    )


SAMPLES = (
    _ends("revocation"),
    _ends("revocation-sentence", act="SENTENCE", signatory="COURT"),
    _ends("lifting-granted", on_request=REQUEST),
    _ends("application-granted", on_request=REQUEST, signatory="OFFICIAL"),
    _keeps("lifting-refused"),
    _keeps("application-refused", signatory="OFFICIAL"),
    Sample(
        "continuation",
        _on,
        lambda language: _on(
            language, reasons=long_text(language, 6), successor=said(language, "Қала прокуратурасы", "Прокуратура города",
                                                                     "The city prosecutor's office"),
        ),
        {"appeal": lambda language: _on(language, appeal=())},
    ),
)  # fmt: skip
