"""Samples of what the bodies write to each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts
from client.law.records.ending import Evidence, GroundNamed, Motion
from client.law.records.instructions import InformationRequest, Instruction, InstructionReport
from tests.documents.samples import AT, DAY, FILE, IMPLEMENTER, OFFICIAL, Sample, facts, long_text, related, said


def _instruction_of(language: str, **changes: Any) -> Instruction:
    text = said(
        language,
        "Адам сотқа қалай жеткізілетінін екі күн ішінде хабарлаңыз.",
        "Сообщите в течение двух дней, как лицо будет доставлено в суд.",
        "Report within two days how the person will be brought to the court.",
    )
    return replace(Instruction(FILE, "7", "REPORT", text, (), AT + 2 * DAY), **changes)


def _instruction(language: str, **changes: Any) -> Facts[Any]:
    return facts(_instruction_of(language, **changes), language)


def _report(language: str, **changes: Any) -> Facts[Any]:
    text = said(language, "Жоспар жасалды.", "План составлен.", "A plan was made.")
    asked = related(_instruction_of(language))
    value = replace(InstructionReport(FILE, "7", True, text), **changes)
    return facts(value, language, IMPLEMENTER, related={"instruction": asked})


def _motion(kind: str, language: str, **changes: Any) -> Facts[Any]:
    reasons = said(language, "Жағдай өзгерді.", "Обстоятельства изменились.", "Things have changed.")
    note = said(language, "орыннан рұқсатсыз кету", "уход из места без разрешения", "left the place without leave")
    grounds = (GroundNamed("G3", (Evidence("BREACH", "a3" * 32, note),), note),) if kind == "CANCEL" else ()
    return facts(replace(Motion("10" * 16, FILE, kind, (), grounds, reasons, False), **changes), language, OFFICIAL)


def _grounds(language: str) -> tuple[GroundNamed, ...]:
    shown = tuple(Evidence(kind, "a3" * 32, long_text(language, 1)) for kind in ("ASSESSMENT", "CONTRACT_REFUSED", "OTHER"))
    return (GroundNamed("G1", shown), GroundNamed("G3", shown, long_text(language, 1)))


def _question(language: str, **changes: Any) -> Facts[Any]:
    asked = said(
        language,
        "12 қарашадағы кіреберіс камерасының жазбасы сақталған ба?",
        "Сохранилась ли запись камеры у входа за 12 ноября?",
        "Is the recording of the camera at the entrance of 12 November kept?",
    )
    to = said(language, "«Алма» дүкенінің директоры", "директор магазина «Алма»", "the manager of the shop Alma")
    return facts(replace(InformationRequest("10" * 16, to, asked, "…", True, AT + 2 * DAY), **changes), language)


SAMPLES = (
    Sample(
        "instruction",
        lambda language: _instruction(language),
        lambda language: _instruction(
            language, kind="RECONSIDER", text=long_text(language, 5), measures=("M2.1a", "M2.3", "M2.5a"), due_at=0
        ),
        {"measures": lambda language: _instruction(language, kind="RECONSIDER")},
    ),
    Sample(
        "instruction-report",
        lambda language: _report(language),
        lambda language: _report(language, done=False, text=long_text(language, 5)),
        {
            "instruction": lambda language: replace(_report(language), related={}),
        },
    ),
    Sample(
        "motion-apply",
        lambda language: _motion("APPLY", language),
        lambda language: _motion("APPLY", language, reasons=long_text(language, 6), measures=("M1.7", "M1.8"), urgent=True),
        {"reasons": lambda language: _motion("APPLY", language, reasons="")},
    ),
    Sample(
        "motion-cancel",
        lambda language: _motion("CANCEL", language),
        lambda language: _motion(
            "CANCEL", language, reasons=long_text(language, 4), measures=("M2.1a", "M2.4"), grounds=_grounds(language)
        ),
        {
            "ground": lambda language: _motion("CANCEL", language, grounds=()),
            "evidence": lambda language: _motion("CANCEL", language, grounds=(GroundNamed("G1", ()),)),
        },
    ),
    Sample(
        "information-request",
        lambda language: _question(language),
        lambda language: _question(language, question=long_text(language, 5), reasons=long_text(language, 1), withheld=False),
    ),
)
