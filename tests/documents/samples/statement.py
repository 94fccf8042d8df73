"""Samples of statements."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from client.documents.facts import Facts, Signer
from client.law.records.decisions import OralMinute
from client.law.records.reports import Attachment, Statement
from tests.documents.samples import AT, DECIDING, IMPLEMENTING, Sample, facts, long_text, said

APPLICANT = Signer("№ 38124071", "", "APPLICANT", AT, "8e" * 8)
ID = "10" * 16


def _words(language: str) -> str:
    return said(
        language,
        "Кеше кешке екі адам үйіме келіп, сотқа барсам, балаларыма жамандық жасайтынын айтты.",
        "Вчера вечером двое пришли ко мне домой и сказали, что, если я пойду в суд, с моими детьми что-то случится.",
        "Two men came to my home last night and said that something will happen to my children if I go to court.",
    )


def _written(language: str, **changes: Any) -> Facts[Any]:
    value = Statement(ID, _words(language), language, AT - 600_000, False, (DECIDING,), ())
    return facts(replace(value, **changes), language, APPLICANT, keeper=DECIDING)


def _long(language: str) -> Facts[Any]:
    attachments = tuple(Attachment("aa", f"photo-{number}.jpg", "image/jpeg", 1_234_567 + number) for number in range(1, 5))
    return _written(
        language, text=long_text(language, 8), urgent=True, addressed_to=(DECIDING, IMPLEMENTING), attachments=attachments
    )


def _oral(shown: str, **changes: Any) -> Facts[Any]:
    by = said(shown, "іс бойынша куә", "свидетель по делу", "a witness in the case")
    return facts(replace(OralMinute(ID, AT - 900_000, by, _words(shown), shown, False, True, ""), **changes), shown)


SAMPLES = (
    Sample("statement-written", lambda language: _written(language), _long),
    Sample(
        "statement-oral",
        lambda language: _oral(language),
        lambda language: _oral(
            language, text=long_text(language, 7), urgent=True, read_back=False, interpreter="Г. Ахметова", language="ug"
        ),
        {"who spoke": lambda language: _oral(language, by=" ")},
    ),
)
